using FaqBot.Files;
using Microsoft.Extensions.Options;

namespace FaqBot.Server;

/// <summary>Files on disk that last as long as the request that brings them, also when the process is killed.</summary>
internal sealed partial class Spool(IOptions<UploadOptions> options, ILogger<Spool> logger)
{
    private readonly string folder = ProgramFolder.Resolve(options.Value.Folder);
    private readonly long freeBytesMin = options.Value.FreeDiskBytesMin;

    /// <summary>An empty file without a name.</summary>
    /// <exception cref="BusyException">The disk, or this process, takes no further file.</exception>
    public Stream Create()
    {
        try
        {
            return CreateFile();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.DiskRefused(logger, exception, folder);
            throw new BusyException(exception);
        }
    }

    /// <exception cref="BusyException">The disk takes no more.</exception>
    public async Task Write(Stream file, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        try
        {
            await file.WriteAsync(bytes, cancellation);
        }
        catch (IOException exception)
        {
            Log.DiskRefused(logger, exception, folder);
            throw new BusyException(exception);
        }
    }

    private FileStream CreateFile()
    {
        Directory.CreateDirectory(folder);
        // On Windows a disk is asked by its letter, elsewhere by any folder on it.
        var disk = new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(folder) ?? folder : folder);
        if (disk.AvailableFreeSpace < freeBytesMin)
        {
            throw new IOException($"The disk has less room than the {freeBytesMin} bytes that Uploads:FreeDiskMegabytes keeps free.");
        }
        var path = Path.Combine(folder, $"{Guid.NewGuid():N}.upload");
        var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Delete,
            BufferSize = 0,
            Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
        });
        if (!OperatingSystem.IsWindows())
        {
            // Open, but no longer there: nothing is left behind, whatever happens. On Windows DeleteOnClose does as much.
            File.Delete(path);
        }
        return file;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The disk under {Folder} takes no more; an upload was refused as busy.")]
        public static partial void DiskRefused(ILogger logger, Exception exception, string folder);
    }
}
