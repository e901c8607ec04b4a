namespace FaqBot.Language;

/// <summary>What it costs to take one letter for another, in thousandths of a plain mistake. Cheap is what fingers slip to and what sounds
/// alike in Polish.</summary>
internal static class TypingCosts
{
    /// <summary>rz for ż, ch for h, om for ą: two letters for one that sounds alike, or one for two.</summary>
    public const int Sound = 350;

    private const int Plain = 1100;
    private const int FirstLetter = 300;
    private const int NeighbourKey = 900;
    private const int SoundingLetter = 450;
    private const int Doubled = 450;
    private const int ExtraLetter = 900;
    private const int MissingLetter = 650;
    private const int SwappedLetters = 550;
    private const int DiacriticMissing = 100;
    private const int DiacriticOther = 350;

    private const int Alphabet = 26;

    /// <summary>Neighbours on a QWERTY keyboard.</summary>
    private static readonly bool[] Neighbours = Pairs(
        "qw we er rt ty yu ui io op as sd df fg gh hj jk kl zx xc cv vb bn nm qa ws ed rf tg yh uj ik ol aw se dr ft gy hu ji ko lp "
        + "az sx dc fv gb hn jm sz dx fc gv hb jn km");

    /// <summary>Letters that sound alike or stand for one another: kolej and kolei.</summary>
    private static readonly bool[] Alike = Pairs("ij iy kq vw sz cs");

    public static int Extra(bool isDoubled, bool isFirst) => (isDoubled ? Doubled : ExtraLetter) + (isFirst ? FirstLetter : 0);

    public static int Missing(bool isDoubled, bool isFirst) => (isDoubled ? Doubled : MissingLetter) + (isFirst ? FirstLetter : 0);

    public static int Swapped(bool isFirst) => SwappedLetters + (isFirst ? FirstLetter : 0);

    /// <summary>But for diacritics.</summary>
    public static bool IsSame(char typed, char meant) => typed == meant || Bare(typed) == Bare(meant);

    /// <summary>The price of a letter that <see cref="IsSame"/>.</summary>
    public static int OtherDiacritic(char typed, char meant) =>
        typed == meant ? 0 : typed == Bare(typed) ? DiacriticMissing : DiacriticOther;

    /// <summary>The price of another letter.</summary>
    public static int Instead(char typed, char meant, bool isFirst)
    {
        var price = (typed, meant) is ('u', 'ó') or ('ó', 'u') || Are(Alike, typed, meant) ? SoundingLetter
            : Are(Neighbours, Bare(typed), Bare(meant)) ? NeighbourKey
            : Plain;
        return price + (isFirst ? FirstLetter : 0);
    }

    /// <summary>Whether two letters are written for the sound of one.</summary>
    public static bool SoundsLike(ReadOnlySpan<char> pair, char one) => one switch
    {
        'ż' => pair is "rz",
        'z' => pair is "rz",
        'h' => pair is "ch",
        'ą' => pair is "om" or "on" or "oł",
        'ę' => pair is "em" or "en",
        'ś' => pair is "si",
        'ć' => pair is "ci",
        'ń' => pair is "ni",
        'ź' => pair is "zi",
        'i' => pair is "ji" or "yj" or "ij",
        _ => false,
    };

    /// <summary>Whether a pair of <see cref="SoundsLike"/> may begin so.</summary>
    public static bool MayBeginSound(char letter) => letter is 'r' or 'c' or 'o' or 'e' or 's' or 'n' or 'z' or 'j' or 'y' or 'i';

    /// <summary>One of 32 bits for a letter, whatever its diacritics; those outside the alphabet share one.</summary>
    public static uint Bit(char letter) => Bare(letter) is >= 'a' and <= 'z' and var bare ? 1u << (bare - 'a') : 1u << Alphabet;

    private static char Bare(char letter) => Folding.Bare(letter) is not '\0' and var bare ? bare : letter;

    private static bool Are(bool[] pairs, char one, char other) =>
        char.IsAsciiLetterLower(one) && char.IsAsciiLetterLower(other) && pairs[((one - 'a') * Alphabet) + other - 'a'];

    private static bool[] Pairs(string list)
    {
        var pairs = new bool[Alphabet * Alphabet];
        foreach (var pair in list.Split(' '))
        {
            pairs[((pair[0] - 'a') * Alphabet) + pair[1] - 'a'] = true;
            pairs[((pair[1] - 'a') * Alphabet) + pair[0] - 'a'] = true;
        }
        return pairs;
    }
}
