namespace FaqBot.Server;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: knowledge is loaded and the database can be written.</summary>
internal static class Health
{
    private static readonly TimeSpan WriteMax = TimeSpan.FromSeconds(5);

    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Text("live"));
        app.MapGet("/health/ready", Ready);
    }

    private static async Task<IResult> Ready(CurrentKnowledge knowledge, Journal journal, TimeProvider time)
    {
        if (!knowledge.IsLoaded)
        {
            return NotReady("The knowledge is not loaded.");
        }
        try
        {
            await SchemaCheck.Write(journal, time).WaitAsync(WriteMax, time);
            return Results.Text("ready");
        }
        catch (Exception exception) when (exception is BusyException or TimeoutException)
        {
            return NotReady("The database cannot be written.");
        }
    }

    private static IResult NotReady(string reason) => Results.Text(reason, statusCode: StatusCodes.Status503ServiceUnavailable);
}
