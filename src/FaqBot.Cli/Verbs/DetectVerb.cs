using System.Text;
using FaqBot.Language;

namespace FaqBot.Cli;

/// <summary><c>faqbot detect</c>: the language of each line of the standard input, a line each.</summary>
internal static class DetectVerb
{
    private const string Undetermined = "und";

    /// <param name="languages">The candidates, between commas.</param>
    public static int Run(string languages)
    {
        var candidates = languages.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (candidates.Length == 0)
        {
            Terminal.Complain("Name the languages to choose from, e.g. `--languages pl,en`.");
            return CommandLine.Usage;
        }
        var detector = LanguageDetector.For(candidates);
        foreach (var line in Lines(Console.In))
        {
            Console.Out.WriteLine(detector.Detect(line) ?? Undetermined);
        }
        return CommandLine.Success;
    }

    /// <summary>Only a line feed ends a line: a carriage return inside a text must not make two answers of one.</summary>
    private static IEnumerable<string> Lines(TextReader input)
    {
        var line = new StringBuilder();
        for (var unit = input.Read(); unit >= 0; unit = input.Read())
        {
            if (unit != '\n')
            {
                line.Append((char)unit);
                continue;
            }
            yield return line.ToString();
            line.Clear();
        }
        if (line.Length > 0)
        {
            yield return line.ToString();
        }
    }
}
