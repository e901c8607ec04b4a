using NodaTime;

namespace FaqBot.Engine.Tests;

/// <summary>What a customer does in one step of a <see cref="DialogWalk"/>. What it comes to may hang on the buttons that are shown, so
/// that a walk stays one when steps are taken out of it.</summary>
/// <param name="After">Since the step before.</param>
internal abstract record DialogMove(Duration After)
{
    /// <summary>What happens.</summary>
    public abstract TurnEvent Event(ConversationState state);

    /// <summary>As a line of a transcript.</summary>
    public abstract string Print(ConversationState state);

    /// <summary>The button at a place of those that are shown; with none, that the customer does not know.</summary>
    private static TurnEvent.Message Shown(ConversationState state, int place, bool isTyped) => state.Buttons switch
    {
        [] => new TurnEvent.Message(state.Language == "pl" ? "nie wiem" : "I do not know"),
        var buttons when isTyped => new TurnEvent.Message(buttons[place % buttons.Length].Text),
        var buttons => new TurnEvent.Message(buttons[place % buttons.Length].Text, buttons[place % buttons.Length].Value),
    };

    /// <summary>Writes.</summary>
    public sealed record Write(Duration After, string Text) : DialogMove(After)
    {
        public override TurnEvent Event(ConversationState state) => new TurnEvent.Message(Text);

        public override string Print(ConversationState state) => $"customer: {Text}";
    }

    /// <summary>Presses a button, or types its label.</summary>
    public sealed record Press(Duration After, int Place, bool IsTyped) : DialogMove(After)
    {
        public override TurnEvent Event(ConversationState state) => Shown(state, Place, IsTyped);

        public override string Print(ConversationState state) =>
            $"{(IsTyped || state.Buttons.IsEmpty ? "customer" : "press")}: {Shown(state, Place, IsTyped).Text}";
    }

    /// <summary>Presses a button further up, or one that was never there.</summary>
    public sealed record PressOld(Duration After, string Value) : DialogMove(After)
    {
        public override TurnEvent Event(ConversationState state) => new TurnEvent.Message(Value, Value);

        public override string Print(ConversationState state) => $"press: (an old button) {Value}";
    }

    /// <summary>Sends a file, perhaps with words.</summary>
    public sealed record Send(Duration After, string Name, string Text) : DialogMove(After)
    {
        public override TurnEvent Event(ConversationState state) => new TurnEvent.Message(Text, HasFiles: true, AreFilesKept: true)
        {
            Files = [new SentFile(Name, "image/jpeg", Name)],
        };

        public override string Print(ConversationState state) => $"file: {Name} {Text}".TrimEnd();
    }

    /// <summary>Loads the page again.</summary>
    public sealed record Reload(Duration After) : DialogMove(After)
    {
        public override TurnEvent Event(ConversationState state) => new TurnEvent.Started();

        public override string Print(ConversationState state) => "event: start";
    }
}
