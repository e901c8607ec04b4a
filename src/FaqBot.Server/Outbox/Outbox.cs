using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FaqBot.Server;

/// <summary>One node's right to try an effect; a later claim of the same row makes it void.</summary>
/// <param name="Row">As it was found.</param>
/// <param name="Attempt">From 1.</param>
internal sealed record Claim(OutboxRow Row, int Attempt);

/// <summary>
/// The effects that wait. Of each kind, lane and conversation only the oldest open one may be tried, so that they happen in order; one that
/// is to wait for a later time holds up none before its first try. A claim is a compare-and-set, so that of several nodes one tries it.
/// </summary>
internal sealed class Outbox(Store store, Journal journal, OutboxBell bell, TimeProvider time)
{
    /// <summary>Rows that are forgotten or revived in one write.</summary>
    private const int ChunkMax = 500;

    private static readonly Instant Free = Instant.FromUnixTimeTicks(0);

    private readonly OutboxWrites writes = new(journal);
    private int looks = -1;

    /// <summary>Hears of every commit that left effects of that kind on this node.</summary>
    public OutboxBell.Listener Listen(string kind) => bell.Listen(kind);

    /// <summary>Adds effects within a job of the journal. Ring the bell once it is committed.</summary>
    public static async Task Add(FaqBotDb db, IEnumerable<OutboxRow> rows, CancellationToken cancellation)
    {
        foreach (var row in rows)
        {
            var (created, due) = (Microseconds.Of(row.CreatedAt), Microseconds.Of(row.DueAt));
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO outbox (conversation_id, turn, kind, payload, created_at, lane, dedupe, due_at, first_due_at, attempts)
                VALUES ({row.ConversationId}, {row.Turn}, {row.Kind}, {row.Payload}, {created}, {row.Lane}, {row.Dedupe}, {due}, {due}, 0)
                ON CONFLICT DO NOTHING
                """,
                cancellation);
        }
    }

    /// <summary>Rows that are due and that nobody is at; of each conversation and lane the oldest open one, not counting those that wait
    /// for their first time. The longest due of each lane first.</summary>
    /// <param name="kind"><see cref="OutboxRow.Kind"/>.</param>
    /// <param name="count">At most.</param>
    /// <param name="room">How many of a lane may be tried now beside those that were found before; asked about each at most once, by turns
    /// which first.</param>
    /// <param name="cancellation">Ends it early.</param>
    public async Task<IReadOnlyList<OutboxRow>> Due(
        string kind, int count, Func<string, IReadOnlyList<OutboxRow>, int> room, CancellationToken cancellation)
    {
        var now = Microseconds.Now(time);
        var due = new List<OutboxRow>();
        await using var db = store.OpenDb();
        var lanes = await Lanes(db, kind, now, cancellation);
        var first = lanes.Count > 0 ? (int)((uint)Interlocked.Increment(ref looks) % lanes.Count) : 0;
        foreach (var lane in lanes.Skip(first).Concat(lanes.Take(first)))
        {
            if (due.Count == count)
            {
                break;
            }
            if (Math.Min(room(lane, due), count - due.Count) is > 0 and var most)
            {
                due.AddRange(await Due(db, kind, lane, now, most, cancellation));
            }
        }
        return due;
    }

    /// <summary>Those of the rows that this node may try until <paramref name="life"/> from when they were claimed.</summary>
    /// <exception cref="BusyException">The store cannot be written; what was claimed all the same is due again when the claim has run out.
    /// </exception>
    public async Task<IReadOnlyList<Claim>> Claim(IReadOnlyList<OutboxRow> rows, TimeSpan life)
    {
        var claimed = new List<Claim>();
        await writes.Run(async (db, stop) =>
        {
            // Only now, for it may have waited long for the writer.
            var until = Microseconds.Now(time) + Duration.FromTimeSpan(life);
            claimed.Clear();
            foreach (var row in rows)
            {
                if (await Take(db, row, until, stop))
                {
                    claimed.Add(new Claim(row, row.Attempts + 1));
                }
            }
        });
        return claimed;
    }

    public Task Done(Claim claim)
    {
        var (id, attempt, now) = (claim.Row.Id, claim.Attempt, Microseconds.Of(Microseconds.Now(time)));
        return writes.Run((db, stop) => db.Database.ExecuteSqlAsync(
            $"""
            UPDATE outbox SET done_at = {now}, last_error = NULL
            WHERE id = {id} AND attempts = {attempt} AND done_at IS NULL AND dead_at IS NULL
            """,
            stop));
    }

    public Task GiveUp(Claim claim, string why)
    {
        var now = Microseconds.Now(time);
        return Mark(claim, (_, held, stop) => held.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.DeadAt, now).SetProperty(row => row.LastError, why), stop));
    }

    /// <summary>Tries it again after <paramref name="pause"/>. What follows in the conversation waits with it, and is not looked at
    /// until then.</summary>
    public Task Postpone(Claim claim, string why, TimeSpan pause)
    {
        var due = Microseconds.Now(time) + Duration.FromTimeSpan(pause);
        return Mark(claim, async (db, held, stop) =>
        {
            await held.ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.ClaimedUntil, Free)
                    .SetProperty(row => row.DueAt, due)
                    .SetProperty(row => row.LastError, why),
                stop);
            await db.Outbox
                .Where(row => row.ConversationId == claim.Row.ConversationId && row.Kind == claim.Row.Kind && row.Lane == claim.Row.Lane)
                .Where(row => row.Id > claim.Row.Id && row.DoneAt == null && row.DeadAt == null && row.DueAt < due)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.DueAt, due), stop);
        });
    }

    /// <summary>What was given up, the latest first.</summary>
    public async Task<IReadOnlyList<OutboxRow>> Dead(int count, CancellationToken cancellation)
    {
        await using var db = store.OpenDb();
        return await db.Outbox.Where(row => row.DeadAt != null)
            .OrderByDescending(row => row.DeadAt).ThenByDescending(row => row.Id).Take(count).ToListAsync(cancellation);
    }

    /// <summary>What is neither carried out nor given up, the oldest first.</summary>
    /// <param name="kinds">Others wait for nobody.</param>
    /// <param name="count">At most.</param>
    /// <param name="cancellation">Ends it early.</param>
    public async Task<IReadOnlyList<OutboxRow>> Waiting(IReadOnlyList<string> kinds, int count, CancellationToken cancellation)
    {
        await using var db = store.OpenDb();
        return await db.Outbox.Where(row => row.DoneAt == null && row.DeadAt == null && kinds.Contains(row.Kind))
            .OrderBy(row => row.Id).Take(count).ToListAsync(cancellation);
    }

    /// <summary>Has what was given up tried again, as if it never had been. What follows in the conversation and is open waits for it.
    /// </summary>
    /// <param name="only">The row of that id; null for all.</param>
    /// <param name="cancellation">Those that were revived before stay so.</param>
    /// <returns>How many there were.</returns>
    /// <exception cref="BusyException">The store cannot be written at present.</exception>
    public Task<int> Revive(long? only, CancellationToken cancellation)
    {
        var now = Microseconds.Now(time);
        return InChunks(
            row => row.DeadAt != null && (only == null || row.Id == only),
            (dead, stop) => dead.ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.DeadAt, (Instant?)null)
                    .SetProperty(row => row.ClaimedUntil, Free)
                    .SetProperty(row => row.DueAt, now)
                    .SetProperty(row => row.Attempts, 0),
                stop),
            cancellation);
    }

    /// <summary>Deletes what was done before <paramref name="done"/> or given up before <paramref name="dead"/>.</summary>
    public Task Forget(Instant done, Instant dead, CancellationToken cancellation) =>
        InChunks(row => row.DoneAt < done || row.DeadAt < dead, (rows, stop) => rows.ExecuteDeleteAsync(stop), cancellation);

    /// <summary>Changes the rows that are found and are still so when they are written: short writes, each row once. Returns how many were
    /// found.</summary>
    private async Task<int> InChunks(
        Expression<Func<OutboxRow, bool>> which,
        Func<IQueryable<OutboxRow>, CancellationToken, Task> change, CancellationToken cancellation)
    {
        var (count, last) = (0, 0L);
        List<long> ids;
        do
        {
            await using var db = store.OpenDb();
            ids = await db.Outbox.Where(which).Where(row => row.Id > last)
                .OrderBy(row => row.Id).Select(row => row.Id).Take(ChunkMax).ToListAsync(cancellation);
            if (ids.Count > 0)
            {
                await journal.Write((writing, stop) => change(writing.Outbox.Where(row => ids.Contains(row.Id)).Where(which), stop));
                (count, last) = (count + ids.Count, ids[^1]);
            }
        }
        while (ids.Count == ChunkMax);
        return count;
    }

    /// <summary>Lanes that have something due: from one to the next by the index, however many rows wait in each.</summary>
    private static Task<List<string>> Lanes(FaqBotDb db, string kind, Instant now, CancellationToken cancellation)
    {
        var at = Microseconds.Of(now);
        return db.Database.SqlQuery<string>(
            $"""
            WITH RECURSIVE lanes (lane) AS (
                SELECT (SELECT lane FROM outbox WHERE kind = {kind} AND done_at IS NULL AND dead_at IS NULL ORDER BY lane LIMIT 1)
                UNION ALL
                SELECT (
                    SELECT later.lane FROM outbox AS later
                    WHERE later.kind = {kind} AND later.done_at IS NULL AND later.dead_at IS NULL AND later.lane > lanes.lane
                    ORDER BY later.lane LIMIT 1)
                FROM lanes WHERE lanes.lane IS NOT NULL
            )
            SELECT lanes.lane AS "Value" FROM lanes WHERE lanes.lane IS NOT NULL AND EXISTS (
                SELECT 1 FROM outbox AS due
                WHERE due.kind = {kind} AND due.lane = lanes.lane AND due.done_at IS NULL AND due.dead_at IS NULL
                    AND due.due_at <= {at} AND due.claimed_until <= {at}
                LIMIT 1 OFFSET 0)
            """).ToListAsync(cancellation);
    }

    /// <summary>In the order of the index, so that the first few are found without looking at all. For each the other open ones of its
    /// conversation are asked, by their index and no other: PostgreSQL makes its plan while the table is all but empty and any would do. So
    /// "OFFSET 0" is a wall that no plan goes through, and what stands in other indexes is disguised.</summary>
    private static Task<List<OutboxRow>> Due(
        FaqBotDb db, string kind, string lane, Instant now, int count, CancellationToken cancellation)
    {
        var at = Microseconds.Of(now);
        return db.Outbox.FromSql(
            $"""
            SELECT due.* FROM outbox AS due
            WHERE due.kind = {kind} AND due.lane = {lane} AND due.done_at IS NULL AND due.dead_at IS NULL
                AND due.due_at <= {at} AND due.claimed_until <= {at}
                AND NOT EXISTS (
                    SELECT 1 FROM outbox AS earlier
                    WHERE earlier.conversation_id = due.conversation_id AND earlier.done_at IS NULL AND earlier.dead_at IS NULL
                        AND earlier.kind || '' = due.kind AND earlier.lane || '' = due.lane AND earlier.id + 0 < due.id
                        AND (earlier.due_at + 0 <= {at} OR earlier.attempts > 0)
                    LIMIT 1 OFFSET 0)
            ORDER BY due.due_at, due.id
            LIMIT {count}
            """).ToListAsync(cancellation);
    }

    /// <summary>By SQL, as is <see cref="Done"/>: every effect takes these two, in the writer that turns wait for.</summary>
    private static async Task<bool> Take(FaqBotDb db, OutboxRow row, Instant until, CancellationToken cancellation)
    {
        var (held, found) = (Microseconds.Of(until), Microseconds.Of(row.ClaimedUntil));
        return await db.Database.ExecuteSqlAsync(
            $"""
            UPDATE outbox SET claimed_until = {held}, attempts = attempts + 1
            WHERE id = {row.Id} AND attempts = {row.Attempts} AND claimed_until = {found} AND done_at IS NULL AND dead_at IS NULL
            """,
            cancellation) == 1;
    }

    /// <summary>Nothing changes if the claim ran out and another node has taken it over.</summary>
    private Task Mark(Claim claim, Func<FaqBotDb, IQueryable<OutboxRow>, CancellationToken, Task> mark) =>
        writes.Run((db, stop) => mark(db, Held(db, claim.Row.Id, claim.Attempt), stop));

    private static IQueryable<OutboxRow> Held(FaqBotDb db, long id, int attempts) =>
        db.Outbox.Where(row => row.Id == id && row.Attempts == attempts && row.DoneAt == null && row.DeadAt == null);
}
