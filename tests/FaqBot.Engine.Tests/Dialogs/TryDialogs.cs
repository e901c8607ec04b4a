using System.Collections.Immutable;
using System.Text;
using FaqBot.Testing;
using NodaTime;

namespace FaqBot.Engine.Tests;

/// <summary>The demo shop with small dialogs of one slot each, as a shop could write them, and one for exchanges.</summary>
internal static class TryDialogs
{
    /// <summary>A Monday, ten in the morning in Warsaw.</summary>
    public static readonly Instant Monday = Instant.FromUtc(2026, 11, 23, 9, 0);

    public const string ExchangePath = "knowledge/demo/dialogs/exchange.yaml";

    /// <summary>Another size or colour of what was bought.</summary>
    public const string Exchange = """
        title: { pl: wymiana, en: exchange }
        opening: { pl: Wymienimy to., en: Let us exchange it. }
        roles: { product: product, contact: contact }
        slots:
          product: { type: product, label: { pl: Produkt, en: Product }, ask: { pl: Który produkt?, en: Which product? } }
          size:
            type: size
            label: { pl: Rozmiar, en: Size }
            ask: { pl: Jaki rozmiar wysłać?, en: Which size shall we send? }
            explain: { pl: "Wystarczy liczba, na przykład 43.", en: "A number is enough, for example 43." }
            cues: { pl: [rozmiar, numer], en: [size] }
          color:
            type: color
            label: { pl: Kolor, en: Colour }
            ask: { pl: Jaki kolor?, en: Which colour? }
            cues: { pl: [kolor], en: [colour, color] }
          contact: { type: contact, label: { pl: Odpowiedź na, en: Answer to }, ask: { pl: Gdzie odpisać?, en: Where shall we answer? } }
        steps: [{ ask: product }, { ask: size }, { ask: color }, { ask: contact }]
        outcomes: [{ case: question, say: { pl: "Zapisane: {{ case.number }}.", en: "Filed: {{ case.number }}." } }]
        """;

    private static readonly ImmutableDictionary<string, string> Slots = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["text"] = "type: text",
        ["yes_no"] = "type: yes_no",
        ["choice"] = """
            type: choice
                choices:
                  black: { label: { pl: Czarny, en: Black }, words: { pl: [czerń], en: [dark] } }
                  white: { label: { pl: Biały, en: White }, words: { pl: [biel], en: [bright] } }
            """,
        ["number"] = "type: number\n    min: 1\n    max: 5",
        ["money"] = "type: money",
        ["date"] = "type: date",
        ["past"] = "type: date\n    day: past",
        ["future"] = "type: date\n    day: future",
        ["approximate"] = "type: date\n    day: past\n    approximate: true",
        ["email"] = "type: email",
        ["phone"] = "type: phone",
        ["contact"] = "type: contact",
        ["order_number"] = "type: order_number",
        ["product"] = "type: product",
        ["attachment"] = "type: attachment\n    skip: { pl: Nie mam, en: I have none }",
        ["size"] = "type: size",
        ["color"] = "type: color",
    }.ToImmutableDictionary(StringComparer.Ordinal);

    private static readonly Lazy<Knowledge> Compiled = new(() => Compile(Files()));

    /// <summary>Compiled once for all tests.</summary>
    public static Knowledge Knowledge => Compiled.Value;

    public static Shop Shop => Knowledge.Shops["demo"];

    /// <summary>The shipped files with the small dialogs.</summary>
    public static ImmutableArray<KnowledgeFile> Files() =>
    [
        .. ShippedKnowledge.Files(),
        .. Slots.Select(slot => File($"knowledge/demo/dialogs/try-{slot.Key.Replace('_', '-')}.yaml", OfOneSlot(slot.Value))),
        File("knowledge/demo/dialogs/try-not-before.yaml", NotBefore),
        File("knowledge/volt/dialogs/try-attributes.yaml", Attributes),
        File(ExchangePath, Exchange),
    ];

    public static KnowledgeFile File(string path, string content) => new(path, path, Encoding.UTF8.GetBytes(content));

    public static Knowledge Compile(IReadOnlyList<KnowledgeFile> files)
    {
        var compilation = Knowledge.Compile(files, ShippedKnowledge.Model);
        return compilation.Knowledge ?? throw new InvalidOperationException(string.Join('\n', compilation.Diagnostics));
    }

    /// <summary>The shipped files with another <c>shop.yaml</c> of the demo shop.</summary>
    public static Knowledge WithDemo(Func<string, string> change) => Compile(
    [
        .. ShippedKnowledge.Files().Select(file => file.Path == "knowledge/demo/shop.yaml"
            ? File(file.Path, change(Encoding.UTF8.GetString(file.Content.Span)))
            : file),
    ]);

    /// <summary>A conversation in which the dialog has just begun.</summary>
    public static RehearsedConversation Begin(string dialog, string language, string shop = "demo")
    {
        var conversation = new RehearsedConversation(Knowledge, shop);
        conversation.Take(new TurnEvent.Started(), Monday, language);
        conversation.Take(new TurnEvent.Message(dialog, $"dialog:{dialog}"), Monday, language);
        return conversation;
    }

    /// <summary>What the bot says to a message.</summary>
    public static ImmutableArray<string> Say(this RehearsedConversation conversation, string text) =>
        [.. conversation.Take(new TurnEvent.Message(text), Monday, conversation.State.PageLanguage).Replies.Select(reply => reply.Text)];

    /// <summary>The answer that the running dialog has; null for none.</summary>
    public static SlotAnswer? Answer(this RehearsedConversation conversation, string slot) =>
        conversation.State.Dialog?.Answers.SingleOrDefault(answer => answer.Slot == slot);

    /// <summary>One of the texts that every dialog has.</summary>
    public static string Text(string id, string language) => Shop.Texts[id, language].Template.Source;

    private static string OfOneSlot(string slot) => $$"""
        title: { pl: próba, en: trial }
        slots:
          it:
            label: { pl: To, en: It }
            ask: { pl: "Pytanie?", en: "Question?" }
            {{slot}}
        steps: [{ ask: it }]
        outcomes: [{ case: question, say: { pl: Koniec., en: Done. } }]
        """;

    private const string NotBefore = """
        title: { pl: próba, en: trial }
        slots:
          first: { type: date, day: past, label: { pl: Zamówienie, en: Order }, ask: { pl: Kiedy zamówiono?, en: When was it ordered? } }
          it: { type: date, day: past, not_before: first, label: { pl: To, en: It }, ask: { pl: "Pytanie?", en: "Question?" } }
        steps: [{ ask: first }, { ask: it }]
        outcomes: [{ case: question, say: { pl: Koniec., en: Done. } }]
        """;

    private const string Attributes = """
        title: { pl: próba, en: trial }
        roles: { product: product }
        slots:
          product: { type: product, label: { pl: Produkt, en: Product }, ask: { pl: Który?, en: Which? } }
          it: { type: attributes, of: product, label: { pl: Stan, en: State } }
        steps: [{ ask: product }, { ask: it }]
        outcomes: [{ case: question, say: { pl: Koniec., en: Done. } }]
        """;
}
