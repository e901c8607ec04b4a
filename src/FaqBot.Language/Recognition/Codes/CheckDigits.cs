namespace FaqBot.Language;

/// <summary>Check digits as their issuers publish them; the names of the carriers' formulas follow the tracking_number_data project
/// (github.com/jkeen/tracking_number_data, MIT), which collects them.</summary>
internal static class CheckDigits
{
    private const string Alphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// <summary>ISO 13616: what stands behind the first four characters, then these, as a number, is 1 modulo 97.</summary>
    /// <param name="code">Country, check digits, account; capitals and digits only.</param>
    public static bool IsIban(ReadOnlySpan<char> code)
    {
        var remainder = 0;
        for (var at = 0; at < code.Length; at++)
        {
            var value = Alphanumeric.IndexOf(code[(at + 4) % code.Length], StringComparison.Ordinal);
            remainder = (remainder * (value < 10 ? 10 : 100) + value) % 97;
        }
        return remainder == 1;
    }

    /// <summary>Weights, modulo 11 (Act of 13 October 1995 on tax identification; the remainder 10 is never issued).</summary>
    public static bool IsNip(ReadOnlySpan<char> digits) => Weighted(digits[..9], [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 == digits[9] - '0';

    /// <summary>Weights 1 3 7 9, modulo 10, and a day of birth whose month tells the century (Population Register Act of 24 September
    /// 2010, art. 15).</summary>
    public static bool IsPesel(ReadOnlySpan<char> digits)
    {
        var sum = Weighted(digits[..10], [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]);
        var month = Number(digits[2..4]);
        var day = Number(digits[4..6]);
        var year = (month / 20) switch { 0 => 1900, 1 => 2000, 2 => 2100, 3 => 2200, _ => 1800 } + Number(digits[..2]);
        return (10 - sum % 10) % 10 == digits[10] - '0'
            && month % 20 is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month % 20);
    }

    /// <summary>Universal Postal Union, S10: weights, modulo 11.</summary>
    /// <param name="digits">Nine, the last is the check digit.</param>
    public static bool IsS10(ReadOnlySpan<char> digits)
    {
        var check = 11 - Weighted(digits[..8], [8, 6, 4, 2, 3, 5, 9, 7]) % 11;
        return (check switch { 10 => 0, 11 => 5, _ => check }) == digits[8] - '0';
    }

    /// <summary>Two weights by turns, modulo 10; a letter counts as UPS counts it. GS1 (SSCC) and USPS: 3, 1. FedEx Ground: 1, 3.
    /// UPS: 1, 2.</summary>
    public static bool IsModulo10(ReadOnlySpan<char> code, int even, int odd)
    {
        var sum = 0;
        for (var at = 0; at < code.Length - 1; at++)
        {
            var value = char.IsAsciiDigit(code[at]) ? code[at] - '0' : (code[at] - 3) % 10;
            sum += value * (at % 2 == 0 ? even : odd);
        }
        return (10 - sum % 10) % 10 == code[^1] - '0';
    }

    /// <summary>DHL Express: the number before the check digit, modulo 7.</summary>
    public static bool IsModulo7(ReadOnlySpan<char> digits)
    {
        var remainder = 0;
        foreach (var digit in digits[..^1])
        {
            remainder = (remainder * 10 + digit - '0') % 7;
        }
        return remainder == digits[^1] - '0';
    }

    /// <summary>FedEx Express: weights by turns, modulo 11, then 10.</summary>
    /// <param name="digits">The last is the check digit.</param>
    /// <param name="weights">Three, from the first digit on.</param>
    public static bool IsFedEx(ReadOnlySpan<char> digits, ReadOnlySpan<int> weights)
    {
        var sum = 0;
        for (var at = 0; at < digits.Length - 1; at++)
        {
            sum += (digits[at] - '0') * weights[at % weights.Length];
        }
        return sum % 11 % 10 == digits[^1] - '0';
    }

    /// <summary>DPD: ISO 7064, modulo 37, 36.</summary>
    public static bool IsIso7064(ReadOnlySpan<char> code)
    {
        var product = 36;
        foreach (var unit in code[..^1])
        {
            var sum = (product + Alphanumeric.IndexOf(unit, StringComparison.Ordinal)) % 36;
            product = (sum == 0 ? 36 : sum) * 2 % 37;
        }
        return Alphanumeric[(37 - product) % 36] == code[^1];
    }

    private static int Weighted(ReadOnlySpan<char> digits, ReadOnlySpan<int> weights)
    {
        var sum = 0;
        for (var at = 0; at < digits.Length; at++)
        {
            sum += (digits[at] - '0') * weights[at];
        }
        return sum;
    }

    private static int Number(ReadOnlySpan<char> digits) => (digits[0] - '0') * 10 + digits[1] - '0';
}
