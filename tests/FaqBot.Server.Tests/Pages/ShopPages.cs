using System.Text;
using FaqBot.Engine;
using FaqBot.Testing;

namespace FaqBot.Server.Tests;

/// <summary>Shops whose owners write what they like, and one that is written from right to left.</summary>
internal static class ShopPages
{
    /// <summary>Closes a script, opens an image, and turns the direction of writing.</summary>
    public const string HostileName = "</script><img src=x onerror=alert(1)>\u202eEVIL";

    private static readonly string Hostile = $$"""
        name: "</script><img src=x onerror=alert(1)>\u202eEVIL"
        languages: [en, pl]
        country: PL
        time_zone: Europe/Warsaw
        origins: [https://evil.example, "https://sklęp.example:8443"]
        privacy_url: https://evil.example/?a="><script>alert(1)</script>
        base: none
        texts:
          person_button: { en: "<b>Person</b> & \u202e co", pl: "<b>Osoba</b>" }
        """;

    private const string RightToLeft = """
        name: متجر
        languages: [ar, uk]
        country: PL
        time_zone: Europe/Warsaw
        origins: [https://souk.example]
        base: none
        """;

    private const string Plain = """
        name: Sklep
        languages: [pl, en]
        country: PL
        time_zone: Europe/Warsaw
        origins: [https://sklep.example]
        base: none
        """;

    /// <summary>With a window of a long title, and products that do not say everything in every language.</summary>
    private const string Tea = """
        name: Herbaty
        languages: [pl, en]
        country: PL
        time_zone: Europe/Warsaw
        base: none
        hours: { chat: { mon-fri: [10:00-12:00] } }
        texts:
          chat_title: { pl: Porozmawiajmy o herbacie, en: Let us talk about tea }
        """;

    private const string TeaProducts = """
        types:
          tea: { name: { pl: herbata } }
          phone: { name: { pl: telefon, en: phone } }
        products:
          - { sku: T-1, type: tea, name: { pl: Sencha }, about: { pl: "Zielona, z Japonii." } }
          - { sku: T-2, type: phone, name: { pl: Dzwonek, en: Bell }, about: { pl: "Dzwoni.", en: "It rings." } }
        """;

    private static readonly Lazy<Knowledge> Compiled = new(Compile);

    public static Knowledge Knowledge => Compiled.Value;

    private static Knowledge Compile()
    {
        var shops = new[]
            {
                ("demo/shop", Plain), ("other/shop", Plain), ("hostile/shop", Hostile), ("souk/shop", RightToLeft), ("tea/shop", Tea),
                ("tea/products", TeaProducts),
            }
            .Select(file => (Path: $"knowledge/{file.Item1}.yaml", Text: file.Item2))
            .Select(file => new KnowledgeFile(file.Path, file.Path, Encoding.UTF8.GetBytes(file.Text)));
        var compilation = Engine.Knowledge.Compile([.. ShippedKnowledge.Dialogs(), .. shops], ShippedKnowledge.Model);
        return compilation.Knowledge ?? throw new InvalidOperationException(string.Join('\n', compilation.Diagnostics));
    }
}
