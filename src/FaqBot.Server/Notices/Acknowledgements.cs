using System.Collections.Immutable;
using FaqBot.Engine;

namespace FaqBot.Server;

/// <summary>Keeps strangers from having the shop write to people over and over: one address gets only so many acknowledgements a day. What
/// is filed beyond is filed all the same, told where it was filed, and marked, so that a person sees that nothing was sent.</summary>
internal sealed class Acknowledgements(RateLimits limits)
{
    /// <summary>Of a case whose filing, or a remark to it, was not acknowledged.</summary>
    public const string NotSentMark = "acknowledgement_not_sent";

    /// <summary>The effects of a turn, as far as they may be carried out.</summary>
    public ImmutableArray<Effect> Bounded(string shop, ImmutableArray<Effect> effects)
    {
        var refused = effects.OfType<Effect.Notify>().Where(effect => !MaySend(shop, effect.Notice)).ToHashSet();
        return refused.Count == 0
            ? effects
            : [.. effects.Where(effect => effect is not Effect.Notify notify || !refused.Contains(notify)).Select(Marked)];
    }

    private bool MaySend(string shop, CaseNotice notice) =>
        notice is not { Event: CaseEvent.Filed or CaseEvent.Remark, Contact.Address: { } address }
        || limits.AcknowledgeTo(shop, address) is null;

    private static Effect Marked(Effect effect) => effect switch
    {
        Effect.FileCase { Case: var filing } => new Effect.FileCase(Marked(filing)),
        Effect.AddToCase { Remark: var remark } => new Effect.AddToCase(remark with { Filing = Marked(remark.Filing) }),
        _ => effect,
    };

    private static CaseFiling Marked(CaseFiling filing) => filing with { Marks = filing.Marks.Add(NotSentMark) };
}
