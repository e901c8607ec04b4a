using System.Diagnostics;
using FaqBot.Engine;
using NodaTime;
using NodaTime.Text;

namespace FaqBot.Server;

/// <summary>Where a case stands.</summary>
internal static class CaseStatus
{
    public const string Received = "received";
    public const string InProgress = "in_progress";
    public const string WaitingCustomer = "waiting_customer";
    public const string WaitingExpert = "waiting_expert";

    /// <summary>Nothing is added to it any more; so with <see cref="Closed"/>.</summary>
    public const string Resolved = "resolved";

    public const string Closed = "closed";

    public static IReadOnlyList<string> All { get; } = [Received, InProgress, WaitingCustomer, WaitingExpert, Resolved, Closed];
}

/// <summary>The words that the database and the interface have for what a case is.</summary>
internal static class CaseWords
{
    /// <summary>Of all kinds.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [.. Enum.GetValues<CaseKind>().Select(Of)];

    public static string Of(CaseKind kind) => kind switch
    {
        CaseKind.Complaint => "complaint",
        CaseKind.Withdrawal => "withdrawal",
        CaseKind.Callback => "callback",
        CaseKind.Question => "question",
        _ => throw new UnreachableException(),
    };

    /// <summary>ISO 8601; null where there is no such day.</summary>
    public static string? Of(LocalDate? day) => day is { } known ? LocalDatePattern.Iso.Format(known) : null;

    public static CaseKind KindOf(string word) => Enum.GetValues<CaseKind>().First(kind => Of(kind) == word);

    public static string Of(ContactKind kind) => kind switch
    {
        ContactKind.None => "none",
        ContactKind.Email => "email",
        ContactKind.Phone => "phone",
        ContactKind.Chat => "chat",
        _ => throw new UnreachableException(),
    };
}
