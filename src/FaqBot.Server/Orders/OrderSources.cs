using System.Collections.Frozen;

namespace FaqBot.Server;

/// <summary>
/// Looks orders up where their shops keep them (<c>Shops:{id}:Orders</c>). An order is shown to whoever knows its number and its e-mail,
/// and to nobody else, so each look-up is counted.
/// </summary>
internal sealed class OrderSources : IDisposable
{
    private readonly FrozenDictionary<string, IOrderSource> byShop;
    private readonly RateLimits limits;
    private readonly OrderFaults faults;
    private readonly TimeProvider time;

    /// <exception cref="StartFailure">What is configured makes no sense.</exception>
    public OrderSources(
        IConfiguration configuration, OrderSourceFactory factory, RateLimits limits, OrderFaults faults, TimeProvider time)
    {
        byShop =
            (from shop in configuration.GetSection("Shops").GetChildren()
             let source = factory.Create(shop)
             where source is not null
             select KeyValuePair.Create(shop.Key, source)).ToFrozenDictionary(StringComparer.Ordinal);
        (this.limits, this.faults, this.time) = (limits, faults, time);
    }

    /// <summary>Files, to be read before anybody asks.</summary>
    public IEnumerable<OrderFile> Files => byShop.Values.OfType<OrderFile>();

    /// <summary>Whether the shop's orders can be asked about at all.</summary>
    public bool AreOf(string shop) => byShop.ContainsKey(shop);

    /// <summary>Looks an order up, within <see cref="OrderLimits.LookUpSeconds"/>. Where only one of number and e-mail is right, the answer
    /// is that of an order that there is not, and what is asked of the source is the same.</summary>
    /// <param name="shop">Its id.</param>
    /// <param name="conversation">Who asks; each may do so a few times an hour.</param>
    /// <param name="number">As the customer wrote it.</param>
    /// <param name="email">As the customer wrote it.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="OperationCanceledException">Only by <paramref name="cancellation"/>.</exception>
    public async Task<OrderAnswer> Find(
        string shop, ConversationId conversation, string number, string email, CancellationToken cancellation)
    {
        if (!byShop.TryGetValue(shop, out var source))
        {
            return new OrderAnswer.None();
        }
        var question = OrderQuestion.Of(number, email);
        if (limits.LookUpOf(shop, conversation, question) is { } wait)
        {
            return new OrderAnswer.TooMany(wait);
        }
        return question is null ? new OrderAnswer.NotFound() : await Find(shop, source, question, cancellation);
    }

    public void Dispose()
    {
        foreach (var source in byShop.Values.OfType<IDisposable>())
        {
            source.Dispose();
        }
    }

    private async Task<OrderAnswer> Find(string shop, IOrderSource source, OrderQuestion question, CancellationToken cancellation)
    {
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(OrderLimits.LookUpSeconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(end.Token, cancellation);
        try
        {
            return await source.Find(question, either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return faults.Unavailable(shop, $"nothing came within {OrderLimits.LookUpSeconds} s");
        }
    }
}
