namespace FaqBot.Server;

/// <summary>What the program can be asked to do. Exit code 0, 1 (could not, and said why) or 2 (usage).</summary>
internal static class Verbs
{
    private const string Usage = """
        Usage: FaqBot.Server [serve|migrate|outbox] [--urls ADDRESSES] [--Section:Key VALUE ...]
          serve                 answers customers, on http://localhost:5000 unless --urls says otherwise; the default
          migrate               brings the database's schema up to date and ends
          outbox                lists what the server gave up sending (mail, webhooks, replies to channels), the latest first
          outbox waiting        lists what is still to be sent, the oldest first
          outbox retry ID|all   has it sent again; the server may be running
          --help                prints this
        Settings are those of appsettings.json: --RateLimits:Enabled false, or RateLimits__Enabled=false in the environment.
        """;

    public static async Task<int> Run(string[] args)
    {
        var (verb, rest) = args is [var first, .. var others] && !first.StartsWith('-') ? (first, others) : ("serve", args);
        if (verb is "help" || rest.Any(IsHelp))
        {
            Console.WriteLine(Usage);
            return 0;
        }

        try
        {
            return verb switch
            {
                "serve" => await Serve(rest),
                "migrate" => await Migrate(rest),
                "outbox" => await TendOutbox(rest),
                _ => Refuse($"There is no verb '{verb}'."),
            };
        }
        catch (Exception exception) when (StartFailure.Explain(exception) is { } reason)
        {
            Console.Error.WriteLine(reason);
            return 1;
        }
    }

    private static bool IsHelp(string arg) => arg is "--help" or "-h" or "-?";

    private static async Task<int> Serve(string[] args)
    {
        await using var app = ServerBuilder.Build(args);
        var stopping = app.Lifetime.ApplicationStopping;
        try
        {
            await Start(app);
            await app.WaitForShutdownAsync();
        }
        catch (Exception exception) when (stopping.IsCancellationRequested && IsBreakOff(exception))
        {
            // Asked to stop while it still started.
        }
        return 0;
    }

    /// <summary>What has begun is stopped where the rest cannot: the host takes background services that are merely disposed of for failed,
    /// and says so with stack traces before the reason is told.</summary>
    private static async Task Start(WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch
        {
            await app.StopAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }

    private static bool IsBreakOff(Exception exception) =>
        exception is OperationCanceledException || (exception is AggregateException several && several.InnerExceptions.All(IsBreakOff));

    private static async Task<int> Migrate(string[] args)
    {
        await using var app = ServerBuilder.Build(args);
        var applied = app.Services.GetRequiredService<Store>().Migrate(app.Services.GetRequiredService<TimeProvider>());
        Console.WriteLine(applied.Count == 0 ? "The schema is up to date." : $"Applied {string.Join(", ", applied)}.");
        return 0;
    }

    private static async Task<int> TendOutbox(string[] args)
    {
        string[] words = [.. args.TakeWhile(arg => !arg.StartsWith('-'))];
        if (!OutboxVerb.Understands(words))
        {
            return Refuse($"'outbox {string.Join(' ', words)}' means nothing.");
        }
        await using var app = ServerBuilder.Build(args[words.Length..]);
        return await app.Services.GetRequiredService<OutboxVerb>().Run(words, Console.Out, CancellationToken.None);
    }

    private static int Refuse(string why)
    {
        Console.Error.WriteLine(why);
        Console.Error.WriteLine(Usage);
        return 2;
    }
}
