using System.Collections.Frozen;
using System.Collections.Immutable;

namespace FaqBot.Engine;

/// <summary>Reads <c>dialogs/commands.yaml</c>: wordings of commands by language.</summary>
internal static class CommandsFile
{
    private static readonly Shape<ImmutableDictionary<string, ImmutableArray<YamlScalar>>> Wordings =
        Shapes.TextLists(KnowledgeLimits.ListItemsMax, KnowledgeLimits.LabelLengthMax);

    private static readonly ImmutableArray<(Key Key, Command Command)> Known =
    [
        (Words("yes", "Accepts what was offered."), Command.Yes),
        (Words("no", "Declines it."), Command.No),
        (Words("start_over", "Forgets what came before."), Command.StartOver),
        (Words("language", "Asks for the language that the wording stands under."), Command.Language),
    ];

    /// <summary>The whole file: all wordings; one that two commands share in a language is found.</summary>
    public static Shape<ImmutableDictionary<(string Language, string Wording), Command>> Shape { get; } =
        new(Read, Shapes.Section([.. Known.Select(known => known.Key)]).Schema) { Keys = [.. Known.Select(known => known.Key)] };

    private static Key<ImmutableDictionary<string, ImmutableArray<YamlScalar>>> Words(string name, string meaning) =>
        new(name, meaning, Wordings);

    private static ImmutableDictionary<(string Language, string Wording), Command> Read(YamlNode? root, Values values)
    {
        var wordings = ImmutableDictionary.CreateBuilder<(string Language, string Wording), Command>();
        foreach (var (key, value) in values.Pairs(root))
        {
            if (Known.FirstOrDefault(known => known.Key.Name == key.Text) is not { Key: not null } known)
            {
                var names = Known.Select(known => known.Key.Name).Order(StringComparer.Ordinal).ToImmutableArray();
                var hint = values.Findings.Nearest(key.Text, names, $"Known here: {string.Join(", ", names)}.");
                values.Findings.Add(KnowledgeRules.CommandUnknown, key.Span, $"There is no command '{key.Text}'.", hint);
                continue;
            }
            foreach (var (language, phrase) in Wordings.Read(value, values)
                .SelectMany(list => list.Value.Select(phrase => (list.Key, phrase))))
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
        return wordings.ToImmutable();
    }

    /// <summary>The commands of a shop: a language such as <c>en-GB</c> is served by <c>en</c> as well, but its own wordings win.</summary>
    public static Commands For(ImmutableArray<string> languages, ImmutableDictionary<(string Language, string Wording), Command> wordings)
    {
        // By language, so that what is nearer comes last and stays.
        var ordered = wordings.OrderBy(pair => pair.Key.Language, StringComparer.Ordinal).ToImmutableArray();
        var served = new Dictionary<(string Language, string Wording), Command>();
        foreach (var language in languages)
        {
            foreach (var ((stated, wording), command) in ordered.Where(pair => LanguageCodes.Serves(pair.Key.Language, [language])))
            {
                served[(language, wording)] = command;
            }
        }
        return new Commands(served.ToFrozenDictionary());
    }
}
