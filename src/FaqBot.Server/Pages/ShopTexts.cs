using FaqBot.Engine;
using NodaTime;

namespace FaqBot.Server;

/// <summary>What a shop says on a page, in one language and as of one moment.</summary>
internal sealed class ShopTexts(Shop shop, string language, Instant now)
{
    /// <summary>The text, empty where its values lead past <see cref="TemplateLimits"/>: one text of an owner must not take
    /// the page away.</summary>
    public string this[string id]
    {
        get
        {
            try
            {
                return shop.Say(id, language, now);
            }
            catch (TemplateLimitException)
            {
                return "";
            }
        }
    }
}
