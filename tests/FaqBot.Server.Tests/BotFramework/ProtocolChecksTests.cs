using System.Globalization;
using System.Text.RegularExpressions;
using FaqBot.Testing;

namespace FaqBot.Server.Tests;

/// <summary>
/// Holds the table of protocol checks in <c>docs/direct-line.md</c> against the tests that it names, so that none can vanish or be skipped.
/// </summary>
public sealed partial class ProtocolChecksTests
{
    /// <summary>1 to 39 are of Direct Line, 40 to 43 of the Connector.</summary>
    private const int Checks = 43;

    private static readonly List<Named> Table = Read();

    [Fact]
    public void Every_check_has_a_test()
    {
        Assert.Equal(Enumerable.Range(1, Checks), Table.Select(named => named.Check).Distinct().Order());
    }

    [Fact]
    public void Every_test_that_is_named_is_there()
    {
        var missing = Table.Where(named => !IsThere(named));

        Assert.Empty(missing);
    }

    [Fact]
    public void No_test_of_the_clients_is_switched_off()
    {
        var clients = Table.Select(named => named.File).Where(IsScript).Distinct()
            .Select(file => File.ReadAllText(Repository.PathOf(file)));

        Assert.All(clients, text => Assert.DoesNotMatch(SwitchedOff(), text));
    }

    private static bool IsThere(Named named)
    {
        var path = Repository.PathOf(named.File);
        if (!File.Exists(path))
        {
            return false;
        }
        var text = File.ReadAllText(path);
        return IsScript(named.File)
            ? text.Contains($"test('{Escaped(named.Test)}", StringComparison.Ordinal)
                || text.Contains($"test(`{named.Test}", StringComparison.Ordinal)
            : Regex.IsMatch(text, $@"\[(Fact|InlineData\(.*\)|MemberData\(.*\))\]\s+public (async Task|void) {Regex.Escape(named.Test)}\(");
    }

    /// <summary>As it stands between quotes in a script.</summary>
    private static string Escaped(string name) => name.Replace("'", "\\'", StringComparison.Ordinal);

    private static bool IsScript(string file) => file.EndsWith(".mjs", StringComparison.Ordinal);

    private static List<Named> Read()
    {
        List<Named> table = [];
        foreach (Match row in Row().Matches(File.ReadAllText(Repository.PathOf("docs", "direct-line.md"))))
        {
            var check = int.Parse(row.Groups[1].Value, CultureInfo.InvariantCulture);
            table.AddRange(Test().Matches(row.Groups[2].Value)
                .Select(match => new Named(check, match.Groups[1].Value, $"tests/{match.Groups[2].Value}")));
        }
        return table;
    }

    /// <summary><c>| 12 | … | `name` in `file`, … |</c></summary>
    [GeneratedRegex(@"^\| (\d+) \|[^|]*\|(.*)\|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([^`]+)` in `([^`]+)`")]
    private static partial Regex Test();

    [GeneratedRegex(@"\b(test|describe)\.(skip|todo|only)\b|\bskip: ")]
    private static partial Regex SwitchedOff();

    private sealed record Named(int Check, string Test, string File);
}
