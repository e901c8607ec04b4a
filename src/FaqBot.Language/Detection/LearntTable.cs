using System.Collections.Immutable;

namespace FaqBot.Language;

/// <summary>The table of a language that has none built in, made from what a shop has written in it.</summary>
/// <remarks>As <c>build/language-data/derive_language_tables.py</c> makes those built in, but shorter runs of letters and all of them: a
/// shop writes little. Estimates are smoothed after Witten and Bell.</remarks>
/// <param name="Table">How surprising words are in it.</param>
/// <param name="Scripts">That it is written in.</param>
internal sealed record LearntTable(LanguageTable Table, ImmutableArray<int> Scripts)
{
    /// <summary>A language is learnt from so many characters, evenly out of all its texts: more time would teach little.</summary>
    private const int CharactersMax = 15_000;

    private const int RunLengthMax = 4;

    /// <summary>A script that fewer of the letters are in (one in so many) came with a brand.</summary>
    private const int ScriptShare = 10;

    /// <summary>Surprises are kept in a byte.</summary>
    private const int SurpriseMax = byte.MaxValue;

    /// <summary>How often a run was met; behind it, how often any letter was met and how many different ones.</summary>
    private sealed class Run
    {
        public int Count { get; set; }

        public int Followed { get; set; }

        public SortedSet<char> Followers { get; } = [];
    }

    /// <summary>Learns; null where the texts hold no words.</summary>
    public static LearntTable? Of(IReadOnlyList<string> texts)
    {
        var words = Sample(texts);
        if (words.Count == 0)
        {
            return null;
        }
        var letters = words.SelectMany(static word => word).ToList();
        var scripts = letters.GroupBy(FaqBot.Language.Scripts.Of)
            .Where(group => group.Count() * ScriptShare >= letters.Count)
            .Select(static group => group.Key)
            .Order();
        return new LearntTable(TableOf(words, LanguageTable.WordEnd + string.Concat(letters.Distinct().Order())), [.. scripts]);
    }

    private static List<string> Sample(IReadOnlyList<string> texts)
    {
        var length = texts.Sum(static text => (long)text.Length);
        var stride = (int)(length / CharactersMax) + 1;
        var words = new List<string>();
        for (var at = 0; at < texts.Count; at += stride)
        {
            foreach (var word in Prose.Words(TextAnalysis.Of(texts[at], "").Text))
            {
                words.Add(word.Letters);
                // As customers write it: a word that has no diacritics counts twice, which does no harm.
                words.Add(Folding.Fold(word.Letters));
            }
        }
        return words;
    }

    private static LanguageTable TableOf(List<string> words, string alphabet)
    {
        var runs = Count(words, alphabet);
        List<string> nodes = [""];
        var childCounts = new List<int>();
        for (var at = 0; at < nodes.Count; at++)
        {
            var followers = runs[nodes[at]].Followers;
            childCounts.Add(followers.Count);
            nodes.AddRange(followers.Select(letter => nodes[at] + letter));
        }
        return new LanguageTable(
            alphabet,
            [.. childCounts],
            [.. nodes.Select(node => (ushort)(node.Length == 0 ? 0 : alphabet.IndexOf(node[^1], StringComparison.Ordinal)))],
            [.. nodes.Select(node => Parts(Likelihood(runs, node, alphabet.Length)))],
            [.. nodes.Select(node => runs[node].Followed == 0 ? (byte)0 : Parts(Lent(runs[node])))]);
    }

    private static Dictionary<string, Run> Count(List<string> words, string alphabet)
    {
        var runs = new Dictionary<string, Run>(StringComparer.Ordinal) { [""] = new Run() };
        foreach (var letter in alphabet)
        {
            Meet(runs, letter.ToString(), 0);
        }
        foreach (var word in words)
        {
            var text = $"{LanguageTable.WordEnd}{word}{LanguageTable.WordEnd}";
            for (var end = 1; end < text.Length; end++)
            {
                for (var start = Math.Max(0, end - RunLengthMax + 1); start <= end; start++)
                {
                    Meet(runs, text[start..(end + 1)], 1);
                }
            }
        }
        return runs;
    }

    private static void Meet(Dictionary<string, Run> runs, string text, int times)
    {
        if (!runs.TryGetValue(text, out var run))
        {
            run = runs[text] = new Run();
        }
        run.Count += times;
        var before = runs[text[..^1]];
        before.Followed += times;
        before.Followers.Add(text[^1]);
    }

    /// <summary>Of the last letter of <paramref name="run"/> behind the others.</summary>
    private static double Likelihood(Dictionary<string, Run> runs, string run, int letterCount)
    {
        if (run.Length == 0)
        {
            return 1.0 / letterCount;
        }
        var before = runs[run[..^1]];
        var shorter = Likelihood(runs, run.Length == 1 ? "" : run[1..], letterCount);
        return (runs[run].Count + (before.Followers.Count * shorter)) / (before.Followed + before.Followers.Count);
    }

    /// <summary>What of the likelihood behind a run a shorter one lends.</summary>
    private static double Lent(Run run) => (double)run.Followers.Count / (run.Followed + run.Followers.Count);

    private static byte Parts(double likelihood) =>
        (byte)Math.Clamp((int)Math.Round(-Math.Log2(likelihood) * LanguageTable.PartsPerBit), 0, SurpriseMax);
}
