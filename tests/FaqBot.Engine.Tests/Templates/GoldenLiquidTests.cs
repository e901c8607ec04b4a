using System.Text.Json;
using FaqBot.Testing;
using Xunit.Abstractions;

namespace FaqBot.Engine.Tests;

/// <summary>The cases of jg-rp/golden-liquid that lie in our subset. Source: ../shared/data/liquid, or FAQBOT_SHARED.</summary>
public sealed class GoldenLiquidTests(ITestOutputHelper output)
{
    private const string Mistake = "a mistake of the author is told, not ignored";
    private const string NoCount = "a map is a look-up that may compute: it has no size, no order and no literal form";
    private const string NoFailure =
        "rendering never fails for a value: what has no order is not in order, a missing length is the usual one";
    private const string NamedRoot = "a path begins with a name, or nobody could say which facts a template reads";

    /// <summary>Left out on purpose, by name, with the reason.</summary>
    private static readonly Dictionary<string, string> LeftOut = new()
    {
        ["tags, if, else tag expressions are ignored"] = Mistake,
        ["tags, if, extra else blocks are ignored"] = Mistake,
        ["tags, if, extra elsif blocks are ignored"] = Mistake,
        ["tags, unless, else tag expressions are ignored"] = Mistake,
        ["tags, unless, extra else blocks are ignored"] = Mistake,
        ["tags, unless, extra elsif blocks are ignored"] = Mistake,
        ["filters, default, missing argument"] = Mistake,
        ["blank and empty, object with no properties is equal to blank"] = NoCount,
        ["blank and empty, object with no properties is equal to empty"] = NoCount,
        ["filters, default, empty object"] = NoCount,
        ["filters, replace, left value is an object"] = NoCount,
        ["filters, size, size of a hash"] = NoCount,
        ["tags, if, empty object equals special empty"] = NoCount,
        ["filters, truncate, undefined first argument"] = NoFailure,
        ["tags, if, string greater than int"] = NoFailure,
        ["output, bracketed variable resolves to a string without leading identifier"] = NamedRoot,
        ["output, nested bracketed variable resolving to a string"] = NamedRoot,
    };

    /// <summary>First names that the cases use without giving them a value.</summary>
    private static readonly string[] MissingRoots =
        ["nosuchthing", "undefined", "thing", "age", "title", "product", "False", "None", "bar", "a", "hello"];

    [SharedFact("data/liquid/golden_subset.json")]
    public void Every_case_passes_or_is_left_out_for_a_reason()
    {
        using var cases = JsonDocument.Parse(File.ReadAllText(SharedFolder.Find("data/liquid/golden_subset.json") ?? ""));
        var outcomes = cases.RootElement.EnumerateArray()
            .Select(golden => (Name: golden.GetProperty("name").GetString() ?? "", Failure: Failure(golden)))
            .ToList();

        var tested = outcomes.Where(outcome => !LeftOut.ContainsKey(outcome.Name)).ToList();
        var failures = tested
            .Where(outcome => outcome.Failure is not null)
            .Select(outcome => $"{outcome.Name}: {outcome.Failure}")
            .ToList();
        var passed = tested.Count - failures.Count;
        output.WriteLine($"golden-liquid: {passed} of {outcomes.Count} pass, {outcomes.Count - tested.Count} left out");
        foreach (var reason in LeftOut.GroupBy(left => left.Value))
        {
            output.WriteLine($"  {reason.Count()}: {reason.Key}");
        }

        Assert.Empty(failures);
        Assert.Empty(LeftOut.Keys.Except(outcomes.Where(outcome => outcome.Failure is not null).Select(outcome => outcome.Name)));
    }

    private static string? Failure(JsonElement golden)
    {
        var diagnostics = new List<Diagnostic>();
        var data = golden.TryGetProperty("data", out var given)
            ? given.EnumerateObject().ToDictionary(pair => pair.Name, pair => TemplateDriver.Value(pair.Value))
            : [];
        var dialect = TemplateDialect.Standard.WithRoots([.. data.Keys, .. MissingRoots]);
        var template = Template.Parse(golden.GetProperty("template").GetString() ?? "", TemplateDriver.Origin, diagnostics, dialect);
        if (golden.TryGetProperty("invalid", out _))
        {
            return template is null ? null : "accepted";
        }

        if (template is null)
        {
            return string.Join(' ', diagnostics);
        }

        var rendered = template.Render(new TemplateScope(Shipped.Locale("en"), data));
        return Expected(golden).Contains(rendered) ? null : $"'{rendered}'";
    }

    private static IEnumerable<string> Expected(JsonElement golden) =>
        (golden.TryGetProperty("results", out var results) ? results.EnumerateArray().ToArray() : [golden.GetProperty("result")])
            .Select(result => result.GetString() ?? "");
}
