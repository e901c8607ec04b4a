using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace FaqBot.Server;

/// <summary>A case and all that happened to it, in order.</summary>
internal sealed record RegisteredCase(CaseRow Row, IReadOnlyList<CaseHistoryRow> History);

/// <summary>What became of a change.</summary>
internal abstract record ChangeResult
{
    private ChangeResult()
    {
    }

    /// <summary>It is so now, or was before.</summary>
    public sealed record Made(RegisteredCase Case) : ChangeResult;

    /// <summary>The case is at another version than the change was made for; nothing was written.</summary>
    public sealed record Stale(RegisteredCase Case) : ChangeResult;

    public sealed record NotFound : ChangeResult;
}

/// <summary>The cases of shops: reads them, and writes what shops decide about them.</summary>
internal sealed class CaseRegister(Store store, Journal journal, ConversationQueue queue, TimeProvider time)
{
    /// <summary>So often another node, or a customer's remark in another conversation, may be faster.</summary>
    private const int RacesMax = 8;

    /// <summary>The newest that are asked for, and whether there are more. Fewer where customers wrote much.</summary>
    public async Task<(IReadOnlyList<RegisteredCase> Cases, bool HasMore)> Find(
        string shop, CaseQuery query, CancellationToken cancellation)
    {
        await using var db = store.OpenDb();
        var rows = await Narrowed(db.Cases.Where(row => row.Shop == shop), query)
            .OrderByDescending(row => row.Id).Take(query.Limit + 1).ToListAsync(cancellation);
        var page = await Fitting(db, [.. rows.Take(query.Limit)], cancellation);
        var ids = page.ConvertAll(row => row.Id);
        var history = (await db.CaseHistory.Where(entry => ids.Contains(entry.CaseId)).ToListAsync(cancellation))
            .ToLookup(entry => entry.CaseId, StringComparer.Ordinal);
        return (page.ConvertAll(row => Registered(row, history[row.Id])), rows.Count > page.Count);
    }

    /// <summary>As many of the first as their histories leave room for.</summary>
    private static async Task<List<CaseRow>> Fitting(FaqBotDb db, List<CaseRow> rows, CancellationToken cancellation)
    {
        var ids = rows.ConvertAll(row => row.Id);
        var lengths = await db.CaseHistory.Where(entry => ids.Contains(entry.CaseId)).GroupBy(entry => entry.CaseId)
            .Select(entries => new { entries.Key, Chars = entries.Sum(entry => (long)entry.Data.Length) })
            .ToDictionaryAsync(one => one.Key, one => one.Chars, StringComparer.Ordinal, cancellation);
        var chars = 0L;
        var count = rows.TakeWhile(row => (chars += lengths.GetValueOrDefault(row.Id)) <= CaseLimits.PageCharsMax).Count();
        return rows[..Math.Min(Math.Max(count, 1), rows.Count)];
    }

    /// <summary>Null where the shop has no such case.</summary>
    /// <param name="shop">Whose.</param>
    /// <param name="number">As it is stored.</param>
    /// <param name="cancellation">To read no further.</param>
    public async Task<RegisteredCase?> Find(string shop, string number, CancellationToken cancellation)
    {
        await using var db = store.OpenDb();
        if (await db.Cases.SingleOrDefaultAsync(row => row.Shop == shop && row.Number == number, cancellation) is not { } row)
        {
            return null;
        }
        return Registered(row, await db.CaseHistory.Where(entry => entry.CaseId == row.Id).ToListAsync(cancellation));
    }

    /// <summary>Those of the files that are still there.</summary>
    public async Task<IReadOnlySet<string>> FilesThere(IReadOnlyList<RegisteredCase> cases, CancellationToken cancellation)
    {
        var names = cases.SelectMany(one => CaseWriter.FilesOf(one.History)).Distinct(StringComparer.Ordinal).ToList();
        if (names.Count == 0)
        {
            return new HashSet<string>();
        }
        await using var db = store.OpenDb();
        return (await db.Files.Where(file => names.Contains(file.Name)).Select(file => file.Name).ToListAsync(cancellation)).ToHashSet();
    }

    /// <summary>The file of a case; null where it is none of it, or gone.</summary>
    public async Task<FileRow?> FindFile(RegisteredCase one, string name, CancellationToken cancellation)
    {
        await using var db = store.OpenDb();
        return await db.CaseFiles.AnyAsync(file => file.CaseId == one.Row.Id && file.Name == name, cancellation)
            ? await db.Files.SingleOrDefaultAsync(file => file.Name == name, cancellation)
            : null;
    }

