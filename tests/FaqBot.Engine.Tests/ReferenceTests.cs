using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using FaqBot.Cli;
using FaqBot.Testing;

namespace FaqBot.Engine.Tests;

/// <summary>Holds the generated parts of <c>docs/reference.md</c> against the program; <c>UPDATE_GOLDEN=1</c> writes them.</summary>
[Collection(nameof(ConsoleCollection))]
public sealed partial class ReferenceTests
{
    [Fact]
    public void The_reference_lists_what_the_program_knows()
    {
        var path = Repository.PathOf("docs", "reference.md");
        var written = File.ReadAllText(path);

        var actual =
            Section().Replace(written, match => $"<!-- begin: {match.Groups[1].Value} -->\n{Content(match.Groups[1].Value)}<!-- end -->");

        if (GoldenFiles.AreUpdated)
        {
            File.WriteAllText(path, actual);
            return;
        }
        Assert.Equal(written, actual);
    }

    [Fact]
    public void No_two_findings_share_an_id()
    {
        var ids = Rules().Select(rule => rule.Id).ToList();

        Assert.Equal(ids.Order(StringComparer.Ordinal).Distinct(), ids);
    }

    private static string Content(string section) => section switch
    {
        "findings" => Table("| id | severity | what is wrong | what to do |", Rules().Select(rule =>
            $"| {rule.Id} | {(rule.Severity == Severity.Error ? "error" : "warning")} | {rule.Title} | {rule.Remedy} |")),
        "entries" => Table("| id | kind | topic | title | reads |", Base().Select(entry =>
            $"| {entry.Id} | {Json.Name(entry.Kind)} | {entry.Topic} | {entry.Titles["en"]} | "
            + $"{string.Join(", ", entry.Answers.Values.SelectMany(answer => answer.Reads).Distinct().Order(StringComparer.Ordinal))} |")),
        "facts" => Table("| name | type |", KnownFacts.Types.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair =>
            $"| {pair.Key} | {Json.Name(pair.Value)} |")),
        "dialogs" => Table("| dialog | slot | type | in the summary |", Demo.Dialogs.Values
            .OrderBy(dialog => dialog.Id, StringComparer.Ordinal)
            .SelectMany(dialog => dialog.Slots.Select(slot =>
                $"| {dialog.Id} | {slot.Id} | {DialogKeys.Types.Single(type => type.Value == slot.Type).Key} | "
                + $"{slot.Label.Texts["en"].Template.Source} |"))),
        "texts" => Texts(TextIds.Purposes),
        "interface" => Texts(InterfaceTextIds.Purposes),
        "home" => Table("| id | for | in English |", HomeTexts.Purposes.Select(text =>
            $"| {text.Id} | {text.Purpose} | {ShippedKnowledge.Value.Home[text.Id, "en"]} |")),
        _ when section.StartsWith("keys ", StringComparison.Ordinal) => Table(
            "| key | | what it is |",
            KnowledgeSchemas.All.Single(schema => schema.Files == section["keys ".Length..]).Keys.SelectMany(key => Keys(key, ""))),
        "rules" => Table("| id | today | counts from the day of |", Demo.Law is { } law ? law.RuleIds.Select(id => RuleRow(law, id)) : []),
        _ when section.StartsWith("faqbot ", StringComparison.Ordinal) => $"```json\n{Output(section)}```\n",
        _ => throw new InvalidOperationException($"docs/reference.md asks for an unknown section '{section}'."),
    };

    private static string RuleRow(CountryLaw law, string id)
    {
        var day = new NodaTime.LocalDate(2026, 11, 21);
        return $"| {id} | {law.Length(id, day)?.Print(Shipped.Locale("en"))} | {law.Rule(id, day)?.CountsFrom.In("en")} |";
    }

    private static Shop Demo => ShippedKnowledge.Value.Shops["demo"];

    private static IEnumerable<DiagnosticRule> Rules() =>
        new[] { Workplace.NoFolder, GoldenTranscript.BadLine }.Concat(DiagnosticRules.All).OrderBy(rule => rule.Id, StringComparer.Ordinal);

    /// <summary>The starter pack as a shop has it that adds nothing, so that no entry is missing which the demo shop overrides
    /// or switches off.</summary>
    private static ImmutableArray<Entry> Base()
    {
        var files = ShippedKnowledge.Files().Where(file => !file.Path.StartsWith("knowledge/demo/faq/", StringComparison.Ordinal));
        var compilation = KnowledgeFiles.Compile([.. files]);
        return compilation.Knowledge?.Shops["demo"].Entries
            ?? throw new InvalidOperationException(string.Join('\n', compilation.Diagnostics));
    }

    /// <summary>A key and those inside it; the texts are listed elsewhere.</summary>
    private static IEnumerable<string> Keys(Key key, string before) => key.Shape.Keys
        .Where(inner => !TextPurpose.All.ContainsKey(inner.Name))
        .SelectMany(inner => Keys(inner, $"{before}{key.Name}."))
        .Prepend($"| {before}{key.Name} | {(key.IsNeeded ? "needed" : "")} | {key.Meaning} |");

    private static string Texts(ImmutableArray<TextPurpose> texts) => Table("| id | for | in English |", texts.Select(text =>
        $"| {text.Id} | {text.Purpose} | {Demo.Texts[text.Id, "en"].Template.Source} |"));

    private static string Table(string head, IEnumerable<string> rows)
    {
        var text = new StringBuilder(head).Append('\n');
        text.Append('|').Insert(text.Length, "---|", head.Count(letter => letter == '|') - 1).Append('\n');
        foreach (var row in rows)
        {
            text.Append(row.Replace("{%", "{&#37;", StringComparison.Ordinal)).Append('\n');
        }
        return text.ToString();
    }

    /// <summary>What a verb prints, with what changes at every edit or run left out. Paths begin at the repository's root; <c>&lt; FILE</c>
    /// is the standard input; of <c>eval</c> what it writes is shown.</summary>
    private static string Output(string command)
    {
        var (line, input) =
            command.Split(" < ") is [var before, var file] ? (before, File.ReadAllText(Repository.PathOf(file))) : (command, "");
        using var folder = new TemporaryFolder();
        var predictions = Path.Combine(folder.Path, "pred.jsonl");
        string[] words = [.. Arguments().Matches(line).Skip(1).Select(match => match.Value.Trim('"')).Select(Placed)];

        var run = words is ["eval", ..]
            ? CliRun.With(input, [.. words[..^1], predictions])
            : CliRun.With(input, [.. words, "--dialogs", Repository.PathOf("dialogs")]);

        var output = words is ["eval", ..] ? File.ReadAllText(predictions) : run.Output;
        return Figure().Replace(Hash().Replace(output, "…"), "0").Replace(Repository.Root + "/", "", StringComparison.Ordinal);
    }

    private static string Placed(string word) => word.StartsWith("tests/", StringComparison.Ordinal) ? Repository.PathOf(word) : word;

    [GeneratedRegex("<!-- begin: (.*?) -->\n.*?<!-- end -->", RegexOptions.Singleline)]
    private static partial Regex Section();

    [GeneratedRegex("\"[^\"]*\"|\\S+")]
    private static partial Regex Arguments();

    [GeneratedRegex("[0-9a-f]{64}")]
    private static partial Regex Hash();

    /// <summary>A figure of the machine: <c>eval</c>'s last row.</summary>
    [GeneratedRegex("(?<=_(ms|us|mb)\":)[0-9.]+")]
    private static partial Regex Figure();
}
