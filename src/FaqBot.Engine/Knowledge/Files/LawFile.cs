using System.Collections.Frozen;
using System.Collections.Immutable;
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

    /// <summary>The law of the file named <paramref name="country"/>; null where the file is no mapping.</summary>
    public static CountryLaw? Read(YamlNode root, string country, Values values)
    {
        var section = Section.Of(root, values, "country", "weekend", "days_off", "rules", "withdrawal_excluded", "facts");
        if (section is null)
        {
            return null;
        }
        if (values.Scalar(section.Need("country")) is { } stated && stated.Text != country)
        {
            values.Findings.Add(
                KnowledgeRules.BadLawFile, stated.Span, $"The file is named '{country}', but its country is '{stated.Text}'.");
        }
        var rules = Rules(section["rules"], values);
        return new CountryLaw(
            [.. values.Items(section["days_off"]).Select(item => DayOff(item, values)).OfType<DayOff>()],
            rules,
            [.. values.Items(section["facts"]).Select(item => Floor(item, rules, values)).OfType<LegalFloor>()],
            Weekend(section["weekend"], values),
            Exclusions(section["withdrawal_excluded"], values));
    }

    private static FrozenSet<IsoDayOfWeek> Weekend(YamlNode? node, Values values) =>
        values.Items(node)
            .Select(item => values.Choice(item, Days))
            .OfType<string>()
            .Select(day => (IsoDayOfWeek)(Days.IndexOf(day) + 1))
            .ToFrozenSet();

    private static DayOff? DayOff(YamlNode node, Values values)
    {
        if (Section.Of(node, values, "name", "date", "easter", "valid_from", "valid_to", "source") is not { } section)
        {
            return null;
        }
        values.Texts(section["name"], KnowledgeLimits.LabelLengthMax);
        var (from, to) = values.Period(section["valid_from"], section["valid_to"]);
        var date = Annual(section["date"], values);
        var easter = values.Whole(section["easter"], -365, 365);
        if (section["date"] is null == section["easter"] is null)
        {
            values.Findings.Add(
                KnowledgeRules.BadDayOff, section.Span, "The day off needs a date or a number of days after Easter, one of the two.");
        }
        return date is null && easter is null ? null : new DayOff(date, easter, from, to);
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

    private static FrozenDictionary<string, ImmutableArray<LawRule>> Rules(YamlNode? node, Values values)
    {
        var rules = new Dictionary<string, ImmutableArray<LawRule>>(StringComparer.Ordinal);
        foreach (var (key, value) in values.Pairs(node))
        {
            if (values.Id(key) is { } id)
            {
                var versions = values.Items(value).Select(item => (rule: Rule(id, item, values), item.Span)).ToImmutableArray();
                rules[id] = [.. versions.Select(version => version.rule).OfType<LawRule>()];
                CheckOverlap(rules[id], key.Span, values);
            }
        }
        return rules.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static LawRule? Rule(string id, YamlNode node, Values values)
    {
        var section = Section.Of(node, values, "count", "unit", "rolls_over", "valid_from", "valid_to", "article", "source", "checked_on");
        if (section is null)
        {
            return null;
        }
        var (from, to) = values.Period(section["valid_from"], section["valid_to"]);
        return new LawRule
        {
            Id = id,
            Count = values.Whole(section.Need("count"), 1, CountMax) ?? 1,
            Unit = values.Choice(section.Need("unit"), "days", "months", "years") switch
            {
                "months" => DurationUnit.Month,
                "years" => DurationUnit.Year,
                _ => DurationUnit.Day,
            },
            RollsOver = values.Flag(section["rolls_over"]) ?? true,
            Article = values.Text(section.Need("article")) ?? "",
            Source = values.Text(section["source"]),
            CheckedOn = values.Date(section["checked_on"]),
            ValidFrom = from,
            ValidTo = to,
        };
    }

    private static void CheckOverlap(ImmutableArray<LawRule> versions, SourceSpan span, Values values)
    {
        var ordered = versions.OrderBy(version => version.ValidFrom ?? LocalDate.MinIsoValue).ToImmutableArray();
        for (var i = 1; i < ordered.Length; i++)
        {
            if ((ordered[i - 1].ValidTo ?? LocalDate.MaxIsoValue) >= (ordered[i].ValidFrom ?? LocalDate.MinIsoValue))
            {
                values.Findings.Add(KnowledgeRules.RulesOverlap, span, $"Two versions of the rule '{ordered[i].Id}' hold on the same day.");
            }
        }
    }

    private static FrozenSet<string> Exclusions(YamlNode? node, Values values)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in values.Items(node))
        {
            var section = Section.Of(item, values, "id", "name", "article", "source");
            if (values.Formed(section?.Need("id"), KnowledgeRules.BadId, "the id of a reason", Forms.IsName) is { } id)
            {
                ids.Add(id);
            }
        }
        return ids.ToFrozenSet(StringComparer.Ordinal);
    }

    private static LegalFloor? Floor(YamlNode node, FrozenDictionary<string, ImmutableArray<LawRule>> rules, Values values)
    {
        var section = Section.Of(node, values, "fact", "at_least", "rule");
        var fact = values.Formed(section?.Need("fact"), KnowledgeRules.BadFactName, "the name of a fact", Forms.IsName);
        var atLeast = values.Whole(section?.Need("at_least"), 0, CountMax);
        if (fact is null || atLeast is null || values.Scalar(section?.Need("rule")) is not { } rule)
        {
            return null;
        }
        if (rules.TryGetValue(rule.Text, out var versions) && !versions.IsEmpty)
        {
            return new LegalFloor(fact, atLeast.Value, versions[^1].Article);
        }
        var hint = values.Findings.Nearest(rule.Text, rules.Keys, KnowledgeRules.RuleUnknown.Remedy);
        values.Findings.Add(KnowledgeRules.RuleUnknown, rule.Span, $"There is no rule '{rule.Text}'.", hint);
        return null;
    }
}
