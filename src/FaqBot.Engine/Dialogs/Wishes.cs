using System.Collections.Concurrent;
using System.Collections.Frozen;
using FaqBot.Language;

namespace FaqBot.Engine;

/// <summary>Hears a wish where a name is asked for: "chcę odstąpić" is no product, and "poproszę człowieka" nobody's name.</summary>
internal static class Wishes
{
    /// <summary>Function words as words of a text are folded, by language: a table of the languages there are, made ready once.</summary>
    private static readonly ConcurrentDictionary<string, FrozenSet<string>> Common = new(StringComparer.Ordinal);

    /// <summary>Who says more tells something.</summary>
    private const int WordsMax = 12;

    /// <summary>The same of all clauses together.</summary>
    private const int AllWordsMax = 20;

    /// <summary>The entry that a message is the mere wish for, one that begins a dialog or leads to a person: all its words but those that
    /// any text holds lead there. Null for none.</summary>
    public static Entry? In(Shop shop, DialogMessage message) => In(shop, message, 1);

    private static Entry? In(Shop shop, DialogMessage message, int thresholds)
    {
        var analysis = message.Analysis;
        return analysis.Tokens.Length <= WordsMax
            && shop.ModelIn(analysis.Language) is { } model
            && model.Match(analysis, 1) is [var best]
            && best.Score >= thresholds * model.Threshold
            && shop.EntriesById[best.Entry] is { } entry
            && (entry.Handoff || entry.Dialog is not null)
            && IsAll(shop, analysis, entry)
                ? entry
                : null;
    }

    /// <summary>Whether one of its clauses surely asks for a person and for nothing else.</summary>
    /// <example>"nie chcę już, poproszę człowieka"</example>
    public static bool IsForPerson(Shop shop, DialogMessage message)
    {
        if (message.Tokens.Length > AllWordsMax)
        {
            return false;
        }
        var start = 0;
        for (var end = 1; end <= message.Tokens.Length; end++)
        {
            if (end == message.Tokens.Length || IsMarked(message, end))
            {
                if (In(shop, message.Part(start, end), Understanding.SureShare) is { Handoff: true })
                {
                    return true;
                }
                start = end;
            }
        }
        return false;
    }

    private static bool IsMarked(DialogMessage message, int word)
    {
        var before = message.Tokens[word - 1].Start + message.Tokens[word - 1].Length;
        return message.Analysis.Text.AsSpan(before..message.Tokens[word].Start).ContainsAny(Punctuation.BehindWords);
    }

    private static bool IsAll(Shop shop, TextAnalysis analysis, Entry entry)
    {
        var leading = MessageReading.Of(shop, analysis.Language, analysis.Text).LeadingTo(entry);
        var common = Common.GetOrAdd(analysis.Language.Split('-')[0], FoldedWords);
        return analysis.Tokens.All(token => leading.Contains(token.Folded) || common.Contains(token.Folded));
    }

    private static FrozenSet<string> FoldedWords(string language) =>
        FunctionWords.Of(language).Select(word => Folding.Fold(word)).ToFrozenSet(StringComparer.Ordinal);
}
