using System.Collections.Immutable;
using FaqBot.Engine;
using NodaTime;

namespace FaqBot.Server.Tests;

/// <summary>Turns that stand in for a dialog's: "begin" starts one, "file ..." files what follows as an answer, "more ..." adds it to the
/// newest open case; everything else is repeated.</summary>
internal static class FakeDialog
{
    public static TurnOutcome Run(Knowledge knowledge, ConversationState state, TurnInput input)
    {
        if (input.Event is not TurnEvent.Message { Text: var text } message)
        {
            return FakeTurns.Echo(knowledge, state, input);
        }
        var (word, rest) = text.Split(' ', 2) is [var first, var more] ? (first, more) : (text, "");
        return word switch
        {
            "begin" => Said(state with { Dialog = Begun(knowledge, state, input) with { Files = message.Files } }, "What is wrong?"),
            "file" when input.CaseId is { } id => Filed(
                knowledge, state, input, Filing(id, NumberOf(id, input), rest, [.. state.Dialog?.Files ?? [], .. message.Files], input)),
            "more" when input.OpenCases is [var open, ..] => Added(knowledge, state, input, new CaseRemark(
                open.Id,
                Filing(open.Id, open.Number, rest, message.Files, input) with
                {
                    ReceivedOn = open.ReceivedOn,
                    NominalEnd = open.NominalEnd,
                    Deadline = open.Deadline,
                    Promised = open.Promised,
                })),
            _ => Said(state, $"{text}, {knowledge.Pinned?.DialogsHash ?? "newest"}, open: {input.OpenCases.Length}"),
        };
    }

    private static string NumberOf(Guid id, TurnInput input) => CaseNumber.Of("DE", DayOf(input), id).ToString();

    private static LocalDate DayOf(TurnInput input) => input.Now.InZone(DateTimeZoneProviders.Tzdb["Europe/Warsaw"]).Date;

    public static DialogRun Begun(Knowledge knowledge, ConversationState state, TurnInput input) => new()
    {
        Dialog = "complaint",
        Version = knowledge.Shops[state.Shop].DialogsHash,
        StartedAt = input.Now,
        LastAt = input.Now,
    };

    public static CaseFiling Filing(Guid id, string number, string answer, ImmutableArray<SentFile> files, TurnInput input) => new()
    {
        Id = id,
        Number = number,
        Kind = CaseKind.Complaint,
        Language = "pl",
        Sku = "GR-1",
        Product = "Buty Granit",
        Problem = "defect",
        ProposedOutcome = "replacement",
        Answers = [new CaseAnswer("product.sole", "Podeszwa", answer, Ok: false), new CaseAnswer("since", "Od kiedy", "nie wiem")],
        Remedy = "repair",
        Contact = new CaseContact(ContactKind.Email, "jan@klient.example"),
        Channel = input.Channel,
        Received = input.Now,
        ReceivedOn = DayOf(input),
        Rule = "complaint-reply",
        Article = "art. 7a",
        NominalEnd = new LocalDate(2026, 12, 5),
        Deadline = new LocalDate(2026, 12, 7),
        Promised = new LocalDate(2026, 12, 3),
        Marks = ["received_unknown"],
        Files = files,
        Receipt = new CaseReceipt(
            $"Zgłoszenie {number}", "pl", [new ReceiptLine("Podeszwa", answer)], "Odpowiemy do 7 grudnia 2026."),
    };

    private static TurnOutcome Filed(Knowledge knowledge, ConversationState state, TurnInput input, CaseFiling filing) => Ended(
        knowledge, state, input, $"Filed as {filing.Number}.", filing, new Effect.FileCase(filing));

    private static TurnOutcome Added(Knowledge knowledge, ConversationState state, TurnInput input, CaseRemark remark) => Ended(
        knowledge, state, input, $"Added to {remark.Filing.Number}.", remark.Filing, new Effect.AddToCase(remark));

    private static TurnOutcome Ended(
        Knowledge knowledge, ConversationState state, TurnInput input, string text, CaseFiling filing, Effect effect)
    {
        var outcome = Said(state with { Dialog = null }, text);
        var receipt = input.ReceiptKey is { } key ? new ReceiptLink(key, filing.Number) : null;
        return outcome with
        {
            Replies = [outcome.Replies[0] with { Receipt = receipt }],
            Effects = [effect, new Effect.PersonWanted(input.Now, "pl")],
            Trace = new TurnTrace { Outcome = Outcome.Dialog, Language = state.Language, Knowledge = knowledge.Hash },
        };
    }

    private static TurnOutcome Said(ConversationState state, string text) => new(
        state with { Turn = state.Turn + 1, Greeted = true },
        [new Reply(text, [], state.Language)],
        [],
        new TurnTrace { Outcome = Outcome.Dialog, Language = state.Language, Knowledge = "" });
}
