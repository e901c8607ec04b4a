using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using FaqBot.Engine;
using FaqBot.Testing;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace FaqBot.Server.Tests;

public sealed class ReplayTests
{
    private const string Shop = "tiny";

    private static readonly string[] Texts =
    [
        "ile kosztuje kurier", "po ile dostawa do automatu", "how much is the courier", "English please", "daj mi człowieka", "tak", "nie",
        "break it", "xyzzy \"<>&'\\", "\u0000\ud83d\ude00", "",
    ];

    [Fact]
    public void A_journals_replay_gives_the_same_replies()
    {
        var said = new List<string>();
        using var test = new TestConversations((knowledge, state, input) =>
        {
            var outcome = Brittle(knowledge, state, input);
            said.AddRange(outcome.Replies.Select(reply => reply.Text));
            return outcome;
        });
        test.Knowledge.Swap(TinyShop.Knowledge);
        var talks = Gen.Elements(Texts).ArrayOf().ToArbitrary();
        var count = 0;

        var someTalks = Config.QuickThrowOnFailure.WithMaxTest(40).WithEndSize(30);
        Check.One(someTalks, Prop.ForAll(talks, talk =>
        {
            said.Clear();
            var id = Hold(test, $"c{++count}", talk).GetAwaiter().GetResult();
            return said.SequenceEqual(Again(test, id));
        }));
    }

