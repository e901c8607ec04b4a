using System.Net;
using System.Text.Json.Nodes;
using FaqBot.Engine;
using FaqBot.Testing;
using Microsoft.Extensions.Configuration;

namespace FaqBot.Server.Tests;

/// <summary>What is decided about a case is told: in the chat, by mail, and to the shop's systems.</summary>
public class CaseToldTests : StoreTests
{
    private static readonly string[] Withdrawal =
    [
        "odstępuję od umowy", "całe zamówienie", "345678", "wczoraj", "nie", "prywatnie", "Jan Kot", "jan@klient.example", "tak", "tak",
    ];

    [Fact]
    public async Task What_was_filed_is_acknowledged_by_mail_in_the_same_commit()
    {
        using var test = Shipped();

        var id = await Talk(test, "c1", Withdrawal);

        var row = Assert.Single(test.Cases());
        Assert.Equal(("345678", (string?)null), (row.OrderNumber, row.Team));
        var mail = Assert.Single(Mails(test));
        Assert.Equal(
            ("jan@klient.example", "Jan Kot", $"{row.Number}.1.filed", row.Number), (mail.To, mail.ToName, mail.Id, mail.Thread));
        Assert.Equal($"{row.Number}.html", Assert.Single(mail.Attachments).Name);
        var told = Assert.Single(Hooks(test));
        Assert.Equal((WebhookEvents.CaseFiled, row.Number), (told.Event, Case(told)["number"]?.GetValue<string>()));
        Assert.Equal(test.Turns(id)[^1].At, Assert.Single(test.CaseHistory()).At);
    }

