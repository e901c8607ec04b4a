using System.Net;
using System.Text.Json.Nodes;
using FaqBot.Engine;
using NodaTime;

namespace FaqBot.Server.Tests;

public class CaseEndpointsTests : StoreTests
{
    /// <summary>With zeros and ones.</summary>
    private static readonly string Number =
        CaseNumber.Of("GR", new LocalDate(2026, 11, 21), new Guid("01930000-0000-7000-8000-000000000001")).ToString();

    [Fact]
    public async Task A_case_tells_everything_that_was_filed()
    {
        await using var server = await CaseServer.Start(NewPlace());
        var number = await server.File();

        var document = await server.AskApi($"demo/cases/{number}");

        Assert.Equal(
            [
                "number", "kind", "status", "outcome", "product", "order", "problem", "answers", "remedy", "contact", "channel", "received",
                "nominal_end", "deadline", "promised", "due", "call_window", "team", "statement", "marks", "files", "history",
            ],
            document.Select(member => member.Key));
        var history = document["history"]?.AsArray().Single() ?? throw new InvalidOperationException();
        history["at"] = "";
        Assert.Equal(
            WireJson.Parse($$"""
                {
                  "number": "{{number}}", "kind": "complaint", "status": "received", "outcome": null,
                  "product": { "sku": "GR-1", "name": "Buty Granit" }, "order": null, "problem": "defect",
                  "answers": [
                    { "slot": "product.sole", "question": "Podeszwa", "answer": "odkleja się", "ok": false },
                    { "slot": "since", "question": "Od kiedy", "answer": "nie wiem", "ok": null }
                  ],
                  "remedy": "repair", "contact": { "kind": "email", "address": "jan@klient.example", "name": null }, "channel": "chat",
                  "received": "2026-11-21T13:00:00+01:00", "nominal_end": "2026-12-05", "deadline": "2026-12-07",
                  "promised": "2026-12-03", "due": null, "call_window": null, "team": null, "statement": null,
                  "marks": ["received_unknown"], "files": [],
                  "history": [{ "version": 1, "at": "", "kind": "filed", "actor": "customer", "data": {} }]
                }
                """).ToJsonString(),
            document.ToJsonString());
    }

    [Fact]
    public async Task A_number_is_found_however_it_is_typed()
    {
        await using var server = await CaseServer.Start(NewPlace(), Numbered(Number));
        await server.File();

        var document = await server.AskApi($"demo/cases/{Number.ToLowerInvariant().Replace('0', 'O').Replace('1', 'l')}");

        Assert.Equal(Number, document.Field("number"));
    }

    [Theory]
    [InlineData("demo", null)]
    [InlineData("demo", "wrong-key-of-demo-0123456789")]
    [InlineData("demo", CaseServer.OtherKey)]
    [InlineData("nosuch", CaseServer.Key)]
    [InlineData("nokey", "")]
    public async Task Who_has_not_the_shops_key_is_told_nothing(string shop, string? key)
    {
        await using var server = await CaseServer.Start(NewPlace());
        var number = await server.File();

        var answers = new List<string>();
        foreach (var (method, path) in new[]
        {
            (HttpMethod.Get, "cases"), (HttpMethod.Get, $"cases/{number}"), (HttpMethod.Patch, $"cases/{number}"),
            (HttpMethod.Get, "cases/x"),
        })
        {
            using var response = await server.SendApi(method, $"{shop}/{path}", key, method == HttpMethod.Patch ? "{}" : null);
            Assert.True(response.StatusCode == HttpStatusCode.Unauthorized, $"{method} {path}: {(int)response.StatusCode}");
            var problem = await DirectLineServer.ReadJson(response);
            problem.Remove("traceId");
            answers.Add(problem.ToJsonString());
        }
        Assert.Single(answers.Distinct());
    }

    [Fact]
    public async Task Another_shops_number_is_as_unknown_as_any()
    {
        await using var server = await CaseServer.Start(NewPlace());
        var number = await server.File();

        using var foreign = await server.SendApi(HttpMethod.Get, $"other/cases/{number}", CaseServer.OtherKey);
        using var unknown = await server.SendApi(HttpMethod.Get, $"demo/cases/{Number}");
        using var changed = await server.SendApi(HttpMethod.Patch, $"other/cases/{number}", CaseServer.OtherKey, """{"status":"closed"}""");
        using var garbage = await server.SendApi(HttpMethod.Get, $"demo/cases/{new string('9', 500)}");

        Assert.All([foreign, unknown, changed, garbage], response => Assert.Equal(HttpStatusCode.NotFound, response.StatusCode));
        Assert.Equal("received", server.Conversations.Cases().Single().Status);
    }

