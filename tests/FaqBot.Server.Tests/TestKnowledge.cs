using System.Text;
using FaqBot.Engine;
using FaqBot.Testing;

namespace FaqBot.Server.Tests;

/// <summary>Knowledge of bare shops, for turns that say what they like.</summary>
internal static class TestKnowledge
{
    private const string BareShop = """
        name: Sklep
        languages: [pl, en]
        country: PL
        time_zone: Europe/Warsaw
        origins: [https://sklep.example]
        base: none
        """;

    /// <summary>Shops without a single entry; another object each time.</summary>
    public static Knowledge Of(params string[] shops)
    {
        var dialogs = ShippedKnowledge.Files().Where(file => file.Path.StartsWith("dialogs/", StringComparison.Ordinal));
        var files = shops
            .Select(shop => $"knowledge/{shop}/shop.yaml")
            .Select(path => new KnowledgeFile(path, path, Encoding.UTF8.GetBytes(BareShop)));
        var compilation = Knowledge.Compile([.. dialogs, .. files], ShippedKnowledge.Model);
        return compilation.Knowledge ?? throw new InvalidOperationException(string.Join('\n', compilation.Diagnostics));
    }
}
