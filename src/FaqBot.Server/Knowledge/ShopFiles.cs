using System.Collections.Immutable;
using FaqBot.Engine;

namespace FaqBot.Server;

/// <summary>What each shop's dialogs are made from. The files of other shops are sorted out beforehand: a thousand shops would else be
/// looked through a thousand times.</summary>
internal sealed class ShopFiles
{
    private const string Folder = "knowledge/";

    private readonly Dictionary<KnowledgeFile, string> hashes = new(ReferenceEqualityComparer.Instance);
    private readonly ILookup<string, KnowledgeFile> own;
    private readonly ImmutableArray<KnowledgeFile> shared;

    private ShopFiles(ILookup<string, KnowledgeFile> byShop)
    {
        own = byShop;
        shared = [.. byShop[""]];
    }

    public static ShopFiles Of(IReadOnlyList<KnowledgeFile> files, Knowledge knowledge) =>
        new(files.ToLookup(file => ShopOf(file.Path) is var shop && knowledge.Shops.ContainsKey(shop) ? shop : "", StringComparer.Ordinal));

    public ImmutableArray<KnowledgeFile> OfShop(string shop) => Knowledge.FilesOfDialogs([.. shared, .. own[shop]], shop);

    /// <summary>Of its content; told once.</summary>
    public string HashOf(KnowledgeFile file)
    {
        if (!hashes.TryGetValue(file, out var hash))
        {
            hashes.Add(file, hash = PinnedManifest.HashOf(file));
        }
        return hash;
    }

    private static string ShopOf(string path) =>
        path.StartsWith(Folder, StringComparison.Ordinal) && path.IndexOf('/', Folder.Length) is > 0 and var end
            ? path[Folder.Length..end]
            : "";
}