    [Fact]
    public async Task What_customers_write_stays_as_it_was_written()
    {
        const string Hostile = """{{7*7}} <script>alert(1)</script> =HYPERLINK("http://evil") '; DROP TABLE cases; -- 👟""";
        await using var server = await CaseServer.Start(NewPlace());
        var number = await server.File(Hostile);

        using var response = await server.SendApi(HttpMethod.Get, $"demo/cases/{number}");
        var document = await DirectLineServer.ReadJson(response);

        Assert.Equal(Hostile, document["answers"]?[0].Field("answer"));
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task Pages_hold_every_case_once_though_others_arrive_meanwhile()
    {
        await using var server = await CaseServer.Start(NewPlace());
        var numbers = new List<string>();
        for (var count = 0; count < 5; count++)
        {
            server.Conversations.Time.Advance(TimeSpan.FromSeconds(1));
            numbers.Add(await server.File());
        }
        var seen = new List<string>();
        var cursor = "";

        do
        {
            var page = await server.AskApi($"demo/cases?limit=2{cursor}");
            seen.AddRange(page.List("cases").Select(one => one.Field("number")));
            cursor = page["next_cursor"] is { } next ? $"&cursor={next}" : null;
            server.Conversations.Time.Advance(TimeSpan.FromSeconds(1));
            await server.File("newer");
        }
        while (cursor is not null);

        Assert.Equal(Enumerable.Reverse(numbers), seen);
    }

    [Fact]
    public async Task A_page_of_long_histories_ends_early()
    {
        await using var server = await CaseServer.Start(NewPlace());
        string[] numbers = [await server.File("older"), await server.File("newer")];
        var note = new string('a', CaseLimits.PageCharsMax * 2 / 3);
        server.Conversations.Place.Execute(
            "UPDATE cases SET version = 2; INSERT INTO case_history (case_id, version, at, kind, actor, data) "
            + $$"""SELECT case_id, 2, at, 'note', 'api', '{"note":"{{note}}"}' FROM case_history""");

        var first = await server.AskApi("demo/cases?limit=2");
        var second = await server.AskApi($"demo/cases?limit=2&cursor={first.Field("next_cursor")}");

        Assert.Equal(
            numbers.Order(StringComparer.Ordinal),
            first.List("cases").Concat(second.List("cases")).Select(one => one.Field("number")).Order(StringComparer.Ordinal));
        Assert.Single(first.List("cases"));
        Assert.Null(second["next_cursor"]);
    }

    [Fact]
    public async Task A_change_that_is_made_while_a_page_is_read_is_not_half_in_it()
    {
        await using var server = await CaseServer.Start(NewPlace());
        var number = await server.File();
        // As a change leaves it that is made after the case was read, and before its history is.
        server.Conversations.Place.Execute(
            "INSERT INTO case_history (case_id, version, at, kind, actor, data) "
            + "SELECT case_id, 2, at, 'status', 'api', '{\"status\":\"closed\"}' FROM case_history");

        var page = await server.AskApi("demo/cases");

        Assert.Equal((await server.AskApi($"demo/cases/{number}")).ToJsonString(), page.List("cases").Single().ToJsonString());
    }

    [Theory]
    [InlineData("kind=complaint", 1)]
    [InlineData("kind=withdrawal,callback", 0)]
    [InlineData("status=received,in_progress", 1)]
    [InlineData("status=closed", 0)]
    [InlineData("received_from=2026-11-21&received_to=2026-11-21", 1)]
    [InlineData("received_from=2026-11-22", 0)]
    [InlineData("received_to=2026-11-20", 0)]
    [InlineData("deadline_before=2026-12-08", 1)]
    [InlineData("deadline_before=2026-12-07", 0)]
    [InlineData("nominal_end_before=2026-12-06", 1)]
    public async Task Filters_narrow_the_answer(string query, int count)
    {
        await using var server = await CaseServer.Start(NewPlace());
        await server.File();

        var page = await server.AskApi($"demo/cases?{query}");

        Assert.Equal(count, page.List("cases").Count);
        Assert.Null(page["next_cursor"]);
    }

    [Theory]
    [InlineData("colour=red", "colour")]
    [InlineData("kind=refund", "kind")]
    [InlineData("status=", "status")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=101", "limit")]
    [InlineData("limit=1&limit=2", "limit")]
    [InlineData("cursor=!", "cursor")]
    [InlineData("cursor=YWJj", "cursor")]
    [InlineData("received_from=2026-02-30", "received_from")]
    [InlineData("received_from=21.11.2026", "received_from")]
    [InlineData("deadline_before=jutro", "deadline_before")]
    public async Task A_query_that_cannot_be_answered_is_named(string query, string name)
    {
        await using var server = await CaseServer.Start(NewPlace());

        using var response = await server.SendApi(HttpMethod.Get, $"demo/cases?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal([name], (await response.ErrorsOf()).Select(error => error.Key));
    }

    [Fact]
    public async Task A_change_is_kept_with_its_history()
    {
        await using var server = await CaseServer.Start(NewPlace());
        var number = await server.File();

        using var response = await server.Patch(number, """{"status":"resolved","outcome":"replacement","note":"Wysłano <nowe> buty."}""");
        var document = await DirectLineServer.ReadJson(response);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("\"2\"", response.Headers.ETag?.Tag);
        Assert.Equal(("resolved", "replacement"), (document.Field("status"), document.Field("outcome")));
        var entry = document.List("history")[1];
        Assert.Equal(("status", "api"), (entry.Field("kind"), entry.Field("actor")));
        Assert.Equal(["status", "outcome", "note"], (entry["data"] as JsonObject ?? []).Select(member => member.Key));
        Assert.Equal("Wysłano <nowe> buty.", entry["data"].Field("note"));
        Assert.Equal(document.ToJsonString(), (await server.AskApi($"demo/cases/{number}")).ToJsonString());
    }

    [Theory]
    [InlineData("""{"status":"received"}""")]
    [InlineData("{}")]
    [InlineData("""{"note":"  "}""")]
    [InlineData("""{"outcome":null}""")]
    public async Task A_change_of_nothing_leaves_no_trace(string body)
    {
        await using var server = await CaseServer.Start(NewPlace());
        var number = await server.File();

        using var response = await server.Patch(number, body);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Single(server.Conversations.CaseHistory());
    }

    [Fact]
    public async Task A_change_that_is_sent_again_is_made_once()
    {
        await using var server = await CaseServer.Start(NewPlace());
        var number = await server.File();
        const string Body = """{"status":"in_progress","note":"Dzwonię."}""";
        using var first = await server.Patch(number, Body);

        using var again = await server.Patch(number, Body);

        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal(2, server.Conversations.CaseHistory().Count);
    }

    [Fact]
    public async Task Of_two_changes_at_once_for_one_version_one_wins_and_the_other_is_told()
    {
        await using var server = await CaseServer.Start(NewPlace());
        var number = await server.File();

        var responses = await Task.WhenAll(
            server.Patch(number, """{"status":"resolved"}""", "\"1\""), server.Patch(number, """{"status":"closed"}""", "\"1\""));

        Assert.Equal([200, 412], responses.Select(response => (int)response.StatusCode).Order());
        Assert.All(responses, response => Assert.Equal("\"2\"", response.Headers.ETag?.Tag));
        Assert.Equal(2, server.Conversations.CaseHistory().Count);
    }

    [Fact]
    public async Task Changes_that_expect_no_version_are_all_made_one_after_the_other()
    {
        await using var server = await CaseServer.Start(NewPlace());
        var number = await server.File();

        var responses = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(count => server.Patch(number, $$"""{"note":"note {{count}}"}""")));

        Assert.All(responses, response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9], server.Conversations.CaseHistory().Select(entry => entry.Version));
    }

    [Theory]
    [InlineData("""{"version":2,"status":"closed"}""", null, 409)]
    [InlineData("""{"status":"closed"}""", "\"2\"", 412)]
    [InlineData("""{"status":"closed"}""", "W/\"1\"", 412)]
    [InlineData("""{"status":"closed"}""", "nonsense", 412)]
    [InlineData("""{"status":"closed"}""", "*", 200)]
    [InlineData("""{"version":1,"status":"closed"}""", null, 200)]
    public async Task A_change_is_made_only_for_the_version_that_it_states(string body, string? match, int status)
    {
        await using var server = await CaseServer.Start(NewPlace());
        var number = await server.File();

        using var response = await server.Patch(number, body, match);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(status == 200 ? "closed" : "received", server.Conversations.Cases().Single().Status);
    }

    [Theory]
    [InlineData("""{"status":"done"}""", "status")]
    [InlineData("""{"status":null}""", "status")]
    [InlineData("""{"status":["closed"]}""", "status")]
    [InlineData("""{"outcome":7}""", "outcome")]
    [InlineData("""{"note":{}}""", "note")]
    [InlineData("""{"version":"1"}""", "version")]
    [InlineData("""{"deadline":"2030-01-01"}""", "deadline")]
    public async Task A_change_that_cannot_be_made_is_named(string body, string name)
    {
        await using var server = await CaseServer.Start(NewPlace());
        var number = await server.File();

        using var response = await server.Patch(number, body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal([name], (await response.ErrorsOf()).Select(error => error.Key));
        Assert.Single(server.Conversations.CaseHistory());
    }

    [Theory]
    [InlineData("", 400)]
    [InlineData("[]", 400)]
    [InlineData("""{"note":"a","note":"b"}""", 400)]
    [InlineData("""{"note":"\u0000"}""", 400)]
    public async Task A_body_that_is_no_object_is_refused(string body, int status)
    {
        await using var server = await CaseServer.Start(NewPlace());
        var number = await server.File();

        using var response = await server.Patch(number, body);
        using var large = await server.Patch(number, $$"""{"note":"{{new string('a', CaseLimits.BodyBytesMax)}}"}""");

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
    }

    [Fact]
    public async Task A_case_can_be_changed_after_its_conversation_has_ended()
    {
        await using var server = await CaseServer.Start(NewPlace());
        var chat = await server.Begin();
        var number = await server.File("x", chat);
        await chat.Say("goodbye");
        server.Conversations.Place.Execute("UPDATE conversations SET is_ended = " + (this is CaseEndpointsOnPostgresTests ? "true" : "1"));

        using var response = await server.Patch(number, """{"status":"closed"}""");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Files_of_a_case_are_kept_with_it_and_handed_out_for_the_key_alone()
    {
        await using var server = await CaseServer.Start(NewPlace());
        var chat = await server.Begin();
        await chat.Say("begin");
        var form = new UploadForm().Message("file z bliska", "a1", "but.png").File("but.png", TestFiles.Png(), "image/png");
        await server.Upload(chat, form.Content());
        var number = server.Conversations.Cases().Single().Number;
        server.Conversations.Time.Advance(TimeSpan.FromDays(60));
        await server.Sweep();

        var file = (await server.AskApi($"demo/cases/{number}")).List("files").Single();
        var path = new Uri(file.Field("url")).AbsolutePath["/api/shops/".Length..];
        using var withKey = await server.SendApi(HttpMethod.Get, path);
        using var without = await server.SendApi(HttpMethod.Get, path, key: null);
        var foreign = path.Replace("demo/", "other/", StringComparison.Ordinal);
        using var other = await server.SendApi(HttpMethod.Get, foreign, CaseServer.OtherKey);
        using var byLink = await server.Client.GetAsync(new Uri(server.Address, $"/files/{path.Split('/')[^1]}"));

        Assert.Equal(("but.png", "image/png"), (file.Field("name"), file.Field("content_type")));
        Assert.Equal(HttpStatusCode.OK, withKey.StatusCode);
        Assert.Equal("attachment", withKey.Content.Headers.ContentDisposition?.DispositionType);
        Assert.NotEmpty(await withKey.Content.ReadAsByteArrayAsync());
        Assert.Equal(
            [HttpStatusCode.Unauthorized, HttpStatusCode.NotFound, HttpStatusCode.NotFound],
            new[] { without, other, byLink }.Select(response => response.StatusCode));
    }

    [Theory]
    [InlineData(DialogRun.DaysMax, true)]
    [InlineData(DialogRun.DaysMax + 1, false)]
    public async Task A_file_is_kept_until_the_dialog_that_it_came_in_is_over(int days, bool isKept)
    {
        await using var server = await CaseServer.Start(NewPlace(), null, ("Uploads:LinkDays", "1"));
        var chat = await server.Begin();
        await server.Upload(
            chat, new UploadForm().Message("begin", "a1", "but.png").File("but.png", TestFiles.Png(), "image/png").Content());
        server.Conversations.Time.Advance(TimeSpan.FromDays(days));
        await server.Sweep();

        await server.Conversations.Post(new ConversationId(chat.Id), "file x");

        var number = server.Conversations.Cases().Single().Number;
        Assert.Equal(isKept, (await server.AskApi($"demo/cases/{number}")).List("files").Single()["url"] is not null);
    }

    [Fact]
    public async Task A_shop_that_asks_too_often_is_told_when_to_come_back()
    {
        await using var server = await CaseServer.Start(
            NewPlace(), null, ("RateLimits:Enabled", "true"), ("RateLimits:ShopCasesBurst", "2"), ("RateLimits:ShopCasesPerMinute", "1"));
        await server.AskApi("demo/cases");
        await server.AskApi("demo/cases");

        using var refused = await server.SendApi(HttpMethod.Get, "demo/cases");
        using var other = await server.SendApi(HttpMethod.Get, "other/cases", CaseServer.OtherKey);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    /// <summary>Always the same number.</summary>
    private static Func<Knowledge, ConversationState, TurnInput, TurnOutcome> Numbered(string number) => (knowledge, state, input) =>
    {
        var outcome = FakeDialog.Run(knowledge, state, input);
        return outcome with
        {
            Effects =
            [
                .. outcome.Effects.Select(effect => effect is Effect.FileCase { Case: var filing }
                    ? new Effect.FileCase(filing with { Number = number })
                    : effect),
            ],
        };
    };
}
