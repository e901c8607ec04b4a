using System.Buffers;
using System.Globalization;
using System.Text;

namespace FaqBot.Server;

/// <summary><c>{"activities":[…],"watermark":"…"}</c>, as polling and streams send it. The watermark is always a string: clients
/// lose the number 0.</summary>
internal static class ActivitySet
{
    public static void Write(IBufferWriter<byte> output, ActivityPage page)
    {
        output.Write("{\"activities\":["u8);
        for (var i = 0; i < page.Activities.Count; i++)
        {
            if (i > 0)
            {
                output.Write(","u8);
            }

            output.Write(page.Activities[i].Span);
        }

        output.Write("],\"watermark\":\""u8);
        output.Write(Encoding.ASCII.GetBytes(page.Watermark.ToString(CultureInfo.InvariantCulture)));
        output.Write("\"}"u8);
    }
}

/// <summary>An <see cref="ActivitySet"/> as an answer.</summary>
internal sealed class ActivitySetResult(ActivityPage page) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        ActivitySet.Write(httpContext.Response.BodyWriter, page);
        await httpContext.Response.BodyWriter.FlushAsync(httpContext.RequestAborted);
    }
}
