using System.Net;

namespace FaqBot.Benchmarks;

/// <summary><see cref="EchoServer"/> in a process of its own.</summary>
internal sealed class EchoTarget : LoadTarget
{
    /// <summary>As long as a token of ours: the echo does not look at it, but it is read all the same.</summary>
    private const int TokenChars = 400;

    public const string ShownName = "JSON echo";

    private readonly ChildProcess process;

    private EchoTarget(ChildProcess process, int customers)
        : base(ShownName)
    {
        this.process = process;
        Customers = [.. Enumerable.Range(0, customers).Select(
            number => DirectLineCustomer.Create(
                process.Address, Guid.NewGuid().ToString("N"), new string('t', TokenChars), $"dl_{number}", number))];
    }

    public override IPEndPoint Address => process.Address;

    public override int Server => process.Id;

    public static async Task<EchoTarget> Start(int customers)
    {
        var process = await ChildProcess.Start(
            "dotnet", address => [typeof(EchoTarget).Assembly.Location, EchoServer.Verb, $"http://{address}"], AppContext.BaseDirectory);
        return new EchoTarget(process, customers);
    }

    public override ValueTask DisposeAsync()
    {
        process.Dispose();
        return ValueTask.CompletedTask;
    }
}
