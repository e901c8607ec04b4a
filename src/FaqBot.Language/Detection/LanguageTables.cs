using System.Collections.Frozen;
using System.IO.Compression;
using System.Text;

namespace FaqBot.Language;

/// <summary>The tables under <c>Data/languages</c>; each is read when it is first needed and kept.</summary>
/// <remarks>Made by <c>build/language-data/derive_language_tables.py</c>, which tells what is in the files; whence:
/// <c>Data/NOTICE.md</c>.</remarks>
internal static class LanguageTables
{
    private const string Prefix = "languages.";
    private const string Suffix = ".bin";

    private static readonly FrozenDictionary<string, Lazy<LanguageTable>> ByLanguage = DataFile.Names
        .Where(static name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .ToFrozenDictionary(
            static name => name[Prefix.Length..^Suffix.Length],
            static name => new Lazy<LanguageTable>(() => Read(name)),
            StringComparer.Ordinal);

    /// <summary>The table that serves a BCP-47 code, not yet read; null for a language that has none, or is written in another script
    /// (<c>sr-Latn</c>).</summary>
    public static Lazy<LanguageTable>? Find(string language)
    {
        var primary = LanguageTag.Primary(language) is var code and not ("nb" or "nn") ? code : "no";
        return LanguageTag.NamesScript(language) ? null : ByLanguage.GetValueOrDefault(primary);
    }

    private static LanguageTable Read(string name)
    {
        using var inflated = new ZLibStream(DataFile.Open(name), CompressionMode.Decompress);
        using var reader = new BinaryReader(inflated);
        var alphabet = LanguageTable.WordEnd + Encoding.UTF8.GetString(reader.ReadBytes(reader.ReadByte()));
        var nodeCount = reader.ReadByte() | (reader.ReadByte() << 8) | (reader.ReadByte() << 16);
        var childCounts = reader.ReadBytes(nodeCount).Select(static count => (int)count).ToArray();
        var letters = reader.ReadBytes(nodeCount - 1).Select(static letter => (ushort)letter).Prepend((ushort)0).ToArray();
        var surprises = reader.ReadBytes(nodeCount - 1).Prepend((byte)0).ToArray();
        var surcharges = new byte[nodeCount];
        for (var node = 0; node < nodeCount; node++)
        {
            surcharges[node] = childCounts[node] > 0 ? reader.ReadByte() : (byte)0;
        }
        return new LanguageTable(alphabet, childCounts, letters, surprises, surcharges);
    }
}
