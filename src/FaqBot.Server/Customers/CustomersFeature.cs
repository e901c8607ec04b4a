namespace FaqBot.Server;

/// <summary>Customers whom their shop vouches for.</summary>
internal static class CustomersFeature
{
    public static IServiceCollection AddCustomers(this IServiceCollection services)
    {
        services.AddSingleton<CustomerSecrets>();
        services.AddSingleton<CustomerTokens>();
        services.AddSingleton<CustomerConversations>();
        return services;
    }
}
