using System.Globalization;
using System.Text;

namespace FaqBot.Engine.Tests;

public sealed class HostileYamlTests
{
    [Fact]
    public void An_alias_bomb_is_refused_where_it_is_laid()
    {
        var bomb = new StringBuilder("a: &a [x, x, x, x, x, x, x, x, x, x]\n");
        for (var letter = 'b'; letter <= 'z'; letter++)
        {
            var aliases = string.Join(", ", Enumerable.Repeat($"*{(char)(letter - 1)}", 10));
            bomb.Append(CultureInfo.InvariantCulture, $"{letter}: &{letter} [{aliases}]\n");
        }

        var compilation = KnowledgeFiles.Minimal.With(KnowledgeFiles.Shop, bomb.ToString()).Compile();

        Assert.Null(compilation.Knowledge);
        Assert.Equal(
            "knowledge/demo/shop.yaml:1:4: error KB008: The anchor '&a' is not supported. "
            + "Write the value out, or quote a text that begins with & or *.",
            compilation.Diagnostics.First(found => found.Id == "KB008").ToString());
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{ a: ", "}")]
    [InlineData("- ", "")]
    [InlineData("? ", "")]
    [InlineData("[{ a: ", "}]")]
    public void Ten_thousand_levels_are_refused_without_overflowing_the_stack(string open, string close)
    {
        var deep = string.Concat(Enumerable.Repeat(open, 10_000)) + string.Concat(Enumerable.Repeat(close, 10_000));

        var compilation = KnowledgeFiles.Minimal.With(KnowledgeFiles.Faq, deep).Compile();

        Assert.Contains(compilation.Diagnostics, found => found is { Id: "KB005", Span.Line: 1 });
    }

    [Fact]
    public void Ten_thousand_levels_by_indentation_are_refused()
    {
        var deep = string.Concat(Enumerable.Range(0, 1_000).Select(level => $"{new string(' ', level)}a:\n"));

        var compilation = KnowledgeFiles.Minimal.With(KnowledgeFiles.Faq, deep).Compile();

        Assert.Contains(compilation.Diagnostics, found => found is { Id: "KB005", Span: { Line: 33, Column: 33 } });
    }

    [Theory]
    [InlineData("!!binary aGVsbG8=")]
    [InlineData("!<tag:yaml.org,2002:str> x")]
    [InlineData("!System.Diagnostics.Process x")]
    [InlineData("! x")]
    public void A_tag_is_refused(string tagged)
    {
        var compilation = KnowledgeFiles.Minimal.With(KnowledgeFiles.Shop, $"languages: [en]\nname: {tagged}").Compile();

        Assert.Contains(compilation.Diagnostics, found => found is { Id: "KB009", Span: { Line: 2, Column: 7 } });
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"")]
    [InlineData("'")]
    public void A_scalar_of_a_megabyte_is_refused(string quote)
    {
        var huge = $"languages: [en]\nname: {quote}{new string('x', 1_000_000)}{quote}";

        var compilation = KnowledgeFiles.Minimal.With(KnowledgeFiles.Shop, huge).Compile();

        Assert.Contains(compilation.Diagnostics, found => found is { Id: "KB006", Span: { Line: 2, Column: 7 } });
    }

    [Fact]
    public void A_hundred_thousand_values_are_refused()
    {
        var many = $"name: [{string.Concat(Enumerable.Repeat("a,", 100_001))}]";

        var compilation = KnowledgeFiles.Minimal.With(KnowledgeFiles.Shop, many).Compile();

        Assert.Contains(compilation.Diagnostics, found => found.Id == "KB007");
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x61, 0x00 }, 1, 1)]
    [InlineData(new byte[] { 0x61, 0x0A, 0xC0, 0x80 }, 2, 1)]
    [InlineData(new byte[] { 0x61, 0xED, 0xA0, 0x80 }, 1, 2)]
    [InlineData(new byte[] { 0x61, 0x0D, 0x0A, 0x62, 0xE2, 0x82 }, 2, 2)]
    public void Invalid_UTF_8_is_found_at_its_byte(byte[] content, int line, int column)
    {
        var compilation = KnowledgeFiles.Minimal.With(KnowledgeFiles.Shop, content).Compile();

        Assert.Contains(
            compilation.Diagnostics, found => found.Id == "KB001" && found.Span == new SourceSpan(KnowledgeFiles.Shop, line, column));
    }

    [Fact]
    public void A_byte_order_mark_and_Windows_line_ends_are_taken()
    {
        var files = KnowledgeFiles.Minimal.With(KnowledgeFiles.Shop, "\uFEFFname: Demo\r\nlanguages: [en]\r\ncountry: PL\r\n");

        Assert.Equal("Demo", files.CompiledShop().Name);
    }

    [Theory]
    [InlineData("&")]
    [InlineData("& a")]
    [InlineData("*")]
    [InlineData("\"\\UFFFFFFFF\"")]
    [InlineData("\"\\uD800\"")]
    [InlineData("\"\\x0\"")]
    [InlineData("%YAML 9.9\n---\na")]
    [InlineData("%TAG ! !\n---\na")]
    [InlineData("a: |99\n  b")]
    [InlineData("- >-\n\t\n")]
    [InlineData("{ ? }")]
    [InlineData("? ? ? :")]
    [InlineData("...")]
    [InlineData("--- ---")]
    [InlineData("!<")]
    [InlineData("!%")]
    public void Odd_syntax_is_a_finding_and_not_an_exception(string yaml)
    {
        var compilation = KnowledgeFiles.Minimal.With(KnowledgeFiles.Shop, yaml).Compile();

        Assert.Null(compilation.Knowledge);
        Assert.All(compilation.Diagnostics, found => Assert.True(found.Span is { Line: >= 1, Column: >= 1 }, found.ToString()));
    }

    [Fact]
    public void Texts_that_look_like_other_types_stay_texts()
    {
        var shop = KnowledgeFiles.Minimal
            .With(KnowledgeFiles.Faq, "- { id: own, utterances: { en: [yes, 12:30, 007, 1e3, .inf] }, answer: { en: no } }")
            .CompiledShop();

        Assert.Equal(["yes", "12:30", "007", "1e3", ".inf"], shop.EntriesById["own"].Utterances["en"].AsEnumerable());
        Assert.Equal("no", shop.EntriesById["own"].Answers["en"].Source);
    }
}
