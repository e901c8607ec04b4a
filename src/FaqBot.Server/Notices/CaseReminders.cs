using System.Globalization;
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
    /// <summary>Cases that are looked at in one go.</summary>
    private const int BatchMax = 500;

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

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
            foreach (var warning in await Collect(shop, now, cancellation))
            {
                told += await TryTell(shop, warning, now) ? 1 : 0;
            }
        }
        if (told > 0)
        {
            bell.Ring(OutgoingMail.Kind);
            bell.Ring(OutgoingWebhook.Kind);
        }
        return told;
    }

    /// <summary>False where another node was faster.</summary>
    private async Task<bool> TryTell(Shop shop, Warning warning, Instant now)
    {
        var isNew = false;
        var rows = RowsOf(shop, warning, now).ToList();
        await journal.Write(async (db, stop) =>
        {
            isNew = await db.Cases
                .Where(row => row.Id == warning.Case.Id && (row.ToldDays == null || row.ToldDays > warning.Days))
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.ToldDays, warning.Days), stop) == 1;
            if (isNew)
            {
                await Outbox.Add(db, rows, stop);
            }
        });
        return isNew;
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

    private async Task<List<Warning>> Collect(Shop shop, Instant now, CancellationToken cancellation)
    {
        var today = CaseRules.LocalDay(now, shop.Zone);
        var last = Text(today.PlusDays(shop.RemindDays is [var most, ..] ? most : 0));
        await using var db = store.OpenDb();
        var open = db.Cases.Where(row => row.Shop == shop.Id && (row.ToldDays == null || row.ToldDays > 0))
            .Where(row => row.Status != CaseWords.Resolved && row.Status != CaseWords.Closed);
#pragma warning disable CA1309 // This is run by the database, which compares days byte by byte, and knows no other translation.
        var near = await open.Where(row => row.NominalEnd != null && string.Compare(row.NominalEnd, last) <= 0)
            .OrderBy(row => row.NominalEnd).Take(BatchMax).ToListAsync(cancellation);
#pragma warning restore CA1309
        var late = await open.Where(row => row.DueAt != null && row.DueAt <= now)
            .OrderBy(row => row.DueAt).Take(BatchMax).ToListAsync(cancellation);
        return
        [
            .. near.Select(row => WarningOf(shop, row, today)).OfType<Warning>(),
            .. late.Select(row => new Warning(row, 0, CaseRules.LocalDay(row.DueAt ?? now, shop.Zone))),
        ];
    }

    /// <summary>The nearest of the stated days; the day itself, and those after it, are the alarm. Null where it was told.</summary>
    private static Warning? WarningOf(Shop shop, CaseRow row, LocalDate today)
    {
        var end = LocalDatePattern.Iso.Parse(row.NominalEnd ?? "").GetValueOrThrow();
        var left = NodaTime.Period.DaysBetween(today, end);
        var days = left <= 0 ? 0 : shop.RemindDays.Where(days => days >= left).Select(days => (int?)days).Min();
        return days is { } reached && !(row.ToldDays <= reached) ? new Warning(row, reached, end) : null;
    }

    private IEnumerable<OutboxRow> RowsOf(Shop shop, Warning warning, Instant now)
    {
        var (row, days, end) = warning;
        var id = string.Create(CultureInfo.InvariantCulture, $"{row.Number}.{(days == 0 ? "alarm" : "reminder")}-{days}");
        var reminder = CaseReminder.Of(shop, row.Number, row.Sku, end, CaseRules.LocalDay(now, shop.Zone), now);
        if (shop.Contact.Email is { } email)
        {
            yield return new OutgoingMail
            {
                Shop = shop.Id,
                To = email,
                ToName = shop.Name,
                Subject = reminder.Subject,
                Text = reminder.Text,
                Html = NoticePage.Html(reminder.Subject, reminder.Text, shop.Locales[reminder.Language]),
                Language = reminder.Language,
                Id = id,
                Thread = $"{row.Number}.shop",
                IsForShop = true,
            }.ToRow(row.ConversationId, 0, now);
        }
        var happened = days == 0 ? WebhookEvents.CaseAlarm : WebhookEvents.CaseReminder;
        foreach (var told in messages.ToSystems(happened, id, Said(row), new TurnPlace(shop, row.ConversationId, 0, now)))
        {
            yield return told;
        }
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

    /// <param name="Case">Of which.</param>
    /// <param name="Days">That the shop wants to be told before; 0 for the alarm.</param>
    /// <param name="End">The date.</param>
    private sealed record Warning(CaseRow Case, int Days, LocalDate End);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Cases whose date draws near cannot be told of at present; it is tried again each minute.")]
        public static partial void NotReminded(ILogger logger, Exception exception);
    }
}
