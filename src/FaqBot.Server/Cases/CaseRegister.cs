using FaqBot.Engine;
using Microsoft.EntityFrameworkCore;
using NodaTime;

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
internal sealed class CaseRegister(Store store, ConversationQueue queue, Reach reach, TimeProvider time)
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

    /// <summary>Makes the change as a turn of the case's conversation, which tells the customer of it. The case's own version fences it, on
    /// all nodes, against other changes and against what customers add in other conversations. Nothing is written where nothing would
    /// change.</summary>
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
            var result = await TryWrite(found, decision, cancellation);
            if (result == CommitResult.Committed)
            {
                // Not cancelled any more: it is written.
                return await Find(shop, number, CancellationToken.None) is { } changed
                    ? new ChangeResult.Made(changed)
                    : new ChangeResult.NotFound();
            }
            if (result == CommitResult.Busy)
            {
                break;
            }
        }
        throw new BusyException();
    }

    /// <summary>A conflict where somebody was faster.</summary>
    private Task<CommitResult> TryWrite(RegisteredCase found, CaseDecision decision, CancellationToken cancellation)
    {
        var now = Microseconds.Now(time);
        var news = NewsOf(found, decision, now);
        return queue.Decide(new ConversationId(found.Row.ConversationId), news, Noted, now, cancellation);

        CaseWrite Noted(bool isServed)
        {
            var why = reach.WhyNot(found.Row.Shop, isServed, news);
            return CaseWrite.Of(found.Row, decision with { NotSent = CaseWords.OfAny(why) }, now);
        }
    }

    /// <summary>How the customer wants to be told, which may have changed with what they added.</summary>
    /// <param name="said">What they filed and added, in order; at least one.</param>
    public static CaseContact ContactOf(IReadOnlyList<CaseFiling> said) =>
        (said.LastOrDefault(filing => filing.Contact.Kind != ContactKind.None) ?? said[0]).Contact;

    private static CaseNews NewsOf(RegisteredCase found, CaseDecision decision, Instant now)
    {
        List<CaseFiling> said = [.. found.History.Where(entry => entry.IsSaid).Select(entry => ConversationJson.ReadFiling(entry.Data))];
        return new CaseNews
        {
            Number = found.Row.Number,
            Kind = CaseWords.KindOf(found.Row.Kind),
            Version = found.Row.Version + 1,
            Language = said[0].Language,
            Contact = ContactOf(said),
            Product = said[0].Product,
            Promised = said[0].Promised,
            Status = CaseWords.StatusOf(decision.Status),
            Message = decision.Message,
            Agent = decision.Agent,
            Earlier = found.History.Count(entry =>
                entry.Kind is CaseHistoryRow.Status or CaseHistoryRow.Message && entry.At > now - Duration.FromDays(1)),
        };
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
