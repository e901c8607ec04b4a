using System.Diagnostics;

namespace FaqBot.Server;

/// <summary>Makes a shop's source of what is configured.</summary>
internal sealed class OrderSourceFactory(
    CurrentKnowledge knowledge, OutboundHttp http, OrderFaults faults, TimeProvider time, ILogger<OrderFile> fileLogger)
{
    /// <summary>Null where the shop has none.</summary>
    /// <exception cref="StartFailure">What is stated makes no sense, or is not safe.</exception>
    public IOrderSource? Create(IConfigurationSection shop) => OrderSettings.Read(shop, http.IsWorkshop) switch
    {
        null => null,
        OrderSettings.File file => new OrderFile(file, knowledge, faults, time, fileLogger),
        OrderSettings.Address address => new OrderAddress(address, http, knowledge, faults, time),
        _ => throw new UnreachableException(),
    };
}
