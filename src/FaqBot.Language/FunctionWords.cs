using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;

namespace FaqBot.Language;

/// <summary>Words that any text of a language holds (and, not, where, is), which tell languages apart where a shop has written
/// little.</summary>
public static class FunctionWords
{
    private const string Prefix = "function-words-";
    private const string Suffix = ".txt";

    private static readonly FrozenDictionary<string, ImmutableArray<string>> ByLanguage = Read();

    /// <summary>Lower case, with diacritics; empty for a language that has no list.</summary>
    /// <param name="language">A BCP-47 code without region: <c>pl</c>.</param>
    /// <returns>Our own lists, <c>Data/function-words-*.txt</c>.</returns>
    public static ImmutableArray<string> Of(string language) => ByLanguage.GetValueOrDefault(language, []);

    private static FrozenDictionary<string, ImmutableArray<string>> Read()
    {
        var assembly = typeof(FunctionWords).Assembly;
        return assembly.GetManifestResourceNames().Where(static name => name.Contains(Prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(LanguageOf, name => Lines(assembly, name), StringComparer.Ordinal);
    }

    private static string LanguageOf(string name)
    {
        var start = name.IndexOf(Prefix, StringComparison.Ordinal) + Prefix.Length;
        return name[start..^Suffix.Length];
    }

    private static ImmutableArray<string> Lines(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name) ?? Stream.Null;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(static line => line[0] != '#')];
    }
}
