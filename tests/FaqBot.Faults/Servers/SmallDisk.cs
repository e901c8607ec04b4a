using System.Diagnostics;
using System.Globalization;

namespace FaqBot.Faults;

/// <summary>A disk of a few megabytes in memory, which can be filled to the last byte and freed again.</summary>
internal sealed class SmallDisk : IDisposable
{
    private const int ChunkBytes = 64 * 1024;

    private readonly string ballast;

    private SmallDisk(string path)
    {
        Path = path;
        ballast = System.IO.Path.Combine(path, "ballast");
    }

    public string Path { get; }

    /// <summary>Null where this process may not mount.</summary>
    public static SmallDisk? TryMount(int megabytes)
    {
        var path = Directory.CreateTempSubdirectory("faqbot-disk-").FullName;
        var size = string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m,mode=0777");
        if (Run("mount", "-t", "tmpfs", "-o", size, "tmpfs", path))
        {
            return new SmallDisk(path);
        }
        Directory.Delete(path);
        return null;
    }

    /// <summary>Takes every byte that is left; the server may free and take a few of its own meanwhile.</summary>
    public void Fill()
    {
        using var file = new FileStream(ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var bytes = ChunkBytes; bytes > 0; bytes /= 2)
        {
            while (TryWrite(file, bytes))
            {
                // More.
            }
        }
    }

    /// <summary>Gives back what <see cref="Fill"/> took.</summary>
    public void Free() => File.Delete(ballast);

    public void Dispose()
    {
        // Lazily: it goes from sight at once and for good with its last user, and is not left behind because of one.
        if (Run("umount", "--lazy", Path))
        {
            Directory.Delete(Path);
        }
    }

    private static bool TryWrite(FileStream file, int bytes)
    {
        try
        {
            file.Write(new byte[bytes]);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static bool Run(string program, params IReadOnlyList<string> arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true });
            process?.WaitForExit();
            return process is { ExitCode: 0 };
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
