using FaqBot.Language;

namespace FaqBot.Engine;

/// <summary>Hears a wish where a name is asked for: "chcę odstąpić" is no product, and "poproszę człowieka" nobody's name.</summary>
internal static class Wishes
{
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
        return analysis.Tokens.All(token =>
            leading.Contains(token.Folded) || FunctionWords.Holds(analysis.Language, token.Folded));
    }
}
