using FaqBot.Language;

namespace FaqBot.Cli;

/// <summary>Says of each word from standard input whether it is known, and what else it may have been meant to be.</summary>
internal static class CorrectVerb
{
    private const int CandidatesMax = 5;

    public static int Run(string language)
    {
        var corrector = SpellingCorrector.For(language, []);
        while (Console.In.ReadLine() is { } line)
        {
            var word = line.Trim();
            Json.Print(new CorrectionJson(word, corrector.IsKnown(word), corrector.Candidates(word, CandidatesMax)));
        }
        return CommandLine.Success;
    }
}
