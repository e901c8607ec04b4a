using System.Collections.Immutable;
using NodaTime;

namespace FaqBot.Engine;

/// <summary>Who filed a case and what they said, for the shop's own people (<c>shop_case_details</c>). What customers wrote is no link, and
/// what is long is cut: the case has it word for word.</summary>
/// <param name="shop">Whose case.</param>
/// <param name="filing">As it was filed, or added to one that is open.</param>
/// <param name="now">When it is told.</param>
internal sealed class CaseDetails(Shop shop, CaseFiling filing, Instant now)
{
    /// <summary>What texts can name of a case.</summary>
    internal static readonly ImmutableArray<string> Names =
    [
        "number", "kind", "joined", "name", "contact", "order", "product", "deadline", "promised", "due", "marks", "statement", "answers",
    ];

    /// <summary>Characters of one thing that a customer said.</summary>
    private const int SaidCharsMax = 600;

    /// <summary>Characters of all their answers.</summary>
    private const int AnswersCharsMax = 8_000;

    /// <summary>Characters of a name, of a customer or a product.</summary>
    private const int NameCharsMax = 100;

    /// <summary>A text that names it, in the shop's first language.</summary>
    /// <param name="textId">One of <see cref="TextIds"/>.</param>
    /// <param name="isJoined">Whether it was added to a case that is open.</param>
    /// <param name="hasDates">Whether its dates are told.</param>
    public string Rendered(string textId, bool isJoined, bool hasDates)
    {
        var text = shop.Texts[textId, shop.Languages[0]];
        var scope = TemplateRoots.For(shop, text.Language, now).With(("case", Named(text.Language, isJoined, hasDates)));
        return text.Template.Render(scope).Trim();
    }

    private TemplateValue.Map Named(string language, bool isJoined, bool hasDates) => new(name => name switch
    {
        "number" => new TemplateValue.Text(filing.Number),
        "kind" => new TemplateValue.Text(filing.Kind.ToString().ToLowerInvariant()),
        "joined" => new TemplateValue.Bool(isJoined),
        "name" => Said(filing.Contact.Name, NameCharsMax),
        "contact" => TemplateValue.Of(filing.Contact.Address),
        "order" => Said(filing.Order, NameCharsMax),
        "product" => Said(filing.Product, NameCharsMax),
        "deadline" when hasDates && filing.Deadline is { } day => new TemplateValue.Date(day),
        "promised" when hasDates && filing.Promised is { } day && day != filing.Deadline => new TemplateValue.Date(day),
        "due" when hasDates && filing.DueAt is { } due => new TemplateValue.Text(
            shop.Locales[language].Schedules.Moment(due.InZone(shop.Zone).LocalDateTime, today: null)),
        "marks" when !filing.Marks.IsEmpty => new TemplateValue.Text(string.Join(", ", filing.Marks)),
        "statement" => Said(filing.Statement is { } statement ? NoticeLines.Indented(statement) : null, SaidCharsMax),
        "answers" when Answers() is { Length: > 0 } answers => new TemplateValue.Text(Unlinked.Cut(answers, AnswersCharsMax)),
        _ => TemplateValue.Nothing,
    });

    /// <summary>But those that stand in a line of their own.</summary>
    private string Answers()
    {
        string?[] told = [filing.Contact.Name, filing.Contact.Address, filing.Order, filing.Product];
        return string.Join('\n', filing.Answers
            .Where(answer => !told.Contains(answer.Answer) && !NoticeLines.States(filing.Statement, answer.Answer))
            .Select(answer => $"{answer.Question}: {Unlinked.Of(answer.Answer, SaidCharsMax)}"));
    }

    private static TemplateValue Said(string? text, int charsMax) => TemplateValue.Of(text is null ? null : Unlinked.Of(text, charsMax));
}
