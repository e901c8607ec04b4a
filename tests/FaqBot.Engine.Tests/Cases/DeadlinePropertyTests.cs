using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace FaqBot.Engine.Tests;

public sealed class DeadlinePropertyTests
{
    private static readonly DurationUnit[] Units = [DurationUnit.Day, DurationUnit.Week, DurationUnit.Month, DurationUnit.Year];

    private static Gen<(CountryLaw Law, int Count, DurationUnit Unit, LocalDate From)> Terms =>
        from law in Laws.Any
        from count in Gen.Choose(1, 40)
        from unit in Gen.Elements(Units)
        from day in Laws.Dates(1990, 2100)
        select (law, count, unit, day);

    [Fact]
    public void A_deadline_is_no_day_off_and_not_before_its_nominal_end() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(1_000),
        Prop.ForAll(Terms.ToArbitrary(), term =>
            CaseRules.Count(term.Law, term.Count, term.Unit, term.From) is { } deadline
            && deadline.Effective >= deadline.NominalEnd
            && deadline.IsMoved == (deadline.Effective != deadline.NominalEnd)
            && !IsOff(term.Law, deadline.Effective)
            && deadline.PassedOver.All(passed => IsOff(term.Law, passed.Day))));

    [Fact]
    public void A_further_day_off_never_makes_a_deadline_earlier() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(1_000),
        Prop.ForAll(Terms.ToArbitrary(), Laws.DaysOff.ToArbitrary(), (term, dayOff) =>
        {
            var more = term.Law with { DaysOff = term.Law.DaysOff.Add(dayOff) };
            return Effective(term.Law, term) <= Effective(more, term);
        }));

    [Fact]
    public void A_later_event_never_ends_earlier() => Check.QuickThrowOnFailure(Prop.ForAll(
        Terms.ToArbitrary(), term => Effective(term.Law, term) <= Effective(term.Law, term with { From = term.From.PlusDays(1) })));

    [Fact]
    public void A_term_that_does_not_roll_over_ends_on_its_nominal_end() => Check.QuickThrowOnFailure(Prop.ForAll(
        Terms.ToArbitrary(), term =>
            CaseRules.Count(term.Law, term.Count, term.Unit, term.From, rollsOver: false) is { IsMoved: false } deadline
            && deadline.Effective == deadline.NominalEnd));

    [Fact]
    public void Months_and_years_end_on_the_corresponding_day_or_the_last_of_the_month() => Check.QuickThrowOnFailure(Prop.ForAll(
        Terms.ToArbitrary(), term =>
        {
            var (months, years) = (Ends(term, DurationUnit.Month), Ends(term, DurationUnit.Year));
            return Corresponds(term.From, months) && Corresponds(term.From, years)
                && years.Year == term.From.Year + term.Count && years.Month == term.From.Month
                && months.Year * 12 + months.Month == term.From.Year * 12 + term.From.Month + term.Count;
        }));

    [Fact]
    public void Weeks_end_on_the_same_day_of_the_week() => Check.QuickThrowOnFailure(Prop.ForAll(
        Terms.ToArbitrary(), term =>
            Ends(term, DurationUnit.Week) is var end
            && end.DayOfWeek == term.From.DayOfWeek && Period.DaysBetween(term.From, end) == 7 * term.Count));

    private static bool IsOff(CountryLaw law, LocalDate day) => law.Weekend.Contains(day.DayOfWeek) || law.IsDayOff(day);

    private static bool Corresponds(LocalDate from, LocalDate end) =>
        end.Day == from.Day || (end.Day < from.Day && end.PlusDays(1).Month != end.Month);

    private static LocalDate Ends((CountryLaw Law, int Count, DurationUnit Unit, LocalDate From) term, DurationUnit unit) =>
        CaseRules.Count(term.Law, term.Count, unit, term.From)?.NominalEnd ?? LocalDate.MinIsoValue;

    private static LocalDate? Effective(CountryLaw law, (CountryLaw Law, int Count, DurationUnit Unit, LocalDate From) term) =>
        CaseRules.Count(law, term.Count, term.Unit, term.From)?.Effective;
}
