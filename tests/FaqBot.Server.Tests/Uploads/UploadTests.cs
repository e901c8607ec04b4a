using System.Net;
using System.Net.Http.Headers;
using System.Text;
using FaqBot.Engine;

namespace FaqBot.Server.Tests;

/// <summary>Files in, over HTTP.</summary>
public sealed class UploadTests : IAsyncLifetime
{
    private static readonly byte[] Photo = TestFiles.Jpeg(TestFiles.Jfif());

    private DirectLineServer? started;

    private DirectLineServer Server => started ?? throw new InvalidOperationException();

    public async Task InitializeAsync() => started = await DirectLineServer.Start();

    public async Task DisposeAsync() => await Server.DisposeAsync();

    [Fact]
    public async Task What_DirectLineJS_sends_becomes_a_message_with_links_to_its_files()
    {
        var chat = await Server.Begin();
        var form = new UploadForm()
            .Message("plik", "k2", "zdjęcie 1.jpg", "zdjęcie 1 (1).png")
            .File("zdjęcie 1.jpg", Photo)
            .File("zdjęcie 1 (1).png", TestFiles.Png(), "image/png");

        var echo = await Server.Upload(chat, form.Content());

        Assert.Equal("plik", echo.Field("text"));
        Assert.Equal("k2", echo["channelData"].Field("clientActivityID"));
        Assert.Equal(2, echo["channelData"].List("attachmentSizes").Count);
        var attachments = echo.List("attachments");
        Assert.Equal(["zdjęcie 1.jpg", "zdjęcie 1 (1).png"], attachments.Select(file => file.Field("name")));
        Assert.Equal(["image/jpeg", "image/png"], attachments.Select(file => file.Field("contentType")));
        Assert.Equal(Photo, await Server.Download(attachments[0]));
        Assert.Equal(TestFiles.Png(), await Server.Download(attachments[1]));
        Assert.StartsWith(Server.Address.ToString(), attachments[0].Field("contentUrl"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_user_in_the_address_is_not_believed()
    {
        var chat = await Server.Begin();

        var echo = await Server.Upload(chat, new UploadForm().File("a.jpg", Photo).Content());

        Assert.StartsWith("dl_", echo["from"].Field("id"), StringComparison.Ordinal);
        Assert.Equal("user", echo["from"].Field("role"));
    }

    [Fact]
    public async Task Parts_come_in_any_order_strangers_are_added_and_what_did_not_come_is_dropped()
    {
        var chat = await Server.Begin();
        var form = new UploadForm()
            .File("new.gif", TestFiles.Gif())
            .File("b.jpg", Photo)
            .Message("", "k", "a.jpg", "missing.jpg", "b.jpg")
            .File("a.jpg", TestFiles.Png());

        var echo = await Server.Upload(chat, form.Content());

        Assert.Equal(["a.png", "b.jpg", "new.gif"], echo.List("attachments").Select(file => file.Field("name")));
    }

    [Fact]
    public async Task What_a_client_says_of_its_file_stays_but_for_what_is_ours_to_say()
    {
        var chat = await Server.Begin();
        var form = new UploadForm()
            .Activity("""
                {"type":"message","attachments":[{"contentType":"text/html","name":"a.jpg","thumbnailUrl":"https://tracker.example/","contentUrl":"https://evil.example/","content":"x","mine":7}]}
                """)
            .File("a.jpg", Photo);

        var attachment = Assert.Single((await Server.Upload(chat, form.Content())).List("attachments"));

        Assert.Equal("image/jpeg", attachment.Field("contentType"));
        Assert.Equal(attachment.Field("contentUrl"), attachment.Field("thumbnailUrl"));
        Assert.DoesNotContain("example", attachment.Field("contentUrl"), StringComparison.Ordinal);
        Assert.Null(attachment["content"]);
        Assert.Equal(7, attachment["mine"]?.GetValue<int>());
    }

    [Fact]
    public async Task A_name_that_a_form_escapes_is_found_all_the_same()
    {
        var chat = await Server.Begin();
        var form = new UploadForm()
            .Activity("""
                {"type":"message","attachments":[{"contentType":"x","name":"2\" nail.jpg"},{"contentType":"x","name":"100%22.jpg"}]}
                """)
            .File("100%22.jpg", Photo)
            .File("2%22 nail.jpg", Photo);

        var attachments = (await Server.Upload(chat, form.Content())).List("attachments");

        Assert.Equal(["2_ nail.jpg", "100_.jpg"], attachments.Select(file => file.Field("name")));
    }

    [Theory]
    [InlineData("name=\"file\"; filename=\"but.jpg\"", "but.jpg")]
    [InlineData("attachment; filename*=UTF-8''zdj%C4%99cie.jpg", "zdjęcie.jpg")]
    [InlineData("attachment; filename=\"../../x.html\"", "x.jpg")]
    [InlineData("nonsense;;;", "photo.jpg")]
    [InlineData(null, "photo.jpg")]
    public async Task A_body_that_is_the_file_itself_is_taken(string? disposition, string name)
    {
        var chat = await Server.Begin();
        var content = new ByteArrayContent(Photo);
        content.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        if (disposition is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Disposition", disposition);
        }

        var echo = await Server.Upload(chat, content);

        Assert.Equal("message", echo.Field("type"));
        var attachment = Assert.Single(echo.List("attachments"));
        Assert.Equal(name, attachment.Field("name"));
        Assert.Equal(Photo, await Server.Download(attachment));
    }

    [Fact]
    public async Task The_bot_is_told_that_files_came_and_are_kept()
    {
        TurnEvent? seen = null;
        await using var server = await DirectLineServer.Start((knowledge, state, input) =>
        {
            seen = input.Event;
            return FakeTurns.Echo(knowledge, state, input);
        });
        var chat = await server.Begin();

        await server.Upload(chat, new UploadForm().Message("proszę", null, "a.jpg").File("a.jpg", Photo).Content());

        var message = Assert.IsType<TurnEvent.Message>(seen);
        Assert.Equal(new TurnEvent.Message("proszę", null, HasFiles: true, AreFilesKept: true), message with { Files = [] });
        Assert.Equal(new SentFile("a.jpg", "image/jpeg", server.Files().Single().Name), Assert.Single(message.Files));
    }

    [Fact]
    public async Task Places_are_cut_before_anybody_sees_the_photo()
    {
        var chat = await Server.Begin();
        byte[] metadata = [.. TestFiles.Jfif(), .. TestFiles.Exif(1), .. TestFiles.Xmp()];

        var echo = await Server.Upload(chat, new UploadForm().File("a.jpg", TestFiles.Jpeg(metadata)).Content());

        Assert.Equal(Photo, await Server.Download(echo["attachments"]?[0]));
    }

    [Fact]
    public async Task A_repeat_is_recorded_once_and_leaves_no_file_behind()
    {
        var chat = await Server.Begin();
        var parallel = Enumerable.Range(0, 2).Select(_ => Server.Upload(chat, Form())).ToList();

        var ids = (await Task.WhenAll(parallel)).Select(echo => echo.Field("id")).ToList();
        ids.Add((await Server.Upload(chat, Form())).Field("id"));

        Assert.Single(ids.Distinct());
        Assert.Equal(4, (await chat.Activities()).Count);
        var file = Assert.Single(Server.Files());
        Assert.Equal(3, file.Sequence);
        Assert.Equal(1, Server.ChunkCount());

        static HttpContent Form() => new UploadForm().Message("raz", "same", "a.jpg").File("a.jpg", Photo).Content();
    }

    [Fact]
    public async Task A_token_that_has_not_started_may_begin_with_a_photo()
    {
        var token = await Server.Ask(HttpMethod.Post, "tokens/generate", DirectLineServer.Secret);
        token["streamUrl"] = "";
        var chat = new Chat(Server, token);

        await Server.Upload(chat, new UploadForm().File("a.jpg", Photo).Content());

        Assert.Equal(4, (await chat.Activities()).Count);
    }

    [Fact]
    public async Task After_the_end_nothing_is_taken_but_a_repeat_is_known_again()
    {
        var chat = await Server.Begin();
        var first = await Server.Upload(chat, new UploadForm().Message("", "k", "a.jpg").File("a.jpg", Photo).Content());
        await chat.Post("""{"type":"endOfConversation"}""");

        Assert.Equal((409, "ConversationEnded"), await Server.UploadRefused(chat, new UploadForm().File("a.jpg", Photo).Content()));
        var again = await Server.Upload(chat, new UploadForm().Message("", "k", "a.jpg").File("a.jpg", Photo).Content());

        Assert.Equal(first.Field("id"), again.Field("id"));
        Assert.Single(Server.Files());
    }

    [Fact]
    public async Task A_talk_that_ends_while_its_file_is_stored_leaves_no_file_behind()
    {
        using var ends = new SemaphoreSlim(0);
        var isEnding = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await DirectLineServer.Start((knowledge, state, input) =>
        {
            if (input.Event is TurnEvent.Ended)
            {
                isEnding.SetResult();
                ends.Wait();
            }
            return FakeTurns.Echo(knowledge, state, input);
        });
        var chat = await server.Begin();
        var end = chat.Post("""{"type":"endOfConversation"}""");
        await isEnding.Task;
        var upload = server.UploadRefused(chat, new UploadForm().File("a.jpg", Photo).Content());
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (server.ChunkCount() == 0)
        {
            await timer.WaitForNextTickAsync(deadline.Token);
        }
        ends.Release();

        Assert.Equal((409, "ConversationEnded"), await upload);
        await end;
        Assert.Empty(server.Files());
    }

    [Fact]
    public async Task Files_come_over_HTTP_2_too()
    {
        await using var server = await DirectLineServer.Start(settings: ("Kestrel:EndpointDefaults:Protocols", "Http2"));
        var token = await Ask("tokens/generate", DirectLineServer.Secret, null);

        var posted =
            await Ask($"conversations/{token.Field("conversationId")}/upload?userId=x", token.Field("token"), new ByteArrayContent(Photo));

        Assert.NotEmpty(posted.Field("id"));
        Assert.Single(server.Files());

        async Task<System.Text.Json.Nodes.JsonObject> Ask(string path, string bearer, HttpContent? content)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/v3/directline/{path}")
            {
                Content = content,
                Version = HttpVersion.Version20,
                VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
            using var response = await server.Client.SendAsync(request);
            Assert.True(response.IsSuccessStatusCode, $"{path}: {(int)response.StatusCode}");
            return await DirectLineServer.ReadJson(response);
        }
    }

    [Theory]
    [InlineData("<html><script>alert(1)</script></html>", "a.jpg")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>", "a.jpg")]
    [InlineData("MZ\u0090\u0000 a program", "a.jpg")]
    [InlineData("GIF89a/*\u0010\u0010\u0000\u0000*/=1;alert(1)", "a.gif")]
    [InlineData("%PDF-1.7 /JS (app.alert(1))", "a.pdf")]
    [InlineData("PK\u0003\u0004", "a.zip")]
    [InlineData("abc", "zdjęcie 1.txt")]
    public async Task What_is_no_picture_and_no_video_is_refused_whatever_it_is_called(string content, string name)
    {
        var chat = await Server.Begin();

        var refused = await Server.UploadRefused(
            chat, new UploadForm().Message("", "k", name).File(name, Encoding.Latin1.GetBytes(content)).Content());

        Assert.Equal((400, "FileNotAllowed"), refused);
        Assert.Empty(Server.Files());
        Assert.Equal(2, (await chat.Activities()).Count);
    }

    [Fact]
    public async Task A_refusal_says_which_file_and_what_is_taken()
    {
        var chat = await Server.Begin();

        using var response = await Server.TryUpload(chat, new UploadForm().File("a.jpg", Photo).File("b.jpg", [1, 2, 3]).Content());

        var message = (await DirectLineServer.ReadJson(response))["error"].Field("message");
        Assert.Equal(
            "File 2 is none of JPEG, PNG, GIF, WebP, MP4, MOV and WebM. Send one of these. "
            + "Taken are pictures of at most 10 MB and videos of at most 40 MB.",
            message);
    }

    [Fact]
    public async Task Empty_files_and_uploads_without_any_are_refused()
    {
        var chat = await Server.Begin();

        Assert.Equal((400, "BadArgument"), await Server.UploadRefused(chat, new UploadForm().File("a.jpg", []).Content()));
        Assert.Equal(
            (400, "BadArgument"), await Server.UploadRefused(chat, new UploadForm().File("a.jpg", Photo).File("b.jpg", []).Content()));
        Assert.Equal((400, "BadArgument"), await Server.UploadRefused(chat, new UploadForm().Message("nic", "k").Content()));
        Assert.Equal(
            (400, "BadArgument"),
            await Server.UploadRefused(chat, new UploadForm().Part("form-data; name=\"text\"", null, [65]).Content()));
        Assert.Equal((400, "BadArgument"), await Server.UploadRefused(chat, new ByteArrayContent([])));
        Assert.Equal((400, "BadArgument"), await Server.UploadRefused(chat, new UploadForm().Content()));
        Assert.Empty(Server.Files());
    }

    [Fact]
    public async Task What_is_no_form_or_no_message_is_refused()
    {
        var chat = await Server.Begin();
        var photo = new UploadForm().File("a.jpg", Photo);

        Assert.Equal((400, "BadArgument"), await Server.UploadRefused(chat, photo.Content("another")));
        Assert.Equal((400, "BadArgument"), await Server.UploadRefused(chat, UploadForm.Typed(new ByteArrayContent(Photo))));
        Assert.Equal((400, "BadArgument"), await Server.UploadRefused(chat, UploadForm.Typed(
            new StringContent($"--{UploadForm.Boundary}\r\nContent-Disposition: form-data; filename=\"a.jpg\"\r\n\r\nstops here"))));
        Assert.Equal((400, "BadArgument"), await Server.UploadRefused(chat, photo.Content($"\"{new string('x', 200)}\"")));
        Assert.Equal(
            (400, "BadArgument"), await Server.UploadRefused(chat, new UploadForm().Activity("[]").File("a.jpg", Photo).Content()));
        Assert.Equal(
            (400, "BadArgument"),
            await Server.UploadRefused(chat, new UploadForm().Activity("""{"type":"endOfConversation"}""").File("a.jpg", Photo).Content()));
        Assert.Equal(
            (400, "BadArgument"),
            await Server.UploadRefused(chat, new UploadForm().Activity("""{"type":"typing"}""").File("a.jpg", Photo).Content()));
        Assert.Equal(
            (400, "BadArgument"),
            await Server.UploadRefused(chat, new UploadForm().Message("", "k").Message("", "k").File("a.jpg", Photo).Content()));
        Assert.Equal(
            (413, "MessageSizeTooBig"),
            await Server.UploadRefused(chat, new UploadForm().Message(new string('x', 300_000), "k").File("a.jpg", Photo).Content()));
        Assert.Empty(Server.Files());
    }

    [Fact]
    public async Task Ten_files_are_taken_and_eleven_are_not()
    {
        var chat = await Server.Begin();

        var echo = await Server.Upload(
            chat, Enumerable.Range(0, 10).Aggregate(new UploadForm(), (form, n) => form.File($"{n}.jpg", Photo)).Content());
        var refused = await Server.UploadRefused(
            chat, Enumerable.Range(0, 11).Aggregate(new UploadForm(), (form, n) => form.File($"{n}.jpg", Photo)).Content());
        var many = await Server.UploadRefused(
            chat,
            Enumerable.Range(0, 1000).Aggregate(new UploadForm(), (form, n) => form.Part("form-data; name=\"x\"", null, [65])).Content());

        Assert.Equal(10, echo.List("attachments").Count);
        Assert.Equal((400, "BadArgument"), refused);
        Assert.Equal((400, "BadArgument"), many);
        Assert.Equal(10, Server.Files().Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Forty_one_megabytes_are_too_much_with_and_without_a_stated_length(bool isChunked)
    {
        var chat = await Server.Begin();
        var content = new StreamContent(new MemoryStream(BigVideo(41)));
        content.Headers.ContentLength = isChunked ? null : content.Headers.ContentLength;

        Assert.Equal((413, "MessageSizeTooBig"), await Server.UploadRefused(chat, content));
        Assert.Empty(Server.Files());
        await chat.Say("i dalej");
    }

    [Fact]
    public async Task A_video_of_forty_megabytes_is_taken_and_comes_back_byte_for_byte()
    {
        var chat = await Server.Begin();
        var video = BigVideo(40);

        var echo = await Server.Upload(chat, new UploadForm().File("a.mp4", video).Content());

        Assert.Equal(video, await Server.Download(echo["attachments"]?[0]));
        Assert.Equal(640, Server.ChunkCount());
    }

    [Fact]
    public async Task A_picture_of_eleven_megabytes_is_too_much()
    {
        var chat = await Server.Begin();
        byte[] comments = [.. Enumerable.Repeat(TestFiles.Segment(0xFE, new byte[65_000]), 180).SelectMany(segment => segment)];

        Assert.Equal(
            (413, "MessageSizeTooBig"),
            await Server.UploadRefused(chat, new UploadForm().File("a.jpg", TestFiles.Jpeg(comments)).Content()));
    }

    [Fact]
    public async Task Further_types_can_be_allowed_and_are_only_ever_downloads()
    {
        await using var server = await DirectLineServer.Start(settings: ("Uploads:AlsoAllowed", "application/pdf, text/plain"));
        var chat = await server.Begin();

        var echo = await server.Upload(
            chat,
            new UploadForm()
                .File("umowa.pdf", [.. "%PDF-1.7 /JS"u8])
                .File("zdjęcie 1.txt", [.. "abc ł"u8])
                .File("page.html", [.. "<script>"u8])
                .Content());

        Assert.Equal(["application/pdf", "text/plain", "text/plain"], echo.List("attachments").Select(file => file.Field("contentType")));
        Assert.Equal(["umowa.pdf", "zdjęcie 1.txt", "page.txt"], echo.List("attachments").Select(file => file.Field("name")));
        foreach (var attachment in echo.List("attachments"))
        {
            using var response = await server.Client.GetAsync(new Uri(attachment.Field("contentUrl")));
            Assert.StartsWith("attachment;", response.Content.Headers.ContentDisposition?.ToString(), StringComparison.Ordinal);
        }
        Assert.Equal(
            (400, "FileNotAllowed"), await server.UploadRefused(chat, new UploadForm().File("a.txt", [0xFF, 0xFE, 0, 1]).Content()));
    }

    [Fact]
    public async Task A_conversation_holds_so_much_and_no_more()
    {
        await using var server = await DirectLineServer.Start(settings: ("Uploads:ConversationMegabytes", "1"));
        var chat = await server.Begin();
        var big = TestVideos.Mp4(top: TestVideos.Box("free", new byte[600_000]));
        await server.Upload(chat, new UploadForm().File("a.mp4", big).Content());

        Assert.Equal((413, "MessageSizeTooBig"), await server.UploadRefused(chat, new UploadForm().File("b.mp4", big).Content()));
        Assert.Single(server.Files());
    }

    [Theory]
    [InlineData("Uploads:AddressDayMegabytes")]
    [InlineData("Uploads:ShopDayMegabytes")]
    public async Task All_conversations_together_bring_so_much_a_day_and_no_more(string setting)
    {
        await using var server = await DirectLineServer.Start(settings: (setting, "1"));
        var big = TestVideos.Mp4(top: TestVideos.Box("free", new byte[600_000]));
        await server.Upload(await server.Begin(), new UploadForm().File("a.mp4", big).Content());

        using var refused = await server.TryUpload(await server.Begin(), new UploadForm().File("b.mp4", big).Content());
        server.Conversations.Time.Advance(TimeSpan.FromHours(12));

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(TimeSpan.FromHours(12), refused.Headers.RetryAfter?.Delta);
        Assert.Single(server.Files());
        await server.Upload(await server.Begin(), new UploadForm().File("b.mp4", big).Content());
    }

    [Fact]
    public async Task One_address_leaves_places_for_others()
    {
        await using var server = await DirectLineServer.Start(settings: ("Uploads:ConcurrentPerAddressMax", "1"));
        var slow = new SlowContent();
        var upload = server.TryUpload(await server.Begin(), slow, isOnceLetIn: true);
        await slow.Begun;

        using var refused = await server.TryUpload(await server.Begin(), new UploadForm().File("a.jpg", Photo).Content());
        slow.End();
        using var ended = await upload;

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, ended.StatusCode);
    }

    [Fact]
    public async Task Another_conversation_s_token_and_none_are_refused_before_anything_is_read()
    {
        var chat = await Server.Begin();
        var other = await Server.Begin();
        var path = $"/v3/directline/{chat.Path("/upload?userId=x")}";

        Assert.Equal((403, "ForeignConversation"), await Server.Refused(HttpMethod.Post, chat.Path("/upload?userId=x"), other.Token, "x"));
        Assert.Equal((401, "MissingAuthorization"), await Server.Refused(HttpMethod.Post, chat.Path("/upload?userId=x"), null, "x"));
        Assert.Equal(
            (404, "ConversationNotFound"),
            await Server.Refused(HttpMethod.Post, "conversations/unknown/upload?userId=x", DirectLineServer.Secret, "x"));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await Server.Client.GetAsync(new Uri(path, UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task A_refusal_is_heard_by_a_client_that_is_still_sending()
    {
        var chat = await Server.Begin();
        var other = await Server.Begin();
        using var request = new HttpRequestMessage(
            HttpMethod.Post, $"/v3/directline/{chat.Path("/upload?userId=x")}")
        { Content = new ByteArrayContent(BigVideo(40)) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", other.Token);

        using var response = await Server.Client.SendAsync(request);

        Assert.Equal("ForeignConversation", await DirectLineServer.CodeOf(response));
        Assert.Equal((400, "FileNotAllowed"), await Server.UploadRefused(chat, new ByteArrayContent(new byte[39 * 1024 * 1024])));
        Assert.Equal(
            (400, "BadArgument"), await Server.UploadRefused(chat, UploadForm.Typed(new ByteArrayContent(new byte[39 * 1024 * 1024]))));
    }

    [Fact]
    public async Task Too_many_uploads_at_a_time_are_told_to_come_back()
    {
        var chat = await Server.Begin();
        var slow = Enumerable.Range(0, 2).Select(_ => new SlowContent()).ToList();
        var uploads = slow.Select(content => Server.TryUpload(chat, content, isOnceLetIn: true)).ToList();
        await Task.WhenAll(slow.Select(content => content.Begun));

        using var refused = await Server.TryUpload(chat, new UploadForm().File("a.jpg", Photo).Content());
        slow.ForEach(content => content.End());
        var ended = await Task.WhenAll(uploads);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal("ServiceBusy", await DirectLineServer.CodeOf(refused));
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.All(ended, response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        await Server.Upload(chat, new UploadForm().File("a.jpg", Photo).Content());
    }

    private static byte[] BigVideo(int megabytes)
    {
        var frame = TestVideos.Mp4(top: TestVideos.Box("free", []));
        var video = TestVideos.Mp4(top: TestVideos.Box("mdat", new byte[(megabytes * 1024 * 1024) - frame.Length]));
        new Random(1).NextBytes(video.AsSpan(frame.Length));
        return video;
    }

    /// <summary>Half a photo, and the rest when it is told.</summary>
    private sealed class SlowContent : HttpContent
    {
        private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource end = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Begun => begun.Task;

        public void End() => end.SetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(Photo.AsMemory(0, 50));
            await stream.FlushAsync();
            begun.SetResult();
            await end.Task;
            await stream.WriteAsync(Photo.AsMemory(50));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
