using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using FaqBot.Engine;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace FaqBot.Server;

/// <summary>
/// Tells the shop of cases that are not decided while their legal date draws near (<c>remind_days</c> in <c>shop.yaml</c>), and raises the
/// alarm on the day; of calls it raises it once they are late. By mail to the shop's own address, and to its systems. Each is told
/// once, on whichever node: the case remembers what was told.
/// </summary>
internal sealed partial class CaseReminders(
    Store store, Journal journal, CurrentKnowledge knowledge, OutgoingMessages messages, OutboxBell bell, TimeProvider time,
    ILogger<CaseReminders> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>Shops and cases that could not be told of when it was last tried: each is logged once.</summary>
    private readonly HashSet<string> failing = new(StringComparer.Ordinal);

    /// <summary>Shops, with an event, of which nobody could be told when it was last tried: each is logged once.</summary>
    private readonly HashSet<string> unheard = new(StringComparer.Ordinal);

    /// <summary>Cases that are read in one go.</summary>
    public int BatchMax { get; init; } = 500;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        var isFailing = false;
        try
        {
            do
            {
                isFailing = !await TryRemind(isFailing, stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    /// <summary>Writes what is to be told by now; returns of how many cases.</summary>
    public async Task<int> Remind(CancellationToken cancellation)
    {
        var now = Microseconds.Now(time);
        var told = 0;
        foreach (var shop in knowledge.Value.Shops.Values)
        {
            await Try(shop.Id, async () => told += await RemindShop(shop, now, cancellation));
        }
        if (told > 0)
        {
            bell.Ring(OutgoingMail.Kind);
            bell.Ring(OutgoingWebhook.Kind);
        }
        return told;
    }

    private async Task<int> RemindShop(Shop shop, Instant now, CancellationToken cancellation)
    {
        var today = CaseRules.LocalDay(now, shop.Zone);
        var told = 0;
        await TellAll(
            Late(shop.Id, now),
            row => new Warning(row, 0, CaseRules.LocalDay(row.DueAt ?? now, shop.Zone)) { CallBy = row.DueAt });
        LocalDate? before = null;
        foreach (var days in shop.RemindDays.Add(0).Distinct().Order())
        {
            var last = today.PlusDays(days);
            await TellAll(Near(shop.Id, before, last, days), row => new Warning(row, days, DayOf(row)));
            before = last;
        }
        return told;

        async Task TellAll(Func<FaqBotDb, IQueryable<CaseRow>> which, Func<CaseRow, Warning> warn)
        {
            await foreach (var row in Pages(which, cancellation))
            {
                await Try($"{shop.Id} {row.Number}", async () => told += await TryTell(shop, warn(row), now) ? 1 : 0);
            }
        }
    }

    /// <summary>What fails is logged once, and tried again with the next look; it keeps nothing else from being told.</summary>
    /// <param name="name">Of the shop or the case.</param>
    /// <param name="tell">Does it.</param>
    private async Task Try(string name, Func<Task> tell)
    {
        try
        {
            await tell();
            failing.Remove(name);
        }
        catch (Exception exception) when (
            exception is not (OperationCanceledException or BusyException) && !store.IsUnavailable(exception))
        {
            if (failing.Add(name))
            {
                // Its message may quote a customer.
                Log.NotToldOf(logger, name, exception.GetType().Name, exception.StackTrace);
            }
        }
    }

    /// <summary>All of them, in the order of their ids, also where there are more than are read in one go.</summary>
    private async IAsyncEnumerable<CaseRow> Pages(
        Func<FaqBotDb, IQueryable<CaseRow>> which, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var last = "";
        List<CaseRow> page;
        do
        {
            await using (var db = store.OpenDb())
            {
#pragma warning disable CA1309 // This is run by the database, which compares ids byte by byte, and knows no other translation.
                page = await which(db).Where(row => string.Compare(row.Id, last) > 0)
                    .OrderBy(row => row.Id).Take(BatchMax).ToListAsync(cancellation);
#pragma warning restore CA1309
            }
            foreach (var row in page)
            {
                yield return row;
            }
            last = page is [.., var end] ? end.Id : last;
        }
        while (page.Count == BatchMax);
    }

    /// <summary>Calls that were not made in their time.</summary>
    private static Func<FaqBotDb, IQueryable<CaseRow>> Late(string shop, Instant now) => db =>
        Untold(db, shop, 0).Where(row => row.DueAt != null && row.DueAt <= now);

    /// <summary>Cases that end after <paramref name="before"/> (null for any time ago) and by <paramref name="last"/>, and were not told of
    /// so near their date. Those that were do not stand in the way of others.</summary>
    private static Func<FaqBotDb, IQueryable<CaseRow>> Near(string shop, LocalDate? before, LocalDate last, int days) => db =>
    {
        var (from, to) = (before is { } day ? Text(day) : "", Text(last));
#pragma warning disable CA1309 // As above.
        return Untold(db, shop, days).Where(row => row.NominalEnd != null
            && string.Compare(row.NominalEnd, from) > 0 && string.Compare(row.NominalEnd, to) <= 0);
#pragma warning restore CA1309
    };

    private static IQueryable<CaseRow> Untold(FaqBotDb db, string shop, int days) => db.Cases
        .Where(row => row.Shop == shop && (row.ToldDays == null || row.ToldDays > days))
        .Where(row => row.Status != CaseWords.Resolved && row.Status != CaseWords.Closed);

    /// <summary>False where another node was faster, the case was decided meanwhile, or nobody can be told: then it stays untold, until
    /// somebody can.</summary>
    private async Task<bool> TryTell(Shop shop, Warning warning, Instant now)
    {
        var isNew = false;
        var filing = shop.Contact.Email is null ? null : await FilingOf(warning.Case);
        var rows = RowsOf(shop, warning with { Filing = filing }, now).ToList();
        if (!IsHeard(shop.Id, warning.Event, rows.Count > 0))
        {
            return false;
        }
        await journal.Write(async (db, stop) =>
        {
            isNew = await Untold(db, shop.Id, warning.Days)
                .Where(row => row.Id == warning.Case.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.ToldDays, warning.Days), stop) == 1;
            if (isNew)
            {
                await Outbox.Add(db, rows, stop);
            }
        });
        return isNew;
    }

    private bool IsHeard(string shop, string happened, bool hasReceiver)
    {
        if (hasReceiver)
        {
            unheard.Remove($"{shop} {happened}");
        }
        else if (unheard.Add($"{shop} {happened}"))
        {
            Log.NobodyToTell(logger, shop, happened);
        }
        return hasReceiver;
    }

    private async Task<bool> TryRemind(bool wasFailing, CancellationToken cancellation)
    {
        try
        {
            await Remind(cancellation);
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            if (!wasFailing)
            {
                Log.NotReminded(logger, exception);
            }
            return false;
        }
    }

    /// <summary>As it was filed, with the contact that holds now; null where its history is not there.</summary>
    private async Task<CaseFiling?> FilingOf(CaseRow row)
    {
        await using var db = store.OpenDb();
        var said = await db.CaseHistory
            .Where(entry => entry.CaseId == row.Id && (entry.Kind == CaseHistoryRow.Filed || entry.Kind == CaseHistoryRow.Remark))
            .OrderBy(entry => entry.Version).Select(entry => entry.Data).ToListAsync();
        List<CaseFiling> filings = [.. said.Select(ConversationJson.ReadFiling)];
        return filings is [var first, ..] ? first with { Contact = CaseRegister.ContactOf(filings) } : null;
    }

    private IEnumerable<OutboxRow> RowsOf(Shop shop, Warning warning, Instant now)
    {
        var row = warning.Case;
        var of = new TurnPlace(shop, row.ConversationId, 0, now);
        var id = string.Create(
            CultureInfo.InvariantCulture, $"{row.Number}.{(warning.Days == 0 ? "alarm" : "reminder")}-{warning.Days}");
        var due = new DueCase(row.Number, CaseWords.KindOf(row.Kind), row.Sku, warning.End, warning.CallBy, warning.Filing);
        var reminder = CaseReminder.Of(shop, due, now);
        return OutgoingMessages.ToShop(id, row.Number, (reminder.Subject, reminder.Text, reminder.Language), of)
            .Concat(messages.ToSystems(warning.Event, id, Said(row), of));
    }

    private static JsonObject Said(CaseRow row) => new()
    {
        ["case"] = new JsonObject
        {
            ["number"] = row.Number,
            ["kind"] = row.Kind,
            ["status"] = row.Status,
            ["team"] = row.Team,
            ["nominal_end"] = row.NominalEnd,
            ["deadline"] = row.Deadline,
            ["due"] = row.DueAt is { } due ? InstantPattern.ExtendedIso.Format(due) : null,
        },
    };

    private static string Text(LocalDate day) => LocalDatePattern.Iso.Format(day);

    private static LocalDate DayOf(CaseRow row) => LocalDatePattern.Iso.Parse(row.NominalEnd ?? "").GetValueOrThrow();

    /// <param name="Case">Of which.</param>
    /// <param name="Days">That the shop wants to be told before; 0 for the alarm.</param>
    /// <param name="End">The date.</param>
    private sealed record Warning(CaseRow Case, int Days, LocalDate End)
    {
        /// <summary>When the call was to be made that was not; null for a date of the law.</summary>
        public Instant? CallBy { get; init; }

        /// <summary>What was filed; null where nobody reads it.</summary>
        public CaseFiling? Filing { get; init; }

        public string Event => Days == 0 ? WebhookEvents.CaseAlarm : WebhookEvents.CaseReminder;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Cases whose date draws near cannot be told of at present; it is tried again each minute.")]
        public static partial void NotReminded(ILogger logger, Exception exception);

        [LoggerMessage(
            2, LogLevel.Error,
            "Of {Case} the shop cannot be told that a date draws near ({Exception}); others go on, and it is tried again.\n{Stack}")]
        public static partial void NotToldOf(ILogger logger, string @case, string exception, string? stack);

        [LoggerMessage(
            3, LogLevel.Warning,
            "Nobody can be told of cases of {Shop} whose date draws near: state contact.email in its shop.yaml, or a webhook for {Event}. "
            + "They are told of once somebody can be.")]
        public static partial void NobodyToTell(ILogger logger, string shop, string @event);
    }
}
