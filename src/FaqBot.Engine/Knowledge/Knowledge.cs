using System.Collections.Frozen;
using System.Collections.Immutable;

namespace FaqBot.Engine;

/// <summary>A file as the shell read it.</summary>
/// <param name="Path">Logical path with <c>/</c>: <c>knowledge/demo/shop.yaml</c> or <c>dialogs/texts.yaml</c>, wherever the folders
/// lie.</param>
/// <param name="ShownPath">The path as the author would type it; diagnostics print it.</param>
/// <param name="Content">The bytes, whatever they are.</param>
public sealed record KnowledgeFile(string Path, string ShownPath, ReadOnlyMemory<byte> Content);

/// <summary>Gives the way to the model of a training set. That way is taken by every turn, so the model behind it need not
/// stay in memory.</summary>
public delegate Func<MatchModel> ModelSource(TrainingSet set);

/// <summary>What compiling gave.</summary>
/// <param name="Knowledge">Null if and only if a diagnostic is an error.</param>
/// <param name="Diagnostics">All findings, ordered by file, line and column.</param>
public sealed record Compilation(Knowledge? Knowledge, ImmutableArray<Diagnostic> Diagnostics);

/// <summary>Everything the bot can say, for all shops: checked, compiled, immutable. A turn reads one and keeps it to the end.</summary>
public sealed class Knowledge
{
    internal Knowledge(string hash, FrozenDictionary<string, Shop> shops, HomeTexts home, ImmutableDictionary<string, WordLists> words)
    {
        Hash = hash;
        Shops = shops;
        Home = home;
        Words = words;
    }

    /// <summary>SHA-256 of paths and contents, 64 hex digits in lower case; equal files give an equal hash on every machine.</summary>
    public string Hash { get; }

    /// <summary>By id.</summary>
    public FrozenDictionary<string, Shop> Shops { get; }

    /// <summary>What is said where there is no shop.</summary>
    public HomeTexts Home { get; }

    /// <summary>The words that all shops share, by language.</summary>
    public ImmutableDictionary<string, WordLists> Words { get; }

    /// <summary>The version of the shop that the conversation's running dialog began with; null to take the one in
    /// <see cref="Shops"/>.</summary>
    public Shop? Pinned { get; private init; }

    /// <summary>The same with <paramref name="shop"/> for a dialog that began with it: compiled from <see cref="FilesOfDialogs"/>, and so
    /// without entries.</summary>
    public Knowledge With(Shop shop) => new(Hash, Shops, Home, Words) { Pinned = shop };

    /// <summary>What must be kept for a running dialog of a shop: compiled alone it gives a shop of the same
    /// <see cref="Shop.DialogsHash"/>.</summary>
    /// <param name="files">As handed to <see cref="Compile(IReadOnlyList{KnowledgeFile}, ModelSource)"/>.</param>
    /// <param name="shop">Its id.</param>
    public static ImmutableArray<KnowledgeFile> FilesOfDialogs(IEnumerable<KnowledgeFile> files, string shop) =>
        DialogFiles.Of(files, shop);

    /// <summary>Compiles all files at once. Never throws, whatever the bytes.</summary>
    /// <param name="files">Everything under <c>knowledge/</c> and <c>dialogs/</c>, in any order.</param>
    /// <param name="models">Called only where there is no error.</param>
    public static Compilation Compile(IReadOnlyList<KnowledgeFile> files, ModelSource models) => KnowledgeCompiler.Compile(files, models);

    /// <summary>The same with models that are kept in memory: of <see cref="MatchModel.Train"/>, or trained before.</summary>
    /// <inheritdoc cref="Compile(IReadOnlyList{KnowledgeFile}, ModelSource)"/>
    public static Compilation Compile(IReadOnlyList<KnowledgeFile> files, Func<TrainingSet, MatchModel> models) => Compile(files, set =>
    {
        var model = models(set);
        return () => model;
    });
}
