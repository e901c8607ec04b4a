using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;

namespace FaqBot.Engine;

/// <summary>Reads a file of country law, e.g. <c>_law/PL.yaml</c>.</summary>
internal static class LawFile
{
    /// <summary>No rule of law counts further than this.</summary>
    private const int CountMax = 10_000;

    private static readonly AnnualDatePattern MonthAndDay = AnnualDatePattern.CreateWithInvariantCulture("MM'-'dd");

    private static readonly ImmutableArray<string> Days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    private static readonly Key<LocalDate?> ValidFrom = new("valid_from", "First day on which it holds.", Shapes.Date);

    private static readonly Key<LocalDate?> ValidTo = new("valid_to", "Last day on which it holds.", Shapes.Date);

    private static readonly Key<string?> Source = new("source", "Where this was read.", Shapes.Text());

    private static readonly Key<ImmutableDictionary<string, YamlScalar>> Name =
        new("name", "What it is called, by language.", Shapes.Texts(KnowledgeLimits.LabelLengthMax));

    private static readonly Key<YamlScalar?> Country =
        new("country", "ISO 3166 code, as the file is named.", Shapes.Scalar()) { IsNeeded = true };

    /// <summary>Not all seven: a deadline must end some day.</summary>
    private static readonly Key<ImmutableArray<string>> WeekendDays = new(
        "weekend", "Days of the week on which a deadline does not end.", Shapes.List(Shapes.Choice(Days), Days.Length - 1));

    private static readonly Key<string?> EventDay =
        new("event_day", "The article by which the day of the event is not counted.", Shapes.Text());

    private static readonly Key<string?> SameDay = new(
        "same_day", "The article by which months and years end on the day that corresponds to the first.", Shapes.Text());

    private static readonly Key<string?> DayOffArticle =
        new("day_off", "The article by which an end on a day off moves.", Shapes.Text());

    private static readonly Key<Section?> Counting =
        new("counting", "Where the law says how terms are counted.", Shapes.Section(EventDay, SameDay, DayOffArticle));

    private static readonly Key<AnnualDate?> Date = new(
        "date",
        "A day of each year, `MM-DD`; or else `easter`.",
        new Shape<AnnualDate?>(Annual, () => new JsonObject { ["type"] = "string", ["pattern"] = "^[0-9]{2}-[0-9]{2}$" }));

    private static readonly Key<int?> EasterDays =
        new("easter", "Days after Easter Sunday; or else `date`.", Shapes.Whole(-365, 365));

    private static readonly Key<ImmutableArray<Section>> DaysOff = new(
        "days_off", "Public holidays.", Shapes.List(Shapes.Section(Name, Date, EasterDays, ValidFrom, ValidTo, Source)));

    private static readonly Key<int?> Count = new("count", "How many of `unit`.", Shapes.Whole(1, CountMax)) { IsNeeded = true };

    private static readonly Key<string?> Unit =
        new("unit", "Days, months or years.", Shapes.Choice("days", "months", "years")) { IsNeeded = true };

    private static readonly Key<ImmutableDictionary<string, YamlScalar>> CountsFrom = new(
        "counts_from", "The event from whose day it counts, by language.", Shapes.Texts(KnowledgeLimits.ValueLengthMax));

    private static readonly Key<bool?> RollsOver =
        new("rolls_over", "Whether an end on a day off moves to the next working day; it does if not stated.", Shapes.Flag);

    private static readonly Key<string?> Article = new("article", "Where the law says so.", Shapes.Text()) { IsNeeded = true };

    private static readonly Key<LocalDate?> CheckedOn =
        new("checked_on", "When somebody last compared it with the law.", Shapes.Date);

    private static readonly Key<ImmutableDictionary<string, YamlScalar>> IfMissed = new(
        "if_missed", "What the law says when nothing was done by then, by language.", Shapes.Texts(KnowledgeLimits.ValueLengthMax));

    private static readonly Shape<ImmutableArray<Section>> Versions =
        Shapes.List(Shapes.Section(Count, Unit, CountsFrom, RollsOver, IfMissed, ValidFrom, ValidTo, Article, Source, CheckedOn));

    private static readonly Key<ImmutableArray<YamlPair>> RulesById =
        new("rules", "Periods that the law sets, by id: versions that do not overlap.", Shapes.Map(Forms.Id, Versions));

    private static readonly Key<string?> ExclusionId =
        new("id", "What products name.", Shapes.Formed(Forms.Name with { What = "the id of a reason" })) { IsNeeded = true };

