using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using NodaTime;

namespace FaqBot.Engine;

/// <summary>The number of a case, as it is told, written down and typed again: the shop's prefix, the year, five characters of the case's
/// id, a check character.</summary>
/// <example><c>GR-26-7K3QX-4</c></example>
public readonly record struct CaseNumber
{
    /// <summary>Letters of a prefix.</summary>
    public const int PrefixLengthMin = 2;

    /// <inheritdoc cref="PrefixLengthMin"/>
    public const int PrefixLengthMax = 4;

    private const int YearLength = 2;
    private const int IdLength = 5;
    private const int LengthWithoutPrefix = YearLength + IdLength + 1;
    private const int YearsPerCentury = 100;

    /// <summary>Characters of what is typed; a longer text is no number, whatever stands in it.</summary>
    private const int TypedLengthMax = 64;

    private readonly string? text;

    private CaseNumber(string prefix, string rest) => text = $"{prefix}-{rest[..YearLength]}-{rest[YearLength..^1]}-{rest[^1]}";

    /// <summary>Of the shop, e.g. <c>GR</c>. Empty for <c>default</c>.</summary>
    public string Prefix => ToString().Split('-')[0];

    /// <summary>As it is told, e.g. <c>GR-26-7K3QX-4</c>; numbers that are typed alike are equal. Empty for <c>default</c>.</summary>
    public override string ToString() => text ?? "";

    /// <summary>The number of the case <paramref name="id"/>. It is drawn, not counted, so two cases of one shop and year can have the
    /// same (one pair in 33,554,432): whoever stores it keeps it unique and takes a new id for the second.</summary>
    /// <param name="prefix">Two to four capital letters, of the shop.</param>
    /// <param name="day">The shop's local day; its year counts.</param>
    /// <param name="id">Of version 4 or 7; the last 25 of its random bits count.</param>
    public static CaseNumber Of(string prefix, LocalDate day, Guid id)
    {
        if (prefix.Length is < PrefixLengthMin or > PrefixLengthMax || !prefix.All(char.IsAsciiLetterUpper))
        {
            throw new ArgumentException("A prefix has two to four capital letters.", nameof(prefix));
        }
        var year = (day.YearOfEra % YearsPerCentury).ToString("00", CultureInfo.InvariantCulture);
        var rest = year + CaseAlphabet.Word(RandomBits(id), IdLength);
        return new CaseNumber(prefix, rest + CaseAlphabet.CheckOf(prefix + rest));
    }

    /// <summary>Reads what people type: in any case, with or without dashes and spaces, O for 0, I or L for 1 and the other way
    /// round.</summary>
    /// <param name="typed">The number alone.</param>
    /// <param name="number">As it is told.</param>
    /// <returns>False where a character is wrong, two neighbours are swapped, or it is no number at all.</returns>
    /// <example><c>"gr 26 7k3qx4"</c> → <c>GR-26-7K3QX-4</c></example>
    public static bool TryParse([NotNullWhen(true)] string? typed, out CaseNumber number)
    {
        number = default;
        if (typed is null || typed.Length > TypedLengthMax)
        {
            return false;
        }
        var letters = string.Concat(typed.Where(letter => !IsSeparator(letter))).ToUpperInvariant();
        var prefixLength = letters.Length - LengthWithoutPrefix;
        if (prefixLength is < PrefixLengthMin or > PrefixLengthMax)
        {
            return false;
        }
        var prefix = string.Concat(letters[..prefixLength].Select(CaseAlphabet.AsLetter));
        var rest = string.Concat(letters[prefixLength..].Select(CaseAlphabet.AsDigit));
        if (!IsWellFormed(prefix, rest) || CaseAlphabet.CheckOf(prefix + rest[..^1]) != rest[^1])
        {
            return false;
        }
        number = new CaseNumber(prefix, rest);
        return true;
    }

    private static bool IsWellFormed(string prefix, string rest) =>
        prefix.All(char.IsAsciiLetterUpper) && rest[..YearLength].All(char.IsAsciiDigit) && rest.All(CaseAlphabet.Contains);

    private static bool IsSeparator(char letter) =>
        char.IsWhiteSpace(letter) || letter == '\u2212' || char.GetUnicodeCategory(letter) == UnicodeCategory.DashPunctuation;

    /// <summary>The end of a Guid of version 7 is random, as its beginning is the time.</summary>
    private static uint RandomBits(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadUInt32BigEndian(bytes[^sizeof(uint)..]);
    }
}
