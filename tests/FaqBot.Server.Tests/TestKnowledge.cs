using System.Collections.Concurrent;
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

    private static readonly ConcurrentDictionary<string, Knowledge> Compiled = new(StringComparer.Ordinal);

    /// <summary>Shops without a single entry; the same object for the same shops.</summary>
    public static Knowledge Of(params string[] shops) => Compiled.GetOrAdd(string.Join(' ', shops), _ => New(shops));

    /// <summary>The same, another object each time.</summary>
    public static Knowledge New(params string[] shops) => Compile(shops, BareShop);

    /// <summary>A shop that states more of itself.</summary>
    /// <param name="shop">Its id.</param>
    /// <param name="more">Lines of its <c>shop.yaml</c>.</param>
    public static Knowledge With(string shop, string more) => Compile([shop], $"{BareShop}\n{more}\n");

    /// <summary>A shop where dialogs of all shops are not there.</summary>
    public static Knowledge Without(string shop, params string[] dialogs) => Compile([shop], BareShop, dialogs);

    private static Knowledge Compile(string[] shops, string yaml, params string[] left)
    {
        var files = shops
            .Select(shop => $"knowledge/{shop}/shop.yaml")
            .Select(path => new KnowledgeFile(path, path, Encoding.UTF8.GetBytes(yaml)));
        var dialogs = ShippedKnowledge.Dialogs().Where(file => !left.Contains(Path.GetFileNameWithoutExtension(file.Path)));
        var compilation = Knowledge.Compile([.. dialogs, .. files], ShippedKnowledge.Model);
        return compilation.Knowledge ?? throw new InvalidOperationException(string.Join('\n', compilation.Diagnostics));
    }
}
