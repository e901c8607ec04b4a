using System.Collections.Frozen;
using FaqBot.Language;

namespace FaqBot.Engine;

/// <summary>What a whole message can ask of the conversation itself.</summary>
public enum Command
{
    /// <summary>Accepts what was offered.</summary>
    Yes,

    /// <summary>Declines it.</summary>
    No,

    /// <summary>Forgets what came before.</summary>
    StartOver,

    /// <summary>Asks for another language.</summary>
    Language,

    /// <summary>In a dialog: the question before.</summary>
    Back,

    /// <summary>In a dialog: goes on without an answer.</summary>
    Skip,

    /// <summary>In a dialog: gives it up.</summary>
    Cancel,

    /// <summary>In a dialog: what was the question?</summary>
    Repeat,

    /// <summary>In a dialog: what does the question mean?</summary>
    Explain,

    /// <summary>In a dialog: an answer is to be changed.</summary>
    Change,

    /// <summary>In a dialog: does not know.</summary>
    Unsure,
}

/// <summary>The wordings of commands, from <c>dialogs/commands.yaml</c>; compared without case, diacritics and punctuation.</summary>
public sealed class Commands
{
    /// <summary>A longer message is never a command.</summary>
    private const int WordingLengthMax = 60;

    private readonly FrozenDictionary<(string Language, string Wording), Command> wordings;
    private readonly FrozenDictionary<string, DialogHints> hints;

    internal Commands(
        FrozenDictionary<(string Language, string Wording), Command> wordings, FrozenDictionary<string, DialogHints> hints)
    {
        this.wordings = wordings;
        this.hints = hints;
    }

    /// <summary>None at all.</summary>
    public static Commands None { get; } =
        new(FrozenDictionary<(string, string), Command>.Empty, FrozenDictionary<string, DialogHints>.Empty);

    /// <summary>Words inside the messages of a dialog.</summary>
    internal DialogHints HintsIn(string language) => hints.GetValueOrDefault(language, DialogHints.None);

    /// <summary>The command that <paramref name="wording"/> (see <c>Wording.Of</c>), read in that language, is in a conversation held in
    /// <paramref name="language"/>; null for none. A command may be said twice over: "tak, poproszę".
    /// <see cref="Command.Language"/> is found by <see cref="LanguageAsked"/>.</summary>
    public Command? Find(string wording, string language)
    {
        if (wordings.TryGetValue((language, wording), out var command))
        {
            return command == Command.Language ? null : command;
        }
        for (var space = wording.IndexOf(' '); space > 0 && wording.Length <= WordingLengthMax; space = wording.IndexOf(' ', space + 1))
        {
            if (wordings.TryGetValue((language, wording[..space]), out var first) && Find(wording[(space + 1)..], language) == first)
            {
                return first;
            }
        }
        return null;
    }

    /// <summary>Which of <paramref name="languages"/> a message asks for; null for none. It is read in each, as its wordings
    /// were.</summary>
    public string? LanguageAsked(TextAnalysis message, IEnumerable<string> languages) =>
        languages.FirstOrDefault(l => wordings.TryGetValue((l, Wording.Of(message.In(l))), out var command) && command == Command.Language);
}
