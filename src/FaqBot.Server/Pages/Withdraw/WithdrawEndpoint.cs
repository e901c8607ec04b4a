using FaqBot.Engine;
using NodaTime;

namespace FaqBot.Server;

/// <summary>
/// /withdraw/{shop}: the withdrawal function without chatting. The questions are those of the shop's dialog <c>withdrawal</c>; the
/// statement is shown in full, and filed once it is confirmed by itself. It is kept in a conversation as any other case is.
/// </summary>
internal sealed class WithdrawEndpoint(
    CurrentKnowledge knowledge, ConversationQueue queue, ConversationLog log, RateLimits limits, Store store, PageAssets assets,
    HomePage home, SigningKeys keys, TimeProvider time)
{
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
        else if (limits.FillFrom(context) is { } wait)
        {
            await AskAgain(asked, wait, StatusCodes.Status429TooManyRequests, context);
        }
        else
        {
            await Take(asked, post, context);
        }
    }

    private async Task Take(AskedForm asked, WithdrawPost post, HttpContext context)
    {
        if (post.Step == WithdrawStep.Edit)
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
        else if (!asked.Statement.IsSealed(post.Seal, keys))
        {
            await asked.Write(context, asked.Html.ReviewHtml(asked.Texts["withdraw_changed"]), StatusCodes.Status409Conflict);
        }
        else
        {
            await File(asked, context);
        }
    }

    /// <summary>Sent twice, it is filed once, and both are told the same. That it was received is said only of what the log has.</summary>
    private async Task File(AskedForm asked, HttpContext context)
    {
        try
        {
            var opened = await Find(asked.Statement, context.RequestAborted);
            if (opened is null && limits.OpenFrom(context) is { } wait)
            {
                await AskAgain(asked, wait, StatusCodes.Status429TooManyRequests, context);
                return;
            }
            var id = opened ?? await Begin(asked, context);
            var page = await log.Read(id, 0, RepliesMax, context.RequestAborted);
            var receipt = WithdrawReceipt.In(page, asked.Form.Statement.Length > 0);
            await (receipt is null
                ? ShowFailed(asked, context)
                : asked.Write(context, asked.Html.DoneHtml(receipt), StatusCodes.Status200OK));
        }
        catch (BegunInVainException)
        {
            await ShowFailed(asked, context);
        }
        catch (Exception exception) when (exception is BusyException || store.IsUnavailable(exception))
        {
            await AskAgain(asked, BusyException.RetryAfter, StatusCodes.Status503ServiceUnavailable, context);
        }
    }

    /// <summary>Where the statement was filed before; null where it was not.</summary>
    private async Task<ConversationId?> Find(WithdrawStatement statement, CancellationToken cancellation)
    {
        if (await log.Find(statement.Opens, cancellation) is not { } first)
        {
            return null;
        }
        return first.User == statement.Sender ? first.Id : (await log.Find(statement.OpensNext, cancellation))?.Id;
    }

    /// <summary>Files it. A form that was changed after it had been filed is another statement of the same customer: it is added to the
    /// first case where both are about the same.</summary>
    private async Task<ConversationId> Begin(AskedForm asked, HttpContext context)
    {
        var (statement, cancellation) = (asked.Statement, context.RequestAborted);
        var first = new Inbound(
            statement.Opens, statement.Sender, null, null, new TurnEvent.FormSent(DialogForm.Withdrawal, asked.Form.Filled),
            asked.Form.Language)
        {
            Site = context.Request.Site(),
        };
        // False where another post of the form was faster.
        if (await log.Find(statement.Opens, cancellation) is null && await queue.Begin(first, statement.Shop, cancellation))
        {
            return statement.Opens;
        }
        if (await Find(statement, cancellation) is { } found)
        {
            return found;
        }
        var next = first with { Conversation = statement.OpensNext, Follows = statement.Opens };
        await queue.Begin(next, statement.Shop, cancellation);
        return next.Conversation;
    }

    private static async Task AskAgain(AskedForm asked, TimeSpan wait, int status, HttpContext context)
    {
        context.Response.StateRetryAfter(wait);
        var html = asked.Form.IsWell && !asked.Form.IsEmpty
            ? asked.Html.ReviewHtml(asked.Texts["withdraw_again"])
            : asked.Html.FieldsHtml(asked.Texts["withdraw_again"]);
        await asked.Write(context, html, status);
    }

    /// <summary>Nothing was filed, and the same again may come to nothing again: it begins anew, with all that was typed.</summary>
    private static Task ShowFailed(AskedForm asked, HttpContext context)
    {
        var anew = asked with { Once = FormPost.NewOnce() };
        return anew.Write(context, anew.Html.FieldsHtml(anew.Texts["withdraw_failed"]), StatusCodes.Status500InternalServerError);
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
        var asked = DialogForm.Of(
            current, shop.Id, DialogForm.Withdrawal, language, now, post.Filled, queue.HasOrders(shop.Id));
        return asked is { } form
            ? new AskedForm(shop, form, new ShopTexts(shop, language, now), post.Once, keys, assets["site.css"])
            : null;
    }

    /// <summary>One shop's form in one language.</summary>
    private sealed record AskedForm(Shop Shop, DialogForm Form, ShopTexts Texts, string Once, SigningKeys Keys, string StyleAddress)
    {
        public WithdrawStatement Statement => new(Shop.Id, Once, Form);

        public WithdrawForm Html => new(Shop, Texts, Form, Once, Statement.Seal(Keys));

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
