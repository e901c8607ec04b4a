using System.Globalization;
using System.Text.RegularExpressions;
using FaqBot.Testing;

namespace FaqBot.Engine.Tests;

/// <summary>Holds the code against the width of <c>.editorconfig</c>, which editors show and no build asks for.</summary>
public sealed partial class SourceLinesTests
{
    [Fact]
    public void No_line_of_code_is_wider_than_an_editor_is_told()
    {
        var width = Width().Match(File.ReadAllText(Repository.PathOf(".editorconfig")));
        var columnsMax = int.Parse(width.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        var files = new[] { "src", "tests" }
            .SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal);

        var tooWide = files
            .SelectMany(file => TooWide(File.ReadAllText(file), columnsMax)
                .Select(line => $"{Path.GetRelativePath(Repository.Root, file)}:{line}"))
            .ToList();

        Assert.True(tooWide is [], $"Wider than {columnsMax} columns:\n{string.Join('\n', tooWide)}");
    }

    [Theory]
    [InlineData("1234567890\n12345678901\n\n12345678901", "2 4")]
    [InlineData("x\r\n1234567890\r\n", "")]
    [InlineData("x = \"\"\"\n12345678901\n\"\"\";\n12345678901", "4")]
    [InlineData("x = \"\"\"123456\"\"\";", "")]
    [InlineData("x(\"\"\"\n1\n\"\"\", 123456);", "3")]
    [InlineData("x(\"\\\"\", \"\", 1);", "1")]
    [InlineData("x = \"\"\"\"\n\"\"\"\n12345678901\n\"\"\"\";\n", "")]
    public void A_raw_string_may_be_as_wide_as_its_text(string text, string lines) =>
        Assert.Equal(lines, string.Join(' ', TooWide(text, 10)));

    /// <summary>Numbers of the lines, from 1. A line counts only where the first column too many is outside a raw string: to break the
    /// string would change it.</summary>
    private static IEnumerable<int> TooWide(string text, int columnsMax)
    {
        var raw = RawString().Matches(text).Select(match => (Start: match.Index, End: match.Index + match.Length)).ToList();
        var start = 0;
        foreach (var (number, line) in text.Split('\n').Index())
        {
            var over = start + columnsMax;
            if (line.TrimEnd('\r').Length > columnsMax && !raw.Exists(literal => literal.Start <= over && over < literal.End))
            {
                yield return number + 1;
            }
            start += line.Length + 1;
        }
    }

    [GeneratedRegex("^max_line_length = ([0-9]+)", RegexOptions.Multiline)]
    private static partial Regex Width();

    /// <summary>From three quotes or more to as many again.</summary>
    [GeneratedRegex("(?<![\\\\\"])(\"{3,})(?!\").*?(?<!\")\\1(?!\")", RegexOptions.Singleline)]
    private static partial Regex RawString();
}
