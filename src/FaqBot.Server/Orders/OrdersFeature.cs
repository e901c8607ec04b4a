namespace FaqBot.Server;

/// <summary>The state of orders, for customers who know number and e-mail.</summary>
internal static class OrdersFeature
{
    public static void AddOrders(this IServiceCollection services)
    {
        services.AddSingleton<OrderFaults>();
        services.AddSingleton<OrderSourceFactory>();
        services.AddSingleton<OrderSources>();
        services.AddSingleton<IOutboxKind, OrderLookUps>();
        services.AddHostedService<FirstOrders>();
    }

    /// <summary>Files are read at the start, so that the first customer does not wait, and the log says at once what is wrong.</summary>
    private sealed class FirstOrders(OrderSources orders) : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
            Task.WhenAll(orders.Files.Select(file => file.Refresh())).WaitAsync(stoppingToken);
    }
}
