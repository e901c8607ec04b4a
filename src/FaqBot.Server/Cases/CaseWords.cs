using System.Diagnostics;
using FaqBot.Engine;
using NodaTime;
using NodaTime.Text;

namespace FaqBot.Server;

/// <summary>The words that the database and the interface have for what a case is.</summary>
internal static class CaseWords
{
    /// <summary>Queries name it as it stands here, as the indexes of open cases do; so with <see cref="Closed"/>.</summary>
    public const string Resolved = "resolved";

    public const string Closed = "closed";

    /// <summary>Of all kinds.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [.. Enum.GetValues<CaseKind>().Select(Of)];

    /// <summary>Of all statuses.</summary>
    public static IReadOnlyList<string> Statuses { get; } = [.. Enum.GetValues<CaseStatus>().Select(Of)];

    public static string Of(CaseStatus status) => status switch
    {
        CaseStatus.Received => "received",
        CaseStatus.InProgress => "in_progress",
        CaseStatus.WaitingCustomer => "waiting_customer",
        CaseStatus.WaitingExpert => "waiting_expert",
        CaseStatus.Resolved => Resolved,
        CaseStatus.Closed => Closed,
        _ => throw new UnreachableException(),
    };

    /// <summary>Null where <paramref name="word"/> is null.</summary>
    public static CaseStatus? StatusOf(string? word) => word is null ? null : Enum.GetValues<CaseStatus>().First(one => Of(one) == word);

    /// <summary>Of all reasons for which a customer is sent nothing.</summary>
    public static IReadOnlyList<string> WhyNotSent { get; } = [.. Enum.GetValues<NotSent>().Select(Of)];

    /// <summary>Null where there is no reason.</summary>
    public static string? OfAny(NotSent? why) => why is { } known ? Of(known) : null;

    public static string Of(NotSent why) => why switch
    {
        NotSent.NoAddress => "no_address",
        NotSent.DailyLimit => "daily_limit",
        NotSent.NoGateway => "no_gateway",
        NotSent.ShopNotServed => "shop_not_served",
        _ => throw new UnreachableException(),
    };

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
