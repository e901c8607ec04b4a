using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FaqBot.Engine;

/// <summary>What the dialogs of a shop are made from: not its entries, which a running dialog does not keep.</summary>
internal static class DialogFiles
{
    /// <summary>Those of one shop, with what all shops share.</summary>
    public static ImmutableArray<KnowledgeFile> Of(IEnumerable<KnowledgeFile> files, string shop) =>
        [.. files.Where(file => PlacedFile.Of(file) is var placed && (IsShared(placed) || IsOwn(placed, shop)))];

    /// <summary>Of files in the order of their paths: equal files give an equal hash on every machine.</summary>
    public static string Hash(IEnumerable<PlacedFile> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            Append(hash, file);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The hash of what each shop's dialogs are made from, by shop.</summary>
    public static ImmutableDictionary<string, string> HashByShop(ImmutableArray<PlacedFile> files)
    {
        var shared = Encoding.ASCII.GetBytes(Hash(files.Where(IsShared)));
        return files.Where(file => file.IsOfShop).GroupBy(file => file.Folder, StringComparer.Ordinal).ToImmutableDictionary(
            folder => folder.Key,
            folder =>
            {
                using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
                hash.AppendData(shared);
                foreach (var file in folder.Where(file => IsOwn(file, folder.Key)))
                {
                    Append(hash, file);
                }
                return Convert.ToHexStringLower(hash.GetHashAndReset());
            },
            StringComparer.Ordinal);
    }

    private static bool IsShared(PlacedFile file) =>
        file.Kind == FileKind.Law || (file.Folder.Length == 0 && file.Kind is not (FileKind.Ignored or FileKind.Unknown));

    private static bool IsOwn(PlacedFile file, string shop) =>
        file.Folder == shop
        && file.Kind is FileKind.Shop or FileKind.Products or FileKind.Locales or FileKind.Dialog;

    private static void Append(IncrementalHash hash, PlacedFile file)
    {
        var head = string.Create(CultureInfo.InvariantCulture, $"{file.File.Path}\n{file.File.Content.Length}\n");
        hash.AppendData(Encoding.UTF8.GetBytes(head));
        hash.AppendData(file.File.Content.Span);
    }
}
