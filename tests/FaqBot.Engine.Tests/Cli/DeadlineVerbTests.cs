using FaqBot.Cli;
using FaqBot.Testing;

namespace FaqBot.Engine.Tests;

[Collection(nameof(ConsoleCollection))]
public sealed class DeadlineVerbTests
{
    [Theory]
    [InlineData("--country PL --rule complaint-reply --from 2026-12-10", "2026-12-24 2026-12-28 True complaint-reply art. 7a u.p.k.")]
    [InlineData("--country CZ --rule complaint-reply --from 2026-11-22", "2026-12-22 2026-12-22 False complaint-reply § 19 odst. 3 ZOS")]
    [InlineData(
        "--country PL --rule complaint-reply --from 2024-01-05 --contract 2022-12-31",
        "2024-01-19 2024-01-19 False complaint-reply art. 561(5) KC")]
    [InlineData("--country PL --rule liability --from 2024-11-22", "2026-11-22 2026-11-22 False liability art. 43c ust. 1 u.p.k.")]
    [InlineData("--country PL --count 14 --unit days --from 2026-12-10", "2026-12-24 2026-12-28 True  ")]
    [InlineData("--country PL --count 2 --unit weeks --from 2026-12-10", "2026-12-24 2026-12-28 True  ")]
    [InlineData("--country PL --count 1 --unit months --from 2026-01-31", "2026-02-28 2026-03-02 True  ")]
    [InlineData("--country PL --count 2 --unit years --from 2026-11-22", "2028-11-22 2028-11-22 False  ")]
    public void A_deadline_is_told_as_data(string arguments, string expected)
    {
        var run = Run([.. arguments.Split(' '), "--json"]);

        var told = Assert.Single(run.Json);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(["nominal_end", "deadline", "moved", "rule", "article"], told.EnumerateObject().Select(property => property.Name));
        Assert.Equal(expected, string.Join(' ', told.EnumerateObject().Select(property => property.Value)));
    }

    [Fact]
    public void The_working_names_every_day_that_is_passed_over()
    {
        var run = Run("--country", "PL", "--rule", "complaint-reply", "--from", "2026-12-10", "--lang", "pl");

        Assert.Equal(
            """
            complaint-reply: 14 days (art. 7a u.p.k.)
            2026-12-10 Thu  the event: otrzymanie reklamacji, not counted (art. 111 § 2 KC)
            2026-12-24 Thu  nominal end, 14 days later
            2026-12-24 Thu  passed over: Wigilia
            2026-12-25 Fri  passed over: Boże Narodzenie
            2026-12-26 Sat  passed over: Drugi dzień Bożego Narodzenia, Saturday
            2026-12-27 Sun  passed over: Sunday
            2026-12-28 Mon  deadline (art. 115 KC)
            If nothing is done by then: reklamacja uznana za uzasadnioną.
            Source: habrowski.pl (full text), checked on 2026-11-21.

            """,
            run.Output);
    }

