namespace FaqBot.Server;

/// <summary>What customers think of the help: kept, and told to the shop's systems.</summary>
internal static class SurveysFeature
{
    public static void AddSurveys(this IServiceCollection services)
    {
        services.AddSingleton<IOutboxKind, SurveyKeeper>();
        services.AddSingleton<SurveyEndpoints>();
    }

    public static void MapSurveys(this WebApplication app)
    {
        var api = app.Services.GetRequiredService<ShopApi>();
        var surveys = app.Services.GetRequiredService<SurveyEndpoints>();
        app.MapGet(SurveyEndpoints.Route, api.WithKey(surveys.List));
        app.MapGet($"{SurveyEndpoints.Route}/summary", api.WithKey(surveys.Summary));
    }
}
