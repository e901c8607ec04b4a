using System.Globalization;
using System.Text;

namespace FaqBot.Server;

/// <summary>A file's name as a person gave it, made fit to be handed on: no folders, no invisible or text-turning characters, a bounded
/// length, and an ending that tells the truth.</summary>
internal static class FileName
{
    private const int ExtensionCharsMax = 10;
    private const char Substitute = '_';

    /// <summary>Characters that some file systems or shells take for more than a letter.</summary>
    private const string Unfit = "<>:\"|?*";

    /// <param name="given">As the client sent it; null or empty for none.</param>
    /// <param name="type">What the file is.</param>
    public static string Of(string? given, FileType type)
    {
        var name = Clean(given ?? "");
        if (!type.Extensions.Any(extension => name.EndsWith(extension, StringComparison.OrdinalIgnoreCase)))
        {
            name = WithoutExtension(name);
        }
        var ending = type.Extensions.FirstOrDefault(extension => name.EndsWith(extension, StringComparison.OrdinalIgnoreCase));
        var stem = ending is null ? name : name[..^ending.Length];
        ending = ending is null ? type.Extensions[0] : name[^ending.Length..];
        stem = Cut(stem, UploadLimits.NameCharsMax - ending.Length).Trim(' ', '.');
        return (stem.Length == 0 ? Default(type) : stem) + ending;
    }

    /// <summary>What a form escapes in a file's name (WHATWG HTML, multipart form data).</summary>
    public static string? Unescape(string? name) => name?
        .Replace("%22", "\"", StringComparison.Ordinal)
        .Replace("%0D", "\r", StringComparison.Ordinal)
        .Replace("%0A", "\n", StringComparison.Ordinal);

    private static string Default(FileType type) => type.Class switch
    {
        FileClass.Image => "photo",
        FileClass.Video => "video",
        _ => "file",
    };

    private static string Clean(string given)
    {
        var name = new StringBuilder();
        foreach (var rune in given[(given.LastIndexOfAny(['/', '\\']) + 1)..].EnumerateRunes())
        {
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                    or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse:
                case var _ when rune == Rune.ReplacementChar:
                    break;
                case UnicodeCategory.SpaceSeparator:
                    name.Append(' ');
                    break;
                default:
                    var isUnfit = rune.IsAscii && Unfit.Contains((char)rune.Value, StringComparison.Ordinal);
                    name.Append(isUnfit ? Substitute.ToString() : rune.ToString());
                    break;
            }
        }
        return name.ToString().Normalize(NormalizationForm.FormC).TrimStart(' ').TrimEnd(' ', '.');
    }

    private static string WithoutExtension(string name)
    {
        var dot = name.LastIndexOf('.');
        return dot >= 0
            && name.Length - dot - 1 is > 0 and <= ExtensionCharsMax
            && !name.AsSpan(dot + 1).ContainsAnyExceptInRange('0', 'z')
            ? name[..dot].TrimEnd(' ', '.')
            : name;
    }

    /// <summary>Never through the middle of what is read as one character.</summary>
    private static string Cut(string text, int charsMax)
    {
        if (text.Length <= charsMax)
        {
            return text;
        }
        var end = 0;
        foreach (var start in StringInfo.ParseCombiningCharacters(text))
        {
            if (start > charsMax)
            {
                break;
            }
            end = start;
        }
        return text[..end];
    }
}
