using System.Collections.Immutable;
using NodaTime;

namespace FaqBot.Language;

/// <summary>
/// Reads phrases of time by descent: a phrase is a range, an open range or one sense; a sense is put together from what stands side by
/// side (day, clock, part of the day); days and clocks are read by the other parts of this class. Every method reads at a place and says
/// where it ended; none goes back over what it has taken, and lists are bounded, so the cost is linear in the text.
/// </summary>
internal sealed partial class TimeParser
{
    private const int JoinedMax = 6;

    private readonly ScannedText _text;
    private readonly LocalDateTime _now;
    private readonly LocalDate _today;
    private readonly DateOrder _order;
    private readonly TimeWords _words;
    private readonly NumberWords _numbers;
    private readonly ImmutableArray<TimeEntry>[] _entries;

    private TimeParser(ScannedText text, LocalDateTime now, DateOrder order, TimeWords words, ImmutableArray<TimeEntry>[] entries)
    {
        _text = text;
        _now = now;
        _today = now.Date;
        _order = order;
        _words = words;
        _numbers = NumberWords.Of(text);
        _entries = entries;
    }

    /// <summary>Null where no word and no digit could begin a phrase: most messages.</summary>
    public static TimeParser? For(ScannedText text, LocalDateTime now, DateOrder order, TimeWords words)
    {
        var entries = new ImmutableArray<TimeEntry>[text.Count];
        var isPossible = false;
        for (var at = 0; at < entries.Length; at++)
        {
            var piece = text[at];
            entries[at] = piece.Kind is PieceKind.Mark ? [] : words.StartingWith(piece.Text ?? "");
            isPossible |= piece.IsDigits || HasStarter(entries[at]);
        }
        return isPossible ? new TimeParser(text, now, order, words, entries) : null;
    }

    public void Find(List<Candidate> found)
    {
        for (var at = 0; at < _text.Count;)
        {
            at = CanBegin(at) && Phrase(at) is { } phrase && Stands(at, phrase) ? Add(at, phrase, found) : at + 1;
        }
    }

    private static bool HasStarter(ImmutableArray<TimeEntry> entries)
    {
        foreach (var entry in entries)
        {
            if (entry.IsStarter)
            {
                return true;
            }
        }
        return false;
    }

    private int Add(int at, TimeReading phrase, List<Candidate> found)
    {
        found.Add(new Candidate(phrase.Kind, _text[at].Start, _text[phrase.End - 1].End, phrase.Values));
        return phrase.End;
    }

    private TimeReading? Phrase(int at) => Range(at) ?? OpenRange(at) ?? (Sense(at) is { } sense ? TimeReading.Of(sense, _now) : null);

    /// <summary>What stands side by side: "in the morning on Friday at 8".</summary>
    /// <param name="at">Where it begins.</param>
    private TimeSense? Sense(int at)
    {
        var sum = Atom(at, null);
        for (var joined = 1; sum is not null && joined < JoinedMax; joined++)
        {
            var next = Following(sum);
            if (next is null)
            {
                break;
            }
            sum = next;
        }
        return sum;
    }

    private TimeSense? Following(TimeSense sum)
    {
        foreach (var at in Links(sum.End))
        {
            if (Atom(at, sum) is { } atom && sum.And(atom) is { } joined)
            {
                return joined;
            }
        }
        return null;
    }

    /// <summary>Where the next part may begin: right behind, behind a comma, behind "on the" and the like.</summary>
    private IEnumerable<int> Links(int end)
    {
        var at = Past(end);
        yield return at;
        if (_text[at].IsMark(',') || _text[at].IsMark('(') || _text[at].IsMark('-'))
        {
            at++;
            yield return at;
        }
        if (_text[at].IsMark(')'))
        {
            at++;
            yield return at;
        }
        for (var links = 0; links < 2; links++)
        {
            if (!Is(at, TimeRole.Of, out _, out var next) && !Is(at, TimeRole.On, out _, out next) && !Is(at, TimeRole.The, out _, out next)
                && !Is(at, TimeRole.Filler, out _, out next))
            {
                yield break;
            }
            at = next;
            yield return at;
        }
    }

    private TimeSense? Atom(int at, TimeSense? context) =>
        Days(at, context) ?? ClockRange(at, context) ?? OpenClock(at, context) ?? Clock(at, context) ?? PartOfDay(at, context);

    /// <summary>Behind the dot of an abbreviation: "pon. 12.05", "godz. 14"; a dot behind a longer word ends the sentence.</summary>
    private int Past(int at)
    {
        const int AbbreviationMax = 6;
        return _text[at].IsMark('.') && _text.IsGlued(at) && _text[at - 1].IsWord && _text[at - 1].Length <= AbbreviationMax ? at + 1 : at;
    }

    private bool Is(int at, TimeRole role, out int value, out int end)
    {
        if ((uint)at < (uint)_entries.Length)
        {
            foreach (var entry in _entries[at])
            {
                if (entry.Role == role && EndOf(entry, at) is var last && last > 0)
                {
                    (value, end) = (entry.Value, last);
                    return true;
                }
            }
        }
        (value, end) = (0, at);
        return false;
    }

    private bool Is(int at, TimeRole role) => Is(at, role, out _, out _);

    /// <summary>Past words of the role, if they stand there.</summary>
    private int Skip(int at, TimeRole role) => Is(at, role, out _, out var end) ? Past(end) : at;

    /// <summary>Dots, dashes and apostrophes may stand between the words of a group: p.m., week-end.</summary>
    private int EndOf(TimeEntry entry, int at)
    {
        for (var word = 1; word < entry.Words.Length; word++)
        {
            at++;
            if (_text[at].IsMark('.') || _text[at].IsMark('-') || _text[at].IsMark('\'') || _text[at].IsMark('’'))
            {
                at++;
            }
            if (!string.Equals(_text[at].Text, entry.Words[word], StringComparison.Ordinal))
            {
                return 0;
            }
        }
        return at + 1;
    }
}
