namespace FaqBot.Server;

/// <summary>Limits on what is asked about cases.</summary>
internal static class CaseLimits
{
    /// <summary>Open cases of one customer that a dialog is told of.</summary>
    public const int OpenCasesMax = 20;

    /// <summary>Cases in one answer.</summary>
    public const int PageMax = 100;

    /// <summary>Of histories in one answer; there is always one case.</summary>
    public const int PageCharsMax = 4 * 1024 * 1024;

    /// <summary>The body of a PATCH.</summary>
    public const int BodyBytesMax = 32 * 1024;

    public const int OutcomeCharsMax = 200;

    public const int NoteCharsMax = 4_000;

    /// <summary>What the shop says to the customer; a mail, and a line in the chat.</summary>
    public const int MessageCharsMax = 1_000;

    /// <summary>Of the name of who decided.</summary>
    public const int AgentCharsMax = 100;
}
