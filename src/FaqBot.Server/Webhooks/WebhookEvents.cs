namespace FaqBot.Server;

/// <summary>What a shop's systems can be told of; a receiver states which of them it wants.</summary>
internal static class WebhookEvents
{
    public const string CaseFiled = "case.filed";

    /// <summary>Something was added to an open case.</summary>
    public const string CaseRemark = "case.remark";

    public const string CaseStatus = "case.status";

    /// <summary>A date draws near.</summary>
    public const string CaseReminder = "case.reminder";

    /// <summary>A date has come, or has passed.</summary>
    public const string CaseAlarm = "case.alarm";

    /// <summary>A text for a customer's telephone, for the gateway that sends it: <c>to</c> and <c>text</c>.</summary>
    public const string Notice = "notice";

    public const string Survey = "survey";

    public static IReadOnlyList<string> All { get; } = [CaseFiled, CaseRemark, CaseStatus, CaseReminder, CaseAlarm, Notice, Survey];
}
