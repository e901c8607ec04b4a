using System.Globalization;
using System.Text.Json;
using FaqBot.Testing;

namespace FaqBot.Engine.Tests;

/// <summary>What each verb says and with what code it ends; the JSON in full stands in <c>docs/reference.md</c>.</summary>
[Collection(nameof(ConsoleCollection))]
public sealed class CommandLineTests
{
    private static readonly string Tiny = Repository.PathOf("tests", "samples", "tiny");
    private static readonly string Broken = Repository.PathOf("tests", "samples", "broken");

    private static readonly string OneShop =
        "{ name: a, languages: [en], country: PL, base: none, contact: { address: b }, facts: { return_address: b } }";
    private static readonly string TwoEntries = """
        - { id: summer, utterances: { en: [summer sale, is there a sale in summer] }, answer: { en: Until August. }, valid_from: 2027-06-01, valid_until: 2027-08-31, tests: { en: { match: [summer sale] } } }
        - { id: spring, utterances: { en: [flowers of spring, tulips please] }, answer: { en: Tulips. }, valid_until: 2026-04-30, tests: { en: { match: [tulips please] } } }
        """;

    [Theory]
    [InlineData(2)]
    [InlineData(2, "serve")]
    [InlineData(2, "ask", "hello")]
    [InlineData(2, "ask", "--shop", "nobody", "hello")]
    [InlineData(2, "ask", "--shop", "tea", "--at", "noon", "hello")]
    [InlineData(2, "ask", "--shop", "tea", "--lang", "de", "hello")]
    [InlineData(2, "chat", "--shop", "tea", "--lang", "de")]
    [InlineData(2, "check", "--shop", "nobody")]
    [InlineData(2, "test", "--shop", "nobody")]
    [InlineData(2, "eval", "missing.jsonl", "missing.jsonl", "pred.jsonl")]
    [InlineData(2, "detect")]
    [InlineData(2, "detect", "--languages", ",")]
    [InlineData(0, "detect", "--languages", "pl,en")]
    [InlineData(0, "--help")]
    [InlineData(0, "check")]
    [InlineData(0, "ask", "--shop", "tea", "--lang", "en-GB", "when are you open")]
    [InlineData(0, "chat", "--shop", "tea")]
    [InlineData(1, "test")]
    public void A_run_ends_with_its_code(int code, params string[] arguments)
    {
        var run = CliRun.Over(Tiny, arguments);

        Assert.Equal(code, run.Code);
        Assert.DoesNotContain("Exception", run.Output + run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("check")]
    [InlineData("ask", "--shop", "tea", "hello")]
    [InlineData("chat", "--shop", "tea")]
    [InlineData("test")]
    public void Knowledge_with_errors_ends_with_code_1(params string[] arguments) => Assert.Equal(1, CliRun.Over(Broken, arguments).Code);

    [Theory]
    [InlineData("", "")]
    [InlineData("\n\n", "und\nund\n")]
    [InlineData("gdzie paczka\nwhere is it", "pl\nen\n")]
    [InlineData("gdzie\rpaczka\r\n123\u2028\u0085\v\nok\n", "pl\nund\nund\n")]
    public void Detect_answers_each_line_with_one(string input, string output) =>
        Assert.Equal(output, CliRun.With(input, "detect", "--languages", "pl,en").Output);

    [Fact]
    public void Errors_are_printed_last_and_counted()
    {
        using var folder = new TemporaryFolder();
        folder.Write(
            "tea/shop.yaml",
            "name: 'a'\nlanguages: [en]\ntheme: { side: top }\ncontact: { address: b }\n"
            + "facts: { nobody_reads: this, return_address: b }\nbase: none");

        var run = CliRun.Over(folder.Path, "check");

        Assert.Equal(
            ["warning KB028", "warning KB057", "error KB044"],
            run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(": ")[1]));
        Assert.Contains("not usable: 1 error, 2 warnings, ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void One_shop_is_checked_by_itself_with_what_all_shops_share()
    {
        using var folder = new TemporaryFolder();
        folder.Write("tea/shop.yaml", OneShop);
        folder.Write("coffee/shop.yaml", "name: ''");
        folder.Write("_base/faq/base.yaml", "- { id: hours, kind: chat, utterances: { en: [x] }, answer: { en: a } }");
        folder.Write("_law/PL.yaml", "country: PL");

        var tea = CliRun.Over(folder.Path, "check", "--shop", "tea", "--json");

        Assert.Equal("KB044", Text(Assert.Single(tea.Json[0].EnumerateArray()), "id"));
        Assert.Equal((1, 1), (tea.Code, CliRun.Over(folder.Path, "check", "--shop", "coffee").Code));
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_a_finding()
    {
        var run = CliRun.Over("[nowhere]", "check", "--json");

        var finding = Assert.Single(run.Json[0].EnumerateArray());
        Assert.Equal(1, run.Code);
        Assert.Equal(("KB000", "error", "[nowhere]"), (Text(finding, "id"), Text(finding, "severity"), Text(finding, "file")));
    }

    [Fact]
    public void Brackets_in_a_path_are_printed_as_they_are()
    {
        using var folder = new TemporaryFolder("faqbot-[x]-");
        folder.Write("tea/shop.yaml", OneShop);
        var faq = folder.Write("tea/faq/[a].yaml", TwoEntries.Replace("summer sale]", "tulips please]", StringComparison.Ordinal));

        Assert.Contains($"{faq}:1:", CliRun.Over(folder.Path, "test").Error, StringComparison.Ordinal);
        Assert.Contains("[nowhere]:1:1: error KB000", CliRun.Over("[nowhere]", "check").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_below_is_shown_as_it_is_typed_and_another_in_full()
    {
        var here = Directory.GetCurrentDirectory();

        Assert.Equal("shops", FaqBot.Files.ProgramFolder.Shown(Path.Combine(here, "shops")));
        Assert.Equal(Path.GetTempPath().TrimEnd('/'), FaqBot.Files.ProgramFolder.Shown(Path.GetTempPath()).TrimEnd('/'));
    }

    [Fact]
    public void Figures_are_printed_alike_on_every_machine()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("pl-PL");
        try
        {
            Assert.Matches(@"0 errors, 1 warning, \d+\.\d s", CliRun.Over(Tiny, "check").Output);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_trace_says_what_was_typed_where_another_word_was_read_and_which_words_lead_where()
    {
        var shown = CliRun.Over(Tiny, "ask", "--shop", "tea", "--trace", "waht does tea cost").Output;
        var trace = CliRun.Over(Tiny, "ask", "--shop", "tea", "--trace", "--json", "waht does tea cost").Json[0].GetProperty("trace");

        Assert.Contains("what <- waht;", shown, StringComparison.Ordinal);
        Assert.Contains("tea-price: what does tea cost", shown, StringComparison.Ordinal);
        Assert.Equal("waht", Text(trace.GetProperty("tokens")[0], "typed"));
        Assert.False(trace.GetProperty("tokens")[1].TryGetProperty("typed", out _));
        Assert.Equal(JsonValueKind.Array, trace.GetProperty("lists").ValueKind);
        Assert.Equal("what", trace.GetProperty("candidates")[0].GetProperty("words")[0].GetString());
    }

    [Fact]
    public void An_empty_question_is_answered_and_only_a_missing_one_is_read_from_the_input()
    {
        string[] place = ["ask", "--shop", "tea", "--json", "--knowledge", Tiny, "--dialogs", Repository.PathOf("dialogs")];

        var empty = CliRun.With("when are you open\n", [.. place, ""]);
        var missing = CliRun.With("when are you open\nwhat does tea cost\n", place);

        Assert.Equal([""], empty.Json.Select(answer => Text(answer, "text")));
        Assert.Equal(["opening-hours", "tea-price"], missing.Json.Select(answer => Text(answer, "entry")));
    }

    [Fact]
    public void A_language_that_the_shop_does_not_speak_is_named_with_those_it_does()
    {
        var run = CliRun.Over(Tiny, "ask", "--shop", "tea", "--lang", "de", "hello");

        Assert.Contains("'de'", run.Error, StringComparison.Ordinal);
        Assert.Contains("It speaks: en.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_entry_is_tested_on_a_day_on_which_it_holds()
    {
        using var folder = new TemporaryFolder();
        folder.Write("tea/shop.yaml", OneShop);
        folder.Write("tea/faq/all.yaml", TwoEntries);

        var run = CliRun.Over(folder.Path, "test", "--json");

        Assert.Equal((0, 2), (run.Code, run.Json[0].GetProperty("passed").GetInt32()));
    }

    [Fact]
    public void A_transcript_of_a_shop_that_does_not_exist_is_a_finding_in_its_line()
    {
        using var folder = new TemporaryFolder();
        folder.Write("tea/shop.yaml", OneShop);
        folder.Write("tea/faq/all.yaml", TwoEntries);
        var transcript = folder.Write("tea/transcripts/a.txt", "# A note.\n@shop coffee\n\ncustomer: hello\n");

        var run = CliRun.Over(folder.Path, "test", "--json");

        var failure = Assert.Single(run.Json[0].GetProperty("failed").EnumerateArray());
        Assert.Equal((transcript, 2), (Text(failure, "file"), failure.GetProperty("line").GetInt32()));
        Assert.Contains("KB200", Text(failure, "message"), StringComparison.Ordinal);
        Assert.Equal(1, run.Code);
    }

    [Fact]
    public void Updating_a_transcript_writes_the_bots_side_and_keeps_the_comments()
    {
        using var folder = new TemporaryFolder();
        folder.Write("tea/shop.yaml", OneShop);
        folder.Write(
            "tea/faq/all.yaml", TwoEntries.Replace("valid_from: 2027-06-01, valid_until: 2027-08-31, ", "", StringComparison.Ordinal));
        var transcript = folder.Write("tea/transcripts/a.txt", "customer: summer sale\n# Again.\ncustomer: summer sale\n");

        var run = CliRun.Over(folder.Path, "test", "--update");

        Assert.Equal(0, run.Code);
        Assert.Contains("\n# Again.\ncustomer: summer sale\nbot: ", File.ReadAllText(transcript), StringComparison.Ordinal);
    }

    [Fact]
    public void Schemas_that_are_missing_are_named_written_and_then_found_the_same()
    {
        using var folder = new TemporaryFolder();
        folder.Write("tea/shop.yaml", "name: Tea");

        var missing = CliRun.Over(folder.Path, "schema");
        var written = CliRun.Over(folder.Path, "schema", "--write", "--json");
        folder.Write("_schemas/shop.json", "{}");
        var differs = CliRun.Over(folder.Path, "schema", "--json");
        CliRun.Over(folder.Path, "schema", "--write");
        var same = CliRun.Over(folder.Path, "schema");

        Assert.Equal((1, 0, 1, 0), (missing.Code, written.Code, differs.Code, same.Code));
        Assert.All(written.Json[0].EnumerateArray(), schema => Assert.Equal("written", schema.GetProperty("state").GetString()));
        Assert.Equal(
            ["differs"],
            differs.Json[0].EnumerateArray().Select(schema => schema.GetProperty("state").GetString()).Where(state => state != "same"));
    }

    [Fact]
    public void A_row_that_is_not_JSON_is_named()
    {
        using var folder = new TemporaryFolder();
        var rows = folder.Write("rows.jsonl", "{\"id\":\"1\",\"text\":\"a\",\"intent\":\"b\"}\nnonsense\n");

        var run = CliRun.With("", "eval", rows, rows, Path.Combine(folder.Path, "pred.jsonl"));

        Assert.Equal(2, run.Code);
        Assert.Contains($"{rows}:2: ", run.Error, StringComparison.Ordinal);
    }

    private static string? Text(JsonElement value, string name) => value.GetProperty(name).GetString();
}
