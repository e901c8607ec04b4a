using System.Collections.Frozen;
using System.Collections.Immutable;

namespace FaqBot.Engine;

/// <summary>What <c>dialogs/commands.yaml</c> states.</summary>
/// <param name="Wordings">Whole messages.</param>
/// <param name="Hints">Words inside messages, by language.</param>
internal sealed record StatedCommands(
    ImmutableDictionary<(string Language, string Wording), Command> Wordings, ImmutableDictionary<string, DialogHints> Hints);

/// <summary>Reads <c>dialogs/commands.yaml</c>: wordings of commands by language.</summary>
internal static class CommandsFile
{
    private static readonly Shape<ImmutableDictionary<string, ImmutableArray<YamlScalar>>> Wordings =
        Shapes.TextLists(KnowledgeLimits.ListItemsMax, KnowledgeLimits.LabelLengthMax);

    private static readonly Key<ImmutableDictionary<string, ImmutableArray<YamlScalar>>> Change =
        Words("change", "In a dialog: asks which answer is to be changed; with the name of an answer in the message that one is.");

    private static readonly ImmutableArray<(Key Key, Command Command)> Known =
    [
        (Words("yes", "Accepts what was offered."), Command.Yes),
        (Words("no", "Declines it."), Command.No),
        (Words("start_over", "Forgets what came before."), Command.StartOver),
        (Words("language", "Asks for the language that the wording stands under."), Command.Language),
        (Words("back", "In a dialog: the question before."), Command.Back),
        (Words("skip", "In a dialog: goes on without an answer."), Command.Skip),
        (Words("cancel", "In a dialog: gives it up, once that is confirmed."), Command.Cancel),
        (Words("repeat", "In a dialog: asks the open question again."), Command.Repeat),
        (Words("explain", "In a dialog: the open question was not understood."), Command.Explain),
        (Change, Command.Change),
        (Words("unsure", "In a dialog: does not know."), Command.Unsure),
    ];

    private static readonly ImmutableArray<(Key Key, DialogHint Hint)> Hinting =
    [
        (Words("correction", "With what a message begins that corrects an answer given before, e.g. `[nie czekaj, chodziło mi o]`."),
            DialogHint.Correction),
        (Words(
            "confirm",
            "In a dialog: whole messages that declare what its `statement` says, beside the button; less than these does not."),
            DialogHint.Confirm),
        (Words("well", "Words that say that something is as it should be."), DialogHint.Well),
        (Words("wrong", "Words that say that something is not as it should be; the longer of two phrases counts."), DialogHint.Wrong),
        (Words("none", "Words that say that there is none, or that it cannot be had, e.g. `[nie mam]`."), DialogHint.None),
        (Words(
            "rest",
            "Words that mean all that was not named, e.g. `[reszta]`: \"the rest is fine\" answers all questions that are left."),
            DialogHint.Rest),
        (Words("except", "Behind these stands what is not meant, e.g. `[oprócz]`: \"all but the sandals\"."), DialogHint.Except),
        (Words("also", "Words that add to an answer given before, e.g. `[dodaj, i jeszcze]`."), DialogHint.Also),
        (Words("not", "Words that deny what stands behind them: \"not before noon\"."), DialogHint.Not),
        (Words("refuse", "Words by which an answer is refused, e.g. `[nie podam]`: what can be left out then is."), DialogHint.Refuse),
        (Words("doubt", "Words that leave open which of two choices is meant, e.g. `[chyba, ale]`: it is asked once more."),
            DialogHint.Doubt),
        (Words("introduction", "Behind these stands the customer's name, e.g. `[nazywam się]`."), DialogHint.Introduction),
    ];

    private static readonly ImmutableArray<Key> Keys = [.. Known.Select(known => known.Key), .. Hinting.Select(hint => hint.Key)];

