using System.Buffers;
using System.Globalization;
using System.Text;

namespace FaqBot.Engine;

/// <summary>The common filters of Liquid over texts; other values are filtered as they print. Characters are those that a reader counts
/// (text elements): an accent or an emoji is never cut in two.</summary>
internal static class TextFilters
{
    private const int TruncateCharactersDefault = 50;
    private const int TruncateWordsDefault = 15;
    private const string Ellipsis = "...";

    public static TemplateValue Default(TemplateRun run, TemplateValue input, ReadOnlySpan<TemplateValue> arguments)
    {
        var allowsFalse = arguments.Length > 1 && TemplateComparison.IsTrue(arguments[1]);
        var isFalse = input is TemplateValue.Bool { Value: false };
        return TemplateComparison.IsEmpty(input) || input is TemplateValue.Nil || (isFalse && !allowsFalse) ? arguments[0] : input;
    }

    public static TemplateValue Append(TemplateRun run, TemplateValue input, ReadOnlySpan<TemplateValue> arguments) =>
        Joined(run, run.Print(input), run.Print(arguments[0]));

    public static TemplateValue Prepend(TemplateRun run, TemplateValue input, ReadOnlySpan<TemplateValue> arguments) =>
        Joined(run, run.Print(arguments[0]), run.Print(input));

    /// <summary>Raises the first letter and leaves the others: "kurier DPD" is "Kurier DPD" (Ruby's Liquid would lower
    /// the D and the P).</summary>
    public static TemplateValue Capitalize(TemplateRun run, TemplateValue input, ReadOnlySpan<TemplateValue> arguments)
    {
        var text = run.Print(input);
        return Rune.DecodeFromUtf16(text, out var first, out var length) == OperationStatus.Done
            ? Text(Rune.ToUpperInvariant(first) + text[length..])
            : Text(text);
    }

    public static TemplateValue Upcase(TemplateRun run, TemplateValue input, ReadOnlySpan<TemplateValue> arguments) =>
        Text(run.Print(input).ToUpperInvariant());

    public static TemplateValue Downcase(TemplateRun run, TemplateValue input, ReadOnlySpan<TemplateValue> arguments) =>
        Text(run.Print(input).ToLowerInvariant());

    public static TemplateValue Strip(TemplateRun run, TemplateValue input, ReadOnlySpan<TemplateValue> arguments) =>
        Text(run.Print(input).Trim());

    public static TemplateValue StripStart(TemplateRun run, TemplateValue input, ReadOnlySpan<TemplateValue> arguments) =>
        Text(run.Print(input).TrimStart());

    public static TemplateValue StripEnd(TemplateRun run, TemplateValue input, ReadOnlySpan<TemplateValue> arguments) =>
        Text(run.Print(input).TrimEnd());

