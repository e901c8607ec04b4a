using System.Buffers;

namespace FaqBot.Language;

/// <summary>How sure a code can be.</summary>
internal enum CodeTrust
{
    /// <summary>No such code.</summary>
    None,

    /// <summary>Where the message speaks of a parcel, or is nothing else.</summary>
    Asked,

    /// <summary>Anywhere: its form and check digit are enough.</summary>
    Sure,
}

/// <summary>
/// The parcel numbers of carriers, by form and check digit where one is published: InPost (24 digits), Poczta Polska and all that carry a
/// GS1 SSCC (20 digits from 00), S10 of the Universal Postal Union, Pocztex (PX), DPD (13 digits and a letter in Poland; 28 and 15
/// characters by ISO 7064), DHL, UPS, FedEx, USPS, Canada Post, Amazon, Allegro One, YunExpress, Packeta, GLS (11 and 12 digits, no
/// public check digit). Sources: <see cref="CheckDigits"/>; where no check digit is published, the carriers' help pages on the form and
/// what several public parcel trackers accept.
/// </summary>
internal static class ParcelFormat
{
    private static readonly SearchValues<char> Digit = SearchValues.Create("0123456789");

    /// <param name="code">Capitals and digits only.</param>
    /// <param name="isNamed">Whether the message speaks of a parcel or a carrier.</param>
    public static CodeTrust Of(ReadOnlySpan<char> code, bool isNamed)
    {
        if (code.Length < 10 || code.Trim(code[0]).IsEmpty)
        {
            return CodeTrust.None;
        }
        return code.ContainsAnyExcept(Digit) ? WithLetters(code, isNamed) : Digits(code, isNamed);
    }

    private static CodeTrust Digits(ReadOnlySpan<char> code, bool isNamed) => code.Length switch
    {
        10 when CheckDigits.IsModulo7(code) => CodeTrust.Asked,
        11 when CheckDigits.IsModulo7(code) || isNamed => CodeTrust.Asked,
        12 when CheckDigits.IsFedEx(code, [3, 1, 7]) || isNamed => CodeTrust.Asked,
        13 when isNamed => CodeTrust.Asked,
        14 => CodeTrust.Asked,
        15 when CheckDigits.IsModulo10(code, 1, 3) || CheckDigits.IsIso7064(code) => CodeTrust.Asked,
        16 when CheckDigits.IsModulo10(code, 3, 1) => CodeTrust.Asked,
        18 when CheckDigits.IsModulo10(code, 3, 1) => CodeTrust.Asked,
        20 when CheckDigits.IsModulo10(code[2..], 3, 1) && code is ['0', '0', ..] => CodeTrust.Sure,
        20 when CheckDigits.IsModulo10(code, 3, 1) || CheckDigits.IsModulo10($"91{code}", 3, 1) => CodeTrust.Asked,
        22 when code is ['9', '6', ..] && CheckDigits.IsModulo10(code[7..], 1, 3) => CodeTrust.Sure,
        22 or 26 when code is ['9', >= '1' and <= '5', ..] && CheckDigits.IsModulo10(code, 3, 1) => CodeTrust.Sure,
        24 => CodeTrust.Sure,
        28 when CheckDigits.IsIso7064(code) => CodeTrust.Sure,
        30 when code is ['4', '2', '0', ..] && CheckDigits.IsModulo10(code[8..], 3, 1) => CodeTrust.Sure,
        34 when code is ['4', '2', '0', ..] && CheckDigits.IsModulo10(code[12..], 3, 1) => CodeTrust.Sure,
        32 when code[0] == '3' && CheckDigits.IsFedEx(code[16..28], [3, 1, 7]) => CodeTrust.Sure,
        34 when CheckDigits.IsFedEx(code[20..], [1, 7, 3]) => CodeTrust.Sure,
        _ => CodeTrust.None,
    };

    private static CodeTrust WithLetters(ReadOnlySpan<char> code, bool isNamed)
    {
        var letters = code.IndexOfAny(Digit);
        var rest = code[Math.Max(0, letters)..];
        var areDigits = letters > 0 && !rest.ContainsAnyExcept(Digit);
        return letters switch
        {
            0 => DigitsFirst(code),
            1 when areDigits => Letter(code, rest),
            1 when isNamed && IsAllegro(code) => CodeTrust.Asked,
            2 when code.Length == 13 && IsS10(code) => CodeTrust.Sure,
            2 when areDigits && code is ['P', 'X', ..] && rest.Length == 10 => CodeTrust.Sure,
            2 when areDigits && code is ['Y', 'T', ..] && rest.Length == 16 => CodeTrust.Sure,
            2 when IsDhl(code[..2], rest) => CodeTrust.Asked,
            3 when areDigits && code is ['T', 'B', 'A' or 'C' or 'M', ..] && rest.Length == 12 => CodeTrust.Sure,
            3 or 4 when areDigits && code[0] == 'J' && rest.Length is >= 9 and <= 21 => CodeTrust.Sure,
            _ => CodeTrust.None,
        };
    }

    private static CodeTrust DigitsFirst(ReadOnlySpan<char> code)
    {
        if (code is ['1', 'Z', ..] && code.Length == 18)
        {
            return char.IsAsciiDigit(code[^1]) && CheckDigits.IsModulo10(code[2..], 1, 2) ? CodeTrust.Sure : CodeTrust.None;
        }
        var isCheckLetter = !code[..^1].ContainsAnyExcept(Digit);
        return isCheckLetter && (code.Length == 14 || (code.Length is 15 or 28 && CheckDigits.IsIso7064(code))) ? CodeTrust.Sure
            : CodeTrust.None;
    }

    /// <summary>UPS waybills (check digit), Amazon, Packeta.</summary>
    private static CodeTrust Letter(ReadOnlySpan<char> code, ReadOnlySpan<char> digits)
    {
        var isWaybill = code[0] is 'A' or 'H' or 'J' or 'K' or 'T' or 'V' && CheckDigits.IsModulo10(digits, 1, 2);
        var isKnown = isWaybill || code[0] is 'A' or 'F' or 'C' or 'Z';
        return digits.Length == 10 && isKnown ? CodeTrust.Asked : CodeTrust.None;
    }

    /// <summary>Allegro One: A and nine characters, of which these here begin with three digits (A000F3K2B1).</summary>
    private static bool IsAllegro(ReadOnlySpan<char> code) =>
        code is ['A', >= '0' and <= '9', >= '0' and <= '9', >= '0' and <= '9', ..] && code.Length == 10;

    private static bool IsS10(ReadOnlySpan<char> code) =>
        char.IsAsciiLetter(code[11]) && char.IsAsciiLetter(code[12]) && !code[2..11].ContainsAnyExcept(Digit)
            && CheckDigits.IsS10(code[2..11]);

    private static bool IsDhl(ReadOnlySpan<char> prefix, ReadOnlySpan<char> rest) =>
        rest.Length is >= 10 and <= 39 && prefix is "GM" or "LX" or "RX" or "UV" or "CN" or "SG" or "TH" or "IN" or "HK" or "MY";
}
