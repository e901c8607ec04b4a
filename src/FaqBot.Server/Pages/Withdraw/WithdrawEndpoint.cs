using System.Text.Json.Nodes;
using FaqBot.Engine;
using NodaTime;

namespace FaqBot.Server;

/// <summary>
/// /withdraw/{shop}: the withdrawal function without chatting. The questions are those of the shop's dialog <c>withdrawal</c>; the
/// statement is shown in full, and filed once it is confirmed by itself. It is kept in a conversation as any other case is.
/// </summary>
internal sealed class WithdrawEndpoint(
    CurrentKnowledge knowledge, ConversationQueue queue, ConversationLog log, RateLimits limits, Store store, PageAssets assets,
    HomePage home, TimeProvider time)
{
    private const string Dialog = "withdrawal";

    private const int BodyBytesMax = 64 * 1024;

    /// <summary>Notes, statement and what becomes of it.</summary>
    private const int RepliesMax = 20;

    public async Task Show(HttpContext context)
    {
        var now = Microseconds.Now(time);
        if (FormFor(context, WithdrawPost.New(), now) is { } asked)
        {
            await asked.Write(context, asked.Html.FieldsHtml(null), StatusCodes.Status200OK);
        }
        else
        {
            await home.ShowNotFound(context);
        }
    }

    public async Task Take(HttpContext context)
    {
        if (await PageForm.RefuseForeign(context))
        {
            return;
        }
        var (sent, status) = await PageForm.Read(context.Request, BodyBytesMax);
        var post = sent is null ? null : WithdrawPost.Of(sent);
        if (FormFor(context, post ?? WithdrawPost.New(), Microseconds.Now(time)) is not { } asked)
        {
            await home.ShowNotFound(context);
            return;
        }
        if (post is null)
        {
            await asked.Write(context, asked.Html.FieldsHtml(asked.Texts["withdraw_problem"]), status);
        }
        else if (post.Step == WithdrawStep.Edit)
        {
            await asked.Write(context, asked.Html.FieldsHtml(null), StatusCodes.Status200OK);
        }
        else if (asked.Form.IsEmpty)
        {
            await asked.Write(context, asked.Html.FieldsHtml(asked.Texts["withdraw_empty"]), StatusCodes.Status400BadRequest);
        }
        else if (!asked.Form.IsWell)
        {
            await asked.Write(context, asked.Html.FieldsHtml(asked.Texts["withdraw_problem"]), StatusCodes.Status400BadRequest);
        }
        else if (post.Step == WithdrawStep.Review)
        {
            await asked.Write(context, asked.Html.ReviewHtml(null), StatusCodes.Status200OK);
        }
        else
        {
            await File(asked, post, context);
        }
    }

    /// <summary>Sent twice, it is filed once, and both are told the same.</summary>
    private async Task File(AskedForm asked, WithdrawPost post, HttpContext context)
    {
        var id = post.Opens();
        try
        {
            var hasBegun = await log.Find(id, context.RequestAborted) is not null;
            if (!hasBegun && limits.OpenFrom(context) is { } wait)
            {
                context.Response.StateRetryAfter(wait);
                await asked.Write(context, asked.Html.ReviewHtml(asked.Texts["withdraw_again"]), StatusCodes.Status429TooManyRequests);
                return;
            }
            if (!hasBegun)
            {
                await queue.Begin(
                    new Inbound(id, $"form_{id}", null, null, new TurnEvent.FormSent(Dialog, post.Filled), asked.Form.Language)
                    {
                        Site = context.Request.Site(),
                    },
                    asked.Shop.Id,
                    context.RequestAborted);
            }
            await ShowDone(asked, id, context);
        }
        catch (Exception exception) when (exception is BusyException || store.IsUnavailable(exception))
        {
            context.Response.StateRetryAfter(BusyException.RetryAfter);
            await asked.Write(context, asked.Html.ReviewHtml(asked.Texts["withdraw_again"]), StatusCodes.Status503ServiceUnavailable);
        }
    }

    private async Task ShowDone(AskedForm asked, ConversationId id, HttpContext context)
    {
        var page = await log.Read(id, 0, RepliesMax, context.RequestAborted);
        var told = page.Activities.Select(body => JsonNode.Parse(body.Span) as JsonObject).OfType<JsonObject>().ToList();
        var files = told.SelectMany(activity => (activity["attachments"] as JsonArray ?? []).OfType<JsonObject>())
            .Select(file => new FormFile(file.Text("name") ?? "", file.Text("contentUrl") ?? ""));
        // The last is what became of it; the statement stands in the confirmation.
        await asked.Write(
            context, asked.Html.DoneHtml(told.Select(activity => activity.Text("text")).OfType<string>().TakeLast(1), files),
            StatusCodes.Status200OK);
    }

    /// <summary>Null where there is no such shop, or none that takes withdrawals.</summary>
    private AskedForm? FormFor(HttpContext context, WithdrawPost post, Instant now)
    {
        var current = knowledge.Value;
        if (!current.Shops.TryGetValue((string)(context.Request.RouteValues["shop"] ?? ""), out var shop))
        {
            return null;
        }
        var language = PageLanguage.Choose(context.Request, shop.Languages);
        return DialogForm.Of(current, shop.Id, Dialog, language, now, post.Filled) is { } form
            ? new AskedForm(shop, form, new ShopTexts(shop, language, now), post.Once, assets["site.css"])
            : null;
    }

    /// <summary>One shop's form in one language.</summary>
    private sealed record AskedForm(Shop Shop, DialogForm Form, ShopTexts Texts, string Once, string StyleAddress)
    {
        public WithdrawForm Html => new(Shop, Texts, Form, Once);

        public Task Write(HttpContext context, string html, int status)
        {
            var page = new Page($"{Texts["withdraw_title"]} · {Shop.Name}", Shop.Locales[Form.Language]) { HasForm = true };
            return (page with
            {
                HeadHtml = $"""
                    <link rel="stylesheet" href="{StyleAddress}">
                    {ThemeStyle.Html(Shop.Theme, page.Nonce)}
                    """,
                BodyHtml = $"""
                    <body class="site">
                    {ChatHeader.Html(Shop, Texts, Form.Language, address: $"/withdraw/{Shop.Id}")}
                    <main class="ask">
                    {html}
                    </main>
                    </body>
                    """,
            }).Write(context, status);
        }
    }
}
