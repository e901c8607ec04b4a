using FaqBot.Language;

namespace FaqBot.Engine;

/// <summary>One utterance and all the bot does about it.</summary>
public static class Turn
{
    /// <summary>Most buttons under one reply.</summary>
    public const int ButtonsMax = 4;

    /// <summary>Most buttons under a question of a dialog.</summary>
    public const int DialogButtonsMax = 16;

    /// <summary>Most questions that are answered out of one message.</summary>
    public const int QuestionsMax = 3;

    /// <summary>Most characters of a contact.</summary>
    public const int ContactLengthMax = 200;

    /// <summary>Runs one turn: pure, synchronous, bounded in steps.</summary>
    /// <param name="knowledge">Must hold the shop of <paramref name="state"/>.</param>
    /// <param name="state">As the last turn left it.</param>
    /// <param name="input">What happened, and when.</param>
    /// <exception cref="TemplateLimitException">A text of the shop runs past the limits of templates.</exception>
    public static TurnOutcome Run(Knowledge knowledge, ConversationState state, TurnInput input)
    {
        var shop = knowledge.Shops[state.Shop];
        if (state.IsEnded && input.Event is not TurnEvent.CaseChanged)
        {
            return new TurnOutcome(
                state, [], [], new TurnTrace { Outcome = Outcome.None, Language = state.Language, Knowledge = knowledge.Hash });
        }
        var next = Next(shop, state);
        var speaker = new Speaker(knowledge, shop, state, FollowPage(shop, next, input.PageLanguage), input);
        switch (input.Event)
        {
            case TurnEvent.Started:
                speaker.GreetOnce();
                Return(speaker);
                break;
            case TurnEvent.Message message:
                speaker.GreetOnce();
                Hear(speaker, message);
                speaker.KeepContact(message.Contact);
                break;
            case TurnEvent.FormSent(var dialog, var filled):
                speaker.TakeForm(dialog, filled);
                break;
            case TurnEvent.DialogWanted(var dialog, var filled):
                speaker.BeginFor(dialog, filled);
                break;
            case TurnEvent.CaseChanged(var news):
                speaker.Cases.Tell(news);
                break;
            case TurnEvent.OrderLookedUp(var ticket, var lookup):
                speaker.Cases.TellOrder(ticket, lookup);
                break;
            case TurnEvent.Ended:
                speaker.State = speaker.State with { IsEnded = true };
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
        return speaker.Finish();
    }

    /// <summary>What is left of a turn in which <see cref="Run"/> threw: the message is kept and apologised for, and a person is offered.
    /// A start or an end has nothing to apologise for.</summary>
    /// <inheritdoc cref="Run"/>
    public static TurnOutcome Apologise(Knowledge knowledge, ConversationState state, TurnInput input)
    {
        var shop = knowledge.Shops[state.Shop];
        var next = Next(shop, state) with { IsEnded = state.IsEnded || input.Event is TurnEvent.Ended };
        var speaker = new Speaker(knowledge, shop, state, next, input);
        if (input.Event is TurnEvent.Message && !state.IsEnded)
        {
            speaker.Apologise();
        }
        return speaker.Finish();
    }

    /// <summary>The shop's language that serves a BCP-47 code ("pl-PL" is served by "pl", "en" by "en-GB"); null where none does.</summary>
    public static string? Serves(Shop shop, string? code)
    {
        while (!string.IsNullOrEmpty(code))
        {
            if (shop.Languages.FirstOrDefault(l => l.Equals(code, StringComparison.OrdinalIgnoreCase)) is { } language)
            {
                return language;
            }
            if (!code.Contains('-', StringComparison.Ordinal))
            {
                return shop.Languages.FirstOrDefault(l => l.StartsWith($"{code}-", StringComparison.OrdinalIgnoreCase));
            }
            code = code[..code.LastIndexOf('-')];
        }
        return null;
    }

    /// <summary>The next turn remembers nothing of the last reply. A language that the shop has given up since is its
    /// default from here.</summary>
    private static ConversationState Next(Shop shop, ConversationState state) => state with
    {
        Turn = state.Turn + 1,
        Language = shop.Languages.Contains(state.Language) ? state.Language : shop.Languages[0],
        PersonOffered = false,
        Offered = null,
        Buttons = [],
    };

    /// <summary>A page that names another language than before is followed; one that repeats itself is not, as the customer may
    /// have switched.</summary>
    private static ConversationState FollowPage(Shop shop, ConversationState state, string? page) =>
        Serves(shop, page) is { } language && language != state.PageLanguage
            ? state with { Language = language, PageLanguage = language, OtherLanguage = null }
            : state;

    /// <summary>The customer opens the page: a running dialog goes on where it stopped.</summary>
    private static void Return(Speaker speaker)
    {
        var dialog = speaker.State.Dialog?.Dialog;
        if (speaker.Running() is { } talk)
        {
            talk.Return();
        }
        else if (dialog is not null)
        {
            speaker.TellWithdrawn(dialog);
        }
    }

    private static void Hear(Speaker speaker, TurnEvent.Message message)
    {
        var text = message.Text.Trim();
        var analysis = TextAnalysis.Of(text, speaker.Language);
        var wording = Wording.Of(analysis);
        var dialog = speaker.State.Dialog?.Dialog;
        if (dialog is null && message.BringsFiles)
        {
            speaker.KeepFiles(message.Files);
        }
        if (speaker.Running() is { } talk)
        {
            talk.Hear(message, analysis, speaker.Pressed(message.Button, wording));
        }
        else if (dialog is not null)
        {
            speaker.TellWithdrawn(dialog);
        }
        else if (message.HasFiles && analysis.Tokens.IsEmpty)
        {
            speaker.ThankForFiles(message.AreFilesKept);
        }
        else if (speaker.Pressed(message.Button, wording) is { } button)
        {
            speaker.Press(button);
        }
        else if (analysis.Tokens.IsEmpty)
        {
            speaker.Say(TextIds.NoWords);
        }
        else if (text.Length > TextAnalysis.TextLengthMax)
        {
            speaker.Say(TextIds.TooLong);
        }
        else if (!speaker.Obey(analysis) && !speaker.Surveys.TryHear(analysis))
        {
            speaker.Answer(analysis);
        }
    }
}
