using System.Collections.Immutable;
using System.Reflection;

namespace FaqBot.Language;

/// <summary>The lists under <c>Data</c>, which are part of the assembly: one thing a line, <c>#</c> begins a comment.</summary>
internal static class DataFile
{
    private const string Folder = "FaqBot.Language.Data.";

    private static readonly Assembly Assembly = typeof(DataFile).Assembly;

    /// <summary>All files, e.g. <c>letters.txt</c>.</summary>
    public static IEnumerable<string> Names => Assembly.GetManifestResourceNames()
        .Where(static name => name.StartsWith(Folder, StringComparison.Ordinal))
        .Select(static name => name[Folder.Length..]);

    /// <summary>Without comments and empty lines.</summary>
    public static ImmutableArray<string> Lines(string name)
    {
        using var reader = new StreamReader(Open(name));
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(static line => line[0] != '#')];
    }

    /// <summary>As it is.</summary>
    public static byte[] Bytes(string name)
    {
        using var stream = Open(name);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>The bytes of a file.</summary>
    public static Stream Open(string name) =>
        Assembly.GetManifestResourceStream(Folder + name) ?? throw new FileNotFoundException("No such list.", name);
}
