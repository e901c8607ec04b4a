using System.Globalization;
using System.Net.Mail;
using System.Text;

namespace FaqBot.Server;

/// <summary>Writes each mail as a file that mail programs open. Named by its notice, so that a repeat takes the place of what is there.
/// </summary>
/// <param name="folder">Absolute; made when missing.</param>
/// <param name="time">Says when a mail was sent.</param>
internal sealed class MailFolder(string folder, TimeProvider time) : IMailTransport
{
    public async Task<Carried> Send(MailMessage message, string name, CancellationToken cancellation)
    {
        var work = Path.Combine(folder, $".{Guid.NewGuid():N}");
        try
        {
            Directory.CreateDirectory(work);
            var written = await Compose(message, work, cancellation);
            await Keep(written, Path.Combine(work, "mail"), Path.Combine(folder, $"{name}.eml"), cancellation);
            return new Carried.Done();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new Carried.Failed("Mail:Folder cannot be written");
        }
        finally
        {
            Remove(work);
        }
    }

    /// <summary>System.Net.Mail writes a file of a name of its own, for a server that picks it up.</summary>
    private async Task<byte[]> Compose(MailMessage message, string work, CancellationToken cancellation)
    {
        using (var client = new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = work })
        {
            client.DeliveryFormat = message.To.All(to => Ascii.IsValid(to.User))
                ? SmtpDeliveryFormat.SevenBit
                : SmtpDeliveryFormat.International;
            await client.SendMailAsync(message, cancellation);
        }
        var file = Directory.EnumerateFiles(work).Single();
        return Finish(await File.ReadAllBytesAsync(file, cancellation));
    }

    /// <summary>Without the lines for that server, and dated by our clock.</summary>
    private byte[] Finish(byte[] picked)
    {
        var text = Encoding.Latin1.GetString(picked);
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var date = time.GetUtcNow().ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture);
        var lines = text[..end].Split("\r\n").ToList();
        // They come first, folded where they are long.
        lines.RemoveRange(0, lines.FindIndex(line => line.StartsWith("X-Receiver:", StringComparison.Ordinal)) + 1);
        lines.RemoveRange(0, lines.FindIndex(line => !char.IsWhiteSpace(line[0])));
        lines[lines.FindIndex(line => line.StartsWith("Date:", StringComparison.Ordinal))] = $"Date: {date}";
        return Encoding.Latin1.GetBytes($"{string.Join("\r\n", lines)}{text[end..]}");
    }

    /// <summary>There is never half a mail under its name, also after a crash.</summary>
    private static async Task Keep(byte[] bytes, string draft, string path, CancellationToken cancellation)
    {
        await using (var file = new FileStream(draft, FileMode.CreateNew, FileAccess.Write))
        {
            await file.WriteAsync(bytes, cancellation);
            file.Flush(flushToDisk: true);
        }
        File.Move(draft, path, overwrite: true);
    }

    private static void Remove(string work)
    {
        try
        {
            Directory.Delete(work, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Only what a killed process leaves too: an empty folder, or half a mail without a name.
        }
    }
}
