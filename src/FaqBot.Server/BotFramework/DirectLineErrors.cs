namespace FaqBot.Server;

/// <summary>Gives everything that goes wrong under Direct Line's prefix Direct Line's shape: unknown addresses, wrong methods,
/// our own failures.</summary>
internal sealed partial class DirectLineErrors(RequestDelegate next, CountedLines lines, ILogger<DirectLineErrors> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        // Tokens and talks are nobody else's to keep.
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (BusyException) when (!context.Response.HasStarted)
        {
            await DirectLineError.Busy(BusyException.RetryAfter).ExecuteAsync(context);
            return;
        }
        catch (BadHttpRequestException exception) when (!context.Response.HasStarted)
        {
            context.Response.StatusCode = exception.StatusCode;
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            var endpoint = context.GetEndpoint()?.DisplayName;
            lines.Write("failure", $"{endpoint} {exception.GetType().Name}", count => Log.Failed(logger, exception, endpoint, count));
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }

        if (context.Response is { HasStarted: false, StatusCode: >= StatusCodes.Status400BadRequest, ContentType: null })
        {
            await DirectLineError.ForStatus(context.Response.StatusCode).ExecuteAsync(context);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "{Endpoint} failed; {Count} such since the last line.")]
        public static partial void Failed(ILogger logger, Exception exception, string? endpoint, int count);
    }
}
