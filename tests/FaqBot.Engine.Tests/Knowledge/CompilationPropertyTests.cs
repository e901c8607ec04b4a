using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace FaqBot.Engine.Tests;

public sealed class CompilationPropertyTests
{
    /// <summary>Pieces of which YAML, templates and our own keys are made: random characters alone are refused too early.</summary>
    private static readonly string[] Pieces =
    [
        "\n", "\n  ", "\n    ", "- ", ": ", "{ ", " }", "[", "]", ", ", "\"", "'", "|\n", ">-\n", "#", "&a ", "*a", "!!str ", "? ", "---\n",
        "...\n", "%", "@", "`",
        "\t", "\\", "\\x41", "\\u12", "~", "null", "true", "id", "name", "languages", "en", "pl", "country", "PL",
        "hours", "chat", "mon-fri", "09:00-17:00", "dates",
        "2026-12-24", "facts", "courier_price", "14.99 PLN", "utterances", "answer", "title", "suggest", "tests", "match",
        "{{ facts.x }}", "{% if ", "%}", "{{",
        "replace", "disabled", "dialog", "types", "products", "attributes", "kind", "works", "ask", "żółw", "😀",
        "\u0000", "\u2028", "a", "0", "-1", " ",
    ];

    private static readonly string[] Paths =
    [
        KnowledgeFiles.Shop, KnowledgeFiles.Faq, KnowledgeFiles.BaseFaq, KnowledgeFiles.Law, KnowledgeFiles.Texts,
        KnowledgeFiles.Products, KnowledgeFiles.Words,
        KnowledgeFiles.Commands, KnowledgeFiles.Interface, KnowledgeFiles.Locales, KnowledgeFiles.OwnLocales,
        "dialogs/complaint.yaml", "knowledge/demo/dialogs/own.yaml", "knowledge/Other/shop.yaml", "elsewhere.txt",
    ];

    private static readonly IReadOnlyList<KnowledgeFile> Shipped = KnowledgeFiles.Shipped();

    [Fact]
    public void Compile_never_throws_on_any_bytes() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Elements(Paths).SelectMany(path => ArbMap.Default.GeneratorFor<byte[]>().Select(content => (path, content))).ToArbitrary(),
        file => IsSound(KnowledgeFiles.Minimal.With(file.path, file.content).Compile())));

    [Fact]
    public void Compile_never_throws_on_what_looks_like_YAML() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2_000),
        Prop.ForAll(
            Gen.Elements(Paths)
                .SelectMany(path => Gen.Elements(Pieces).ListOf().Select(pieces => (path, content: string.Concat(pieces))))
                .ToArbitrary(),
            file => IsSound(KnowledgeFiles.Minimal.With(file.path, file.content).Compile())));

    [Fact]
    public void Compile_never_throws_on_damaged_files() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(60),
        Prop.ForAll(Mutations.ToArbitrary(), files => IsSound(KnowledgeFiles.Compile(files))));

    [Fact]
    public void The_order_of_the_files_changes_nothing()
    {
        var expected = Described(KnowledgeFiles.Compile(Shipped));

        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(5),
            Prop.ForAll(Gen.Shuffle<KnowledgeFile>(Shipped).ToArbitrary(), files => Described(KnowledgeFiles.Compile(files)) == expected));
    }

    [Fact]
    public void A_changed_byte_changes_the_hash()
    {
        var files = KnowledgeFiles.Minimal;

        var changed = files.With(KnowledgeFiles.Shop, KnowledgeFiles.MinimalShop + " ");

        Assert.NotEqual(files.Compile().Knowledge?.Hash, changed.Compile().Knowledge?.Hash);
        Assert.Matches("^[0-9a-f]{64}$", files.Compile().Knowledge?.Hash);
    }

    [Fact]
    public void Training_is_not_asked_for_where_there_is_an_error()
    {
        var files = KnowledgeFiles.Minimal.With("knowledge/other/shop.yaml", "name: no languages").All;

        var compilation =
            Knowledge.Compile(files, (ModelSource)(_ => throw new InvalidOperationException("Trained although there is an error.")));

        Assert.Null(compilation.Knowledge);
    }

    /// <summary>One of the shipped files with some bytes replaced, removed or doubled.</summary>
    private static Gen<KnowledgeFile[]> Mutations =>
        from index in Gen.Choose(0, Shipped.Count - 1)
        from at in Gen.Choose(0, Shipped[index].Content.Length - 1)
        from length in Gen.Choose(0, Math.Min(40, Shipped[index].Content.Length - at))
        from piece in Gen.Elements(Pieces)
        select Replaced(index, at, length, piece);

    private static KnowledgeFile[] Replaced(int index, int at, int length, string piece)
    {
        var file = Shipped[index];
        byte[] content = [.. file.Content.Span[..at], .. Encoding.UTF8.GetBytes(piece), .. file.Content.Span[(at + length)..]];
        return [.. Shipped.Where(other => other != file), file with { Content = content }];
    }

    private static bool IsSound(Compilation compilation) =>
        compilation.Knowledge is null == compilation.Diagnostics.Any(found => found.Severity == Severity.Error)
        && compilation.Diagnostics.All(found => found is { Span: { Line: >= 1, Column: >= 1 }, Message.Length: > 0, Hint.Length: > 0 })
        && compilation.Diagnostics.SequenceEqual(compilation.Diagnostics
            .OrderBy(found => found.Span.File, StringComparer.Ordinal).ThenBy(found => found.Span.Line).ThenBy(found => found.Span.Column));

    private static string Described(Compilation compilation) => string.Join('\n',
        [
            .. compilation.Diagnostics.Select(found => found.ToString()),
            compilation.Knowledge?.Hash,
            .. (compilation.Knowledge?.Shops.Values ?? []).SelectMany(shop => shop.Entries).Select(Described),
        ]);

    private static string Described(Entry entry)
    {
        var utterances = entry.Utterances.OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => pair.Value);
        return $"{entry.Id} {entry.Span} {string.Join(',', entry.Suggest)} {string.Join(',', utterances)}";
    }
}
