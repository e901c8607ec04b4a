using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using NodaTime;

namespace FaqBot.Engine;

/// <summary>A conversation without a server: hands each turn what a server would (fresh ids, the customer's open cases) and keeps what it
/// leaves. The same events give the same conversation, numbers of cases included. For the command line and for transcripts.</summary>
public sealed class RehearsedConversation
{
    private readonly Knowledge knowledge;
    private ImmutableArray<CaseFiling> cases = [];
    private ImmutableArray<CaseFiling> said = [];

    /// <summary>Begins before the first turn.</summary>
    /// <param name="knowledge">Must hold the shop.</param>
    /// <param name="shop">Its id.</param>
    public RehearsedConversation(Knowledge knowledge, string shop)
    {
        this.knowledge = knowledge;
        State = new ConversationState { Shop = shop, Language = knowledge.Shops[shop].Languages[0] };
    }

    /// <summary>Whether the shop can be asked for orders; what it says is then handed in as
    /// <see cref="TurnEvent.OrderLookedUp"/>.</summary>
    public bool HasOrders { get; init; }

    /// <summary>As the last turn left it.</summary>
    public ConversationState State { get; private set; }

    /// <summary>What was filed, in order.</summary>
    public ImmutableArray<CaseFiling> Cases => cases;

    /// <summary>Steps and outcomes of dialogs that it came to; see <see cref="Shop.DialogBranches"/>.</summary>
    public ImmutableHashSet<string> Branches { get; private set; } = ImmutableHashSet.Create<string>(StringComparer.Ordinal);

    /// <summary>The case that the last turn filed or added to; null for none.</summary>
    public CaseFiling? LastFiled { get; private set; }

    /// <summary>Runs one turn.</summary>
    public TurnOutcome Take(TurnEvent happened, Instant now, string? pageLanguage)
    {
        var isForm = happened is TurnEvent.FormSent;
        var isInDialog = State.Dialog is not null || isForm;
        var fresh = Fresh(State.Turn + 1);
        var outcome = Turn.Run(knowledge, State, new TurnInput
        {
            Now = now,
            Event = happened,
            PageLanguage = pageLanguage,
            CaseId = isInDialog ? new Guid(fresh.AsSpan(0, 16)) : null,
            ReceiptKey = isInDialog ? Convert.ToHexStringLower(fresh) : null,
            // Who fills in a page may be anybody.
            OpenCases = isInDialog && !isForm ? [.. cases.Select(Open)] : [],
            HasOrders = HasOrders,
            Channel = TurnInput.ChannelOf(happened, State),
        });
        State = outcome.State;
        Branches = Branches.Union(outcome.Trace.Branches);
        LastFiled = null;
        foreach (var effect in outcome.Effects)
        {
            Keep(effect);
        }
        return outcome;
    }

    private OpenCase Open(CaseFiling filing) => new OpenCase(
        filing.Id, filing.Number, filing.Kind, filing.Sku, filing.ReceivedOn, filing.NominalEnd, filing.Deadline, filing.Promised,
        filing.Order, filing.Contact).About([.. said.Where(other => other.Id == filing.Id)]);

    private void Keep(Effect effect)
    {
        switch (effect)
        {
            case Effect.FileCase { Case: var filed }:
                cases = cases.Add(filed);
                KeepSaid(filed);
                break;
            case Effect.AddToCase { Remark.Filing: var remark }:
                KeepSaid(remark);
                break;
            default:
                break;
        }
    }

    private void KeepSaid(CaseFiling filing)
    {
        said = said.Add(filing);
        LastFiled = filing;
    }

    private static byte[] Fresh(int turn)
    {
        Span<byte> number = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(number, turn);
        return SHA256.HashData(number);
    }
}
