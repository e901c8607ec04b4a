using System.Text;

namespace FaqBot.Faults.Tests;

/// <summary>The plug that is pulled on paper is pulled where it hurts.</summary>
public sealed class PowerLossTests : IDisposable
{
    private const string Id = "0123456789abcdef0123456789abcdef|0000001";
    private const string File = "/data/faqbot.db";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("faqbot-test-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Calls_are_read_in_the_order_in_which_they_took_effect()
    {
        string[] lines =
        [
            """7 pwrite64(3<\x2f\x61>, "\x01\xff", 2, 512) = 2""",
            """7 fsync(3<\x2f\x61> <unfinished ...>""",
            """8 sendto(9<\x73>, "\x68\x69", 2, MSG_NOSIGNAL, NULL, 0 <unfinished ...>""",
            """7 <... fsync resumed>)          = 0""",
            """8 <... sendto resumed>)         = 2""",
            """7 ftruncate(3<\x2f\x61>, 4096)  = 0""",
            """7 fsync(3<\x2f\x61>)            = -1 EIO (Input/output error)""",
            """7 unlink("\x2f\x61")            = 0""",
            """7 +++ exited with 0 +++""",
        ];

        var events = Trace.Read(lines).Select(Shown);

        Assert.Equal(["write /a 512 01FF", "send 6869", "flush /a", "truncate /a 4096", "delete /a"], events);
    }

    [Fact]
    public void Only_what_was_flushed_is_sure_to_be_found()
    {
        var disk = new Disk();
        disk.Write(File, 0, [1, 2, 3]);
        disk.Flush(File);
        disk.Write(File, 1, [9, 9, 9]);
        disk.Truncate(File, 0);

        disk.Save(folder.FullName, null);

        Assert.Equal([1, 2, 3], Found());
    }

    [Fact]
    public void Of_what_was_not_flushed_any_sector_may_be_found()
    {
        var disk = new Disk();
        disk.Write(File, 0, new byte[2048]);
        disk.Flush(File);
        disk.Write(File, 0, [.. Enumerable.Repeat((byte)1, 2048)]);

        var found = Enumerable.Range(0, 200).Select(seed => Sectors(disk, seed)).ToHashSet();

        Assert.Equal(16, found.Count);
    }

    [Fact]
    public async Task What_left_for_a_client_before_it_was_flushed_is_found()
    {
        var (empty, full) = await Databases();
        var sent = new TraceEvent.Sent(Encoding.UTF8.GetBytes($$"""{"id":"{{Id}}"}"""));
        TraceEvent[] sound = [new TraceEvent.Written(File, 0, full), new TraceEvent.Flushed(File), sent];
        TraceEvent[] early =
        [
            new TraceEvent.Written(File, 0, empty), new TraceEvent.Flushed(File),
            new TraceEvent.Written(File, 0, full), sent, new TraceEvent.Flushed(File),
        ];

        Assert.DoesNotContain(await Check(sound), IsLoss);
        Assert.Contains(await Check(early), IsLoss);
    }

    private Task<IReadOnlyList<Finding>> Check(TraceEvent[] events) => new PowerLossCheck(folder.FullName, 1).Check(events);

    private static bool IsLoss(Finding finding) =>
        finding.Detail.Contains($"{Id} had left for a client and would be lost", StringComparison.Ordinal);

    /// <summary>A database without and with the one activity.</summary>
    private async Task<(byte[] Empty, byte[] Full)> Databases()
    {
        var conversation = Id.Split('|')[0];
        var database = new SqliteDatabase(folder.FullName);
        await Execute(database, """
            CREATE TABLE conversations (id, shop, version, last_sequence, last_timestamp);
            CREATE TABLE activities (conversation_id, sequence, timestamp, sender, client_activity_id, body);
            CREATE TABLE turns (conversation_id, turn, activity_sequence, input, outcome, knowledge_hash);
            CREATE TABLE outbox (id, conversation_id, turn, kind, payload);
            """);
        var empty = Found();
        await Execute(database, $$"""
            INSERT INTO conversations VALUES ('{{conversation}}', 'tiny', 1, 1, 0);
            INSERT INTO activities VALUES ('{{conversation}}', 1, 0, 'bot', NULL, CAST('{"id":"{{Id}}"}' AS BLOB));
            """);
        return (empty, Found());
    }

    private static async Task Execute(SqliteDatabase database, string text)
    {
        await using var connection = await database.Open();
        await using var command = connection.CreateCommand();
        command.CommandText = text;
        await command.ExecuteNonQueryAsync();
    }

    private string Sectors(Disk disk, int seed)
    {
        disk.Save(folder.FullName, new Random(seed));
        return string.Concat(Found().Chunk(512).Select(sector => sector[0]));
    }

    private byte[] Found() => System.IO.File.ReadAllBytes(Path.Combine(folder.FullName, SqliteDatabase.FileName));

    private static string Shown(TraceEvent happened) => happened switch
    {
        TraceEvent.Written written => $"write {written.Path} {written.Offset} {Convert.ToHexString(written.Bytes)}",
        TraceEvent.Truncated truncated => $"truncate {truncated.Path} {truncated.Length}",
        TraceEvent.Deleted deleted => $"delete {deleted.Path}",
        TraceEvent.Flushed flushed => $"flush {flushed.Path}",
        TraceEvent.Sent sent => $"send {Convert.ToHexString(sent.Bytes)}",
        _ => "",
    };
}
