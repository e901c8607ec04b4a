using System.Net;

namespace FaqBot.Server;

/// <summary>Requests to the shops' own systems.</summary>
internal static class OutboundFeature
{
    public static void AddOutbound(this IServiceCollection services)
    {
        services.AddSingleton<LookUpHost>(Dns.GetHostAddressesAsync);
        services.AddSingleton<OutboundHttp>();
    }

    extension(IHostEnvironment environment)
    {
        /// <summary>Whether this is a place where safety may give way to convenience.</summary>
        public bool IsWorkshop => environment.IsDevelopment() || environment.IsEnvironment("Testing");
    }
}
