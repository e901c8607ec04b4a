using System.Buffers;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace FaqBot.Server;

/// <summary>Reads an upload onto the disk: multipart/form-data as DirectLineJS sends it, or one file as the body itself.</summary>
internal sealed class UploadReader(Spool spool, IOptions<UploadOptions> settings)
{
    private const string ActivityType = "application/vnd.microsoft.activity";
    private const int BufferBytes = 64 * 1024;
    private const int BoundaryCharsMax = 128;
    private const int PartHeadersMax = 16;

    /// <summary>Fields of a form that are neither activity nor file; they are passed over.</summary>
    private const int OtherPartsMax = 10;

    private readonly UploadOptions options = settings.Value;

    /// <summary>Reads into <paramref name="upload"/>; returns why it is refused, or null.</summary>
    /// <exception cref="BadHttpRequestException">The body is longer than the server takes, or comes too slowly.</exception>
    public async Task<DirectLineError?> Read(HttpRequest request, ReceivedUpload upload, CancellationToken cancellation)
    {
        var isForm = MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase);
        var refusal = isForm && type is not null
            ? await ReadForm(type, request.Body, upload, cancellation)
            : await ReadFile(NameOf(request.Headers.ContentDisposition), request.Body, upload, cancellation);
        if (refusal is not null)
        {
            return refusal;
        }
        if (upload.Files is [] || (!isForm && upload.Files is [{ Content.Length: 0 }]))
        {
            return UploadErrors.NoFile;
        }
        return upload.Files.FirstOrDefault(file => file.Content.Length == 0) is { } empty ? UploadErrors.EmptyFile(empty.Number) : null;
    }

    private async Task<DirectLineError?> ReadForm(
        MediaTypeHeaderValue type, Stream body, ReceivedUpload upload, CancellationToken cancellation)
    {
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        if (boundary.Length is 0 or > BoundaryCharsMax)
        {
            return UploadErrors.NotMultipart;
        }
        var reader = new MultipartReader(boundary, body, BufferBytes) { HeadersCountLimit = PartHeadersMax };
        try
        {
            for (var parts = 0; await reader.ReadNextSectionAsync(cancellation) is { } part; parts++)
            {
                if (parts > options.FilesMax + OtherPartsMax)
                {
                    return UploadErrors.TooManyFiles(options.FilesMax);
                }
                if (await ReadPart(part, upload, cancellation) is { } refusal)
                {
                    return refusal;
                }
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            // Another boundary than the stated one, headers without an end, or a body that stops in the middle.
            cancellation.ThrowIfCancellationRequested();
            return UploadErrors.NotMultipart;
        }
        return null;
    }

    private async Task<DirectLineError?> ReadPart(MultipartSection part, ReceivedUpload upload, CancellationToken cancellation)
    {
        var isTyped = MediaTypeHeaderValue.TryParse(part.ContentType, out var type);
        if (isTyped && type is not null && type.MediaType.Equals(ActivityType, StringComparison.OrdinalIgnoreCase))
        {
            return upload.Activity is null ? await ReadActivity(part.Body, upload, cancellation) : UploadErrors.TwoActivities;
        }
        var name = NameOf(part.ContentDisposition);
        return isTyped || name is not null ? await ReadFile(name, part.Body, upload, cancellation) : null;
    }

    private static async Task<DirectLineError?> ReadActivity(Stream part, ReceivedUpload upload, CancellationToken cancellation)
    {
        var buffer = new byte[DirectLineLimits.BodyBytesMax + 1];
        var length = await part.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        upload.Activity = buffer[..Math.Min(length, DirectLineLimits.BodyBytesMax)];
        return length > DirectLineLimits.BodyBytesMax ? UploadErrors.ActivityTooBig : null;
    }

    private async Task<DirectLineError?> ReadFile(string? name, Stream part, ReceivedUpload upload, CancellationToken cancellation)
    {
        if (upload.Files.Count == options.FilesMax)
        {
            return UploadErrors.TooManyFiles(options.FilesMax);
        }
        var file = spool.Create();
        upload.Add(name, file);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            var length = 0L;
            while (await part.ReadAsync(buffer, cancellation) is > 0 and var count)
            {
                length += count;
                if (length > options.FileBytesMax)
                {
                    return UploadErrors.FileTooBig(upload.Files.Count, options);
                }
                await spool.Write(file, buffer.AsMemory(0, count), cancellation);
            }
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>The file's name in a Content-Disposition; also in one that lacks its kind, as Direct Line's own documentation has
    /// it.</summary>
    private static string? NameOf(string? disposition)
    {
        if (!ContentDispositionHeaderValue.TryParse(disposition, out var parsed)
            && !ContentDispositionHeaderValue.TryParse($"attachment; {disposition}", out parsed))
        {
            return null;
        }
        var name = parsed.FileNameStar.HasValue ? parsed.FileNameStar : HeaderUtilities.RemoveQuotes(parsed.FileName);
        return name.HasValue ? name.ToString() : null;
    }
}
