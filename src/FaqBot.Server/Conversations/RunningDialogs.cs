using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using FaqBot.Engine;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FaqBot.Server;

/// <summary>What a turn must know besides where a dialog runs.</summary>
/// <param name="Knowledge">With the version of the shop that the dialog began with, where that is another and still there.</param>
/// <param name="CaseId">Fresh.</param>
/// <param name="ReceiptKey">Fresh.</param>
/// <param name="OpenCases">Surely of this customer.</param>
internal sealed record RunningDialog(Knowledge Knowledge, Guid CaseId, string ReceiptKey, ImmutableArray<OpenCase> OpenCases);

/// <summary>Prepares the turns of dialogs. Ids are fresh for each attempt: what conflicted was never written, and where it conflicted
/// because a case's number is taken, the same id would be so again.</summary>
internal sealed class RunningDialogs(Store store, PinnedShops pins)
{
    private const int ReceiptKeyBytes = 32;

    /// <summary>For a conversation that begins with a dialog: nobody has open cases in it, but perhaps in one before.</summary>
    /// <param name="current">In force.</param>
    /// <param name="shop">Whose.</param>
    /// <param name="before">An earlier conversation of the same customer; null for none.</param>
    /// <param name="now">When it begins.</param>
    /// <param name="cancellation">To read no further.</param>
    /// <exception cref="BusyException">The database cannot be read.</exception>
    public async ValueTask<RunningDialog> First(
        Knowledge current, string shop, ConversationId? before, Instant now, CancellationToken cancellation) =>
        Fresh(current, now) with { OpenCases = before is { } id ? await OpenCasesOf(id, shop, cancellation) : [] };

    /// <exception cref="BusyException">The database cannot be read.</exception>
    public async ValueTask<RunningDialog> Prepare(
        Knowledge current, ConversationRow conversation, DialogRun dialog, Instant now, CancellationToken cancellation)
    {
        var openCases = await OpenCasesOf(new ConversationId(conversation.Id), conversation.Shop, cancellation);
        return Fresh(await Pinned(current, conversation.Shop, dialog.Version, cancellation), now) with { OpenCases = openCases };
    }

    private async ValueTask<ImmutableArray<OpenCase>> OpenCasesOf(ConversationId id, string shop, CancellationToken cancellation)
    {
        var openCases = await store.FindOpenCases(id, shop, cancellation);
        return openCases.IsEmpty ? openCases : await WithWhatWasSaid(openCases, cancellation);
    }

    /// <summary>Where the case is answered, what the customer adds is acknowledged; what it is about says whether it is added.</summary>
    private async Task<ImmutableArray<OpenCase>> WithWhatWasSaid(ImmutableArray<OpenCase> cases, CancellationToken cancellation)
    {
        var ids = cases.Select(one => CaseWrite.IdOf(one.Id)).ToList();
        try
        {
            await using var db = store.OpenDb();
            var said = (await db.CaseHistory
                .Where(entry => ids.Contains(entry.CaseId))
                .Where(entry => entry.Kind == CaseHistoryRow.Filed || entry.Kind == CaseHistoryRow.Remark)
                .OrderBy(entry => entry.Version)
                .Select(entry => new { entry.CaseId, entry.Data })
                .ToListAsync(cancellation))
                .ToLookup(entry => entry.CaseId, entry => ConversationJson.ReadFiling(entry.Data), StringComparer.Ordinal);
            return [.. cases.Select(one => With(one, [.. said[CaseWrite.IdOf(one.Id)]]))];
        }
        catch (Exception exception) when (store.IsUnavailable(exception))
        {
            throw new BusyException();
        }
    }

    private static OpenCase With(OpenCase open, ImmutableArray<CaseFiling> said) =>
        open.About(said) with { Contact = CaseRegister.ContactOf(said) };

    private static RunningDialog Fresh(Knowledge current, Instant now) => new(
        current,
        Guid.CreateVersion7(now.ToDateTimeOffset()),
        Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(ReceiptKeyBytes)),
        []);

    private async ValueTask<Knowledge> Pinned(Knowledge current, string shop, string version, CancellationToken cancellation)
    {
        if (current.Shops[shop].DialogsHash == version)
        {
            return current;
        }
        return await pins.Find(shop, version, cancellation) is { } pinned ? current.With(pinned) : current;
    }
}