    public static TemplateValue StripNewLines(TemplateRun run, TemplateValue input, ReadOnlySpan<TemplateValue> arguments) =>
        Text(run.Print(input).Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal));

    public static TemplateValue Replace(TemplateRun run, TemplateValue input, ReadOnlySpan<TemplateValue> arguments)
    {
        var text = run.Print(input);
        var old = run.Print(arguments[0]);
        var fresh = arguments.Length > 1 ? run.Print(arguments[1]) : "";
        return old.Length == 0 ? Interleaved(run, text, fresh) : Replaced(run, text, old, fresh);
    }

    public static TemplateValue ReplaceFirst(TemplateRun run, TemplateValue input, ReadOnlySpan<TemplateValue> arguments)
    {
        var text = run.Print(input);
        var old = run.Print(arguments[0]);
        var found = text.IndexOf(old, StringComparison.Ordinal);
        if (found < 0)
        {
            return Text(text);
        }

        var fresh = arguments.Length > 1 ? run.Print(arguments[1]) : "";
        run.ChargeText((long)text.Length + fresh.Length);
        return Text(string.Concat(text.AsSpan(0, found), fresh, text.AsSpan(found + old.Length)));
    }

    public static TemplateValue Remove(TemplateRun run, TemplateValue input, ReadOnlySpan<TemplateValue> arguments)
    {
        var old = run.Print(arguments[0]);
        var text = run.Print(input);
        return Text(old.Length == 0 ? text : text.Replace(old, "", StringComparison.Ordinal));
    }

    public static TemplateValue RemoveFirst(TemplateRun run, TemplateValue input, ReadOnlySpan<TemplateValue> arguments)
    {
        var text = run.Print(input);
        var old = run.Print(arguments[0]);
        var found = text.IndexOf(old, StringComparison.Ordinal);
        return Text(found < 0 ? text : text.Remove(found, old.Length));
    }

    /// <summary>The sign of omission counts into the length, as in Liquid.</summary>
    public static TemplateValue Truncate(TemplateRun run, TemplateValue input, ReadOnlySpan<TemplateValue> arguments)
    {
        var text = run.Print(input);
        var length = Math.Max(0, CountAt(arguments, 0, TruncateCharactersDefault));
        var ellipsis = arguments.Length > 1 ? run.Print(arguments[1]) : Ellipsis;
        var starts = StringInfo.ParseCombiningCharacters(text);
        if (starts.Length <= length)
        {
            return Text(text);
        }

        var kept = Math.Max(0, length - new StringInfo(ellipsis).LengthInTextElements);
        return Joined(run, text[..starts[kept]], ellipsis);
    }

    public static TemplateValue TruncateWords(TemplateRun run, TemplateValue input, ReadOnlySpan<TemplateValue> arguments)
    {
        var text = run.Print(input);
        var count = Math.Max(1, CountAt(arguments, 0, TruncateWordsDefault));
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length <= count)
        {
            return Text(text);
        }

        return Joined(run, string.Join(' ', words.Take(count)), arguments.Length > 1 ? run.Print(arguments[1]) : Ellipsis);
    }

    /// <summary>From an offset (negative: from the end), so many characters (one unless stated).</summary>
    public static TemplateValue Slice(TemplateRun run, TemplateValue input, ReadOnlySpan<TemplateValue> arguments)
    {
        var text = run.Print(input);
        var starts = StringInfo.ParseCombiningCharacters(text);
        long offset = CountAt(arguments, 0, 0);
        long first = offset < 0 ? starts.Length + offset : offset;
        var last = Math.Min(starts.Length, first + Math.Max(0, CountAt(arguments, 1, 1)));
        if (first < 0 || first >= last)
        {
            return Text("");
        }

        var end = last == starts.Length ? text.Length : starts[last];
        return Text(text[starts[first]..end]);
    }

    public static TemplateValue Size(TemplateRun run, TemplateValue input, ReadOnlySpan<TemplateValue> arguments) =>
        SizeOf(run, input);

    /// <summary>Characters of a text, items of a list, 0 of anything else.</summary>
    public static TemplateValue SizeOf(TemplateRun run, TemplateValue value) => new TemplateValue.Number(value switch
    {
        TemplateValue.List list => list.Items.Count,
        TemplateValue.Text or TemplateValue.OfFact => new StringInfo(run.Print(value)).LengthInTextElements,
        _ => 0,
    });

    private static int CountAt(ReadOnlySpan<TemplateValue> arguments, int index, int otherwise)
    {
        var count = index < arguments.Length ? TemplateComparison.NumberOf(arguments[index]) : null;
        return count is { } number ? (int)decimal.Truncate(decimal.Clamp(number, int.MinValue, int.MaxValue)) : otherwise;
    }

    private static TemplateValue.Text Replaced(TemplateRun run, string text, string old, string fresh)
    {
        long count = text.AsSpan().Count(old);
        run.ChargeText(text.Length + (count * (fresh.Length - old.Length)));
        return Text(text.Replace(old, fresh, StringComparison.Ordinal));
    }

    /// <summary>What replacing nothing means in Liquid: the new words stand around each character.</summary>
    private static TemplateValue.Text Interleaved(TemplateRun run, string text, string fresh)
    {
        var starts = StringInfo.ParseCombiningCharacters(text);
        run.ChargeText(text.Length + ((starts.Length + 1L) * fresh.Length));
        var result = new StringBuilder(fresh);
        for (var at = 0; at < starts.Length; at++)
        {
            var end = at + 1 < starts.Length ? starts[at + 1] : text.Length;
            result.Append(text.AsSpan(starts[at], end - starts[at])).Append(fresh);
        }

        return Text(result.ToString());
    }

    private static TemplateValue.Text Joined(TemplateRun run, string first, string second)
    {
        run.ChargeText((long)first.Length + second.Length);
        return Text(first + second);
    }

    private static TemplateValue.Text Text(string value) => new(value);
}
