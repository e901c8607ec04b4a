using System.Globalization;
using FaqBot.Engine;
using NodaTime;
using Spectre.Console;

namespace FaqBot.Cli;

/// <summary><c>faqbot chat</c>: a conversation in the terminal, or one message a line from a file.</summary>
internal static class ChatVerb
{
    public static int Run(Workplace place, ConversationSetting setting)
    {
        if (place.Load() is not { } knowledge)
        {
            return CommandLine.Findings;
        }
        if (Workplace.FindShop(knowledge, setting) is not { } shop || Workplace.FindInstant(shop, setting.At) is not { } now)
        {
            return CommandLine.Usage;
        }
        var conversation = new RehearsedConversation(knowledge, shop.Id);
        var start = conversation.Take(new TurnEvent.Started(), now, setting.Language);
        if (!place.Json)
        {
            Print(start);
        }
        while (Read(place) is { } line)
        {
            now = now.Plus(Duration.FromSeconds(1));
            var turn = conversation.Take(Heard(line, conversation.State), now, setting.Language);
            Show(place, shop, setting, turn, conversation.LastFiled, line);
        }
        return CommandLine.Success;
    }

    /// <summary>In a terminal a button can be chosen by its number too.</summary>
    private static TurnEvent.Message Heard(string line, ConversationState state) =>
        !Console.IsInputRedirected
        && int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= 1 && number <= state.Buttons.Length
            ? new TurnEvent.Message(state.Buttons[number - 1].Text, state.Buttons[number - 1].Value)
            : new TurnEvent.Message(line);

    private static string? Read(Workplace place)
    {
        if (!Console.IsInputRedirected && !place.Json)
        {
            Terminal.Ask();
        }
        return Console.In.ReadLine();
    }

    private static void Show(
        Workplace place, Shop shop, ConversationSetting setting, TurnOutcome turn, CaseFiling? filed, string line)
    {
        if (place.Json)
        {
            Json.Print(new ChatTurnJson(
                [.. turn.Replies.Select(reply => new ReplyJson(reply.Text, [.. reply.Buttons.Select(ButtonJson.Of)]))],
                Json.Name(turn.Trace.Outcome),
                turn.Trace.Entry?.Id,
                turn.State.Dialog?.Dialog,
                turn.State.Dialog?.Waiting,
                filed is null ? null : FiledCaseJson.Of(filed, shop),
                setting.Trace ? Explanation.Of(turn.Trace, shop, line) : null));
            return;
        }
        Print(turn);
        if (filed is not null)
        {
            Terminal.Line($"     [green]case[/] {Markup.Escape(GoldenCase.Describe(filed))}");
        }
        if (setting.Trace)
        {
            Explanation.Print(turn.Trace, shop, line);
        }
    }

    private static void Print(TurnOutcome turn)
    {
        foreach (var reply in turn.Replies)
        {
            Terminal.Line($"[bold]bot[/]: {Markup.Escape(reply.Text)}");
            if (!reply.Buttons.IsEmpty)
            {
                Terminal.Line(
                    "     "
                        + string.Join("  ", reply.Buttons.Select((button, index) => $"[blue]{index + 1} {Markup.Escape(button.Text)}[/]")));
            }
        }
    }
}