    private static readonly Key<string?> ExclusionArticle = new("article", "Where the law says so.", Shapes.Text());

    private static readonly Key<ImmutableArray<Section>> WithdrawalExcluded = new(
        "withdrawal_excluded",
        "Reasons for which goods cannot be given back.",
        Shapes.List(Shapes.Section(ExclusionId, Name, ExclusionArticle, Source)));

    private static readonly Key<string?> FactName = new("fact", "A shop's fact.", Shapes.Formed(Forms.FactName)) { IsNeeded = true };

    private static readonly Key<int?> AtLeast =
        new("at_least", "What it may not go below, in its own unit: what the law grants the customer.", Shapes.Whole(0, CountMax));

    private static readonly Key<int?> AtMost =
        new("at_most", "What it may not go above, in its own unit: the time that the law gives the shop.", Shapes.Whole(0, CountMax));

    private static readonly Key<YamlScalar?> RuleId = new("rule", "The rule that says so.", Shapes.Scalar()) { IsNeeded = true };

    private static readonly Key<ImmutableArray<Section>> Bounds = new(
        "facts",
        "Floors under the facts of shops, and ceilings above them.",
        Shapes.List(Shapes.Section(FactName, AtLeast, AtMost, RuleId)));

    /// <summary>The whole file.</summary>
    public static Shape<Section?> Shape { get; } = Shapes.Section(
        Country, WeekendDays, Counting, DaysOff, RulesById, WithdrawalExcluded, Bounds);

    /// <summary>What <see cref="CountryLaw.Read"/> promises.</summary>
    public static LawReading Read(KnowledgeFile file)
    {
        var findings = new Findings();
        var law = SourceText.Read(file, findings) is { } source && YamlReader.Read(source, findings) is { } root
            ? Read(root, PlacedFile.Of(file).Name, new Values(findings))
            : null;
        return new LawReading(findings.HasErrors ? null : law, [.. findings.Ordered()]);
    }

    /// <summary>The law of the file named <paramref name="country"/>; null where the file is no mapping.</summary>
    public static CountryLaw? Read(YamlNode root, string country, Values values)
    {
        if (Shape.Read(root, values) is not { } section)
        {
            return null;
        }
        if (section.Read(Country) is { } stated && stated.Text != country)
        {
            values.Findings.Add(
                KnowledgeRules.BadLawFile, stated.Span, $"The file is named '{country}', but its country is '{stated.Text}'.");
        }
        var rules = Rules(section.Read(RulesById), values);
        var counting = section.Read(Counting);
        return new CountryLaw
        {
            DaysOff = [.. section.Read(DaysOff).Select(item => DayOff(item, values)).OfType<DayOff>()],
            Weekend = section.Read(WeekendDays).Select(day => (IsoDayOfWeek)(Days.IndexOf(day) + 1)).ToFrozenSet(),
            Rules = rules,
            Exclusions = Exclusions(section.Read(WithdrawalExcluded)),
            Bounds = [.. section.Read(Bounds).Select(item => Bound(item, rules, values)).OfType<LegalBound>()],
            Counting = new CountingArticles(
                counting?.Read(EventDay), counting?.Read(SameDay), counting?.Read(DayOffArticle)),
        };
    }

    private static DayOff? DayOff(Section section, Values values)
    {
        section.Read(Source);
        var name = TextOf(section.Read(Name));
        var (from, to) = values.Period(section, ValidFrom, ValidTo);
        var date = section.Read(Date);
        var easter = section.Read(EasterDays);
        if (section[Date] is null == section[EasterDays] is null)
        {
            values.Findings.Add(
                KnowledgeRules.BadDayOff, section.Span, "The day off needs a date or a number of days after Easter, one of the two.");
        }
        return date is null && easter is null
            ? null
            : new DayOff { Name = name, Date = date, DaysAfterEaster = easter, ValidFrom = from, ValidTo = to };
    }

    private static AnnualDate? Annual(YamlNode? node, Values values)
    {
        if (values.Scalar(node) is not { } scalar)
        {
            return null;
        }
        if (MonthAndDay.Parse(scalar.Text) is { Success: true } parsed)
        {
            return parsed.Value;
        }
        values.Findings.Add(KnowledgeRules.BadDayOff, scalar.Span, $"'{scalar.Text}' is not a day of the year.");
        return null;
    }

