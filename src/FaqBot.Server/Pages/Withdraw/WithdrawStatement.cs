using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using FaqBot.Engine;

namespace FaqBot.Server;

/// <summary>What a customer is about to declare on a page: one shop's form with what was put in.</summary>
/// <param name="Shop">Its id.</param>
/// <param name="Once">The number of the form.</param>
/// <param name="Form">With what was put in.</param>
internal sealed record WithdrawStatement(string Shop, string Once, DialogForm Form)
{
    private const int IdBytes = 16;

    /// <summary>No slot, choice or text holds it.</summary>
    private const char Separator = '\0';

    /// <summary>Of what was put in: the same again only if all of it is.</summary>
    public string Sender => $"form_{Hash("filled", Shop, Once, Content)}";

    /// <summary>The conversation of the first statement that the form was sent with, whatever it says. Nobody guesses it.</summary>
    public ConversationId Opens => new(Hash("withdrawal", Shop, Once));

    /// <summary>The conversation of this statement, where the form was sent with another before.</summary>
    public ConversationId OpensNext => new(Hash("withdrawal again", Shop, Once, Content));

    private string Content =>
        string.Join(Separator, Form.Filled.SelectMany(filled => new[] { filled.Slot, filled.Text, filled.Choice ?? "" }));

    /// <summary>Proof that this statement was shown to who filled in the form, for the button that confirms it.</summary>
    public string Seal(SigningKeys keys) => Base64Url.EncodeToString(Signed(keys.Current));

    /// <summary>Whether just this statement was shown: not where anything was changed since, by the customer or by the shop.</summary>
    public bool IsSealed(string seal, SigningKeys keys)
    {
        var given = Encoding.UTF8.GetBytes(seal);
        return keys.All.Any(key =>
            CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(Base64Url.EncodeToString(Signed(key)))));
    }

    private byte[] Signed(SigningKey key) => HMACSHA256.HashData(
        key.Secret.Span, Encoding.UTF8.GetBytes(string.Join(Separator, "withdrawal shown", Shop, Once, Form.Statement, Content)));

    private static string Hash(params ReadOnlySpan<string> parts) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(Separator, parts))).AsSpan(0, IdBytes));
}
