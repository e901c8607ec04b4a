using NodaTime;

namespace FaqBot.Engine;

internal static class TemplateRoots
{
    public static TemplateScope For(Shop shop, string language, Instant now) => new(language, new Dictionary<string, TemplateValue>());
}

/// <summary>stub</summary>
public sealed class TemplateLimitException : Exception
{
}
