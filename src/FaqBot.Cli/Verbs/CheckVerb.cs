using System.Diagnostics;
using System.Globalization;
using FaqBot.Engine;

namespace FaqBot.Cli;

/// <summary><c>faqbot check</c>: compiles everything.</summary>
internal static class CheckVerb
{
    /// <param name="place">Where the knowledge lies.</param>
    /// <param name="shop">The only shop to look at, with what all shops share; null for all.</param>
    public static int Run(Workplace place, string? shop)
    {
        var watch = Stopwatch.StartNew();
        if (shop is not null && !place.HasShop(shop))
        {
            return CommandLine.Usage;
        }
        var compilation = place.Compile(shop);
        if (place.Json)
        {
            Json.Print(compilation.Diagnostics.Select(FindingJson.Of).ToArray());
        }
        else
        {
            // Errors last: what must be mended stands where the eye is when it is done.
            Terminal.Print([.. compilation.Diagnostics.OrderBy(diagnostic => diagnostic.Severity == Severity.Error)]);
            Summarise(compilation, watch.Elapsed);
        }
        return compilation.Knowledge is null ? CommandLine.Findings : CommandLine.Success;
    }

    private static void Summarise(Compilation compilation, TimeSpan elapsed)
    {
        var errors = compilation.Diagnostics.Count(diagnostic => diagnostic.Severity == Severity.Error);
        var warnings = compilation.Diagnostics.Length - errors;
        foreach (var shop in (compilation.Knowledge?.Shops.Values ?? []).OrderBy(shop => shop.Id, StringComparer.Ordinal))
        {
            var wordings = shop.Entries.Sum(entry => entry.Utterances.Sum(pair => pair.Value.Length));
            Terminal.Line($"[bold]{shop.Id}[/]: {shop.Entries.Length} entries, {wordings} wordings, {string.Join(" ", shop.Languages)}");
        }
        var verdict = errors > 0 ? "[red]not usable[/]" : "[green]usable[/]";
        var seconds = elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        Terminal.Line($"{verdict}: {Count(errors, "error")}, {Count(warnings, "warning")}, {seconds} s");
    }

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
