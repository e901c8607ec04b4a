namespace FaqBot.Server;

/// <summary>Limits on webhooks.</summary>
internal static class WebhookLimits
{
    /// <summary>A shop's receivers.</summary>
    public const int ReceiversMax = 10;

    /// <summary>A receiver's name.</summary>
    public const int NameCharsMax = 40;

    /// <summary>What a webhook is known by.</summary>
    public const int IdCharsMax = 64;

    /// <summary>What a webhook says.</summary>
    public const int BodyCharsMax = 64 * 1024;

    /// <summary>A secret that webhooks are signed with.</summary>
    public const int SecretCharsMin = 32;

    /// <summary>Whether a webhook can be known by that.</summary>
    public static bool IsId(string id) =>
        id.Length is > 0 and <= IdCharsMax && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.');
}
