using System.Collections.Immutable;

namespace FaqBot.Engine;

/// <summary>A text of a dialog in the languages that it is written in.</summary>
internal sealed class DialogText(ImmutableDictionary<string, TemplateText> texts)
{
    /// <summary>As it stands in the file.</summary>
    public ImmutableDictionary<string, TemplateText> Texts { get; } = texts;

    public bool IsEmpty => Texts.IsEmpty;

    /// <summary>In <paramref name="language"/>, else in the shop's default, else in English, else in any.</summary>
    public WrittenText In(string language, string otherwise) =>
        Find(language) ?? Find(otherwise) ?? Find(LanguageCodes.English)
        ?? Texts.OrderBy(text => text.Key, StringComparer.Ordinal)
            .Select(text => new WrittenText(text.Value.Template, text.Key))
            .First();

    /// <summary>Whether <paramref name="language"/> is served.</summary>
    public bool Serves(string language) => LanguageCodes.Find(Texts, language) is not null;

    private WrittenText? Find(string language) =>
        LanguageCodes.Find(Texts, language) is { } text ? new WrittenText(text.Template, language) : null;
}

/// <summary>Words by which something is known in a message, in the languages that they are written in.</summary>
internal sealed class DialogWords(ImmutableDictionary<string, Concepts> words)
{
    public static DialogWords None { get; } = new(ImmutableDictionary<string, Concepts>.Empty);

    /// <summary>In <paramref name="language"/>; none where it has none.</summary>
    public Concepts In(string language) => LanguageCodes.Find(words, language) ?? Concepts.None;
}
