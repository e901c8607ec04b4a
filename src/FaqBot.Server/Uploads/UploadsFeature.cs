using Microsoft.Extensions.Options;

namespace FaqBot.Server;

/// <summary>Files that customers send, and the addresses under which they are shown.</summary>
internal static class UploadsFeature
{
    public static void AddUploads(this IServiceCollection services)
    {
        services.AddOptions<UploadOptions>().BindConfiguration(UploadOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<UploadOptions>, UploadOptionsValidator>();
        services.AddSingleton<Spool>();
        services.AddSingleton<UploadGate>();
        services.AddSingleton<UploadReader>();
        services.AddSingleton<FileStore>();
        services.AddSingleton<UploadEndpoint>();
        services.AddSingleton<FileEndpoint>();
        services.AddHostedService<FileSweep>();
    }

    public static void MapUploads(this WebApplication app)
    {
        var files = app.Services.GetRequiredService<FileEndpoint>();
        app.MapMethods($"{FileEndpoint.Prefix}/{{name}}", [HttpMethods.Get, HttpMethods.Head], files.Serve);
    }

    /// <summary>Absolute.</summary>
    public static string FileUrl(this HttpRequest request, string name) =>
        $"{request.Site()}{FileEndpoint.Prefix}/{name}";
}
