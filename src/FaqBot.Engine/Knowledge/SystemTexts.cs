using System.Collections.Frozen;

namespace FaqBot.Engine;

/// <summary>A text in the language that it is written in, which need not be the one that was asked for.</summary>
/// <param name="Template">The text.</param>
/// <param name="Language">Its values are printed as this language prints them: a Polish sentence says "9 zł" on a
/// Ukrainian page, too.</param>
public sealed record WrittenText(Template Template, string Language);

/// <summary>What the bot and the interface say of their own accord, from <c>dialogs/texts.yaml</c> and <c>interface.yaml</c> under the
/// shop's <c>texts</c>.
/// A language without a text falls back to the shop's default language, then to English.</summary>
public sealed class SystemTexts
{
    private readonly FrozenDictionary<string, FrozenDictionary<string, WrittenText>> texts;

    private readonly string defaultLanguage;

    internal SystemTexts(FrozenDictionary<string, FrozenDictionary<string, WrittenText>> texts, string defaultLanguage)
    {
        this.texts = texts;
        this.defaultLanguage = defaultLanguage;
    }

    /// <summary>The text <paramref name="id"/> (one of <see cref="TextIds"/> or <see cref="InterfaceTextIds"/>); the compiler has checked
    /// that each exists.</summary>
    public WrittenText this[string id, string language] =>
        texts[id].TryGetValue(language, out var text) ? text : texts[id][defaultLanguage];
}
