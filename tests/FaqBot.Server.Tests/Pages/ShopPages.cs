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
        origins: [https://evil.example, "https://xn--sklp-jra.example:8443"]
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

    public static Knowledge Knowledge()
    {
        var dialogs = ShippedKnowledge.Files().Where(file => file.Path.StartsWith("dialogs/", StringComparison.Ordinal));
        var shops = new[] { ("demo", Plain), ("other", Plain), ("hostile", Hostile), ("souk", RightToLeft) }
            .Select(shop => new KnowledgeFile($"knowledge/{shop.Item1}/shop.yaml", $"knowledge/{shop.Item1}/shop.yaml", Encoding.UTF8.GetBytes(shop.Item2)));
        var compilation = Engine.Knowledge.Compile([.. dialogs, .. shops], ShippedKnowledge.Model);
        return compilation.Knowledge ?? throw new InvalidOperationException(string.Join('\n', compilation.Diagnostics));
    }
}
