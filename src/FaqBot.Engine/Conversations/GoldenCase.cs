using System.Text;
using NodaTime.Text;

namespace FaqBot.Engine;

/// <summary>A filed case in one line of a transcript.</summary>
public static class GoldenCase
{
    /// <summary>Kind, number, product, problem, remedy, proposed outcome, contact, dates, marks and files, as far as there are.</summary>
    /// <example>complaint GR-26-7K3QX-4, product GR-42-RED, problem faulty, remedy repair, by 2026-12-07</example>
    public static string Describe(CaseFiling filing)
    {
        var line = new StringBuilder(filing.Kind.ToString().ToLowerInvariant()).Append(' ').Append(filing.Number);
        Append(line, "product", filing.Sku ?? filing.Product);
        Append(line, "problem", filing.Problem);
        Append(line, "remedy", filing.Remedy);
        Append(line, "proposed", filing.ProposedOutcome);
        Append(line, "answer to", filing.Contact.Address ?? (filing.Contact.Kind == ContactKind.None ? null : "chat"));
        Append(line, "received", LocalDatePattern.Iso.Format(filing.ReceivedOn));
        Append(line, "by", filing.Deadline is { } deadline ? LocalDatePattern.Iso.Format(deadline) : null);
        Append(line, "nominal", filing.NominalEnd is { } end && end != filing.Deadline ? LocalDatePattern.Iso.Format(end) : null);
        Append(line, "marks", filing.Marks.IsEmpty ? null : string.Join(' ', filing.Marks));
        Append(line, "files", filing.Files.IsEmpty ? null : string.Join(' ', filing.Files.Select(file => file.Name)));
        return line.ToString();
    }

    private static void Append(StringBuilder line, string name, string? value)
    {
        if (value is not null)
        {
            line.Append(", ").Append(name).Append(' ').Append(value.ReplaceLineEndings(" "));
        }
    }
}
