using System.Collections.Immutable;
using FaqBot.Engine;

namespace FaqBot.Server;

/// <summary>A language that a reader may choose.</summary>
/// <param name="Tag">BCP-47.</param>
/// <param name="Name">What it calls itself.</param>
internal sealed record NamedLanguage(string Tag, string Name)
{
    public static ImmutableArray<NamedLanguage> Of(Shop shop) =>
        [.. shop.Languages.Select(tag => new NamedLanguage(tag, shop.Locales[tag].Name))];
}
