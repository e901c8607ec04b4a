namespace FaqBot.Engine.Tests;

/// <summary>Dialogs that no author would write: each is refused in words, and none throws.</summary>
public sealed class HostileDialogTests
{
    private const string File = "dialogs/exchange.yaml";
    private const string Done = "outcomes: [{ say: { en: Done. } }]";
    private const string Size = "size: { type: size, label: { en: Size }, ask: { en: Which size? } }";

    [Fact]
    public void Ten_thousand_slots_are_refused()
    {
        var slots = string.Join("\n  ", Enumerable.Range(0, 10_000).Select(number =>
            $"s{number}: {{ type: text, label: {{ en: a }}, ask: {{ en: b }} }}"));

        var found = Found(Dialog(slots, "{ ask: s0 }"));

        Assert.Contains(found, finding => finding.Severity == Severity.Error);
    }

    [Fact]
    public void Ten_thousand_steps_are_refused()
    {
        var found = Found(Dialog(Size, string.Join(", ", Enumerable.Repeat("{ ask: size }", 10_000))));

        Assert.Contains(found, finding => finding.Severity == Severity.Error);
    }

    [Theory]
    [InlineData("title: { en: t }")]
    [InlineData("ask: { en: Which size? }")]
    [InlineData("ask: size")]
    [InlineData("size: {")]
    [InlineData("label: { en: Size }")]
    public void A_text_of_a_hundred_thousand_characters_is_refused(string place)
    {
        var sound = Dialog(Size, "{ ask: size }").Replace("title: { en: exchange }", "title: { en: t }", StringComparison.Ordinal);
        var word = place.Split([' ', '}', '{'], StringSplitOptions.RemoveEmptyEntries)[^1];

        var huge = place.Replace(word, new string('x', 100_000), StringComparison.Ordinal);
        var found = Found(sound.Replace(place, huge, StringComparison.Ordinal));

        Assert.NotEmpty(found);
        Assert.All(found, finding => Assert.InRange(finding.Message.Length, 1, 400));
    }

    [Theory]
    [InlineData("not")]
    [InlineData("any")]
    [InlineData("all")]
    public void Conditions_nested_fifty_deep_are_refused_once(string name)
    {
        var (open, close) = name == "not" ? ("{ not: ", " }") : ($"{{ {name}: [", "] }");
        var deep = string.Concat(Enumerable.Repeat(open, 50)) + "{ size: known }" + string.Concat(Enumerable.Repeat(close, 50));

        var found = Found(Dialog(Size, $"{{ ask: size }}, {{ say: {{ en: a }}, when: {deep} }}"));

        Assert.Single(found, finding => finding.Severity == Severity.Error);
    }

    [Fact]
    public void A_ring_of_three_questions_is_found_once()
    {
        var slots = string.Join("\n  ", "abc".Select(name =>
            $"{name}: {{ type: yes_no, label: {{ en: {name} }}, ask: {{ en: {name}? }} }}"));

        var found = Found(Dialog(slots, "{ ask: a, when: { b: known } }, { ask: b, when: { c: known } }, { ask: c, when: { a: known } }"));

        var finding = Assert.Single(found, finding => finding.Severity == Severity.Error);
        Assert.Equal(("KB213", "a"), (finding.Id, finding.Message[1..2]));
        Assert.Contains("'b' (6:27), which waits for 'c' (6:59), which waits for 'a' (6:91)", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_condition_with_more_ways_than_can_be_tried_is_compiled_all_the_same()
    {
        var slots = string.Join("\n  ", Enumerable.Range(0, 30).Select(number =>
            $"s{number}: {{ type: yes_no, label: {{ en: a }}, ask: {{ en: b? }} }}"));
        var steps = string.Join(", ", Enumerable.Range(0, 30).Select(number => $"{{ ask: s{number} }}"));
        var never = string.Join(", ", Enumerable.Range(0, 30).Select(number => $"s{number}: [\"yes\", \"no\"]"));

        var found = Found(Dialog(slots, $"{steps}, {{ say: {{ en: a }}, when: {{ {never}, not: {{ s0: [\"yes\", \"no\"] }} }} }}"));

        Assert.DoesNotContain(found, finding => finding.Severity == Severity.Error);
    }

    public static TheoryData<string> Damaged { get; } =
    [
        "",
        "[]",
        "a",
        "title: ~",
        "title: { en: a }\nslots: []\nsteps: {}\noutcomes: 1",
        "title: { en: a }\nslots: { s: ~ }\nsteps: [~]\noutcomes: [~]",
        Dialog("s: { type: sise, label: { en: a } }", "{ ask: s }"),
        Dialog("s: { type: date, label: { en: a }, ask: { en: b }, not_before: s }", "{ ask: s }") + "roles: [a]",
        Dialog("s: { type: choice, label: { en: a }, choices: { x: { label: ~, when: [a], implied_by: b } } }", "{ ask: s }"),
        Dialog(Size, "{ ask: size, when: { any: { a: b }, all: 1, not: [c] } }"),
        Dialog("s: { type: attributes, of: s, label: { en: a } }", "{ ask: s }"),
    ];

    [Theory]
    [MemberData(nameof(Damaged))]
    public void A_damaged_dialog_is_a_finding(string dialog)
    {
        Assert.Contains(Found(dialog), finding => finding.Severity == Severity.Error);
    }

    [Theory]
    [InlineData("{{ answers.nothing }}")]
    [InlineData("{{ dates.withdrawal }}{{ product.name }}{{ case.number }}")]
    [InlineData("{% for a in answers %}{% endfor %}")]
    [InlineData("{{ contact }}")]
    [InlineData("{{")]
    public void A_template_of_a_dialog_is_checked_and_never_throws(string text)
    {
        var compilation = KnowledgeFiles.Minimal.With(File, Dialog(Size, $"{{ ask: size }}, {{ say: {{ en: \"{text}\" }} }}")).Compile();

        Assert.Equal(compilation.Diagnostics.Any(found => found.Severity == Severity.Error), compilation.Knowledge is null);
    }

    private static string Dialog(string slots, string steps) => DialogDiagnosticTests.Dialog(slots, steps, Done);

    private static List<Diagnostic> Found(string dialog)
    {
        var compilation = KnowledgeFiles.Minimal.With(File, dialog).Compile();

        Assert.Equal(compilation.Diagnostics.Any(found => found.Severity == Severity.Error), compilation.Knowledge is null);
        Assert.All(compilation.Diagnostics, found => Assert.True(found.Span is { Line: >= 1, Column: >= 1 }, found.ToString()));
        return [.. compilation.Diagnostics];
    }
}
