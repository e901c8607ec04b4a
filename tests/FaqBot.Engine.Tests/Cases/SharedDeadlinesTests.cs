using System.Globalization;
using System.Text.Json;
using FaqBot.Cli;
using FaqBot.Testing;
using NodaTime.Text;
using Xunit.Abstractions;

namespace FaqBot.Engine.Tests;

/// <summary>Every deadline of the shared table, which another program computed.</summary>
[Collection(nameof(ConsoleCollection))]
public sealed class SharedDeadlinesTests(ITestOutputHelper output)
{
    private const string Table = "data/language/deadlines_pl.jsonl";

    /// <summary>Each run of the command line takes every so many rows.</summary>
    private const int CommandLineStep = 8;

    [SharedFact(Table)]
    public void Every_shared_deadline_is_right()
    {
        var rows = Rows();

        var wrong = rows.Where(row => Computed(row) != row.Expected).ToList();

        output.WriteLine($"{rows.Count - wrong.Count} of {rows.Count} right");
        Assert.Empty(wrong);
    }

    [SharedFact(Table)]
    public void The_command_line_tells_the_shared_deadlines()
    {
        var rows = Rows().Where((_, place) => place % CommandLineStep == 0).ToList();

        var wrong = rows.Where(row => Told(row) != row.Expected).ToList();

        output.WriteLine($"{rows.Count - wrong.Count} of {rows.Count} right");
        Assert.Empty(wrong);
    }

    private static End? Computed(Row row)
    {
        var unit = row.Unit switch { "days" => DurationUnit.Day, "months" => DurationUnit.Month, _ => DurationUnit.Year };
        return CaseRules.Count(Laws.Polish, row.Count, unit, Laws.Day(row.From)) is { } deadline
            ? new End(Text(deadline.NominalEnd), Text(deadline.Effective), deadline.IsMoved)
            : null;
    }

    private static End? Told(Row row)
    {
        var run = CliRun.Over(
            Repository.PathOf("knowledge"), "deadline", "--country", "PL", "--from", row.From, "--json",
            "--count", row.Count.ToString(CultureInfo.InvariantCulture), "--unit", row.Unit);
        return run.Code == CommandLine.Success ? EndOf(run.Json[0]) : null;
    }

    private static List<Row> Rows() =>
    [
        .. File.ReadLines(SharedFolder.PathOf(Table)).Select(line => JsonSerializer.Deserialize<JsonElement>(line)).Select(row => new Row(
            Text(row, "event_date"), row.GetProperty("count").GetInt32(), Text(row, "unit"), EndOf(row))),
    ];

    private static End EndOf(JsonElement row) =>
        new(Text(row, "nominal_end"), Text(row, "deadline"), row.GetProperty("moved").GetBoolean());

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString() ?? "";

    private static string Text(NodaTime.LocalDate day) => LocalDatePattern.Iso.Format(day);

    private sealed record End(string NominalEnd, string Deadline, bool Moved);

    private sealed record Row(string From, int Count, string Unit, End Expected);
}
