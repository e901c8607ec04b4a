using FaqBot.Engine;

namespace FaqBot.Server;

/// <summary>What came of looking an order up.</summary>
internal abstract record OrderAnswer
{
    private OrderAnswer()
    {
    }

    /// <summary>Number and e-mail are both those of one order of the source.</summary>
    public sealed record Found(OrderReport Order) : OrderAnswer;

    /// <summary>No order has both. Which of the two is wrong is not said, not even to us.</summary>
    public sealed record NotFound : OrderAnswer;

    /// <summary>The source cannot be asked at present, or its answer cannot be believed.</summary>
    /// <param name="Why">For logs: no secrets, nothing of the customer's.</param>
    public sealed record Unavailable(string Why) : OrderAnswer;

    /// <summary>This conversation, this order, this address or this shop was asked about too often.</summary>
    public sealed record TooMany(TimeSpan Wait) : OrderAnswer;

    /// <summary>The shop has no source.</summary>
    public sealed record None : OrderAnswer;
}
