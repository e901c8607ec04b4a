namespace FaqBot.Server;

/// <summary>
/// One line a request for those who look closely; slow and failed ones are told at once, and counted when there are many. The route's
/// template, never the address itself, because queries carry tokens.
/// </summary>
internal sealed partial class RequestLog(RequestDelegate next, TimeProvider time, CountedLines lines, ILogger<RequestLog> logger)
{
    private const double SlowMilliseconds = 1_000;

    public async Task InvokeAsync(HttpContext context)
    {
        var began = time.GetTimestamp();
        await next(context);
        var took = time.GetElapsedTime(began).TotalMilliseconds;
        var method = context.Request.Method;
        var template = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(no route)";
        var status = context.Response.StatusCode;
        Log.Request(logger, method, template, status, took);
        var isSlow = took > SlowMilliseconds && !context.WebSockets.IsWebSocketRequest;
        if (isSlow || status >= StatusCodes.Status500InternalServerError)
        {
            lines.Write("request", $"{method} {template} {status}", count => Log.Trouble(logger, method, template, status, took, count));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "{Method} {Template} answered {Status} in {Milliseconds:0.0} ms.")]
        public static partial void Request(ILogger logger, string method, string template, int status, double milliseconds);

        [LoggerMessage(
            2, LogLevel.Warning, "{Method} {Template} answered {Status} in {Milliseconds:0.0} ms; {Count} such since the last line.")]
        public static partial void Trouble(ILogger logger, string method, string template, int status, double milliseconds, int count);
    }
}
