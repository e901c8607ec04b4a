using System.Globalization;

namespace FaqBot.Faults;

/// <summary>All customers of a run, talking at once.</summary>
internal sealed class Crowd : IDisposable
{
    private static readonly TimeSpan WorkMax = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ConnectMax = TimeSpan.FromSeconds(2);

    private readonly IReadOnlyList<Uri> nodes;
    private readonly Habits habits;
    private readonly string secret;
    private readonly HttpClient http;
    private readonly CancellationTokenSource stop = new();
    private readonly List<Customer> customers;
    private readonly Mood mood = new();
    private IReadOnlyList<Task> talks = [];

    public Crowd(int size, int seed, IReadOnlyList<Uri> nodes, Habits habits, string secret)
    {
        this.nodes = nodes;
        this.habits = habits;
        this.secret = secret;
        Tally = new Tally(habits.LagMax);
        http = new HttpClient(new SocketsHttpHandler { ConnectTimeout = ConnectMax }) { Timeout = habits.AnswerMax };
        customers = [.. Enumerable.Range(0, size).Select(number => new Customer(
            number, seed, new Client(http, nodes, number), habits, Tally, mood, secret))];
    }

    public Tally Tally { get; }

    /// <summary>Numbers of those who mostly ask a node at present.</summary>
    public IReadOnlyList<int> At(int node) =>
        [.. customers.Where(customer => customer.Client.Node == node).Select(customer => customer.Number)];

    /// <summary>Spreads them over all nodes again.</summary>
    public void GoHome() => customers.ForEach(customer => customer.Client.GoHome());

    public bool IsHurried
    {
        set => mood.IsHurried = value;
    }

    public bool IsSilent
    {
        set => mood.IsSilent = value;
    }

    public void Begin() => talks = [.. customers.Select(customer => Task.Run(() => customer.Talk(stop.Token)))];

    /// <summary>Lets them write so many messages undisturbed.</summary>
    /// <exception cref="TimeoutException">It takes them longer than a minute.</exception>
    public async Task Work(int messages, CancellationToken cancellation)
    {
        var left = messages;
        await Tally.Next(_ => --left == 0, WorkMax, cancellation);
    }

    /// <summary>Lets them finish what they are about, and reads every conversation from its beginning.</summary>
    public async Task<IReadOnlyList<Told>> End()
    {
        mood.IsHurried = false;
        mood.IsSilent = false;
        await stop.CancelAsync();
        await Task.WhenAll(talks);
        Told[] told = [.. customers.SelectMany(customer => customer.Told)];
        foreach (var conversation in told)
        {
            try
            {
                await ReadHistory(conversation);
            }
            catch (GaveUpException)
            {
                // Told as a finding, and so will the others be.
                break;
            }
        }
        return told;
    }

    public void Dispose()
    {
        http.Dispose();
        stop.Dispose();
    }

    /// <summary>As the shop's owner, for the tokens may have expired.</summary>
    private async Task ReadHistory(Told told)
    {
        var insistence = new Insistence(new Client(http, nodes, 0), habits, Tally);
        var history = told.Read("history", 0);
        var watermark = "";
        while (true)
        {
            var answer = await insistence.Send(
                HttpMethod.Get, $"conversations/{told.Conversation}/activities?watermark={watermark}", secret, null, told);
            if (Frames.Read(answer.Body) is not { } page)
            {
                told.Complain(Fault.Refused, "history is no set of activities");
                return;
            }
            if (page.Activities.Count == 0)
            {
                history.IsComplete = true;
                return;
            }
            history.Add(page);
            watermark = page.Activities[^1].Sequence.ToString(CultureInfo.InvariantCulture);
        }
    }
}