    /// <summary>The whole file: all wordings; one that two commands share in a language is found.</summary>
    public static Shape<StatedCommands> Shape { get; } = new(Read, Shapes.Section(Keys).Schema) { Keys = Keys };

    private static Key<ImmutableDictionary<string, ImmutableArray<YamlScalar>>> Words(string name, string meaning) =>
        new(name, meaning, Wordings);

    private static StatedCommands Read(YamlNode? root, Values values)
    {
        var hints = new Dictionary<string, ImmutableDictionary<string, ImmutableArray<YamlScalar>>>(StringComparer.Ordinal);
        var wordings = ImmutableDictionary.CreateBuilder<(string Language, string Wording), Command>();
        foreach (var (key, value) in values.Pairs(root))
        {
            if (Hinting.Any(hint => hint.Key.Name == key.Text))
            {
                hints[key.Text] = Wordings.Read(value, values);
                continue;
            }
            if (Known.FirstOrDefault(known => known.Key.Name == key.Text) is not { Key: not null } known)
            {
                var names = Keys.Select(known => known.Name).Order(StringComparer.Ordinal).ToImmutableArray();
                var hint = values.Findings.Nearest(key.Text, names, $"Known here: {string.Join(", ", names)}.");
                values.Findings.Add(KnowledgeRules.CommandUnknown, key.Span, $"There is no command '{key.Text}'.", hint);
                continue;
            }
            var lists = Wordings.Read(value, values);
            if (known.Command == Command.Change)
            {
                hints[key.Text] = lists;
            }
            foreach (var (language, phrase) in lists.SelectMany(list => list.Value.Select(phrase => (list.Key, phrase))))
            {
                var wording = (language, Wording.Of(phrase.Text, language));
                if (wordings.TryGetValue(wording, out var other) && other != known.Command)
                {
                    values.Findings.Add(
                        KnowledgeRules.UtteranceShared, phrase.Span, $"The wording '{phrase.Text}' belongs to two commands.");
                }
                wordings[wording] = known.Command;
            }
        }
        return new StatedCommands(wordings.ToImmutable(), Hints(hints));
    }

    private static ImmutableDictionary<string, DialogHints> Hints(
        Dictionary<string, ImmutableDictionary<string, ImmutableArray<YamlScalar>>> lists) =>
        lists.Values.SelectMany(byLanguage => byLanguage.Keys).Distinct(StringComparer.Ordinal).ToImmutableDictionary(
            language => language,
            language => new DialogHints(
                language,
                Hinting.Append((Key: Change, Hint: DialogHint.Change))
                    .ToImmutableDictionary(hint => hint.Hint, hint => List(lists, hint.Key, language))),
            StringComparer.Ordinal);

    private static ImmutableArray<string> List(
        Dictionary<string, ImmutableDictionary<string, ImmutableArray<YamlScalar>>> lists, Key key, string language) =>
        lists.TryGetValue(key.Name, out var byLanguage) && byLanguage.TryGetValue(language, out var words)
            ? [.. words.Select(word => word.Text)]
            : [];

    /// <summary>The commands of a shop: a language such as <c>en-GB</c> is served by <c>en</c> as well, but its own wordings win.</summary>
    public static Commands For(ImmutableArray<string> languages, StatedCommands stated)
    {
        // By language, so that what is nearer comes last and stays.
        var ordered = stated.Wordings.OrderBy(pair => pair.Key.Language, StringComparer.Ordinal).ToImmutableArray();
        var served = new Dictionary<(string Language, string Wording), Command>();
        foreach (var language in languages)
        {
            foreach (var ((_, wording), command) in ordered.Where(pair => LanguageCodes.Serves(pair.Key.Language, [language])))
            {
                served[(language, wording)] = command;
            }
        }
        var hints = languages.ToFrozenDictionary(
            language => language,
            language => LanguageCodes.Find(stated.Hints, language) ?? DialogHints.None,
            StringComparer.Ordinal);
        return new Commands(served.ToFrozenDictionary(), hints);
    }
}
