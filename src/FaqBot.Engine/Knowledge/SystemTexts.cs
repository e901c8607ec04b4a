using System.Collections.Frozen;

namespace FaqBot.Engine;

/// <summary>What the bot and the interface say of their own accord, from <c>dialogs/texts.yaml</c> and <c>interface.yaml</c> under the
/// shop's <c>texts</c>.
/// A language without a text falls back to the shop's default language, then to English.</summary>
public sealed class SystemTexts
{
    private readonly FrozenDictionary<string, FrozenDictionary<string, Template>> texts;

    private readonly string defaultLanguage;

    internal SystemTexts(FrozenDictionary<string, FrozenDictionary<string, Template>> texts, string defaultLanguage)
    {
        this.texts = texts;
        this.defaultLanguage = defaultLanguage;
    }

    /// <summary>The text <paramref name="id"/> (one of <see cref="TextIds"/> or <see cref="InterfaceTextIds"/>); the compiler has checked that each exists.</summary>
    public Template this[string id, string language] =>
        texts[id].TryGetValue(language, out var template) ? template : texts[id][defaultLanguage];
}
