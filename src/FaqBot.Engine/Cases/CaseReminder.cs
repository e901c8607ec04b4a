using System.Collections.Immutable;
using NodaTime;

namespace FaqBot.Engine;

/// <summary>A case whose date draws near, or is over.</summary>
/// <param name="Number">As the customer knows it.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Sku">Of its product; null where none was named.</param>
/// <param name="End">The date: of the law, or the day of a call.</param>
/// <param name="CallBy">By when somebody was to call; null where nobody was.</param>
/// <param name="Filing">What was filed, with the contact that holds now; null where it is not known.</param>
public sealed record DueCase(
    string Number, CaseKind Kind, string? Sku, LocalDate End, Instant? CallBy = null, CaseFiling? Filing = null);

/// <summary>What a shop's own people are told of a case whose date is near; in the shop's first language.</summary>
/// <param name="Subject">One line.</param>
/// <param name="Text">Plain text.</param>
/// <param name="Language">BCP-47; what the text is written in.</param>
public sealed record CaseReminder(string Subject, string Text, string Language)
{
    /// <summary>What texts can name of a case.</summary>
    internal static readonly ImmutableArray<string> Names = ["number", "kind", "product", "deadline", "days", "due"];

    /// <summary>Writes it, in the shop's words (<c>reminder_*</c>, <c>alarm_*</c> and <c>shop_case_details</c> in
    /// <c>dialogs/texts.yaml</c>).</summary>
    /// <param name="shop">Whose case.</param>
    /// <param name="due">Which case.</param>
    /// <param name="now">From the case's date on it is an alarm, in the shop's zone.</param>
    public static CaseReminder Of(Shop shop, DueCase due, Instant now)
    {
        var today = CaseRules.LocalDay(now, shop.Zone);
        var (subjectId, textId) =
            today < due.End ? (TextIds.ReminderSubject, TextIds.ReminderText) : (TextIds.AlarmSubject, TextIds.AlarmText);
        return new CaseReminder(Rendered(subjectId), $"{Rendered(textId)}{Details()}", Written(textId).Language);

        WrittenText Written(string id) => shop.Texts[id, shop.Languages[0]];

        string Rendered(string id)
        {
            var text = Written(id);
            var scope = TemplateRoots.For(shop, text.Language, now).With(("case", Named(shop, due, today, text.Language)));
            return text.Template.Render(scope).Trim();
        }

        string Details() => due.Filing is { } filing
            ? $"\n\n{new CaseDetails(shop, filing, now).Rendered(TextIds.ShopCaseDetails, isJoined: false, hasDates: false)}"
            : "";
    }

    private static TemplateValue.Map Named(Shop shop, DueCase due, LocalDate today, string language) => new(name => name switch
    {
        "number" => new TemplateValue.Text(due.Number),
        "kind" => new TemplateValue.Text(due.Kind.ToString().ToLowerInvariant()),
        "product" when due.Sku is { } sku => new TemplateValue.Text(
            shop.Products.Products.TryGetValue(sku, out var product) ? product.NameIn(language) : sku),
        "deadline" => new TemplateValue.Date(due.End),
        "days" => new TemplateValue.Number(Period.DaysBetween(today, due.End)),
        "due" when due.CallBy is { } by => new TemplateValue.Text(
            shop.Locales[language].Schedules.Moment(by.InZone(shop.Zone).LocalDateTime, today)),
        _ => TemplateValue.Nothing,
    });
}
