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
        services.AddHostedService<OrderFiles>();
    }

    /// <summary>Files are read at the start, so that the first customer does not wait, and the log says at once what is wrong; later
    /// they are looked after.</summary>
    private sealed class OrderFiles(OrderSources orders, TimeProvider time) : BackgroundService
    {
        private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);

        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await Task.WhenAll(orders.Files.Select(file => file.Refresh())).WaitAsync(stoppingToken);
            using var timer = new PeriodicTimer(Look, time);
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                foreach (var file in orders.Files)
                {
                    file.LookAfter();
                }
            }
        }
    }
}
