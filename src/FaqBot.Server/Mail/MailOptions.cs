using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace FaqBot.Server;

internal enum MailTransport
{
    /// <summary>Each mail is a file in a folder.</summary>
    Folder,

    /// <summary>Each mail is handed to a mail server.</summary>
    Smtp,
}

/// <summary>How mail goes out, from the configuration section <c>Mail</c>; a shop's own settings are <c>Shops:{id}:Mail</c>, see
/// <see cref="MailSettings"/>.</summary>
internal sealed class MailOptions
{
    public const string Section = "Mail";

    public MailTransport Transport { get; set; }

    /// <summary>For <see cref="MailTransport.Folder"/>: where mails are written.</summary>
    [Required]
    public string Folder { get; set; } = "data/mail";

    /// <summary>The sender's address; empty: the contact e-mail of the mail's shop.</summary>
    public string From { get; set; } = "";

    /// <summary>The mail server; for <see cref="MailTransport.Smtp"/> it must be stated.</summary>
    public string Host { get; set; } = "";

    /// <summary>587 takes mail of people with a password, 25 of other servers.</summary>
    [Range(1, 65_535)]
    public int Port { get; set; } = 587;

    /// <summary>Whether the connection is encrypted before anything is said. A server that does not offer it gets no mail.</summary>
    public bool StartTls { get; set; } = true;

    /// <summary>Empty: without a login.</summary>
    public string User { get; set; } = "";

    /// <summary>Never logged.</summary>
    public string Password { get; set; } = "";

    /// <summary>How long one mail may take.</summary>
    [Range(1, 20)]
    public int TimeoutSeconds { get; set; } = 10;
}

[OptionsValidator]
internal sealed partial class MailOptionsValidator : IValidateOptions<MailOptions>;

/// <summary>Limits on what a mail holds. What is longer is cut, unless it says otherwise.</summary>
internal static class MailLimits
{
    /// <summary>Characters as people count them.</summary>
    public const int SubjectCharsMax = 200;

    /// <summary>A sender's, a receiver's or a file's.</summary>
    public const int NameCharsMax = 100;

    /// <summary>Text, page and files together; a larger mail is given up.</summary>
    public const int MailBytesMax = 2 * 1024 * 1024;

    /// <summary>Files of one mail; one with more is given up.</summary>
    public const int AttachmentsMax = 10;
}
