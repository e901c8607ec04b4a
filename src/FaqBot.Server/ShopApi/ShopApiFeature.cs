namespace FaqBot.Server;

internal static class ShopApiFeature
{
    public static void AddShopApi(this IServiceCollection services)
    {
        services.AddSingleton<ShopApiKeys>();
        services.AddSingleton<ShopApi>();
    }
}
