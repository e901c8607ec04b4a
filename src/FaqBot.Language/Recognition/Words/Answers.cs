using System.Collections.Frozen;
using System.Collections.Immutable;

namespace FaqBot.Language;

/// <summary>Yes, no and not sure as people say them: at the beginning of a message, or as a clause of its own. In Polish "no" is a yes,
/// "no nie" a no and "nie wiem" neither. What a question mark follows asks and does not answer.</summary>
internal static class Answers
{
    private const int FillersMax = 2;

    /// <summary>Where a phrase is an answer.</summary>
    private enum Place
    {
        Begin,
        Clause,
        Whole,
    }

    private sealed record Phrase(string[] Words, YesOrNo Value, Place Place);

    private sealed record Language(
        FrozenDictionary<string, ImmutableArray<Phrase>> Phrases, FrozenSet<string> Fillers, FrozenSet<string> Tails,
            FrozenSet<string> Asking, ImmutableArray<string[]> Blocked);

    private static readonly Language Polish = Read("answers-pl.txt");
    private static readonly Language English = Read("answers-en.txt");

    private static readonly FrozenSet<string> Interjections =
        FrozenSet.ToFrozenSet(["no", "hm", "hmm", "oh", "well", "um"], StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, YesOrNo> Emoji = Signs(YesOrNo.Yes, "👍 👌 ✅ ✔ ☑ 🆗 🙆")
        .Concat(Signs(YesOrNo.No, "👎 ❌ ✖ 🙅 🚫 ⛔ ✋ 🖐"))
        .Concat(Signs(YesOrNo.Unsure, "🤷 🤔"))
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Adds what could be read as an answer.</summary>
    public static void Find(ScannedText text, List<Candidate> found)
    {
        AddEmoji(text, found);
        if (!text.IsPolish && !text.IsEnglish)
        {
            return;
        }
        var language = text.IsPolish ? Polish : English;
        for (var at = 0; at < text.Count; at++)
        {
            if (text[at].IsWord && (at == 0 || IsBreak(text, at - 1)))
            {
                AddClause(text, language, at, found);
            }
        }
    }

    /// <summary>At the beginning or the end of a message.</summary>
    private static void AddEmoji(ScannedText text, List<Candidate> found)
    {
        for (var at = 0; at < text.Count; at++)
        {
            var isAtEdge = at == 0 || at == text.Count - 1 || text[at - 1].Text == text[at].Text;
            if (isAtEdge && text[at].Kind == PieceKind.Mark && Emoji.TryGetValue(text[at].Text ?? "", out var value))
            {
                found.Add(new Candidate(EntityKind.Boolean, text[at].Start, text[at].End, [new EntityValue.Answer(value)]));
            }
        }
    }

    private static bool IsBreak(ScannedText text, int at) =>
        text[at].Kind == PieceKind.Mark && !(text[at].IsMark('-') && text.IsGlued(at)) && !text[at].IsMark('@') && !text[at].IsMark('/')
            && !text[at].IsMark('\'');

    private static void AddClause(ScannedText text, Language language, int start, List<Candidate> found)
    {
        var at = start;
        for (var fillers = 0; fillers <= FillersMax; fillers++)
        {
            if (Longest(text, language, at, start) is { } phrase)
            {
                var to = at + phrase.Words.Length;
                found.Add(new Candidate(EntityKind.Boolean, text[at].Start, text[to - 1].End, [new EntityValue.Answer(phrase.Value)]));
                return;
            }
            if (!language.Fillers.Contains(text[at].Text ?? ""))
            {
                return;
            }
            at++;
        }
    }

    private static Phrase? Longest(ScannedText text, Language language, int at, int start)
    {
        if (!language.Phrases.TryGetValue(text[at].Text ?? "", out var phrases) || IsBlocked(text, language, at))
        {
            return null;
        }
        foreach (var phrase in phrases)
        {
            if (!Matches(text, phrase.Words, at))
            {
                continue;
            }
            if (phrase.Value == YesOrNo.Unsure && language.Asking.Contains(text[at + phrase.Words.Length].Text ?? ""))
            {
                return null;
            }
            if (Fits(text, language, phrase, at, start))
            {
                return phrase;
            }
        }
        return null;
    }

    private static bool Fits(ScannedText text, Language language, Phrase phrase, int at, int start)
    {
        var to = at + phrase.Words.Length;
        if (text[to].IsMark('?'))
        {
            return false;
        }
        var isWholeClause = IsClauseEnd(text, language, start, to);
        return phrase.Place switch
        {
            // "No 5" and "no. 5" name a number.
            Place.Begin => isWholeClause ? !IsNumbered(text, to) : start == 0 && IsBehindInterjection(text, at) && !text[to].IsDigits
                && !(text.IsGlued(to) && text[to].IsMark('-')),
            Place.Clause => isWholeClause && !IsNumbered(text, to),
            _ => Codes.IsWhole(text, at, to),
        };
    }

    private static bool IsNumbered(ScannedText text, int to) => text[to].IsMark('.') && text[to + 1].IsDigits;

    /// <summary>"no nie mam" answers; "to nie mój" does not.</summary>
    private static bool IsBehindInterjection(ScannedText text, int at) => at == 0 || Interjections.Contains(text[at - 1].Text ?? "");

    /// <summary>Behind at most two polite words. What stands between two commas is said in passing, and "dobrze, że" begins something
    /// else.</summary>
    private static bool IsClauseEnd(ScannedText text, Language language, int start, int at)
    {
        for (var tails = 0; tails < 2 && language.Tails.Contains(text[at].Text ?? ""); tails++)
        {
            at++;
        }
        if (text[at].IsMark(','))
        {
            return !text[start - 1].IsMark(',') && !text[at + 1].Is("ze");
        }
        return text[at].Kind == PieceKind.None || (IsBreak(text, at) && !text[at].IsMark('?'));
    }

    private static bool IsBlocked(ScannedText text, Language language, int at)
    {
        foreach (var blocked in language.Blocked)
        {
            if (Matches(text, blocked, at))
            {
                return true;
            }
        }
        return false;
    }

    private static bool Matches(ScannedText text, string[] words, int at)
    {
        for (var word = 0; word < words.Length; word++)
        {
            if (!text[at + word].Is(words[word]))
            {
                return false;
            }
        }
        return true;
    }

    private static IEnumerable<KeyValuePair<string, YesOrNo>> Signs(YesOrNo value, string signs) =>
        signs.Split(' ').Select(sign => KeyValuePair.Create(sign, value));

    private static Language Read(string file)
    {
        var phrases = new List<Phrase>();
        var lists = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in DataFile.Lines(file))
        {
            var parts = line.Split(' ', 3);
            if (!Enum.TryParse<YesOrNo>(parts[0], ignoreCase: true, out var value))
            {
                lists[parts[0]] = line[(parts[0].Length + 1)..];
                continue;
            }
            var place = Enum.Parse<Place>(parts[1], ignoreCase: true);
            phrases.AddRange(parts[2].Split("; ").Select(phrase => new Phrase(phrase.Split(' '), value, place)));
        }
        return new Language(
            phrases.GroupBy(static phrase => phrase.Words[0])
                .ToFrozenDictionary(
                    static group => group.Key,
                    static group => group.OrderByDescending(static phrase => phrase.Words.Length).ToImmutableArray(),
                    StringComparer.Ordinal),
            lists["filler"].Split(' ').ToFrozenSet(StringComparer.Ordinal),
            lists["tail"].Split(' ').ToFrozenSet(StringComparer.Ordinal),
            lists["asking"].Split(' ').ToFrozenSet(StringComparer.Ordinal),
            [.. lists["blocked"].Split("; ").Select(static phrase => phrase.Split(' '))]);
    }
}
