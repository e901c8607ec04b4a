using System.Globalization;
using FaqBot.Engine;
using FaqBot.Files;
using NodaTime;
using NodaTime.Text;

namespace FaqBot.Cli;

/// <summary>What is asked of <c>faqbot deadline</c>, as typed.</summary>
internal sealed record DeadlineQuestion(
    string Country, string? Rule, string? Count, string? Unit, string From, string? Contract, string? Language);

/// <summary><c>faqbot deadline</c>: when a term of law ends, and why. It reads the country's file alone, so it needs no shop.</summary>
internal static class DeadlineVerb
{
    private static readonly string[] Units = ["days", "weeks", "months", "years"];

    /// <returns>Findings, if there is no folder or the file of law has errors.</returns>
    public static int Run(Workplace place, DeadlineQuestion question)
    {
        if (!Directory.Exists(place.KnowledgePath))
        {
            Terminal.Print([Workplace.FolderMissing(place.KnowledgePath)]);
            return CommandLine.Findings;
        }
        if (FileOf(place, question.Country) is not { } file || Term(question) is not { } term)
        {
            return CommandLine.Usage;
        }
        if (Law(file) is not { } law)
        {
            return CommandLine.Findings;
        }
        if (Due(law, question, term) is not { } deadline)
        {
            return CommandLine.Usage;
        }
        if (place.Json)
        {
            Json.Print(AsJson(deadline));
        }
        else
        {
            DeadlineWorking.Print(deadline, law, question.Language ?? "en");
        }
        return CommandLine.Success;
    }

    private static KnowledgeFile? FileOf(Workplace place, string country)
    {
        var files = KnowledgeFolder.Laws(place.KnowledgePath);
        if (files.TryGetValue(country, out var found))
        {
            return found;
        }
        ComplainOf($"There is no law of '{country}'.", country, files.Keys);
        return null;
    }

    private static CountryLaw? Law(KnowledgeFile file)
    {
        var reading = CountryLaw.Read(file);
        Terminal.Print(reading.Diagnostics);
        if (reading is { Law: null, Diagnostics.IsEmpty: true })
        {
            Terminal.Complain($"{file.ShownPath} is empty.");
        }
        return reading.Law;
    }

    /// <summary>What was typed, read; null after saying what is wrong with it.</summary>
    private static TypedTerm? Term(DeadlineQuestion question)
    {
        if (Contradiction(question) is { } wrong)
        {
            Terminal.Complain(wrong);
            return null;
        }
        if (question.Unit is { } unit && !Units.Contains(unit))
        {
            ComplainOf($"'{unit}' is not a unit of the law.", unit, Units);
            return null;
        }
        var count = 0;
        if (question.Count is { } typed
            && !(int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count > 0))
        {
            Terminal.Complain($"'{typed}' is not a count. Write a whole number from 1 to {int.MaxValue}.");
            return null;
        }
        if (Day(question.From) is not { } from || (question.Contract is null ? from : Day(question.Contract)) is not { } contract)
        {
            return null;
        }
        return new TypedTerm(from, question.Contract is null ? null : contract, count, UnitOf(question.Unit));
    }

    private static string? Contradiction(DeadlineQuestion question) => question switch
    {
        { Rule: null, Count: null } => "Name a rule with --rule, or a length with --count and --unit.",
        { Rule: not null, Count: not null } or { Rule: not null, Unit: not null } =>
            "A rule has its own length: use either --rule, or --count and --unit.",
        { Rule: null, Unit: null } => $"--count needs --unit: {string.Join(", ", Units)}.",
        { Rule: null, Contract: not null } => "A bare count has no versions; --contract goes with --rule.",
        _ => null,
    };

    private static LocalDate? Day(string typed)
    {
        if (LocalDatePattern.Iso.Parse(typed) is { Success: true } parsed)
        {
            return parsed.Value;
        }
        Terminal.Complain($"'{typed}' is not a day of the calendar. Write it as 2026-12-10.");
        return null;
    }

    private static DurationUnit UnitOf(string? unit) => unit switch
    {
        "weeks" => DurationUnit.Week,
        "months" => DurationUnit.Month,
        "years" => DurationUnit.Year,
        _ => DurationUnit.Day,
    };

    /// <summary>Null after saying why there is none.</summary>
    private static Deadline? Due(CountryLaw law, DeadlineQuestion question, TypedTerm term)
    {
        if (question.Rule is not { } rule)
        {
            return OrBeyond(CaseRules.Count(law, term.Count, term.Unit, term.From));
        }
        if (!law.Rules.TryGetValue(rule, out var versions))
        {
            ComplainOf($"The law of {question.Country} has no rule '{rule}'.", rule, law.RuleIds);
            return null;
        }
        var day = term.Contract ?? term.From;
        if (law.Rule(rule, day) is null)
        {
            Terminal.Complain(
                $"The rule '{rule}' is not known for {Text(day)}. It is known {string.Join(", ", versions.Select(Validity))}.");
            return null;
        }
        return OrBeyond(CaseRules.Due(law, rule, term.From, term.Contract));
    }

    private static Deadline? OrBeyond(Deadline? deadline)
    {
        if (deadline is null)
        {
            Terminal.Complain("The term ends after the last year of the calendar, or no day is left for it to end on.");
        }
        return deadline;
    }

    private static string Validity(LawRule version)
    {
        var from = version.ValidFrom is { } first ? $"from {Text(first)}" : "from the beginning";
        return version.ValidTo is { } last ? $"{from} to {Text(last)}" : $"{from} on";
    }

    private static void ComplainOf(string wrong, string typed, IEnumerable<string> known)
    {
        var names = known.Order(StringComparer.Ordinal).ToList();
        var meant = NearestName.Of(typed, names) is { } nearest ? $" Did you mean '{nearest}'?" : "";
        Terminal.Complain($"{wrong}{meant} There are: {string.Join(", ", names)}.");
    }

    private static DeadlineJson AsJson(Deadline deadline) => new(
        Text(deadline.NominalEnd), Text(deadline.Effective), deadline.IsMoved, deadline.Rule?.Id, deadline.Rule?.Article);

    private static string Text(LocalDate day) => LocalDatePattern.Iso.Format(day);

    private sealed record TypedTerm(LocalDate From, LocalDate? Contract, int Count, DurationUnit Unit);
}