    [Fact]
    public async Task A_replay_apologises_where_the_turn_failed()
    {
        using var test = new TestConversations(Brittle);
        test.Knowledge.Swap(TinyShop.Knowledge);
        var id = await Hold(test, "c1", ["break it"]);

        var replies = Replay.Run(TinyShop.Knowledge, TinyShop.Knowledge.Shops[Shop], test.Turns(id), Runner(test));

        Assert.StartsWith("Przepraszam", Assert.Single(replies[^1]).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stored_input_reads_back_as_it_was()
    {
        var input = new TurnInput
        {
            Now = Microseconds.ToInstant(1_795_262_400_000_001),
            Event = new TurnEvent.Message("Zażółć \"gęślą\"", "entry:a", HasFiles: true, AreFilesKept: true, Contact: "jan@sklep.example"),
            PageLanguage = null,
        };

        var json = ConversationJson.Write(input);

        Assert.Equal(input, ConversationJson.ReadInput(json));
        Assert.Equal(
            """
            {"now":1795262400000001,"event":{"kind":"message","text":"Zażółć \"gęślą\"","button":"entry:a","hasFiles":true,"areFilesKept":true,"contact":"jan@sklep.example"}}
            """,
            json);
    }

    [Fact]
    public void An_input_that_was_stored_before_files_could_be_kept_reads_back()
    {
        var input = ConversationJson.ReadInput("""{"now":1,"event":{"kind":"message","text":"","hasFiles":true}}""");

        Assert.Equal(new TurnEvent.Message("", HasFiles: true), input.Event);
    }

    [Fact]
    public void An_input_of_a_dialog_reads_back_as_it_was()
    {
        var day = new LocalDate(2026, 11, 21);
        var input = new TurnInput
        {
            Now = Microseconds.ToInstant(1),
            Event = new TurnEvent.Message("chat") { Files = [new SentFile("but.jpg", "image/jpeg", "k")] },
            CaseId = new Guid("01930000-0000-7000-8000-000000000001"),
            ReceiptKey = "key",
            Channel = "phone",
            OpenCases = [new OpenCase(Guid.Empty, "GR-26-7K3QX-4", CaseKind.Withdrawal, "GR-1", day, null, day, day.PlusDays(-1))],
        };

        var json = ConversationJson.Write(input);
        var read = ConversationJson.ReadInput(json);

        Assert.Equal("GR-1", Assert.Single(Assert.Single(read.OpenCases).Skus));
        Assert.Equal(input.OpenCases[0] with { Skus = [] }, read.OpenCases[0] with { Skus = [] });
        Assert.Equal<SentFile>(FilesOf(input), FilesOf(read));
        var started = new TurnEvent.Started();
        Assert.Equal(input with { Event = started, OpenCases = [] }, read with { Event = started, OpenCases = [] });
        Assert.Contains("\"text\":\"chat\"", json, StringComparison.Ordinal);
        Assert.Contains("\"kind\":\"Withdrawal\",\"sku\":\"GR-1\",\"receivedOn\":\"2026-11-21\"", json, StringComparison.Ordinal);

        static ImmutableArray<SentFile> FilesOf(TurnInput input) => Assert.IsType<TurnEvent.Message>(input.Event).Files;
    }

    [Fact]
    public void A_state_that_was_stored_before_there_were_dialogs_reads_back()
    {
        var state = ConversationJson.ReadState("""{"shop":"demo","language":"pl","turn":3,"greeted":true,"buttons":[]}""");

        Assert.Null(state.Dialog);
        Assert.Equal(3, state.Turn);
    }

    [Fact]
    public void A_dialog_that_was_stored_with_less_reads_back_whole()
    {
        var state = ConversationJson.ReadState(
            """{"shop":"demo","language":"pl","dialog":{"dialog":"complaint","version":"v","startedAt":1,"lastAt":2}}""");

        var read = Assert.IsType<DialogRun>(ConversationJson.ReadState(ConversationJson.Write(state)).Dialog);

        Assert.Equal("complaint", read.Dialog);
        Assert.All(
            typeof(DialogRun).GetProperties().Select(property => property.GetValue(state.Dialog)).OfType<System.Collections.IList>(),
            Assert.Empty);
    }

    [Theory]
    [InlineData(typeof(Effect.FileCase))]
    [InlineData(typeof(Effect.AddToCase))]
    public void What_is_done_to_a_case_is_written_with_its_kind(Type kind)
    {
        var input = new TurnInput { Now = Microseconds.ToInstant(1), Event = new TurnEvent.Started() };
        var filing = FakeDialog.Filing(Guid.Empty, "GR-26-7K3QX-4", "{{7*7}} <b>", [new SentFile("a.jpg", "image/jpeg", null)], input);
        Effect effect = kind == typeof(Effect.FileCase)
            ? new Effect.FileCase(filing)
            : new Effect.AddToCase(new CaseRemark(filing.Id, filing));

        var json = ConversationJson.Write(effect);
        var again = ConversationJson.Write(ConversationJson.ReadFiling(ConversationJson.Write(filing)));

        Assert.StartsWith($"{{\"kind\":\"{kind.Name}\"", json, StringComparison.Ordinal);
        Assert.Contains("{{7*7}} <b>", json, StringComparison.Ordinal);
        Assert.Equal(ConversationJson.Write(filing), again);
    }

    [Fact]
    public void A_case_that_was_stored_without_the_numbers_of_its_products_reads_back_whole()
    {
        var input = new TurnInput { Now = Microseconds.ToInstant(1), Event = new TurnEvent.Started() };
        var filing = FakeDialog.Filing(Guid.Empty, "GR-26-7K3QX-4", "a", [], input);
        var stored = JsonNode.Parse(ConversationJson.Write(filing))?.AsObject() ?? throw new JsonException();
        stored.Remove("skus");

        Assert.Empty(ConversationJson.ReadFiling(stored.ToJsonString()).Skus);
    }

    [Fact]
    public void A_stored_state_reads_back_as_it_was()
    {
        var blank = new ConversationState { Shop = "", Language = "" };
        var state = new ConversationState
        {
            Shop = "demo",
            Language = "pl",
            Channel = "phone",
            Turn = 3,
            Greeted = true,
            IsEnded = true,
            Misses = 2,
            PersonOffered = true,
            PersonWanted = true,
            FilesThanked = true,
            Files = [new SentFile("karton.jpg", "image/jpeg", "l")],
            FilesAt = Microseconds.ToInstant(3),
            PageLanguage = "pl-PL",
            OtherLanguage = "en",
            Order = new AskedOrder(2, "345678", "jan@poczta.example"),
            LastEntry = "shipping-cost",
            LastDialog = "withdrawal",
            Surveys = [new SurveySubject { Case = "GR-26-00001-N", Entry = "returns", Dialog = "complaint", Agent = "ola" }],
            Judged = new SurveyAnswer(4, null, new SurveySubject { Entry = "returns" }, "pl"),
            SurveyedCases = ["GR-26-00002-M"],
            SurveyAsked = true,
            Buttons = [new Button("A", "entry:a")],
            Offered = new OfferedDialog
            {
                Dialog = "complaint",
                Answers = [new SlotAnswer("problem", "missing_item", "")],
                Files = [new SentFile("but.jpg", "image/jpeg", "k")],
            },
            Dialog = new DialogRun
            {
                Dialog = "complaint",
                Version = "v",
                StartedAt = Microseconds.ToInstant(1),
                LastAt = Microseconds.ToInstant(2),
                Answers = [new SlotAnswer("received", "2026-11-10", "w poniedziałek", AnswerKind.Given)],
                Asked = "product.sole",
                Stage = DialogStage.Edit,
                Misses = 1,
                Path = ["received"],
                Said = ["calm"],
                Story = ["Buty się rozkleiły"],
                Offered = ["GR-1"],
                Files = [new SentFile("but.jpg", "image/jpeg", "k")],
            },
        };

        var json = ConversationJson.Write(state);
        var read = ConversationJson.ReadState(json);

        Assert.All(
            typeof(ConversationState).GetProperties(), property => Assert.NotEqual(property.GetValue(blank), property.GetValue(state)));
        Assert.Equal(
            state with { Buttons = [], Dialog = null, Offered = null, Files = [], Surveys = [], SurveyedCases = [] },
            read with { Buttons = [], Dialog = null, Offered = null, Files = [], Surveys = [], SurveyedCases = [] });
        Assert.Equal<SurveySubject>(state.Surveys, read.Surveys);
        Assert.Equal<string>(state.SurveyedCases, read.SurveyedCases);
        Assert.Equal<SentFile>(state.Files, read.Files);
        Assert.Equal<Button>(state.Buttons, read.Buttons);
        Assert.Equal(json, ConversationJson.Write(read));
        Assert.Equal<SlotAnswer>(state.Dialog.Answers, read.Dialog?.Answers ?? []);
        Assert.Equal<SlotAnswer>(state.Offered.Answers, read.Offered?.Answers ?? []);
        Assert.Equal<SentFile>(state.Offered.Files, read.Offered?.Files ?? []);
        Assert.Contains(""","buttons":[{"text":"A","value":"entry:a"}]}""", json, StringComparison.Ordinal);
    }

    private static async Task<ConversationId> Hold(TestConversations test, string name, string[] talk)
    {
        var id = await test.Begin(name, Shop);
        foreach (var text in talk)
        {
            test.Time.Advance(TimeSpan.FromSeconds(7));
            await test.Post(id, text);
        }
        return id;
    }

    /// <summary>The real turn, but it breaks on some messages.</summary>
    private static TurnOutcome Brittle(Knowledge knowledge, ConversationState state, TurnInput input) =>
        input.Event is TurnEvent.Message { Text: "break it" }
            ? throw new InvalidOperationException()
            : Turn.Run(knowledge, state, input);

    private static ConversationTurn Runner(TestConversations test) => new(test.Time, test.TurnLogger) { Run = Brittle };

    /// <summary>What the turns say when they are run again; apologies are not of their making.</summary>
    private static IEnumerable<string> Again(TestConversations test, ConversationId id)
    {
        var turns = test.Turns(id);
        return Replay.Run(TinyShop.Knowledge, TinyShop.Knowledge.Shops[Shop], turns, Runner(test))
            .Zip(turns)
            .Where(pair => pair.Second.Outcome != TurnRow.Failed)
            .SelectMany(pair => pair.First)
            .Select(reply => reply.Text);
    }
}
