using System.Collections.Frozen;

namespace FaqBot.Language;

/// <summary>International bank account numbers: the form of their country (<c>Data/ibans.txt</c>) and the check digits.</summary>
internal static class Ibans
{
    private const int AccountAt = 4;

    /// <summary>By country one letter a character: n digit, a letter, c either.</summary>
    private static readonly FrozenDictionary<string, string> Forms = DataFile.Lines("ibans.txt")
        .ToFrozenDictionary(static line => line[..2], static line => Spelled(line[3..]), StringComparer.Ordinal);

    /// <param name="code">Capitals and digits only.</param>
    public static bool Is(ReadOnlySpan<char> code)
    {
        if (code.Length <= AccountAt || !char.IsAsciiDigit(code[2]) || !char.IsAsciiDigit(code[3])
            || !Forms.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(code[..2], out var form))
        {
            return false;
        }
        return form.Length == code.Length - AccountAt && HasForm(code[AccountAt..], form) && CheckDigits.IsIban(code);
    }

    private static bool HasForm(ReadOnlySpan<char> account, string form)
    {
        for (var at = 0; at < form.Length; at++)
        {
            var isDigit = char.IsAsciiDigit(account[at]);
            if ((form[at] == 'n' && !isDigit) || (form[at] == 'a' && isDigit))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>"2a3n" is "aannn".</summary>
    private static string Spelled(string form)
    {
        var spelled = "";
        var count = 0;
        foreach (var unit in form)
        {
            count = char.IsAsciiDigit(unit) ? count * 10 + unit - '0' : count;
            spelled += char.IsAsciiDigit(unit) ? "" : new string(unit, count);
            count = char.IsAsciiDigit(unit) ? count : 0;
        }
        return spelled;
    }
}
