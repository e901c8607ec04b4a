using NodaTime;

namespace FaqBot.Engine;

/// <summary>What a shop's own people are told of what a customer filed or added; in the shop's first language.</summary>
/// <param name="Subject">One line.</param>
/// <param name="Text">Plain text, paragraphs parted by an empty line.</param>
/// <param name="Language">BCP-47; what the text is written in.</param>
public sealed record ShopNotice(string Subject, string Text, string Language)
{
    /// <summary>Writes it, in the shop's words (<c>shop_case_*</c> in <c>dialogs/texts.yaml</c>).</summary>
    /// <param name="shop">Whose case.</param>
    /// <param name="filing">As it was filed.</param>
    /// <param name="isRemark">Whether it was added to a case that is open.</param>
    /// <param name="now">When.</param>
    public static ShopNotice Of(Shop shop, CaseFiling filing, bool isRemark, Instant now)
    {
        var language = shop.Texts[TextIds.ShopCaseText, shop.Languages[0]].Language;
        return new ShopNotice(
            Rendered(TextIds.ShopCaseSubject), $"{Rendered(TextIds.ShopCaseText)}\n\n{Rendered(TextIds.ShopCaseDetails)}", language);

        string Rendered(string id) => new CaseDetails(shop, filing, now).Rendered(id, isRemark, hasDates: !isRemark);
    }
}
