namespace FaqBot.Server;

/// <summary>A file as it was received, on disk. Gone when disposed.</summary>
/// <param name="Number">From 1, as it is told to the client.</param>
/// <param name="Name">As the client sent it; null when it sent none.</param>
/// <param name="Content">Seekable.</param>
internal sealed record ReceivedFile(int Number, string? Name, Stream Content) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Content.DisposeAsync();
}

/// <summary>What a request brought: an activity, if any, and files.</summary>
internal sealed class ReceivedUpload : IAsyncDisposable
{
    private readonly List<ReceivedFile> files = [];

    /// <summary>One JSON object, not checked yet; null when there was none.</summary>
    public byte[]? Activity { get; set; }

    public IReadOnlyList<ReceivedFile> Files => files;

    public void Add(string? name, Stream content) => files.Add(new ReceivedFile(files.Count + 1, name, content));

    public async ValueTask DisposeAsync()
    {
        foreach (var file in files)
        {
            await file.DisposeAsync();
        }
    }
}
