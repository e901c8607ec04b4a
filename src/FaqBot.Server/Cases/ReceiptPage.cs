using FaqBot.Engine;

namespace FaqBot.Server;

/// <summary>A receipt as a page that needs nothing else: it is kept as a file, and printed.</summary>
internal static class ReceiptPage
{
    private const string Style = """
        body { font: 1rem/1.5 system-ui, sans-serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem; color: #111; background: #fff }
        h1 { font-size: 1.4rem; overflow-wrap: anywhere }
        dt { font-weight: 600; margin-top: .75rem }
        dd { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere }
        p { margin-top: 1.5rem; padding-top: 1rem; border-top: 1px solid #999; white-space: pre-wrap; overflow-wrap: anywhere }
        @media print { body { margin: 0; max-width: none } dt { break-after: avoid } dd { break-inside: avoid } }
        """;

    /// <param name="receipt">As it was filed; everything in it is text.</param>
    /// <param name="direction"><c>ltr</c>, <c>rtl</c> or <c>auto</c>.</param>
    public static string Html(CaseReceipt receipt, string direction) => $"""
        <!doctype html>
        <html lang="{Page.Encode(receipt.Language)}" dir="{Page.Encode(direction)}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <title>{Page.Encode(receipt.Title)}</title>
        <style>
        {Style}
        </style>
        </head>
        <body>
        <main>
        <h1>{Page.Encode(receipt.Title)}</h1>
        <dl>
        {string.Concat(receipt.Lines.Select(Line))}</dl>
        <p dir="auto">{Page.Encode(receipt.Closing)}</p>
        </main>
        </body>
        </html>
        """;

    /// <summary>What customers wrote may be in another direction than the rest.</summary>
    private static string Line(ReceiptLine line) => $"""
        <dt>{Page.Encode(line.Label)}</dt>
        <dd dir="auto">{Page.Encode(line.Value)}</dd>

        """;
}
