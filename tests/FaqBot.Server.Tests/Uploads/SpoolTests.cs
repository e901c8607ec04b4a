using Microsoft.Extensions.Options;

namespace FaqBot.Server.Tests;

public sealed class SpoolTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("faqbot-test-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task What_is_received_can_be_read_and_would_be_gone_if_the_process_were_killed()
    {
        var spool = new Spool(Options.Create(new UploadOptions { Folder = folder.FullName }), new FakeLogger<Spool>());
        await using var file = spool.Create();

        await spool.Write(file, new byte[] { 1, 2, 3 }, CancellationToken.None);

        Assert.Equal([1, 2, 3], new FileBytes(file).Read(0, 10));
        Assert.True(OperatingSystem.IsWindows() || folder.GetFiles().Length == 0, "no name is left in the folder");
    }

    [Fact]
    public async Task A_disk_that_takes_no_more_makes_an_upload_come_back_later()
    {
        var logger = new FakeLogger<Spool>();
        var spool = new Spool(Options.Create(new UploadOptions { Folder = folder.FullName }), logger);
        await using var full = new FullDisk();

        await Assert.ThrowsAsync<BusyException>(() => spool.Write(full, new byte[] { 1 }, CancellationToken.None));

        Assert.Single(logger.Lines);
    }

    [Fact]
    public void A_folder_in_which_no_file_can_be_made_makes_an_upload_come_back_later()
    {
        var file = Path.Combine(folder.FullName, "file");
        File.WriteAllBytes(file, []);
        var logger = new FakeLogger<Spool>();
        var spool = new Spool(Options.Create(new UploadOptions { Folder = file }), logger);

        Assert.Throws<BusyException>(spool.Create);

        Assert.Single(logger.Lines);
    }

    [Fact]
    public void A_disk_that_is_nearly_full_takes_no_upload()
    {
        var logger = new FakeLogger<Spool>();
        var spool = new Spool(Options.Create(new UploadOptions { Folder = folder.FullName, FreeDiskMegabytes = int.MaxValue }), logger);

        Assert.Throws<BusyException>(spool.Create);

        Assert.Empty(folder.GetFiles());
        Assert.Single(logger.Lines);
    }

    private sealed class FullDisk : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("No space left on device");
    }
}