    private static FrozenDictionary<string, ImmutableArray<LawRule>> Rules(
        ImmutableArray<YamlPair> stated, Values values)
    {
        var rules = new Dictionary<string, ImmutableArray<LawRule>>(StringComparer.Ordinal);
        foreach (var (key, value) in stated)
        {
            var versions = Versions.Read(value, values).Select(version => (Section: version, Rule: Rule(key.Text, version, values)));
            var read = versions.ToImmutableArray();
            rules[key.Text] = [.. read.Select(version => version.Rule)];
            CheckOverlap(read, values);
        }
        return rules.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static LawRule Rule(string id, Section section, Values values)
    {
        var (from, to) = values.Period(section, ValidFrom, ValidTo);
        return new LawRule
        {
            Id = id,
            Count = section.Read(Count) ?? 1,
            Unit = section.Read(Unit) switch
            {
                "months" => DurationUnit.Month,
                "years" => DurationUnit.Year,
                _ => DurationUnit.Day,
            },
            CountsFrom = TextOf(section.Read(CountsFrom)),
            RollsOver = section.Read(RollsOver) ?? true,
            Article = section.Read(Article) ?? "",
            IfMissed = TextOf(section.Read(IfMissed)),
            Source = section.Read(Source),
            CheckedOn = section.Read(CheckedOn),
            ValidFrom = from,
            ValidTo = to,
        };
    }

    private static void CheckOverlap(ImmutableArray<(Section Section, LawRule Rule)> versions, Values values)
    {
        var ordered = versions
            .Where(version => IsPeriodKnown(version.Section, version.Rule))
            .OrderBy(version => version.Rule.ValidFrom ?? LocalDate.MinIsoValue)
            .ToImmutableArray();
        for (var i = 1; i < ordered.Length; i++)
        {
            var (before, (section, rule)) = (ordered[i - 1], ordered[i]);
            if ((before.Rule.ValidTo ?? LocalDate.MaxIsoValue) >= (rule.ValidFrom ?? LocalDate.MinIsoValue))
            {
                values.Findings.Add(
                    KnowledgeRules.RulesOverlap,
                    section.Span,
                    $"Two versions of the rule '{rule.Id}' hold on the same day; the other stands at {before.Section.Span}.");
            }
        }
    }

    /// <summary>A date that cannot be read is found by itself.</summary>
    private static bool IsPeriodKnown(Section section, LawRule rule) =>
        section[ValidFrom] is null == rule.ValidFrom is null && section[ValidTo] is null == rule.ValidTo is null;

    /// <summary>Of an id that stands twice, the last.</summary>
    private static FrozenDictionary<string, WithdrawalExclusion> Exclusions(ImmutableArray<Section> stated)
    {
        var exclusions = new Dictionary<string, WithdrawalExclusion>(StringComparer.Ordinal);
        foreach (var section in stated)
        {
            section.Read(Source);
            var (name, article) = (TextOf(section.Read(Name)), section.Read(ExclusionArticle));
            if (section.Read(ExclusionId) is { } id)
            {
                exclusions[id] = new WithdrawalExclusion(id, name, article);
            }
        }
        return exclusions.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static LawText TextOf(ImmutableDictionary<string, YamlScalar> texts) =>
        texts.IsEmpty ? LawText.None : new(texts.Select(text => KeyValuePair.Create(text.Key, text.Value.Text.Trim())));

    private static LegalBound? Bound(Section section, FrozenDictionary<string, ImmutableArray<LawRule>> rules, Values values)
    {
        var (fact, atLeast, atMost) = (section.Read(FactName), section.Read(AtLeast), section.Read(AtMost));
        if (section[AtLeast] is null && section[AtMost] is null)
        {
            values.Findings.Add(KnowledgeRules.MissingKey, section.Span, "Neither of the keys 'at_least' and 'at_most' is there.");
        }
        if (section.Read(RuleId) is not { } rule || fact is null)
        {
            return null;
        }
        if (rules.TryGetValue(rule.Text, out var versions) && !versions.IsEmpty)
        {
            return new LegalBound(fact, atLeast, atMost, versions[^1].Article);
        }
        var hint = values.Findings.Nearest(rule.Text, rules.Keys, KnowledgeRules.RuleUnknown.Remedy);
        values.Findings.Add(KnowledgeRules.RuleUnknown, rule.Span, $"There is no rule '{rule.Text}'.", hint);
        return null;
    }
}
