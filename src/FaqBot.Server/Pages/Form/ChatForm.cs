using System.Collections.Immutable;
using FaqBot.Engine;
using FaqBot.Language;

namespace FaqBot.Server;

/// <summary>What a form was answered with.</summary>
/// <param name="Question">The customer's.</param>
/// <param name="Answers">The bot's, in order.</param>
/// <param name="Suggestions">Labels that may be asked next.</param>
internal sealed record FormAnswer(string Question, ImmutableArray<string> Answers, ImmutableArray<string> Suggestions)
{
    /// <summary>What the customer can keep.</summary>
    public ImmutableArray<FormFile> Files { get; init; } = [];
}

/// <summary>A file under an answer.</summary>
internal sealed record FormFile(string Name, string Url);

/// <summary>The form that asks without JavaScript.</summary>
/// <param name="shop">Whose.</param>
/// <param name="texts">In the page's language.</param>
/// <param name="language">The page's.</param>
internal sealed class ChatForm(Shop shop, ShopTexts texts, string language)
{
    /// <summary>Of the contact where the problem above the form is about it.</summary>
    private const string Doubted = " aria-invalid=\"true\" aria-describedby=\"problem\"";

    public const string Route = "/chat/{shop}";

    /// <summary>To begin with: what it is, and the form.</summary>
    public string FirstHtml() => $"""
        <h2>{Page.Encode(texts["form_title"])}</h2>
        {Paragraph(texts["form_intro"])}
        {Paragraph(texts["chat_privacy_line"])}
        {FieldsHtml(resume: null)}
        """;

    /// <summary>The same after something went wrong, with what the customer had typed.</summary>
    /// <param name="post">What was sent; null when it cannot be told.</param>
    /// <param name="problem">What to say about it.</param>
    /// <param name="isOfContact">Whether it is about the contact; else it is about the question, or nothing that was typed.</param>
    public string AgainHtml(FormPost? post, string problem, bool isOfContact) => $"""
        <h2>{Page.Encode(texts["form_title"])}</h2>
        <p class="problem" id="problem" role="alert">{Page.Encode(problem)}</p>
        {FieldsHtml(post?.Resume, post?.Question ?? "", post?.Contact ?? "", post?.Once, post?.Told, isOfContact)}
        """;

    /// <summary>What was asked and answered, and the form to go on with.</summary>
    public string AnsweredHtml(FormAnswer answer, string? resume) => $"""
        <section>
        <h2>{Page.Encode(texts["form_your_question"])}</h2>
        <blockquote dir="auto">{Page.Encode(answer.Question)}</blockquote>
        <h2>{Page.Encode(texts["form_answer"])}</h2>
        <p class="sender">{Page.Encode(texts["chat_from_bot"])}</p>
        {string.Concat(answer.Answers.Select(Paragraph))}
        {string.Concat(answer.Files.Select(file => $"""<p class="said"><a href="{Page.Encode(file.Url)}">{Page.Isolate(file.Name)}</a></p>"""))}
        {SuggestionsHtml(answer.Suggestions, resume)}
        {(AreNamed(answer) ? "" : Paragraph(texts["form_people"]))}
        </section>
        <h2>{Page.Encode(texts["form_again"])}</h2>
        {FieldsHtml(resume)}
        """;

    private string FieldsHtml(
        string? resume, string question = "", string contact = "", string? once = null, string? told = null, bool isDoubted = false) => $"""
        {FormStart(resume, once)}
        <p><label for="question">{Page.Encode(texts["form_question"])}</label>
        <textarea id="question" name="{FormPost.QuestionField}" rows="4" required maxlength="{TextAnalysis.TextLengthMax}" dir="auto">{"\n"}{Page.Encode(question)}</textarea></p>
        <p><label for="contact">{Page.Encode(texts["form_contact"])}</label>
        <input id="contact" name="{FormPost.ContactField}" maxlength="{Turn.ContactLengthMax}" autocomplete="email" dir="auto" value="{Page.Encode(contact)}"{(isDoubted ? Doubted : "")}></p>
        {(told is null ? "" : $"""<input type="hidden" name="{FormPost.ToldField}" value="{Page.Encode(told)}">""")}
        <p><button>{Page.Encode(texts["form_send"])}</button></p>
        </form>
        """;

    /// <summary>Their labels are questions of their own, so pressing one asks it.</summary>
    private string SuggestionsHtml(ImmutableArray<string> labels, string? resume) => labels.IsEmpty
        ? ""
        : $"""
            {FormStart(resume, once: null)}
            <p class="suggestions" role="group" aria-label="{Page.Encode(texts["chat_suggestions"])}">{string.Concat(labels.Select(label =>
                $"""<button name="{FormPost.QuestionField}" value="{Page.Encode(label)}">{Page.Encode(label)}</button>"""))}</p>
            </form>
            """;

    private string FormStart(string? resume, string? once) => $"""
        <form method="post" action="/chat/{shop.Id}?lang={Page.Encode(language)}" accept-charset="utf-8">
        <input type="hidden" name="{FormPost.OnceField}" value="{Page.Encode(once ?? FormPost.NewOnce())}">
        {(resume is null ? "" : $"""<input type="hidden" name="{FormPost.ResumeField}" value="{Page.Encode(resume)}">""")}
        """;

    /// <summary>Whether the bot itself has just said how people are reached, and when: then it is not said a second time.</summary>
    private bool AreNamed(FormAnswer answer)
    {
        var said = string.Join('\n', answer.Answers);
        var ways = new[] { shop.Contact.Email, shop.Contact.Phone, shop.Hours.Describe(HoursKind.Phone, shop.Locales[language]) };
        return ways.OfType<string>().All(way => said.Contains(way, StringComparison.Ordinal));
    }

    private string Paragraph(string text) =>
        text.Length == 0 ? "" : $"""<p class="said" dir="auto">{ContactLinks.Html(text, shop.Contact)}</p>""";
}
