using System.Diagnostics;
using System.Globalization;
using FaqBot.Engine;

namespace FaqBot.Cli;

/// <summary><c>faqbot check</c>: compiles everything.</summary>
internal static class CheckVerb
{
    public static int Run(Workplace place)
    {
        var watch = Stopwatch.StartNew();
        var compilation = place.Compile();
        if (place.Json)
        {
            Json.Print(compilation.Diagnostics.Select(FindingJson.Of).ToArray());
        }
        else
        {
            Terminal.Print(compilation.Diagnostics);
            Summarise(compilation, watch.Elapsed);
        }
        return compilation.Knowledge is null ? CommandLine.Findings : CommandLine.Success;
    }

    private static void Summarise(Compilation compilation, TimeSpan elapsed)
    {
        var errors = compilation.Diagnostics.Count(diagnostic => diagnostic.Severity == Severity.Error);
        var warnings = compilation.Diagnostics.Length - errors;
        foreach (var shop in (compilation.Knowledge?.Shops.Values ?? []).OrderBy(shop => shop.Id, StringComparer.Ordinal))
        {
            var wordings = shop.Entries.Sum(entry => entry.Utterances.Sum(pair => pair.Value.Length));
            Terminal.Line($"[bold]{shop.Id}[/]: {shop.Entries.Length} entries, {wordings} wordings, {string.Join(" ", shop.Languages)}");
        }
        var verdict = errors > 0 ? "[red]not usable[/]" : "[green]usable[/]";
        var seconds = elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        Terminal.Line($"{verdict}: {errors} errors, {warnings} warnings, {seconds} s");
    }
}
