using FaqBot.Engine;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Options;
using BadHttpRequestException = Microsoft.AspNetCore.Http.BadHttpRequestException;

namespace FaqBot.Server;

/// <summary>POST conversations/{id}/upload: files, with or without the message they belong to. They are received on disk, told by their
/// content, freed of metadata and stored; then the message that shows them is posted as any other. The user in the address is not
/// believed.</summary>
internal sealed class UploadEndpoint(
    UploadGate gate, UploadReader reader, FileStore files, ActivityEndpoints activities, IOptions<UploadOptions> settings)
{
    private static readonly TimeSpan SlowGrace = TimeSpan.FromSeconds(10);

    private readonly UploadOptions options = settings.Value;
    private readonly IReadOnlyList<FileType> others = settings.Value.Others();

    private static ReadOnlySpan<byte> PlainMessage => """{"type":"message"}"""u8;

    /// <summary>
    /// Around posting, the door included: allows a long body, and takes in what was refused before it was read. A client whose connection
    /// breaks while it sends never sees the answer, and would try again for ever.
    /// </summary>
    public RequestDelegate HearingOut(RequestDelegate post) => async context =>
    {
        AllowLongBody(context);
        try
        {
            await post(context);
        }
        finally
        {
            await TakeIn(context);
        }
    };

    public async Task<IResult> Post(Ticket ticket, HttpContext context)
    {
        using var place = gate.TryEnter(ticket, context);
        if (place is null)
        {
            return DirectLineError.Busy(UploadGate.RetryAfter);
        }
        var bytesBefore = await files.BytesOf(ticket.Conversation, context.RequestAborted);
        if (bytesBefore + (context.Request.ContentLength ?? 1) > options.ConversationBytesMax)
        {
            return UploadErrors.ConversationFull(options);
        }
        await using var upload = new ReceivedUpload();
        if (await Receive(context, upload) is { } refusal)
        {
            return refusal;
        }
        return ActivityReader.Read(upload.Activity ?? PlainMessage) switch
        {
            ReadActivity.Refused refused => refused.Why,
            ReadActivity.Recorded { Event: TurnEvent.Message } message => await Take(ticket, message, upload, context),
            _ => UploadErrors.NoMessage,
        };
    }

    private async Task<DirectLineError?> Receive(HttpContext context, ReceivedUpload upload)
    {
        if (context.Request.ContentLength > options.RequestBytesMax)
        {
            return UploadErrors.RequestTooBig(options);
        }
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        deadline.CancelAfter(TimeFor(context.Request.ContentLength));
        try
        {
            return await reader.Read(context.Request, upload, deadline.Token);
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return UploadErrors.RequestTooBig(options);
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status408RequestTimeout)
        {
            return UploadErrors.TooSlow;
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            return UploadErrors.TooSlow;
        }
    }

    /// <summary>As long as the slowest client that is borne with needs for so many bytes.</summary>
    private TimeSpan TimeFor(long? bytes)
    {
        var most = TimeSpan.FromSeconds(options.UploadSeconds);
        var needed = bytes is { } length ? SlowGrace + TimeSpan.FromSeconds((double)length / options.BytesPerSecondMin) : most;
        return needed < most ? needed : most;
    }

    private async Task TakeIn(HttpContext context)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        deadline.CancelAfter(TimeFor(context.Request.ContentLength));
        try
        {
            await context.Request.Body.CopyToAsync(Stream.Null, deadline.Token);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // Too long, too slow, or gone: then the answer may be missed.
        }
    }

    private void AllowLongBody(HttpContext context)
    {
        var features = context.Features;
        if (features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = options.RequestBytesMax;
        }
        // Later versions know no rate of one request, and throw; there the deadline is all.
        if (HttpProtocol.IsHttp11(context.Request.Protocol) && features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = new MinDataRate(options.BytesPerSecondMin, SlowGrace);
        }
    }

    private async Task<IResult> Take(Ticket ticket, ReadActivity.Recorded message, ReceivedUpload upload, HttpContext context)
    {
        var cancellation = context.RequestAborted;
        if (!await files.AreWanted(ticket, message.ClientActivityId, cancellation))
        {
            return await activities.Record(ticket, message, context);
        }
        var accepted = new List<AcceptedFile>();
        foreach (var file in upload.Files)
        {
            var bytes = new FileBytes(file.Content);
            if (Inspection.IsPicture(bytes) && file.Content.Length > options.ImageBytesMax)
            {
                return UploadErrors.FileTooBig(file.Number, options);
            }
            switch (Inspection.Of(bytes, others))
            {
                case Inspection.Refused refused:
                    return UploadErrors.Refused(file.Number, refused, options);
                case Inspection.Accepted found when file.Content.Length > options.BytesMax(found.Type):
                    return UploadErrors.FileTooBig(file.Number, options);
                case Inspection.Accepted found:
                    accepted.Add(new AcceptedFile(file.Name, bytes, found, files.NewRow(ticket.Conversation, file.Name, found)));
                    break;
            }
        }
        var total = accepted.Sum(file => file.Row.Bytes);
        if (await files.BytesOf(ticket.Conversation, cancellation) + total > options.ConversationBytesMax)
        {
            return UploadErrors.ConversationFull(options);
        }
        return gate.Take(ticket, context, total) is { } wait
            ? DirectLineError.TooMany(wait)
            : await Record(ticket, message, accepted, context);
    }

    private async Task<IResult> Record(
        Ticket ticket, ReadActivity.Recorded message, IReadOnlyList<AcceptedFile> accepted, HttpContext context)
    {
        var isUncertain = false;
        try
        {
            foreach (var file in accepted)
            {
                await files.Store(file.Row, PieceReader.Read(file.Bytes, file.Content, FileChunkRow.ContentBytes), context.RequestAborted);
            }
            var attached = accepted.Select(file => new AttachedFile(file.PostedName, file.Row, context.Request.FileUrl(file.Row.Name)));
            isUncertain = true;
            var result = await activities.Record(ticket, message.WithFiles([.. attached]), context);
            isUncertain = result is DirectLineError { Status: StatusCodes.Status503ServiceUnavailable };
            return result;
        }
        finally
        {
            // The message may have been a repeat, or have never come to be: then nothing shows these files. A commit of which nothing was
            // heard may yet succeed; that is for the sweep to see.
            if (!isUncertain)
            {
                await files.Settle([.. accepted.Select(file => file.Row)], CancellationToken.None);
            }
        }
    }

    private sealed record AcceptedFile(string? PostedName, FileBytes Bytes, Inspection.Accepted Content, FileRow Row);
}
