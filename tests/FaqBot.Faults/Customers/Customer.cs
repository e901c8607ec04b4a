using System.Globalization;
using System.Text.Json.Nodes;

namespace FaqBot.Faults;

/// <summary>A virtual customer: talks in one conversation after the other, with its stream open, and sometimes behaves as networks
/// and people do.</summary>
internal sealed class Customer(int number, int seed, Client client, Habits habits, Tally tally, Mood mood, string secret)
{
    private const int MessagesMin = 20;
    private const int MessagesMax = 80;
    private const int TogetherMax = 5;
    private const double TogetherChance = 0.1;
    private const double AgainChance = 0.04;
    private const double AbandonChance = 0.03;
    private const double EndChance = 0.5;
    private const double EventChance = 0.05;

    private static readonly TimeSpan AbandonMax = TimeSpan.FromMilliseconds(15);

    private static readonly string[] Texts =
    [
        "ile kosztuje kurier", "po ile dostawa do automatu", "how much is the courier", "cześć", "daj mi człowieka", "tak", "nie",
        "jak oddać buty", "xyzzy \"<>&'\\", "English please", "po polsku proszę", "gdzie jest biuro i ile kosztuje kurier", "?",
    ];

    private readonly Random random = new(unchecked((seed * 397) + number));
    private readonly List<Told> told = [];
    private int messages;

    /// <summary>Everything that this customer was told; complete once <see cref="Talk"/> has ended.</summary>
    public IReadOnlyList<Told> Told => told;

    public int Number => number;

    public Client Client => client;

    /// <summary>Talks until asked to stop, then waits until everything has come that was promised.</summary>
    public async Task Talk(CancellationToken stop)
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                await TalkOnce(stop);
            }
        }
        catch (GaveUpException)
        {
            // Told as a finding.
        }
    }

    private async Task TalkOnce(CancellationToken stop)
    {
        var chat = await Chat.Begin(client, habits, tally, number, secret, told.Add);
        await using var stream = new ChatStream(chat, habits, tally, new Random(random.Next()));
        stream.Open();
        using var leaving = new CancellationTokenSource();
        var polling = chat.KeepPolling(leaving.Token);
        try
        {
            await WriteAll(chat, stop);
        }
        finally
        {
            await leaving.CancelAsync();
            await polling;
        }
        await stream.CatchUp(await chat.PollAll());
    }

    private async Task WriteAll(Chat chat, CancellationToken stop)
    {
        for (var left = random.Next(MessagesMin, MessagesMax); left > 0 && !stop.IsCancellationRequested; left--)
        {
            while (mood.IsSilent)
            {
                await Task.Delay(habits.PauseMax, CancellationToken.None);
            }
            await Write(chat);
            await Repeat(chat);
            await Task.Delay(mood.IsHurried ? TimeSpan.Zero : habits.ThinkMax * random.NextDouble(), CancellationToken.None);
        }
        if (random.NextDouble() < EndChance)
        {
            await chat.PostEnd(NextId());
        }
    }

    /// <summary>One message, or several at once.</summary>
    private async Task Write(Chat chat)
    {
        var together = mood.IsHurried || random.NextDouble() < TogetherChance ? random.Next(1, TogetherMax + 1) : 1;
        await Task.WhenAll(Enumerable.Range(0, together).Select(_ => chat.Post(Activity(), NextId(), Abandon())));
    }

    private async Task Repeat(Chat chat)
    {
        if (random.NextDouble() < AgainChance)
        {
            await chat.PostAgain(chat.Told.Posts[random.Next(chat.Told.Posts.Count)]);
        }
    }

    private JsonObject Activity() => random.NextDouble() < EventChance
        ? new JsonObject { ["type"] = "event", ["name"] = "page/scrolled" }
        : new JsonObject { ["type"] = "message", ["text"] = Texts[random.Next(Texts.Length)] };

    private TimeSpan? Abandon() => random.NextDouble() < AbandonChance ? AbandonMax * random.NextDouble() : null;

    private string NextId() => (++messages).ToString("'m'0", CultureInfo.InvariantCulture);
}

/// <summary>What all customers share for a while: a hurried one writes several messages at once and does not think; a silent
/// one only reads.</summary>
internal sealed class Mood
{
    private volatile bool isHurried;
    private volatile bool isSilent;

    public bool IsHurried
    {
        get => isHurried;
        set => isHurried = value;
    }

    public bool IsSilent
    {
        get => isSilent;
        set => isSilent = value;
    }
}
