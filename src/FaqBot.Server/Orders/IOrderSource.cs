namespace FaqBot.Server;

/// <summary>Where a shop's orders stand.</summary>
internal interface IOrderSource
{
    /// <summary>Never an order whose number and e-mail, as the source itself states them, are not both those of the question.</summary>
    /// <exception cref="OperationCanceledException">It took too long.</exception>
    Task<OrderAnswer> Find(OrderQuestion question, CancellationToken cancellation);
}
