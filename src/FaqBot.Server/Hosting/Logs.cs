using System.ComponentModel.DataAnnotations;
using System.Globalization;
using FaqBot.Files;
using Microsoft.Extensions.Options;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace FaqBot.Server;

/// <summary>Where logs go beside the console. What is logged is <c>Logging:LogLevel</c>, as usual.</summary>
internal sealed class LogOptions
{
    public const string Section = "Logs";

    /// <summary>E.g. <c>data/logs/faqbot-.log</c>, the day is put before the dot; empty for none.</summary>
    public string File { get; set; } = "";

    /// <summary>Older files are deleted.</summary>
    [Range(1, 3650)]
    public int Days { get; set; } = 14;
}

[OptionsValidator]
internal sealed partial class LogOptionsValidator : IValidateOptions<LogOptions>;

internal static class Logs
{
    /// <summary>An event with this property is for the file alone: it was printed on the console already, as compilers print.</summary>
    public const string Finding = "Finding";

    private const string Host = "Microsoft.Extensions.Hosting.Internal.Host";
    private const string Line = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff} {Level:u3} {SourceContext}: {Message:lj}{NewLine}{Exception}";

    public static void AddLogs(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<LogOptions>().BindConfiguration(LogOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<LogOptions>, LogOptionsValidator>();
        builder.Services.AddCountedLines();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<ILoggerProvider>(services =>
            new Serilog.Extensions.Logging.SerilogLoggerProvider(
                Create(services.GetRequiredService<IOptions<LogOptions>>().Value), dispose: true));
    }

    /// <summary>A start that fails is said in plain words when the program ends; the host would add a stack trace. What goes wrong later
    /// is logged, whatever its exception.</summary>
    public static bool IsStartFailure(LogEvent entry) =>
        entry.Properties.GetValueOrDefault(Constants.SourceContextPropertyName) is ScalarValue { Value: Host }
        && StartFailure.Explain(entry.Exception) is not null;

    private static Serilog.Core.Logger Create(LogOptions options)
    {
        var logs = new LoggerConfiguration()
            .MinimumLevel.Verbose()
            .Filter.ByExcluding(IsStartFailure)
            .WriteTo.Logger(console => console
                .Filter.ByExcluding(entry => entry.Properties.ContainsKey(Finding))
                .WriteTo.Console(outputTemplate: Line, formatProvider: CultureInfo.InvariantCulture));
        if (options.File.Length > 0)
        {
            logs.WriteTo.File(
                ProgramFolder.Resolve(options.File),
                outputTemplate: Line,
                formatProvider: CultureInfo.InvariantCulture,
                rollingInterval: RollingInterval.Day,
                retainedFileCountLimit: options.Days);
        }
        return logs.CreateLogger();
    }
}