    [Fact]
    public void The_working_says_that_liability_is_not_moved()
    {
        var onSunday = Run("--country", "CZ", "--rule", "liability", "--from", "2024-11-17", "--lang", "de");
        var onMonday = Run("--country", "CZ", "--rule", "liability", "--from", "2024-11-23");

        Assert.Contains(
            "2026-11-17 Tue  deadline, though it is Struggle for Freedom and Democracy Day: this period is never moved\n",
            onSunday.Output,
            StringComparison.Ordinal);
        Assert.Contains("2026-11-23 Mon  deadline; this period is never moved\n", onMonday.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--country PL --count 14 --unit days --from 2026-02-30", "'2026-02-30' is not a day of the calendar.")]
    [InlineData("--country PL --count 14 --unit days --from jutro", "'jutro' is not a day of the calendar.")]
    [InlineData("--country PL --rule refund --from 2026-02-03 --contract 3.2.2026", "'3.2.2026' is not a day of the calendar.")]
    [InlineData("--country PL --count 0 --unit days --from 2026-02-03", "'0' is not a count.")]
    [InlineData("--country PL --count -14 --unit days --from 2026-02-03", "'-14' is not a count.")]
    [InlineData("--country PL --count 99999999999 --unit days --from 2026-02-03", "'99999999999' is not a count.")]
    [InlineData("--country PL --count 14 --unit day --from 2026-02-03", "'day' is not a unit of the law. Did you mean 'days'?")]
    [InlineData("--country PL --count 14 --from 2026-02-03", "--count needs --unit")]
    [InlineData("--country PL --rule refund", "Option '--from' is required.")]
    [InlineData("--from 2026-02-03 --rule refund", "Option '--country' is required.")]
    [InlineData("--country PL --rule refund --from 2026-02-03 --holidays", "--holidays")]
    [InlineData("--country PL --from 2026-02-03", "Name a rule with --rule")]
    [InlineData("--country PL --rule refund --count 14 --from 2026-02-03", "A rule has its own length")]
    [InlineData("--country PL --count 1 --unit days --from 2026-02-03 --contract 2026-02-01", "A bare count has no versions")]
    [InlineData("--country PL --rule refnud --from 2026-02-03", "no rule 'refnud'. Did you mean 'refund'? There are: complaint-reply, ")]
    [InlineData("--country pl --rule refund --from 2026-02-03", "no law of 'pl'. Did you mean 'PL'? There are: CZ, PL.")]
    [InlineData("--country ../_law/PL --rule refund --from 2026-02-03", "There is no law of '../_law/PL'.")]
    [InlineData("--country PL --rule refund --from 2001-02-03", "not known for 2001-02-03. It is known from 2017-01-01 on.")]
    [InlineData("--country PL --count 1 --unit years --from 9999-12-31", "The term ends after the last year of the calendar")]
    public void What_is_not_understood_is_said_and_nothing_else(string arguments, string expected)
    {
        var run = Run([.. arguments.Split(' '), "--json"]);

        Assert.Equal((CommandLine.Usage, ""), (run.Code, run.Output));
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_with_nothing_but_law_is_enough()
    {
        using var folder = WithLaw("country: PL\nrules: { refund: [{ count: 7, unit: days, article: art. 1 }] }");
        Directory.CreateDirectory(Path.Combine(folder.Path, "_law", "old"));
        File.WriteAllText(Path.Combine(folder.Path, "_law", "old", "PL.yaml"), "country: [");
        File.WriteAllText(Path.Combine(folder.Path, "_law", "PL.yml"), "country: [");

        var run = CliRun.Over(folder.Path, "deadline", "--country", "PL", "--rule", "refund", "--from", "2026-11-22", "--json");

        Assert.Equal("2026-11-29", Assert.Single(run.Json).GetProperty("deadline").GetString());
    }

    [Theory]
    [InlineData("country: CZ", "KB172")]
    [InlineData("", "is empty")]
    public void A_law_with_an_error_is_a_finding(string law, string expected)
    {
        using var folder = WithLaw(law);

        var run = CliRun.Over(folder.Path, "deadline", "--country", "PL", "--rule", "refund", "--from", "2026-11-22", "--json");

        Assert.Equal((CommandLine.Findings, ""), (run.Code, run.Output));
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_a_finding()
    {
        var run = CliRun.Over("nowhere", "deadline", "--country", "PL", "--rule", "refund", "--from", "2026-11-22");

        Assert.Equal((CommandLine.Findings, ""), (run.Code, run.Output));
    }

    private static CliRun Run(params string[] arguments) => CliRun.Over(Repository.PathOf("knowledge"), ["deadline", .. arguments]);

    private static TemporaryFolder WithLaw(string text)
    {
        var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "_law"));
        File.WriteAllText(Path.Combine(folder.Path, "_law", "PL.yaml"), text);
        return folder;
    }
}
