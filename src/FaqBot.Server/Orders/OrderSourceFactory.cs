using System.Diagnostics;

namespace FaqBot.Server;

/// <summary>Makes a shop's source of what is configured.</summary>
internal sealed class OrderSourceFactory(
    CurrentKnowledge knowledge, OrderFaults faults, TimeProvider time, ILogger<OrderFile> fileLogger)
{
    public IOrderSource Create(OrderSettings settings) => settings switch
    {
        OrderSettings.File file => new OrderFile(file, knowledge, faults, time, fileLogger),
        _ => throw new UnreachableException(),
    };
}
