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
    private const int DepthMax = 2;

    /// <summary>What a sense is put together from; the first that can be read is taken.</summary>
    private static readonly ImmutableArray<Func<TimeParser, int, TimeSense?, TimeSense?>> Readers =
    [
        static (parser, at, context) => parser.Days(at, context),
        static (parser, at, context) => parser.ClockRange(at, context),
        static (parser, at, context) => parser.OpenClock(at, context),
        static (parser, at, context) => parser.Clock(at, context),
        static (parser, at, context) => parser.PartOfDay(at, context),
    ];

    private readonly ScannedText _text;
    private readonly LocalDateTime _now;
    private readonly LocalDate _today;
    private readonly DateOrder _order;
    private readonly TimeWords _words;
    private readonly NumberWords _numbers;
    private readonly ImmutableArray<TimeEntry>[] _entries;
    private readonly TimeSense?[] _senses;
    private readonly bool[] _isRead;
    private int _depth;
    private int _lastEnd;

    private TimeParser(ScannedText text, LocalDateTime now, DateOrder order, TimeWords words, ImmutableArray<TimeEntry>[] entries)
    {
        _text = text;
        _now = now;
        _today = now.Date;
        _order = order;
        _words = words;
        _numbers = NumberWords.Of(text);
        _entries = entries;
        _senses = new TimeSense?[entries.Length];
        _isRead = new bool[entries.Length];
    }

    /// <summary>Null where no word and no digit could begin a phrase: most messages.</summary>
    public static TimeParser? For(ScannedText text, LocalDateTime now, DateOrder order, TimeWords words)
    {
        var entries = new ImmutableArray<TimeEntry>[text.Count];
        var numbers = NumberWords.Of(text);
        var isPossible = false;
        for (var at = 0; at < entries.Length; at++)
        {
            var piece = text[at];
            entries[at] = piece.Kind is PieceKind.Mark ? [] : words.StartingWith(piece.Text ?? "");
            isPossible |= piece.IsDigits || HasStarter(entries[at]) || numbers.At(text, at).Role is NumberRole.Ordinal or NumberRole.Tens;
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
        found.Add(new Candidate(phrase.Kind, _text[Begin(at)].Start, _text[phrase.End - 1].End, phrase.Values));
        _lastEnd = phrase.End;
        return phrase.End;
    }

    /// <summary>A preposition and "about" belong to the phrase: "w piątek", "around next week".</summary>
    private int Begin(int at)
    {
        for (var words = 0; words < 2 && at > _lastEnd && _text[at - 1].IsWord && !_text[at - 1].Is("the"); words++)
        {
            var isOfIt = (Is(at - 1, TimeRole.On, out _, out var end) || Is(at - 1, TimeRole.Filler, out _, out end)) && end == at;
            if (!isOfIt)
            {
                break;
            }
            at--;
        }
        return at;
    }

    private TimeReading? Phrase(int at) =>
        HoursOfWeekdays(at) ?? WeekdayRange(at) ?? Range(at) ?? OpenRange(at)
        ?? ((Lasting(at) ?? Sense(at)) is { } sense ? TimeReading.Of(Lasting(sense), _now) : null);

    /// <summary>"4pm for 30 minutes": until it is over.</summary>
    private TimeSense Lasting(TimeSense sense) =>
        sense.Clock is { Readings: [{ From: not null, To: var to }, ..] } clock && (clock.IsPoint || to is null)
            && Is(sense.End, TimeRole.For, out _, out var start) && Length(start, mayBeBare: false) is { IsOfDays: false } length
            ? sense with { End = length.End, Clock = clock.For(length) }
            : sense;

    /// <summary>"for 2 hours from 2pm", "for 3 days, from today".</summary>
    private TimeSense? Lasting(int at)
    {
        if (!Is(at, TimeRole.For, out _, out var start) || Length(start, mayBeBare: false) is not { } length)
        {
            return null;
        }
        var next = _text[length.End].IsMark(',') ? length.End + 1 : length.End;
        if (!Is(next, TimeRole.From, out _, out var behind) || Sense(behind) is not { } sense)
        {
            return null;
        }
        return sense switch
        {
            { Clock: { IsPoint: true } clock } when !length.IsOfDays => sense with { Clock = clock.For(length) },
            { Clock: null, Days: { IsDay: true } days } when length.IsOfDays =>
                Sense(DaySet.Some(DaySet.Anchored(TimeUnit.Days, [.. days.Readings.Select(Lasting)])), sense.End),
            _ => null,
        };

        DaySpan? Lasting(DaySpan span) =>
            length.From(span.From, +1) is { } end && end > span.From ? new DaySpan(span.From, end.PlusDays(-1)) : null;
    }

    /// <summary>What stands side by side: "in the morning on Friday at 8". Read once at a place, whoever asks.</summary>
    /// <param name="at">Where it begins.</param>
    private TimeSense? Sense(int at)
    {
        if ((uint)at >= (uint)_senses.Length)
        {
            return null;
        }
        if (!_isRead[at])
        {
            _senses[at] = ReadSense(at);
            _isRead[at] = true;
        }
        return _senses[at];
    }

    private TimeSense? ReadSense(int at)
    {
        if (!MayBegin(at))
        {
            return null;
        }
        var sum = Atom(at);
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
        if (sum.Clock is { IsPoint: true } clock && Is(sum.End, TimeRole.OrLater, out _, out var end))
        {
            return sum with { End = end, Clock = clock.OrLater() };
        }
        foreach (var at in Links(sum.End))
        {
            foreach (var read in Readers)
            {
                if (read(this, at, sum) is { } atom && sum.And(atom) is { } joined)
                {
                    return joined;
                }
            }
        }
        return null;
    }

    /// <summary>Where the next part may begin: right behind, behind a comma, behind "on the" and the like.</summary>
    private IEnumerable<int> Links(int end)
    {
        var at = Past(end);
        yield return at;
        if (IsMark(at, ",(") || (_text[at].IsMark('-') && !(_text.IsGlued(at) && _text.IsGlued(at + 1))))
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
            if (!IsAny(at, out var next, TimeRole.Of, TimeRole.On, TimeRole.The, TimeRole.Filler))
            {
                yield break;
            }
            at = next;
            yield return at;
        }
    }

    private TimeSense? Atom(int at)
    {
        foreach (var read in Readers)
        {
            if (read(this, at, null) is { } atom)
            {
                return atom;
            }
        }
        return null;
    }

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

    /// <summary>Whether a word of one of the roles stands there; of the first of them that does, where it ends.</summary>
    private bool IsAny(int at, out int end, params ReadOnlySpan<TimeRole> roles)
    {
        foreach (var role in roles)
        {
            if (Is(at, role, out _, out end))
            {
                return true;
            }
        }
        end = at;
        return false;
    }

    private bool IsUnit(int at, TimeUnit unit, out int end) => Is(at, TimeRole.Unit, out var value, out end) && value == (int)unit;

    private bool IsMark(int at, string marks) => _text[at] is { Kind: PieceKind.Mark, Text: [var mark] } && marks.Contains(mark);

    /// <summary>Past words of the role, if they stand there.</summary>
    private int Skip(int at, TimeRole role) => Is(at, role, out _, out var end) ? Past(end) : at;

    /// <summary>Dots, dashes and apostrophes may stand between the words of a group: p.m., week-end.</summary>
    private int EndOf(TimeEntry entry, int at)
    {
        for (var word = 1; word < entry.Words.Length; word++)
        {
            at++;
            if (IsMark(at, ".-'’"))
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
