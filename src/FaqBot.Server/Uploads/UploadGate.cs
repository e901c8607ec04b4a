using Microsoft.Extensions.Options;

namespace FaqBot.Server;

/// <summary>Lets so many uploads in at a time, and so many of one conversation; further ones are told to come back.</summary>
internal sealed class UploadGate(IOptions<UploadOptions> options)
{
    private readonly Lock gate = new();
    private readonly Dictionary<ConversationId, int> uploads = [];
    private int all;

    public static TimeSpan RetryAfter { get; } = TimeSpan.FromSeconds(5);

    /// <summary>A place, to be disposed at the end; null when all are taken.</summary>
    public IDisposable? TryEnter(ConversationId conversation)
    {
        lock (gate)
        {
            var own = uploads.GetValueOrDefault(conversation);
            if (all >= options.Value.ConcurrentMax || own >= options.Value.ConcurrentPerConversationMax)
            {
                return null;
            }
            all++;
            uploads[conversation] = own + 1;
            return new Place(this, conversation);
        }
    }

    private void Leave(ConversationId conversation)
    {
        lock (gate)
        {
            all--;
            if (--uploads[conversation] == 0)
            {
                uploads.Remove(conversation);
            }
        }
    }

    private sealed class Place(UploadGate owner, ConversationId conversation) : IDisposable
    {
        public void Dispose() => owner.Leave(conversation);
    }
}
