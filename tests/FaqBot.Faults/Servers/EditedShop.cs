using System.Globalization;
using FaqBot.Engine;
using FaqBot.Testing;

namespace FaqBot.Faults;

/// <summary>A shop whose owner edits it while customers talk: prices, and sometimes wordings, which are trained anew.</summary>
internal sealed class EditedShop
{
    public const string Id = "tiny";

    private const int WordingsEvery = 3;
    private const string Price = "courier_price: 10 PLN";
    private const string Wording = "[ile kosztuje kurier, ";

    private readonly string shopFile;
    private readonly string faqFile;
    private readonly List<(string Shop, string Faq)> versions = [];

    public EditedShop(DirectoryInfo folder)
    {
        Path = folder.CreateSubdirectory("knowledge").FullName;
        var shop = Directory.CreateDirectory(System.IO.Path.Combine(Path, Id));
        shopFile = System.IO.Path.Combine(shop.FullName, "shop.yaml");
        faqFile = System.IO.Path.Combine(shop.CreateSubdirectory("faq").FullName, "all.yaml");
        Edit();
    }

    /// <summary>For <c>Knowledge:Path</c>.</summary>
    public string Path { get; }

    /// <summary>A good edit. Each file changes in one step, so that a server that starts meanwhile finds no half of it.</summary>
    public void Edit()
    {
        var number = versions.Count.ToString(CultureInfo.InvariantCulture);
        var wordings = (versions.Count / WordingsEvery).ToString(CultureInfo.InvariantCulture);
        var shop = TinyShop.ShopYaml.Replace(Price, $"courier_price: 1{number} PLN", StringComparison.Ordinal);
        var faq = TinyShop.FaqYaml.Replace(Wording, $"{Wording}kurier numer {wordings}, ", StringComparison.Ordinal);
        if (versions is [.., var last] && last.Faq != faq)
        {
            // A reload between the two writes sees the new wordings with the old price.
            versions.Add((last.Shop, faq));
        }
        versions.Add((shop, faq));
        Write(faqFile, faq);
        Write(shopFile, shop);
    }

    /// <summary>Every version that can have been in force, by its hash.</summary>
    public IReadOnlyDictionary<string, Knowledge> Versions() => versions
        .Select(version => TinyShop.Compile(version.Shop, version.Faq))
        .DistinctBy(knowledge => knowledge.Hash)
        .ToDictionary(knowledge => knowledge.Hash, StringComparer.Ordinal);

    private static void Write(string file, string text)
    {
        var draft = $"{file}.draft";
        File.WriteAllText(draft, text);
        File.Move(draft, file, overwrite: true);
    }
}
