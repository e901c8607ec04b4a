namespace FaqBot.Engine;

/// <summary>Whether a word is a form of a name that no lexicon knows ("granity", "turnią"), or the name with one slip of the
/// finger.</summary>
internal static class NameForm
{
    /// <summary>Shorter words are too like others.</summary>
    public const int LengthMin = 4;

    /// <summary>A slip in a shorter word makes another word.</summary>
    private const int SlipLengthMin = 5;

    /// <summary>Letters that an ending has at most.</summary>
    private const int EndingMax = 3;

    /// <param name="word">Folded.</param>
    /// <param name="name">Folded.</param>
    public static bool IsOf(string word, string name) =>
        name.Length >= LengthMin && (IsInflected(word, name) || (name.Length >= SlipLengthMin && IsSlip(word, name)));

    /// <summary>The name, perhaps without its last letter, and an ending.</summary>
    private static bool IsInflected(string word, string name)
    {
        var kept = Math.Max(LengthMin, name.Length - 1);
        return word.Length <= name.Length + EndingMax && word.Length >= kept && word.AsSpan(0, kept).SequenceEqual(name.AsSpan(0, kept));
    }

    /// <summary>One letter more, less, another, or two neighbours swapped.</summary>
    private static bool IsSlip(string word, string name)
    {
        var start = 0;
        while (start < word.Length && start < name.Length && word[start] == name[start])
        {
            start++;
        }
        var end = 0;
        while (end < word.Length - start && end < name.Length - start && word[^(end + 1)] == name[^(end + 1)])
        {
            end++;
        }
        var (left, right) = (word.Length - start - end, name.Length - start - end);
        return Math.Max(left, right) <= 1
            || (left == 2 && right == 2 && word[start] == name[start + 1] && word[start + 1] == name[start]);
    }
}
