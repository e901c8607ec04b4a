using System.Collections.Frozen;
using System.Collections.Immutable;

namespace FaqBot.Engine;

/// <summary>Reads <c>dialogs/commands.yaml</c>: wordings of commands by language.</summary>
internal static class CommandsFile
{
    private static readonly FrozenDictionary<string, Command> Keys = new Dictionary<string, Command>
    {
        ["yes"] = Command.Yes,
        ["no"] = Command.No,
        ["start_over"] = Command.StartOver,
        ["language"] = Command.Language,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly string Known = $"Known here: {string.Join(", ", Keys.Keys.Order(StringComparer.Ordinal))}.";

    /// <summary>All wordings; one that two commands share in a language is found.</summary>
    public static ImmutableDictionary<(string Language, string Wording), Command> Read(YamlNode? root, Values values)
    {
        var wordings = ImmutableDictionary.CreateBuilder<(string Language, string Wording), Command>();
        foreach (var (key, value) in values.Pairs(root))
        {
            if (!Keys.TryGetValue(key.Text, out var command))
            {
                var hint = values.Findings.Nearest(key.Text, Keys.Keys, Known);
                values.Findings.Add(KnowledgeRules.CommandUnknown, key.Span, $"There is no command '{key.Text}'.", hint);
                continue;
            }
            var lists = values.TextLists(value, KnowledgeLimits.ListItemsMax, KnowledgeLimits.LabelLengthMax);
            foreach (var (language, phrase) in lists.SelectMany(list => list.Value.Select(phrase => (list.Key, phrase))))
            {
                var wording = (language, Wording.Of(phrase.Text));
                if (wordings.TryGetValue(wording, out var other) && other != command)
                {
                    values.Findings.Add(
                        KnowledgeRules.UtteranceShared, phrase.Span, $"The wording '{phrase.Text}' belongs to two commands.");
                }
                wordings[wording] = command;
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