    [Fact]
    public async Task The_shop_is_told_by_mail_of_what_is_filed_and_added_who_it_is_and_what_they_say()
    {
        using var test = Shipped();

        await Talk(test, "c1", [.. Withdrawal, .. Withdrawal.Select(text => text == "Jan Kot" ? "Jan https://zly.example" : text)]);

        var number = test.Cases().Single().Number;
        var mails = AllMails(test).Where(mail => mail.IsForShop).ToList();
        Assert.Equal(
            [$"Nowa sprawa {number}: odstąpienie od umowy", $"Dopisek do sprawy {number}: odstąpienie od umowy"],
            mails.Select(mail => mail.Subject));
        Assert.All(mails, mail => Assert.Equal(("pomoc@sklep.example", $"{number}.shop"), (mail.To, mail.Thread)));
        string[] told =
            ["Klient: Jan Kot\n", "Kontakt: jan@klient.example\n", "Zamówienie: 345678\n", "Termin ustawowy: 7 grudnia 2026", "\n\n    "];
        Assert.All(told, words => Assert.Contains(words, mails[0].Text, StringComparison.Ordinal));
        Assert.Contains("<blockquote", mails[0].Html, StringComparison.Ordinal);
        Assert.DoesNotContain("://zly", mails[1].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<a ", mails[1].Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flood_of_filings_does_not_flood_the_shop_s_box()
    {
        using var test = Shipped();
        for (var number = 0; number < 99; number++)
        {
            using var earlier = test.Reach.Acknowledge();
            earlier.MayTellShop("demo");
            earlier.Keep();
        }

        await Talk(test, "c1", Withdrawal);
        await Talk(test, "c2", Withdrawal);

        Assert.Equal(2, test.Cases().Count);
        Assert.Single(AllMails(test), mail => mail.IsForShop);
    }

    [Fact]
    public async Task A_new_status_is_a_line_in_the_chat_a_mail_and_a_webhook()
    {
        await using var server = await Server();
        var (id, number) = await Filed(server);

        using var answer = await server.Patch(number, """{ "status": "in_progress", "message": "Czekamy na paczkę." }""");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var test = server.Conversations;
        Assert.Contains($"Sprawą {number} zajmuje się już człowiek. Czekamy na paczkę.", test.LastWords(id), StringComparison.Ordinal);
        Assert.Equal([$"{number}.1.filed", $"{number}.2.status"], Mails(test).Select(mail => mail.Id));
        Assert.Equal([WebhookEvents.CaseFiled, WebhookEvents.CaseStatus], Hooks(test).Select(hook => hook.Event));
        Assert.Equal(["filed", "status"], test.CaseHistory().Select(entry => entry.Kind));
        Assert.Equal("in_progress", test.Cases().Single().Status);
    }

    [Fact]
    public async Task Who_decided_is_kept_with_the_decision_and_with_what_the_customer_thinks_of_it()
    {
        await using var server = await Server();
        var (id, number) = await Filed(server);

        using var answer = await server.Patch(number, """{ "status": "resolved", "agent": "Ola z biura" }""");
        await server.Conversations.Post(id, "5");

        var document = await server.AskApi($"demo/cases/{number}");
        Assert.Equal("Ola z biura", document["history"]?[1]?["data"]?["agent"]?.GetValue<string>());
        var kept = server.Conversations.Effects().Single(row => row.Kind == nameof(Effect.KeepSurvey));
        var judged = Assert.IsType<Effect.KeepSurvey>(ConversationJson.ReadEffect(kept.Payload)).Answer;
        Assert.Equal((number, "Ola z biura", 5), (judged.Subject.Case, judged.Subject.Agent, judged.Score));
    }

    [Fact]
    public async Task What_cannot_be_told_is_not_decided()
    {
        await using var server = await CaseServer.Start(
            NewPlace(),
            (knowledge, state, input) => input.Event is TurnEvent.CaseChanged
                ? throw new InvalidOperationException()
                : Turn.Run(knowledge, state, input));
        server.Conversations.Knowledge.Swap(ShippedKnowledge.Value);
        var (id, number) = await Filed(server);
        var said = server.Conversations.Activities(id).Count;

        using var answer = await server.Patch(number, """{ "status": "in_progress" }""");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("received", server.Conversations.Cases().Single().Status);
        Assert.Equal(["filed"], server.Conversations.CaseHistory().Select(entry => entry.Kind));
        Assert.Equal(said, server.Conversations.Activities(id).Count);
        Assert.Single(Mails(server.Conversations));
    }

    [Fact]
    public async Task The_same_again_tells_nobody_anything()
    {
        await using var server = await Server();
        var (id, number) = await Filed(server);
        const string change = """{ "status": "in_progress", "message": "Czekamy." }""";
        using var first = await server.Patch(number, change);
        var said = server.Conversations.Activities(id).Count;

        using var second = await server.Patch(number, change);

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal(said, server.Conversations.Activities(id).Count);
        Assert.Equal(2, Mails(server.Conversations).Count);
    }

    [Fact]
    public async Task A_note_is_for_the_shop_alone()
    {
        await using var server = await Server();
        var (id, number) = await Filed(server);
        var said = server.Conversations.Activities(id).Count;

        using var answer = await server.Patch(number, """{ "note": "trudny klient", "outcome": "refund" }""");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(said, server.Conversations.Activities(id).Count);
        Assert.Single(Mails(server.Conversations));
        Assert.Equal([WebhookEvents.CaseFiled], Hooks(server.Conversations).Select(hook => hook.Event));
        Assert.DoesNotContain(
            server.Conversations.Effects(), row => row.Payload.Contains("trudny klient", StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_the_end_of_the_chat_the_mail_still_goes_out()
    {
        await using var server = await Server();
        var (id, number) = await Filed(server);
        await server.Conversations.Queue.Post(
            new Inbound(id, "dl_customer", null, new JsonObject { ["type"] = "endOfConversation" }, new TurnEvent.Ended(), null),
            CancellationToken.None);
        var said = server.Conversations.Activities(id).Count;

        using var answer = await server.Patch(number, """{ "status": "resolved" }""");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(said, server.Conversations.Activities(id).Count);
        Assert.Equal(2, Mails(server.Conversations).Count);
        Assert.Equal("resolved", server.Conversations.Cases().Single().Status);
    }

    [Fact]
    public async Task Two_systems_that_answer_each_other_write_to_the_customer_only_so_often()
    {
        await using var server = await Server();
        var (_, number) = await Filed(server);

        for (var round = 0; round < 20; round++)
        {
            using var answer = await server.Patch(number, $$"""{ "status": "{{(round % 2 == 0 ? "in_progress" : "waiting_expert")}}" }""");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        Assert.Equal(1 + 12, Mails(server.Conversations).Count);
        Assert.Equal(21, server.Conversations.Cases().Single().Version);
    }

    [Fact]
    public async Task An_outcome_beside_the_message_does_not_get_past_the_limit_and_the_answer_says_that_nothing_was_sent()
    {
        await using var server = await Server();
        var (_, number) = await Filed(server);
        var answers = new List<JsonObject>();

        for (var round = 0; round < 14; round++)
        {
            using var answer = await server.Patch(number, $$"""{ "outcome": "refund {{round}}", "message": "Wiadomość {{round}}" }""");
            answers.Add(Data(await DirectLineServer.ReadJson(answer)));
        }
        using var again = await server.Patch(number, """{ "message": "Wiadomość 13" }""");
        using var note = await server.Patch(number, """{ "note": "dosyć" }""");

        Assert.Equal(1 + 12, Mails(server.Conversations).Count);
        Assert.All(answers[..12], data => Assert.False(data.ContainsKey("not_sent")));
        Assert.All(answers[12..], data => Assert.Equal("daily_limit", data["not_sent"]?.GetValue<string>()));
        Assert.Equal("daily_limit", Data(await DirectLineServer.ReadJson(again))["not_sent"]?.GetValue<string>());
        Assert.False(Data(await DirectLineServer.ReadJson(note)).ContainsKey("not_sent"));
    }

    [Fact]
    public async Task Of_a_customer_without_an_address_the_answer_says_that_nothing_was_sent()
    {
        await using var server = await Server();
        await Talk(server.Conversations, "c1", [.. Withdrawal.Select(text => text == "jan@klient.example" ? "nie wiem" : text)]);

        using var answer = await server.Patch(server.Conversations.Cases().Single().Number, """{ "status": "resolved" }""");

        Assert.Equal("no_address", Data(await DirectLineServer.ReadJson(answer))["not_sent"]?.GetValue<string>());
        Assert.Empty(Mails(server.Conversations));
    }

    [Fact]
    public async Task Of_a_telephone_that_nothing_sends_texts_to_the_answer_says_so()
    {
        var none = new Webhooks(new ConfigurationBuilder().Build(), new FakeEnvironment("Production"));
        var test = new TestConversations(Turn.Run, place: NewPlace(), webhooks: none);
        await using var server = await DirectLineServer.Start(test, ("Shops:demo:ApiKey", CaseServer.Key));
        test.Knowledge.Swap(ShippedKnowledge.Value);
        await Talk(test, "c1", [.. Withdrawal.Select(text => text == "jan@klient.example" ? "600 700 800" : text)]);

        using var answer = await server.Patch(test.Cases().Single().Number, """{ "status": "resolved" }""");

        Assert.Equal("no_gateway", Data(await DirectLineServer.ReadJson(answer))["not_sent"]?.GetValue<string>());
        Assert.DoesNotContain(test.Effects(), row => row.Kind == OutgoingWebhook.Kind);
    }

    [Fact]
    public async Task What_is_filed_with_a_telephone_that_nothing_sends_texts_to_is_marked_and_its_history_says_why()
    {
        var none = new Webhooks(new ConfigurationBuilder().Build(), new FakeEnvironment("Production"));
        var test = new TestConversations(Turn.Run, place: NewPlace(), webhooks: none);
        await using var server = await DirectLineServer.Start(test, ("Shops:demo:ApiKey", CaseServer.Key));
        test.Knowledge.Swap(ShippedKnowledge.Value);

        await Talk(test, "c1", [.. Withdrawal.Select(text => text == "jan@klient.example" ? "600 700 800" : text)]);

        var document = await server.AskApi($"demo/cases/{test.Cases().Single().Number}");
        Assert.Equal([Acknowledgements.NotSentMark], document["marks"]?.AsArray().Select(mark => mark?.GetValue<string>()));
        Assert.Equal("no_gateway", Data(document).Field("not_sent"));
    }

    [Fact]
    public async Task What_is_decided_about_a_case_of_a_shop_that_is_not_served_any_more_says_that_nobody_was_told()
    {
        await using var server = await Server();
        var (id, number) = await Filed(server);
        var said = server.Conversations.Activities(id).Count;
        server.Conversations.Knowledge.Swap(TestKnowledge.Of("other"));

        using var answer = await server.Patch(number, """{ "status": "resolved" }""");
        var decided = Data(await DirectLineServer.ReadJson(answer));
        using var note = await server.Patch(number, """{ "note": "bez sklepu" }""");

        Assert.Equal(("resolved", "shop_not_served"), (decided.Field("status"), decided.Field("not_sent")));
        Assert.False(Data(await DirectLineServer.ReadJson(note)).ContainsKey("not_sent"));
        Assert.Equal(said, server.Conversations.Activities(id).Count);
    }

    [Fact]
    public async Task What_was_not_committed_costs_the_next_one_no_acknowledgement()
    {
        using var test = Shipped();
        using var stopped = new Journal(test.Store, test.Options, test.JournalLogger);
        await stopped.Stop(CancellationToken.None);
        var busy = test.NewQueue(Turn.Run, stopped);
        var id = await Talk(test, "c1", Withdrawal[..^1]);
        var press = TestConversations.Message(id, Withdrawal[^1]);

        for (var number = 0; number < 10; number++)
        {
            Assert.IsType<PostResult.Busy>(await busy.Post(press, CancellationToken.None));
        }
        await test.Queue.Post(press, CancellationToken.None);

        Assert.Single(test.Cases());
        Assert.Single(Mails(test));
    }

    [Fact]
    public async Task A_stranger_has_the_shop_write_to_somebody_only_so_often_and_all_is_filed_and_shown()
    {
        await using var server = await Server();
        var test = server.Conversations;

        for (var number = 0; number < 12; number++)
        {
            await Talk(test, $"c{number}", [.. Withdrawal.Select(text => text == "345678" ? $"{345_600 + number}" : text)]);
        }
        await Talk(test, "d1", [.. Withdrawal.Select(text => text == "jan@klient.example" ? "ola@klient.example" : text)]);

        Assert.Equal(10, Mails(test).Count(mail => mail.To == "jan@klient.example"));
        Assert.Single(Mails(test), mail => mail.To == "ola@klient.example");
        Assert.Equal(13, test.Cases().Count);
        Assert.Contains("Potwierdzenie możesz pobrać", test.LastWords(new ConversationId("c11")), StringComparison.Ordinal);
        var list = await server.AskApi("demo/cases");
        Assert.Equal(
            2,
            Assert.IsType<JsonArray>(list["cases"]).Count(one => one?["marks"] is JsonArray marks
                && marks.Any(mark => mark?.GetValue<string>() == Acknowledgements.NotSentMark)));
    }

    [Fact]
    public async Task One_mailbox_under_many_names_is_written_to_as_often_as_under_one()
    {
        using var test = Shipped();
        string[] names = ["ofiara", "o.fiara", "OFIARA+1", "o.f.i.a.r.a+2"];
        for (var number = 0; number < 12; number++)
        {
            var address = $"{names[number % names.Length]}{(number < names.Length ? "" : $"+{number}")}@gmail.com";
            await Talk(test, $"c{number}", [.. Withdrawal.Select(text => text switch
            {
                "345678" => $"{345_600 + number}",
                "jan@klient.example" => address,
                _ => text,
            })]);
        }

        Assert.Equal(10, Mails(test).Count);
    }

    [Fact]
    public async Task A_day_later_the_same_address_is_written_to_again()
    {
        using var test = Shipped();
        for (var number = 0; number < 11; number++)
        {
            await Talk(test, $"c{number}", [.. Withdrawal.Select(text => text == "345678" ? $"{345_600 + number}" : text)]);
        }

        test.Time.Advance(TimeSpan.FromDays(1));
        await Talk(test, "d1", Withdrawal);

        Assert.Equal(10 + 1, Mails(test).Count);
    }

    [Fact]
    public async Task Nothing_that_a_stranger_writes_can_be_pressed_in_the_shop_s_mail()
    {
        using var test = Shipped();

        await Talk(
            test, "c1",
            [.. Withdrawal.Select(text => text == "całe zamówienie" ? "Bank https://zly.example/a www.zly.example" : text)]);

        var mail = Assert.Single(Mails(test));
        Assert.DoesNotContain("<a ", mail.Html, StringComparison.Ordinal);
        Assert.All([mail.Text, mail.Html ?? "", mail.ToName ?? ""], text => Assert.DoesNotMatch(@"://|zly\.example|www\.z", text));
        // The attachment has it word for word, and makes no link of it.
        Assert.Contains("Bank https://zly.example/a", Assert.Single(mail.Attachments).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<a ", mail.Attachments[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_that_the_shop_writes_can_be_pressed()
    {
        await using var server = await Server();
        var (_, number) = await Filed(server);

        using var answer = await server.Patch(number, """{ "message": "Etykieta: https://sklep.example/e/1." }""");

        Assert.Contains("<a href=\"https://sklep.example/e/1\">", Mails(server.Conversations)[^1].Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_added_without_an_address_is_acknowledged_where_the_case_is_answered()
    {
        using var test = Shipped();
        await Talk(test, "c1", Withdrawal);

        foreach (var text in Withdrawal.Select(text => text == "jan@klient.example" ? "nie wiem" : text))
        {
            await test.Post(new ConversationId("c1"), text);
        }

        Assert.Equal(["filed", "remark"], test.CaseHistory().Select(entry => entry.Kind));
        Assert.Equal(["jan@klient.example", "jan@klient.example"], Mails(test).Select(mail => mail.To));
    }

    [Fact]
    public async Task What_is_declared_once_more_can_be_read_word_for_word()
    {
        await using var server = await Server();
        var (id, number) = await Filed(server);

        foreach (var text in Withdrawal)
        {
            await server.Conversations.Post(id, text);
        }

        var document = await server.AskApi($"demo/cases/{number}");
        var remark = Assert.IsType<JsonObject>(document["history"]?[1]?["data"]);
        Assert.Equal("345678", remark.Field("order"));
        Assert.Contains("345678", document.Field("statement"), StringComparison.Ordinal);
        Assert.Equal(document.Field("statement"), remark.Field("statement"));
    }

    [Fact]
    public async Task Decisions_at_the_same_time_are_all_written_and_each_is_told_once()
    {
        await using var server = await Server();
        var (_, number) = await Filed(server);

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(message =>
            server.Patch(number, $$"""{ "message": "Wiadomość {{message}}" }""")));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(6, server.Conversations.CaseHistory().Count);
        Assert.Equal(6, Mails(server.Conversations).Select(mail => mail.Id).Distinct().Count());
    }

    [Fact]
    public async Task Who_left_a_telephone_number_is_told_by_the_shop_s_gateway()
    {
        using var test = Shipped();

        await Talk(test, "c1", [.. Withdrawal.Select(text => text == "jan@klient.example" ? "600 700 800" : text)]);

        Assert.Empty(Mails(test));
        var notice = Assert.Single(Hooks(test), hook => hook.Event == WebhookEvents.Notice);
        Assert.Equal("600700800", Body(notice)["to"]?.GetValue<string>());
        Assert.Equal(
            $"Sklep Górski: 21 listopada 2026 przyjęliśmy odstąpienie od umowy numer {test.Cases().Single().Number}. "
            + "Pieniądze oddamy najpóźniej 7 grudnia 2026.",
            Body(notice).Field("text"));
    }

    [Fact]
    public async Task What_a_customer_adds_in_another_conversation_is_acknowledged_too()
    {
        using var test = Shipped();
        var first = await Talk(test, "c1", Withdrawal);
        test.BelongsTo(first, 7);
        var second = await test.Begin("c2", "demo");
        test.BelongsTo(second, 7);

        foreach (var text in Withdrawal)
        {
            await test.Post(second, text);
        }

        Assert.Single(test.Cases());
        Assert.Equal([true, false], Mails(test).Select(mail => mail.Id.EndsWith(".filed", StringComparison.Ordinal)));
        Assert.Equal(["filed", "remark"], test.CaseHistory().Select(entry => entry.Kind));
    }

    private protected TestConversations Shipped()
    {
        var test = New(Turn.Run);
        test.Knowledge.Swap(ShippedKnowledge.Value);
        return test;
    }

    private async Task<DirectLineServer> Server()
    {
        var server = await CaseServer.Start(NewPlace(), Turn.Run);
        server.Conversations.Knowledge.Swap(ShippedKnowledge.Value);
        return server;
    }

    private static async Task<(ConversationId Id, string Number)> Filed(DirectLineServer server)
    {
        var id = await Talk(server.Conversations, "c1", Withdrawal);
        return (id, server.Conversations.Cases().Single().Number);
    }

    private static async Task<ConversationId> Talk(TestConversations test, string name, string[] texts)
    {
        var id = await test.Begin(name, "demo");
        foreach (var text in texts)
        {
            await test.Post(id, text);
        }
        return id;
    }

    /// <summary>To customers.</summary>
    private static List<OutgoingMail> Mails(TestConversations test) => [.. AllMails(test).Where(mail => !mail.IsForShop)];

    private static List<OutgoingMail> AllMails(TestConversations test) =>
        [.. test.Effects().Where(row => row.Kind == OutgoingMail.Kind).Select(row => OutgoingMail.Read(row.Payload))];

    private static List<OutgoingWebhook> Hooks(TestConversations test) =>
        [.. test.Effects().Where(row => row.Kind == OutgoingWebhook.Kind).Select(row => OutgoingWebhook.Read(row.Payload))];

    /// <summary>Of the newest line of a case's history.</summary>
    private static JsonObject Data(JsonObject answer) =>
        Assert.IsType<JsonObject>(Assert.IsType<JsonArray>(answer["history"])[^1]?["data"]);

    private static JsonObject Body(OutgoingWebhook hook) => WireJson.Parse(hook.Body);

    private static JsonObject Case(OutgoingWebhook hook) => Assert.IsType<JsonObject>(Body(hook)["case"]);
}