    /// <summary>Makes the change while nothing else is done in the case's conversation on this node. The case's own version fences it, on
    /// all nodes, against other changes and against what customers add; the conversation's row is left alone, for what is
    /// said in it does not change. Nothing is written where nothing would change.</summary>
    /// <exception cref="BusyException">Nothing was written as far as anybody knows; the same may be tried again.</exception>
    public async Task<ChangeResult> Change(string shop, string number, CaseChange change, CancellationToken cancellation)
    {
        if (await Find(shop, number, cancellation) is not { } found)
        {
            return new ChangeResult.NotFound();
        }
        return await queue.Within(
            new ConversationId(found.Row.ConversationId), () => ChangeNow(shop, number, change, cancellation), cancellation);
    }

    private async Task<ChangeResult> ChangeNow(string shop, string number, CaseChange change, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < RacesMax; attempt++)
        {
            if (await Find(shop, number, cancellation) is not { History: [.., var last] } found)
            {
                return new ChangeResult.NotFound();
            }
            if (change.Version is { } expected && expected != found.Row.Version)
            {
                return new ChangeResult.Stale(found);
            }
            if (change.Against(found.Row, last) is not { } decision)
            {
                return new ChangeResult.Made(found);
            }
            if (await TryWrite(found.Row, decision))
            {
                // Not cancelled any more: it is written.
                return await Find(shop, number, CancellationToken.None) is { } changed
                    ? new ChangeResult.Made(changed)
                    : new ChangeResult.NotFound();
            }
        }
        throw new BusyException();
    }

    /// <summary>False where somebody was faster.</summary>
    private async Task<bool> TryWrite(CaseRow row, CaseDecision decision)
    {
        var now = Microseconds.Now(time);
        var isWritten = false;
        var status = decision.Status ?? row.Status;
        var outcome = decision.Outcome switch { null => row.Outcome, "" => null, var said => said };
        var entry = new CaseHistoryRow
        {
            CaseId = row.Id,
            Version = row.Version + 1,
            At = now,
            Kind = decision.Kind,
            Actor = CaseHistoryRow.Api,
            Data = JsonSerializer.Serialize(decision, PlainCases.Decision),
        };
        await journal.Write(async (db, stop) =>
        {
            isWritten = await db.Cases.Where(one => one.Id == row.Id && one.Version == row.Version).ExecuteUpdateAsync(
                set => set
                    .SetProperty(one => one.Status, status)
                    .SetProperty(one => one.Outcome, outcome)
                    .SetProperty(one => one.Version, row.Version + 1)
                    .SetProperty(one => one.UpdatedAt, now),
                stop) == 1;
            if (isWritten)
            {
                db.CaseHistory.Add(entry);
                await db.SaveChangesAsync(stop);
            }
        });
        return isWritten;
    }

    /// <summary>A later entry than the case's version is of a change that was made after the case was read.</summary>
    private static RegisteredCase Registered(CaseRow row, IEnumerable<CaseHistoryRow> history) =>
        new(row, [.. history.Where(entry => entry.Version <= row.Version).OrderBy(entry => entry.Version)]);

#pragma warning disable CA1309 // These are run by the database, which compares ids and days byte by byte, and knows no other translation.
    private static IQueryable<CaseRow> Narrowed(IQueryable<CaseRow> rows, CaseQuery query)
    {
        if (query.Before is { } before)
        {
            rows = rows.Where(row => string.Compare(row.Id, before) < 0);
        }
        if (query.Kinds is { } kinds)
        {
            rows = rows.Where(row => kinds.Contains(row.Kind));
        }
        if (query.Statuses is { } statuses)
        {
            rows = rows.Where(row => statuses.Contains(row.Status));
        }
        if (query.ReceivedFrom is { } from)
        {
            rows = rows.Where(row => string.Compare(row.ReceivedOn, from) >= 0);
        }
        if (query.ReceivedTo is { } to)
        {
            rows = rows.Where(row => string.Compare(row.ReceivedOn, to) <= 0);
        }
        if (query.DeadlineBefore is { } deadline)
        {
            rows = rows.Where(row => string.Compare(row.Deadline, deadline) < 0);
        }
        if (query.NominalEndBefore is { } end)
        {
            rows = rows.Where(row => string.Compare(row.NominalEnd, end) < 0);
        }
        return rows;
    }
#pragma warning restore CA1309
}
