namespace FaqBot.Server.Tests;

/// <summary>Files looked through as an upload's are.</summary>
internal static class Inspected
{
    public static Inspection Of(byte[] file, params FileType[] others)
    {
        using var stream = new MemoryStream(file);
        return Inspection.Of(new FileBytes(stream), others);
    }

    /// <summary>What is kept of a file that is accepted as <paramref name="type"/>.</summary>
    public static byte[] Kept(byte[] file, FileType type)
    {
        var accepted = Assert.IsType<Inspection.Accepted>(Of(file));
        Assert.Equal(type, accepted.Type);
        return Kept(file, accepted);
    }

    public static byte[] Kept(byte[] file, Inspection.Accepted accepted, int chunkBytes = 7)
    {
        using var stream = new MemoryStream(file);
        byte[] kept = [.. PieceReader.Read(new FileBytes(stream), accepted, chunkBytes).SelectMany(chunk => chunk)];
        Assert.Equal(accepted.Length, kept.Length);
        return kept;
    }

    public static Inspection.Refused Refused(byte[] file) => Assert.IsType<Inspection.Refused>(Of(file));

    /// <summary>Where the bytes stand in a file; -1 where they do not.</summary>
    public static int Find(byte[] file, params byte[] bytes) => file.AsSpan().IndexOf(bytes);

    public static void AssertNoSecret(byte[] file) =>
        Assert.Equal(-1, Find(file, System.Text.Encoding.ASCII.GetBytes(TestFiles.Secret)));
}
