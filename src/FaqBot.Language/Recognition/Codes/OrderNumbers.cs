namespace FaqBot.Language;

/// <summary>Order numbers by the shop's own pattern.</summary>
internal static class OrderNumbers
{
    /// <summary>A message with more has lists in it that nobody asked for.</summary>
    private const int FoundMax = 20;

    /// <summary>Adds every match that no letter or digit goes on; in capitals, without spaces.</summary>
    public static void Find(ScannedText text, RecognizerOptions options, List<Candidate> found)
    {
        if (options.OrderNumber is not { } pattern)
        {
            return;
        }
        var read = text.Text.AsSpan(0, Math.Min(text.Text.Length, TextAnalysis.TextLengthMax));
        var count = 0;
        foreach (var match in pattern.EnumerateMatches(read))
        {
            var end = match.Index + match.Length;
            var goesOn = (match.Index > 0 && char.IsLetterOrDigit(read[match.Index - 1])) || (end < read.Length && char.IsLetterOrDigit(read[end]));
            if (match.Length > 0 && !goesOn)
            {
                var value = string.Concat(read[match.Index..end].ToString().Where(static unit => !char.IsWhiteSpace(unit))).ToUpperInvariant();
                found.Add(new Candidate(EntityKind.OrderNumber, match.Index, end, [new EntityValue.Text(value)]));
                count++;
            }
            if (count == FoundMax)
            {
                return;
            }
        }
    }
}
