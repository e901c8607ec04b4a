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

    /// <summary>What of a receiver's answer is read; it says nothing to us but its status.</summary>
    public const int AnswerBytesMax = 4 * 1024;

    /// <summary>How long a receiver may take.</summary>
    public const int AnswerSeconds = 10;

    /// <summary>The longest pause that a receiver is granted by its <c>Retry-After</c>.</summary>
    public const int RetryAfterMinutesMax = 60;

    /// <summary>A secret that webhooks are signed with.</summary>
    public const int SecretCharsMin = 32;

    /// <summary>Whether a webhook can be known by that.</summary>
    public static bool IsId(string id) =>
        id.Length is > 0 and <= IdCharsMax && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.');
}
