using FaqBot.Engine;

namespace FaqBot.Server;

/// <summary>The pages of a withdrawal, as HTML that needs no script.</summary>
/// <param name="shop">Whose.</param>
/// <param name="texts">In the page's language.</param>
/// <param name="form">With what was put in so far.</param>
/// <param name="once">The number of this form.</param>
/// <param name="seal">Of the statement that is shown.</param>
internal sealed class WithdrawForm(Shop shop, ShopTexts texts, DialogForm form, string once, string seal)
{
    public const string Route = "/withdraw/{shop}";

    private const string Step = WithdrawPost.StepField;

    /// <summary>To fill in.</summary>
    /// <param name="problem">What is wrong on the whole; null for nothing.</param>
    public string FieldsHtml(string? problem) => $"""
        <h2>{Page.Encode(texts["withdraw_title"])}</h2>
        <p class="said" dir="auto">{Page.Encode(texts["withdraw_intro"])}</p>
        {ProblemHtml(problem)}
        {StartHtml()}
        {string.Concat(form.Fields.Select(FieldHtml))}
        <p><button name="{Step}" value="review">{Page.Encode(form.SubmitLabel)}</button></p>
        </form>
        """;

    /// <summary>The statement in full, whatever else was put in, and the button that declares it.</summary>
    /// <param name="problem">Why it is not filed yet; null for nothing.</param>
    public string ReviewHtml(string? problem) => $"""
        <h2>{Page.Encode(texts["withdraw_review"])}</h2>
        {ProblemHtml(problem)}
        {string.Concat(form.Notes.Select(note => $"""<p class="said note" dir="auto">{Page.Encode(note)}</p>"""))}
        {StatementHtml(form.Statement)}
        {AnswersHtml()}
        <p>{Page.Encode(texts["dialog_statement_ask"])}</p>
        {StartHtml()}
        <input type="hidden" name="{WithdrawPost.SealField}" value="{Page.Encode(seal)}">
        {string.Concat(form.Fields.Select(KeptHtml))}
        <p class="actions"><button name="{Step}" value="confirm">{Page.Encode(form.ConfirmLabel)}</button>
        <button class="second" name="{Step}" value="edit">{Page.Encode(texts["dialog_change"])}</button></p>
        </form>
        """;

    /// <summary>That it was received, when, and what can be kept.</summary>
    public string DoneHtml(WithdrawReceipt receipt) => $"""
        <h2>{Page.Encode(texts["withdraw_done"])}</h2>
        <p class="said" dir="auto">{Page.Encode(receipt.Told)}</p>
        {StatementHtml(receipt.Statement)}
        <p><a class="button" href="{Page.Encode(receipt.File.Url)}">{Page.Encode(texts["withdraw_download"])}</a></p>
        """;

    private static string StatementHtml(string statement) =>
        statement.Length == 0 ? "" : $"""<blockquote class="statement" dir="auto">{Page.Encode(statement)}</blockquote>""";

    /// <summary>An address that was mistyped is seen here, or nowhere.</summary>
    private string AnswersHtml() => form.Answers.IsEmpty
        ? ""
        : $"""
            <h3>{Page.Encode(texts["withdraw_answers"])}</h3>
            <dl class="answers">
            {string.Concat(form.Answers.Select(pair =>
                $"""<div><dt>{Page.Encode(pair.About)}</dt><dd>{Page.Isolate(pair.Answer)}</dd></div>"""))}
            </dl>
            """;

    private static string ProblemHtml(string? problem) =>
        problem is null ? "" : $"""<p class="problem" role="alert">{Page.Encode(problem)}</p>""";

    private string StartHtml() => $"""
        <form method="post" action="/withdraw/{shop.Id}?lang={Page.Encode(form.Language)}" accept-charset="utf-8">
        <input type="hidden" name="{FormPost.OnceField}" value="{Page.Encode(once)}">
        """;

    private string FieldHtml(FormField shown)
    {
        var id = $"slot-{shown.Slot}";
        var error = shown.Error is { } wrong ? $"""<p class="problem" id="{id}-error">{Page.Encode(wrong)}</p>""" : "";
        var described = shown.Error is null ? "" : $" aria-invalid=\"true\" aria-describedby=\"{id}-error\"";
        return shown.Type is SlotType.Choice or SlotType.YesNo
            ? $"<fieldset><legend>{Page.Encode(shown.Question)}</legend>{TicksHtml(shown, "radio")}{error}</fieldset>\n"
            : $"""
                <div class="field"><label for="{id}">{Page.Encode(shown.Question)}</label>
                {InputHtml(shown, id, described)}{TicksHtml(shown, "checkbox")}{error}</div>

                """;
    }

    private static string InputHtml(FormField shown, string id, string described)
    {
        var name = WithdrawPost.SlotPrefix + shown.Slot;
        var value = Page.Encode(shown.Given.Text);
        var rest = $"""name="{name}" maxlength="{shown.CharsMax}" dir="auto"{described}""";
        return shown.Type switch
        {
            SlotType.Products => $"""<textarea id="{id}" rows="3" {rest}>{"\n"}{value}</textarea>""",
            SlotType.Date => $"""<input id="{id}" name="{name}" type="date" value="{value}"{described}>""",
            SlotType.Contact => $"""<input id="{id}" autocomplete="email" value="{value}" {rest}>""",
            SlotType.Text => $"""<input id="{id}" autocomplete="name" value="{value}" {rest}>""",
            _ => $"""<input id="{id}" value="{value}" {rest}>""",
        };
    }

    private static string TicksHtml(FormField shown, string type) => string.Concat(shown.Choices.Select(choice =>
    {
        var state = shown.Given.Choice == choice.Id ? " checked" : "";
        var input = $"""<input type="{type}" name="{WithdrawPost.ChoicePrefix}{shown.Slot}" value="{Page.Encode(choice.Id)}"{state}>""";
        return $"""<label class="tick">{input} {Page.Encode(choice.Label)}</label>{"\n"}""";
    }));

    private static string KeptHtml(FormField shown) => $"""
        {HiddenHtml(WithdrawPost.SlotPrefix + shown.Slot, shown.Given.Text)}
        {(shown.Given.Choice is { } choice ? HiddenHtml(WithdrawPost.ChoicePrefix + shown.Slot, choice) : "")}

        """;

    private static string HiddenHtml(string name, string value) =>
        $"""<input type="hidden" name="{name}" value="{Page.Encode(value)}">""";
}
