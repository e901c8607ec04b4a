using FaqBot.Engine;
using NodaTime;

namespace FaqBot.Server;

/// <summary>One answer to a form without JavaScript.</summary>
internal sealed class FormPage(Shop shop, string language, string styleAddress, Instant now)
{
    private readonly ShopTexts texts = new(shop, language, now);

    public Shop Shop => shop;

    public string Language => language;

    private ChatForm Form => new(shop, texts, language);

    public Task ShowAnswer(HttpContext context, FormAnswer answer, string? resume) =>
        Make(Form.AnsweredHtml(answer, resume)).Write(context);

    /// <param name="context">Of the request.</param>
    /// <param name="post">What is kept in the form; null when it cannot be told.</param>
    /// <param name="status">400 or more.</param>
    /// <param name="textId">What to say: what the bot says of such a message.</param>
    public Task ShowProblem(HttpContext context, FormPost? post, int status, string textId) =>
        Make(Form.AgainHtml(post, texts[textId], isOfContact: false)).Write(context, status);

    /// <summary>Says what a contact is expected to be.</summary>
    public Task ShowDoubtfulContact(HttpContext context, FormPost post) =>
        Make(Form.AgainHtml(post, texts["form_contact_unreadable"], isOfContact: true)).Write(context, StatusCodes.Status400BadRequest);

    public Task ShowTooMany(HttpContext context, FormPost post, TimeSpan wait) =>
        ShowLater(context, post, wait, StatusCodes.Status429TooManyRequests, "form_too_many");

    public Task ShowBusy(HttpContext context, FormPost post, TimeSpan wait) =>
        ShowLater(context, post, wait, StatusCodes.Status503ServiceUnavailable, "form_busy");

    private Task ShowLater(HttpContext context, FormPost post, TimeSpan wait, int status, string textId)
    {
        context.Response.StateRetryAfter(wait);
        return ShowProblem(context, post, status, textId);
    }

    private Page Make(string html)
    {
        var page = new Page($"{texts["form_title"]} · {shop.Name}", shop.Locales[language]) { HasForm = true };
        return page with
        {
            HeadHtml = $"""
                <link rel="stylesheet" href="{styleAddress}">
                {ThemeStyle.Html(shop.Theme, page.Nonce)}
                """,
            BodyHtml = $"""
                <body class="site">
                {ChatHeader.Html(shop, texts, language)}
                <main class="ask">
                {html}
                </main>
                </body>
                """,
        };
    }
}
