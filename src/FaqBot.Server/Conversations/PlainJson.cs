using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;

namespace FaqBot.Server;

/// <summary>For JSON that is never part of a page: only what JSON itself must escape is escaped. The framework's most relaxed encoder
/// leaves letters alone, but writes an emoji as twelve characters.</summary>
internal sealed class PlainJson : JavaScriptEncoder
{
    private static readonly JavaScriptEncoder Relaxed = UnsafeRelaxedJsonEscaping;

    private PlainJson()
    {
    }

    public static JavaScriptEncoder Encoder { get; } = new PlainJson();

    public override int MaxOutputCharactersPerInputCharacter => Relaxed.MaxOutputCharactersPerInputCharacter;

    public override bool WillEncode(int unicodeScalar) => !IsPlain(unicodeScalar) && Relaxed.WillEncode(unicodeScalar);

    public override unsafe bool TryEncodeUnicodeScalar(
        int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten) =>
        Relaxed.TryEncodeUnicodeScalar(unicodeScalar, buffer, bufferLength, out numberOfCharactersWritten);

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength)
    {
        var begin = 0;
        while (begin < textLength && Relaxed.FindFirstCharacterToEncode(text + begin, textLength - begin) is >= 0 and var found)
        {
            begin += found;
            var rest = new ReadOnlySpan<char>(text + begin, textLength - begin);
            if (Rune.DecodeFromUtf16(rest, out var rune, out var length) != OperationStatus.Done || !IsPlain(rune.Value))
            {
                return begin;
            }
            begin += length;
        }
        return -1;
    }

    public override int FindFirstCharacterToEncodeUtf8(ReadOnlySpan<byte> utf8Text)
    {
        var begin = 0;
        while (Relaxed.FindFirstCharacterToEncodeUtf8(utf8Text[begin..]) is >= 0 and var found)
        {
            begin += found;
            if (Rune.DecodeFromUtf8(utf8Text[begin..], out var rune, out var length) != OperationStatus.Done || !IsPlain(rune.Value))
            {
                return begin;
            }
            begin += length;
        }
        return -1;
    }

    /// <summary>Beyond the basic plane.</summary>
    private static bool IsPlain(int unicodeScalar) => unicodeScalar > char.MaxValue;
}
