using System.Collections.Immutable;
using FaqBot.Engine;

namespace FaqBot.Server;

/// <summary>What the customer reads when a turn failed: that the message was kept, and the offer of a person.</summary>
internal static class Apology
{
    /// <summary>Empty if even the shop's own text fails: then silence is better than a second failure.</summary>
    public static ImmutableArray<Reply> For(Shop shop, string language)
    {
        try
        {
            var scope = Scope(shop, language);
            var text = shop.Texts[TextIds.Apology, language].Render(scope);
            var person = shop.Texts[TextIds.PersonButton, language].Render(scope);
            return text.Length > 0 ? [new Reply(text, [new Button(person, "person")], language)] : [];
        }
        catch (Exception exception) when (exception is InvalidOperationException or KeyNotFoundException)
        {
            return [];
        }
    }

    private static TemplateScope Scope(Shop shop, string language)
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["name"] = shop.Name,
            ["email"] = shop.Contact.Email,
            ["phone"] = shop.Contact.Phone,
            ["address"] = shop.Contact.Address,
        };
        var roots = new Dictionary<string, TemplateValue>(StringComparer.Ordinal)
        {
            ["shop"] = new TemplateValue.Map(
                name => values.GetValueOrDefault(name) is { } text ? new TemplateValue.Text(text) : new TemplateValue.Nil()),
        };
        return new TemplateScope(language, roots);
    }
}
