namespace FaqBot.Server;

/// <summary>Limits on what shops say of their customers.</summary>
internal static class CustomerLimits
{
    /// <summary>A secret that tokens are signed with; a shorter one could be guessed.</summary>
    public const int SecretCharsMin = 32;

    /// <summary>A customer's token; a usual one has two hundred characters.</summary>
    public const int TokenCharsMax = 2_048;

    /// <summary>The shop's own id of a customer, <c>sub</c>.</summary>
    public const int SubjectCharsMax = 128;

    /// <summary>How far in the future a token may end: a page that is left open overnight gets a new one with the next.</summary>
    public const int LifeHoursMax = 24;

    /// <summary>So far the shop's clock and ours may differ.</summary>
    public const int SkewSeconds = 60;
}
