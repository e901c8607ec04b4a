using System.Collections.Frozen;
using NodaTime;

namespace FaqBot.Engine;

/// <summary>The dates that follow from a dialog's answers, by the law of the shop's country.</summary>
/// <param name="shop">Whose law, and what it grants beyond.</param>
/// <param name="saidOn">Of the first message, or of the statement.</param>
/// <param name="today">Where the shop is.</param>
/// <param name="received">When the goods came; null where nobody knows.</param>
/// <param name="contract">When they were ordered: it chooses the version of a rule; null where nobody knows, and then the day of
/// receipt does.</param>
internal sealed class DialogDates(Shop shop, LocalDate saidOn, LocalDate today, LocalDate? received, LocalDate? contract)
{
    private const string WithdrawalRule = "withdrawal";
    private const string LiabilityRule = "liability";
    private const string ReturnDays = "return_days";

    /// <summary>What a shop may promise beside the law, by rule.</summary>
    private static readonly FrozenDictionary<string, string> PromisedDays = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["complaint-reply"] = "complaint_reply_days",
        ["refund"] = "refund_days",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The last day of withdrawal, which a shop may put off (<c>return_days</c>); null where it cannot be told.</summary>
    public Deadline? Withdrawal
    {
        get
        {
            if (received is not { } from || shop.Law is not { } law || Due(WithdrawalRule, from) is not { } due)
            {
                return null;
            }
            return Granted(due) is { } days ? CaseRules.Count(law, days, DurationUnit.Day, from) : due;
        }
    }

    /// <summary>The last day of the seller's liability.</summary>
    public Deadline? Liability => received is { } from ? Due(LiabilityRule, from) : null;

    /// <summary>By the id of a rule: from the day of receipt, or from that which a case is <see cref="CountedFrom"/>.</summary>
    public Deadline? ByRule(string rule) => ByRule(rule, CountedFrom(rule));

    /// <summary>The day that a case counts from: of the dialog's first message, or of the statement; where the dialog then rested until
    /// the shop's time was over, today, so that no day is promised that is past.</summary>
    public LocalDate CountedFrom(string rule) =>
        rule is not (WithdrawalRule or LiabilityRule) && Promised(rule, saidOn) < today ? today : saidOn;

    /// <summary>The day by which the shop answers or pays back: its own promise (<c>complaint_reply_days</c>, <c>refund_days</c>) where
    /// that is shorter than the law's term; null where neither is known.</summary>
    public LocalDate? Promised(string rule) => Promised(rule, CountedFrom(rule));

    private LocalDate? Promised(string rule, LocalDate from)
    {
        var due = ByRule(rule, from);
        return PromisedDays.TryGetValue(rule, out var fact)
            && due is { Rule: { Unit: DurationUnit.Day, Count: var count } }
            && shop.Law is { } law
            && shop.Facts.GetValueOrDefault(fact) is Fact.Number { Value: >= 1 and var days } && days < count
            ? CaseRules.Count(law, (int)days, DurationUnit.Day, from)?.Effective
            : due?.Effective;
    }

    /// <summary>The same counted from <paramref name="from"/>.</summary>
    public Deadline? ByRule(string rule, LocalDate from) => rule switch
    {
        WithdrawalRule => Withdrawal,
        LiabilityRule => Liability,
        _ => Due(rule, from),
    };

    /// <summary>A day from before the law's first version is counted from as the law is now: it is late by years either way.</summary>
    private Deadline? Due(string rule, LocalDate from) => shop.Law is { } law
        ? CaseRules.Due(law, rule, from, contract ?? received) ?? (from < saidOn ? CaseRules.Due(law, rule, from, saidOn) : null)
        : null;

    private int? Granted(Deadline due) =>
        due.Rule is { Unit: DurationUnit.Day } rule
        && shop.Facts.GetValueOrDefault(ReturnDays) is Fact.Number { Value: var days } && days > rule.Count && days <= 3650
            ? (int)days
            : null;
}
