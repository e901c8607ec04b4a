using NodaTime;

namespace FaqBot.Engine;

/// <summary>What a shop's own people are told of a case whose legal date is near; in the shop's first language.</summary>
/// <param name="Subject">One line.</param>
/// <param name="Text">Plain text.</param>
/// <param name="Language">BCP-47.</param>
public sealed record CaseReminder(string Subject, string Text, string Language)
{
    /// <summary>Writes it, in the shop's words (<c>reminder_*</c> and <c>alarm_text</c> in <c>dialogs/texts.yaml</c>).</summary>
    /// <param name="shop">Whose case.</param>
    /// <param name="number">Of the case.</param>
    /// <param name="product">Null where none was named.</param>
    /// <param name="end">The legal date.</param>
    /// <param name="today">In the shop's zone. From <paramref name="end"/> on it is an alarm.</param>
    /// <param name="now">The same as a moment.</param>
    public static CaseReminder Of(Shop shop, string number, string? product, LocalDate end, LocalDate today, Instant now)
    {
        var language = shop.Languages[0];
        var ofCase = new TemplateValue.Map(name => name switch
        {
            "number" => new TemplateValue.Text(number),
            "product" => TemplateValue.Of(product),
            "deadline" => new TemplateValue.Date(end),
            "days" => new TemplateValue.Number(Period.DaysBetween(today, end)),
            _ => TemplateValue.Nothing,
        });
        var scope = TemplateRoots.For(shop, language, now).With(("case", ofCase));
        return new CaseReminder(
            Rendered(TextIds.ReminderSubject), Rendered(today < end ? TextIds.ReminderText : TextIds.AlarmText), language);

        string Rendered(string textId) => shop.Texts[textId, language].Template.Render(scope).Trim();
    }
}
