using System.Text;

namespace FaqBot.Benchmarks;

/// <summary>A virtual customer: everything that does not change from one of his posts to the next, as bytes.</summary>
/// <param name="head">The request's head without its length, ending before <c>Content-Length</c>.</param>
/// <param name="fields">His fields of an activity, each followed by a comma.</param>
/// <param name="questions">What he asks; from <see cref="Questions"/>.</param>
internal sealed class Customer(string head, string fields, IReadOnlyList<byte[]> questions)
{
    /// <summary>Digits of a message's number, which is its <c>clientActivityID</c>.</summary>
    public const int NumberDigits = 12;

    /// <summary>Room enough for any post.</summary>
    public const int PostBytesMax = 4 * 1024;

    private static readonly byte[] BeforeNumber = "{\"channelData\":{\"attachmentSizes\":[],\"clientActivityID\":\""u8.ToArray();
    private static readonly byte[] AfterNumber = "\"},\"attachments\":[],"u8.ToArray();

    private readonly byte[] head = Encoding.UTF8.GetBytes($"{head}Content-Length: ");
    private readonly byte[] fields = Encoding.UTF8.GetBytes(fields);

    /// <summary>Writes the whole request for message <paramref name="number"/>; returns its length.</summary>
    public int Write(Span<byte> request, long number)
    {
        var question = questions[(int)(Mix(number) % (ulong)questions.Count)];
        var bodyBytes = BeforeNumber.Length + NumberDigits + AfterNumber.Length + fields.Length + question.Length;
        var length = 0;
        Append(request, head, ref length);
        bodyBytes.TryFormat(request[length..], out var digits, provider: System.Globalization.CultureInfo.InvariantCulture);
        length += digits;
        Append(request, "\r\n\r\n"u8, ref length);
        Append(request, BeforeNumber, ref length);
        number.TryFormat(request[length..], out _, "D12", System.Globalization.CultureInfo.InvariantCulture);
        length += NumberDigits;
        Append(request, AfterNumber, ref length);
        Append(request, fields, ref length);
        Append(request, question, ref length);
        return length;
    }

    private static void Append(Span<byte> request, ReadOnlySpan<byte> bytes, ref int length)
    {
        bytes.CopyTo(request[length..]);
        length += bytes.Length;
    }

    /// <summary>Neighbouring numbers ask different questions, and the same number asks the same of every target.</summary>
    private static ulong Mix(long number) => ((ulong)number * 0x9E3779B97F4A7C15) >> 32;
}
