using System.Collections.Immutable;
using NodaTime;

namespace FaqBot.Engine;

/// <summary>How a dialog says its texts, with what they may name. Questions are <see cref="DialogPrompts"/>', answers
/// <see cref="DialogSummary"/>'s.</summary>
internal sealed class DialogSpeech
{
    private readonly Speaker speaker;
    private readonly Shop shop;
    private readonly Instant now;
    private readonly Dictionary<string, TemplateScope> scopes = new(StringComparer.Ordinal);

    public DialogSpeech(Speaker speaker, Shop shop, Instant now)
    {
        this.speaker = speaker;
        this.shop = shop;
        this.now = now;
        Summary = new DialogSummary(this, shop, now.InZone(shop.Zone).Date);
        Prompts = new DialogPrompts(this, speaker);
    }

    public string Language => speaker.Language;

    public DialogSummary Summary { get; }

    public DialogPrompts Prompts { get; }

    public void Say(string textId, params ReadOnlySpan<Button> buttons) => Add(shop.Texts[textId, Language], [], [.. buttons]);

    /// <summary>One of the texts that every dialog has, with what it may name.</summary>
    public void Say(string textId, string root, TemplateValue value) => Add(shop.Texts[textId, Language], [(root, value)], []);

    /// <summary>One of the dialog's own texts.</summary>
    public void Tell(DialogText text, DialogView view) => speaker.Add(Said(text, view, TemplateValue.Nothing));

    /// <summary>The same before it is said.</summary>
    /// <param name="text">As written.</param>
    /// <param name="view">What is known.</param>
    /// <param name="ofCase">What it may say of the case.</param>
    public Reply Said(DialogText text, DialogView view, TemplateValue ofCase)
    {
        var written = text.In(Language, shop.Languages[0]);
        return new Reply(Rendered(written, Roots(view, ofCase)), [], written.Language);
    }

    /// <summary>A text as a part of another one.</summary>
    public string Part(DialogText text, DialogView view) => Said(text, view, TemplateValue.Nothing).Text;

    /// <summary>A moment with its date, to be read on any day: "we wtorek 24 listopada o 12:00".</summary>
    public string MomentAt(Instant moment) =>
        shop.Locales[Language].Schedules.Moment(moment.InZone(shop.Zone).LocalDateTime, today: null);

    /// <summary>The topic of the entry that answers <paramref name="words"/>; null where none does.</summary>
    public string? TopicOf(string? words) => words is null ? null : speaker.TopicOf(words);

    public string Label(string textId) => Rendered(shop.Texts[textId, Language], []);

    public string Label(string textId, string root, TemplateValue value) => Rendered(shop.Texts[textId, Language], [(root, value)]);

    public string Rendered(WrittenText text, params ReadOnlySpan<(string Name, TemplateValue Value)> named) =>
        text.Template.Render(ScopeIn(text.Language).With(named)).Trim();

    /// <summary>One for all texts of the turn, as <see cref="Speaker"/>'s: what was looked up once is known.</summary>
    private TemplateScope ScopeIn(string language)
    {
        if (!scopes.TryGetValue(language, out var scope))
        {
            scopes[language] = scope = TemplateRoots.For(shop, language, now);
        }
        return scope;
    }

    private void Add(WrittenText text, ReadOnlySpan<(string, TemplateValue)> roots, ImmutableArray<Button> buttons) =>
        speaker.Add(new Reply(Rendered(text, roots), buttons, text.Language));

    private (string, TemplateValue)[] Roots(DialogView view, TemplateValue ofCase) =>
    [
        ("answers", new TemplateValue.Map(name => TemplateValue.Of(Summary.Named(name, view)))),
        ("dates", new TemplateValue.Map(name => DateNamed(name, view))),
        ("product", new TemplateValue.Map(name => ProductNamed(name, view))),
        ("case", ofCase),
    ];

    private static TemplateValue DateNamed(string name, DialogView view) =>
        view.Dates.ByRule(name.Replace('_', '-')) is { } due ? new TemplateValue.Date(due.Effective) : TemplateValue.Nothing;

    private TemplateValue ProductNamed(string name, DialogView view) => name switch
    {
        "name" when (view.Excluded ?? view.Product) is { } product => new TemplateValue.Text(Summary.NameOf(product)),
        "excluded" when view.Exclusion is { } reason
            && shop.Law is { } law
            && law.Exclusions.TryGetValue(reason, out var exclusion)
            && exclusion.Name.In(Language) is { } text => new TemplateValue.Text(text),
        _ => TemplateValue.Nothing,
    };
}
