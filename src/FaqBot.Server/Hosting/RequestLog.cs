namespace FaqBot.Server;

/// <summary>One line a request: the route's template, never the address itself, because queries carry tokens.</summary>
internal sealed partial class RequestLog(RequestDelegate next, TimeProvider time, ILogger<RequestLog> logger)
{
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(1);

    public async Task InvokeAsync(HttpContext context)
    {
        var began = time.GetTimestamp();
        await next(context);
        var took = time.GetElapsedTime(began);
        var method = context.Request.Method;
        var template = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(no route)";
        var status = context.Response.StatusCode;
        var isSlow = took > Slow && !context.WebSockets.IsWebSocketRequest;
        if (isSlow || status >= StatusCodes.Status500InternalServerError)
        {
            Log.Trouble(logger, method, template, status, took.TotalMilliseconds);
        }
        else
        {
            Log.Request(logger, method, template, status, took.TotalMilliseconds);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "{Method} {Template} answered {Status} in {Milliseconds:0.0} ms.")]
        public static partial void Request(ILogger logger, string method, string template, int status, double milliseconds);

        [LoggerMessage(2, LogLevel.Warning, "{Method} {Template} answered {Status} in {Milliseconds:0.0} ms.")]
        public static partial void Trouble(ILogger logger, string method, string template, int status, double milliseconds);
    }
}
