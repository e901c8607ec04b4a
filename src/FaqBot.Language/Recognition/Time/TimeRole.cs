namespace FaqBot.Language;

/// <summary>What a word can say about time; one word may say several ("second", "may", "do"). Files <c>Data/time-*.txt</c>.</summary>
internal enum TimeRole : byte
{
    /// <summary>1 is Monday.</summary>
    Weekday,

    /// <summary>Several of them: two Sundays ago. By themselves they come again and are no date.</summary>
    Weekdays,
    Month,

    /// <summary>A month, weekday or feast that is another word as well (may, march, sat): counts only where its
    /// neighbours say so.</summary>
    WeakMonth,

    /// <summary>A month only behind the number of its day: maja is a name too.</summary>
    MonthOfDay,
    WeakWeekday,

    /// <summary>1 is spring.</summary>
    Season,

    /// <summary>A feast of <see cref="Feasts"/>.</summary>
    Feast,
    WeakFeast,

    /// <summary>Days from today.</summary>
    Day,

    /// <summary>A <see cref="DayPart"/>.</summary>
    Part,

    /// <summary>A part of a day that is said of other things too (evening dress, good morning).</summary>
    WeakPart,

    /// <summary>A part of today: tonight.</summary>
    PartToday,
    Unit,

    /// <summary>Units from the present one: this, next, last; see <see cref="TimeTurn"/>.</summary>
    Turn,

    /// <summary>A <see cref="TimeEdge"/>: beginning, middle, end.</summary>
    Edge,

    /// <summary>An edge and its unit in one: EOM. Edge times 100 and the unit; <c>End-Month</c> in the files.</summary>
    EdgeOfUnit,
    Now,

    /// <summary>0 am, 12 pm.</summary>
    HalfDay,

    /// <summary>Behind an hour: o'clock.</summary>
    OClock,

    /// <summary>Before an hour: godzina.</summary>
    Hour,

    /// <summary>Between hour and minutes: 9h30.</summary>
    HourMark,

    /// <summary>Noon and midnight; the hour.</summary>
    Clock,

    /// <summary>Before the hour in question: o, at.</summary>
    At,

    /// <summary>"half", "a quarter", as minutes.</summary>
    Fraction,
    Minutes,

    /// <summary>Half an hour before the hour: wpół do.</summary>
    HalfTo,
    PastHour,
    ToHour,

    /// <summary>Says no more than that it is about so: około, exactly.</summary>
    Filler,

    /// <summary>Before a day: w, on, dnia.</summary>
    On,

    /// <summary>Before a unit that lies ahead: za, in.</summary>
    Ahead,

    /// <summary>Behind a length: ago, hence.</summary>
    Ago,

    /// <summary>Before a length that lies behind: قبل.</summary>
    AgoBefore,
    Later,
    Of,
    The,
    From,
    Since,
    To,
    Until,
    By,
    Before,
    After,
    Between,
    And,
    Within,
    For,

    /// <summary>Behind an end: or later.</summary>
    OrLater,
    OrEarlier,

    /// <summary>Around a number: rok 2023, 2023 r., 2014 AD.</summary>
    Year,

    /// <summary>Behind a month: "br.", of this year.</summary>
    YearFromNow,

    /// <summary>Ends of ordinals in digits: 12-go, 3rd.</summary>
    OrdinalEnd,

    /// <summary>A few, a couple; as a number.</summary>
    Count,

    /// <summary>What comes again (every Monday) is no date.</summary>
    Every,

    /// <summary>Behind a number: it counts something else (zł, szt, cm).</summary>
    Measure,

    /// <summary>Before a number: it names something else (nr, size, version).</summary>
    Label,
    QuarterOfYear,
    HalfOfYear,
    Working,
}

/// <summary>Which one is meant, from the present one.</summary>
internal enum TimeTurn : sbyte
{
    /// <summary>The one before the last: the day before yesterday, zaprzeszły.</summary>
    BeforeLast = -3,

    /// <summary>The latest that has passed: past, miniony.</summary>
    Past = -2,

    /// <summary>That of the week, month or year before: last, zeszły.</summary>
    Last = -1,
    This = 0,

    /// <summary>That of the week, month or year after: next, przyszły.</summary>
    Next = 1,

    /// <summary>The first that comes: coming, najbliższy, następny.</summary>
    Coming = 2,
    AfterNext = 3,
}

/// <summary>A part of a week, month or year.</summary>
internal enum TimeEdge : byte
{
    Beginning = 1,
    Middle = 2,
    End = 3,

    /// <summary>As <see cref="Beginning"/>, or what of it has passed: earlier this year.</summary>
    Early = 4,

    /// <summary>As <see cref="End"/>, or what of it is left: later today.</summary>
    Late = 5,
}

/// <summary>Parts of a day; when each begins and ends is in <c>Data/day-parts.txt</c>.</summary>
internal enum DayPart : byte
{
    Morning,
    EarlyMorning,
    LateMorning,
    Forenoon,
    Lunch,
    Afternoon,
    LateAfternoon,
    Evening,
    LateEvening,
    Night,
    Breakfast,
    Dinner,
    Daytime,
    Midday,
}
