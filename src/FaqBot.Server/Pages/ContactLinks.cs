using System.Text;
using FaqBot.Engine;

namespace FaqBot.Server;

/// <summary>The shop's e-mail address and telephone number as links, which open the customer's mail or dial.</summary>
internal static class ContactLinks
{
    public static string Email(string email) => $"""<a href="mailto:{Page.Encode(email)}"><bdi dir="ltr">{Page.Encode(email)}</bdi></a>""";

    public static string Phone(string phone) => $"""<a href="tel:{Dialled(phone)}"><bdi dir="ltr">{Page.Encode(phone)}</bdi></a>""";

    /// <summary>A text made safe for an element, with the contact as links wherever it is named.</summary>
    public static string Html(string text, ShopContact contact)
    {
        var html = new StringBuilder();
        var rest = text;
        while (First(rest, contact) is { } way)
        {
            var start = rest.IndexOf(way, StringComparison.Ordinal);
            html.Append(Page.Encode(rest[..start])).Append(way == contact.Email ? Email(way) : Phone(way));
            rest = rest[(start + way.Length)..];
        }
        return html.Append(Page.Encode(rest)).ToString();
    }

    /// <summary>The way that the text names first; null where it names none.</summary>
    private static string? First(string text, ShopContact contact) => new[] { contact.Email, contact.Phone }
        .Where(way => way is { Length: > 0 } && text.Contains(way, StringComparison.Ordinal))
        .MinBy(way => text.IndexOf(way ?? "", StringComparison.Ordinal));

    private static string Dialled(string phone) => string.Concat(phone.Where(sign => char.IsAsciiDigit(sign) || sign == '+'));
}
