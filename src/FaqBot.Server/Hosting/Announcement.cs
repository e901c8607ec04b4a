using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace FaqBot.Server;

/// <summary>Says, once the server can be reached, which database it uses and which addresses to open.</summary>
internal static partial class Announcement
{
    private const int ShopsMax = 10;

    public static void AnnounceWhenReady(this WebApplication app) =>
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            Log.Database(app.Logger, app.Services.GetRequiredService<Store>().Place);
            var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
            foreach (var address in addresses)
            {
                Log.Ready(app.Logger, address);
                foreach (var shop in app.Services.GetRequiredService<CurrentKnowledge>().Value.Shops.Keys
                    .Order(StringComparer.Ordinal)
                    .Take(ShopsMax))
                {
                    Log.Shop(app.Logger, address, shop);
                }
            }
        });

    private static partial class Log
    {
        [LoggerMessage(3, LogLevel.Information, "Database: {Place}")]
        public static partial void Database(ILogger logger, string place);

        [LoggerMessage(1, LogLevel.Information, "Ready at {Address}/")]
        public static partial void Ready(ILogger logger, string address);

        [LoggerMessage(2, LogLevel.Information, "Chat at {Address}/chat/{Shop}")]
        public static partial void Shop(ILogger logger, string address, string shop);
    }
}
