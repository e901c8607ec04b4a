using System.Collections.Immutable;
using FaqBot.Engine;

namespace FaqBot.Server;

/// <summary>What one inbound has acknowledged by mail or telephone. Strangers are kept from having the shop write to people over and over:
/// an address gets only so many a day. What is filed beyond, or has an address that nothing can be sent to, is filed all the same, told
/// where it was filed, and marked, so that a person sees it. Each address is decided on once, however often the turn is run again, and
/// costs nothing unless it is kept; so with what the shop's own people are told.</summary>
internal sealed class Acknowledgements(Reach reach, RateLimits limits) : IDisposable
{
    /// <summary>Of a case whose filing, or a remark to it, was not acknowledged; its history says why.</summary>
    public const string NotSentMark = "acknowledgement_not_sent";

    private readonly Dictionary<(string Shop, string Address), bool> asked = [];
    private readonly Dictionary<string, bool> askedToTellShop = new(StringComparer.Ordinal);
    private bool isKept;

    /// <summary>The effects of a turn, as far as they may be carried out.</summary>
    public ImmutableArray<Effect> Bounded(string shop, ImmutableArray<Effect> effects)
    {
        var refused = effects.OfType<Effect.Notify>()
            .Select(effect => (effect.Notice, Why: WhyNot(shop, effect.Notice)))
            .Where(one => one.Why is not null)
            .ToList();
        return refused.Count == 0
            ? effects
            :
            [
                .. effects.Where(effect => effect is not Effect.Notify notify || !refused.Exists(one => one.Notice == notify.Notice))
                    .Select(effect => refused.Aggregate(effect, (left, one) => Marked(left, one.Notice.Case, one.Why))),
            ];
    }

    /// <summary>Whether the shop's own people get a mail of it: a flood of filings is not to flood their box.</summary>
    public bool MayTellShop(string shop)
    {
        if (!askedToTellShop.TryGetValue(shop, out var isGranted))
        {
            askedToTellShop[shop] = isGranted = limits.TellShop(shop) is null;
        }
        return isGranted;
    }

    /// <summary>The commit is made.</summary>
    public void Keep() => isKept = true;

    public void Dispose()
    {
        if (isKept)
        {
            return;
        }
        foreach (var ((shop, address), _) in asked.Where(one => one.Value))
        {
            limits.TakeBack(shop, address);
        }
        foreach (var (shop, _) in askedToTellShop.Where(one => one.Value))
        {
            limits.TakeBackFromShop(shop);
        }
    }

    private NotSent? WhyNot(string shop, CaseNotice notice) =>
        notice is not { Event: CaseEvent.Filed or CaseEvent.Remark, Contact.Address: { } address } ? null
        : reach.WhyNot(shop, notice.Contact) ?? (IsGranted(shop, address) ? null : NotSent.DailyLimit);

    private bool IsGranted(string shop, string address)
    {
        if (!asked.TryGetValue((shop, address), out var isGranted))
        {
            asked[(shop, address)] = isGranted = limits.AcknowledgeTo(shop, address) is null;
        }
        return isGranted;
    }

    private static Effect Marked(Effect effect, string number, NotSent? why) => effect switch
    {
        Effect.FileCase { Case: var filing } when filing.Number == number => new Effect.FileCase(Marked(filing, why)),
        Effect.AddToCase { Remark: var remark } when remark.Filing.Number == number =>
            new Effect.AddToCase(remark with { Filing = Marked(remark.Filing, why) }),
        _ => effect,
    };

    private static CaseFiling Marked(CaseFiling filing, NotSent? why) =>
        filing with { Marks = filing.Marks.Add(NotSentMark), NotSent = why };
}
