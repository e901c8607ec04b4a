namespace FaqBot.Engine;

/// <summary>The characters of case numbers, and their check character.</summary>
/// <remarks>32 digits and letters, those of D. Crockford's Base 32: without I and L, which look like 1, O, which looks like 0, and U, so
/// that few numbers spell a word. Prefixes are a shop's own letters and may hold all of A to Z.
/// <para>The check character makes the sum of all characters, each times 3 to the power of its place from the right, zero in the field
/// of 32 elements. The factors of all places differ, so one wrong character never goes unseen, nor do two that are
/// swapped.</para></remarks>
internal static class CaseAlphabet
{
    private const string Digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int BitsPerDigit = 5;
    private const int FieldSize = 32;

    /// <summary>x^5 + x^4 + x^3 + x^2 + 1, irreducible. The field without zero has 31 elements, a prime number, so the first 31 powers of
    /// any element but 1 differ.</summary>
    private const int Polynomial = 0b111101;

    /// <summary>What L and U count as, which only prefixes have: digits, which prefixes have not.</summary>
    private const int ValueOfL = 2;
    private const int ValueOfU = 3;

    public static bool Contains(char letter) => Digits.Contains(letter, StringComparison.Ordinal);

    /// <summary>A character outside the prefix as it was meant.</summary>
    public static char AsDigit(char letter) => letter switch { 'O' => '0', 'I' or 'L' => '1', _ => letter };

    /// <summary>A character of the prefix as it was meant.</summary>
    public static char AsLetter(char letter) => letter switch { '0' => 'O', '1' => 'I', _ => letter };

    /// <summary>The last bits of a number, the first of them first.</summary>
    public static string Word(uint bits, int length) => string.Create(length, bits, static (word, bits) =>
    {
        for (var i = word.Length - 1; i >= 0; i--)
        {
            word[i] = Digits[(int)(bits % FieldSize)];
            bits >>= BitsPerDigit;
        }
    });

    /// <summary>The character that belongs behind a prefix, year and word.</summary>
    public static char CheckOf(string before)
    {
        var sum = 0;
        foreach (var letter in before)
        {
            sum = Tripled(sum ^ ValueOf(letter));
        }
        return Digits[sum];
    }

    private static int ValueOf(char letter) => letter switch
    {
        'L' => ValueOfL,
        'U' => ValueOfU,
        _ => Digits.IndexOf(AsDigit(letter), StringComparison.Ordinal),
    };

    /// <summary>Times 3, that is x + 1: shifted, reduced, and added to itself.</summary>
    private static int Tripled(int element)
    {
        var shifted = element << 1;
        return element ^ (shifted < FieldSize ? shifted : shifted ^ Polynomial);
    }
}
