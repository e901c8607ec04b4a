using System.Net;
using FaqBot.Testing;

namespace FaqBot.Benchmarks;

/// <summary>The Bot Framework SDK's own EchoBot in Node, with its state in memory: <c>echobot/echobot.mjs</c>.</summary>
internal sealed class EchoBotTarget : LoadTarget
{
    public const string ShownName = "EchoBot (botbuilder 4.23.3)";

    private readonly ChildProcess process;

    private EchoBotTarget(ChildProcess process, int customers)
        : base(ShownName)
    {
        this.process = process;
        Customers = [.. Enumerable.Range(0, customers).Select(Create)];
    }

    public override IPEndPoint Address => process.Address;

    public override int Server => process.Id;

    public override bool IsManaged => false;

    /// <exception cref="InvalidOperationException">Its packages are not installed.</exception>
    public static async Task<EchoBotTarget> Start(int customers)
    {
        var folder = Repository.PathOf("tests", "FaqBot.Benchmarks", "echobot");
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
        {
            throw new InvalidOperationException(
                "EchoBot is not installed: npm ci in tests/FaqBot.Benchmarks/echobot, or choose other --targets.");
        }
        var process = await ChildProcess.Start("node", address => ["echobot.mjs", $"{address.Address}", $"{address.Port}"], folder);
        return new EchoBotTarget(process, customers);
    }

    public override ValueTask DisposeAsync()
    {
        process.Dispose();
        return ValueTask.CompletedTask;
    }

    private Customer Create(int number) => new(
        $"""
        POST /api/messages HTTP/1.1
        Host: {Address}
        Accept: */*
        Content-Type: application/json

        """.ReplaceLineEndings("\r\n"),
        $$"""
        "id":"{{Guid.NewGuid()}}","serviceUrl":"http://{{Address}}/","deliveryMode":"expectReplies","conversation":{"id":"{{Guid.NewGuid()}}"},"recipient":{"id":"bot","name":"","role":"bot"},"from":{"id":"dl_{{number}}","name":"","role":"user"},
        """,
        Questions.In(DirectLineCustomer.Language(number)));
}
