using FaqBot.Engine;
using NodaTime;
using Spectre.Console;

namespace FaqBot.Cli;

/// <summary><c>faqbot ask</c>: one answer, as the first question of a conversation would get it.</summary>
internal static class AskVerb
{
    /// <param name="place">Where the knowledge lies.</param>
    /// <param name="setting">The shop, the language, the time.</param>
    /// <param name="question">Null: one question a line is read from the standard input.</param>
    public static int Run(Workplace place, ConversationSetting setting, string? question)
    {
        if (place.Load() is not { } knowledge)
        {
            return CommandLine.Findings;
        }
        if (Workplace.FindShop(knowledge, setting) is not { } shop || Workplace.FindInstant(shop, setting.At) is not { } now)
        {
            return CommandLine.Usage;
        }
        if (question is not null)
        {
            Answer(place, knowledge, shop, setting, now, question);
            return CommandLine.Success;
        }
        while (Console.In.ReadLine() is { } line)
        {
            Answer(place, knowledge, shop, setting, now, line);
        }
        return CommandLine.Success;
    }

    private static void Answer(Workplace place, Knowledge knowledge, Shop shop, ConversationSetting setting, Instant now, string text)
    {
        var state = new ConversationState { Shop = shop.Id, Language = shop.Languages[0], Greeted = true };
        var input = new TurnInput { Now = now, Event = new TurnEvent.Message(text), PageLanguage = setting.Language };
        var turn = Turn.Run(knowledge, state, input);
        if (place.Json)
        {
            Json.Print(AsJson(turn, shop, text, setting.Trace));
            return;
        }
        foreach (var reply in turn.Replies)
        {
            Terminal.Line(Markup.Escape(reply.Text));
            if (!reply.Buttons.IsEmpty)
            {
                Terminal.Line(string.Join(" ", reply.Buttons.Select(button => $"[blue][[{Markup.Escape(button.Text)}]][/]")));
            }
        }
        if (setting.Trace)
        {
            Explanation.Print(turn.Trace, shop, text);
        }
    }

    private static AnswerJson AsJson(TurnOutcome turn, Shop shop, string text, bool withTrace)
    {
        var trace = turn.Trace;
        return new AnswerJson(
            text,
            Json.Name(trace.Outcome),
            trace.Entry is { } entry ? Json.Name(entry.Kind) : null,
            trace.Reason is { } reason ? Json.Name(reason) : null,
            trace.Entry?.Id,
            trace.Score,
            trace.Threshold,
            trace.Language,
            string.Join("\n\n", turn.Replies.Select(reply => reply.Text)),
            [.. turn.Replies.SelectMany(reply => reply.Buttons).Select(ButtonJson.Of)],
            trace.Also,
            Explanation.Candidates(trace),
            Explanation.Source(trace),
            trace.Knowledge,
            withTrace ? Explanation.Of(trace, shop, text) : null);
    }
}
