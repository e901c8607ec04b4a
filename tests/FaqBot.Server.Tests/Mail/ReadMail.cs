using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace FaqBot.Server.Tests;

/// <summary>A mail as a mail program reads it: headers unfolded and decoded, bodies decoded, part within part.</summary>
internal sealed partial class ReadMail
{
    private const string Break = "\r\n";

    private ReadMail(IReadOnlyList<(string Name, string Value)> headers, byte[] content, IReadOnlyList<ReadMail> parts)
    {
        Headers = headers;
        Content = content;
        Parts = parts;
    }

    /// <summary>In their order, as they stand, without their folds.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; }

    public byte[] Content { get; }

    public IReadOnlyList<ReadMail> Parts { get; }

    public string Text => Encoding.UTF8.GetString(Content);

    /// <summary>The parts that hold something, from first to last.</summary>
    public IEnumerable<ReadMail> Leaves => Parts.Count == 0 ? [this] : Parts.SelectMany(part => part.Leaves);

    public static ReadMail Of(byte[] bytes) => Of(Encoding.UTF8.GetString(bytes));

    public static ReadMail Of(string text)
    {
        // A carriage return or a line feed alone is a line's end to some programs.
        Assert.DoesNotMatch(@"(?<!\r)\n|\r(?!\n)", text);
        var end = text.IndexOf(Break + Break, StringComparison.Ordinal);
        var head = Fold().Replace(text[..end], " ");
        List<(string, string)> headers = [.. head.Split(Break).Select(Header)];
        var body = text[(end + 4)..];
        var type = headers.SingleOrDefault(header => header.Item1 == "Content-Type").Item2 ?? "text/plain";
        var boundary = Boundary().Match(type);
        var isBase64 = headers.Contains(("Content-Transfer-Encoding", "base64"));
        // A file's name may hold anything, also what looks like a boundary.
        return type.StartsWith("multipart/", StringComparison.Ordinal) && boundary.Success
            ? new ReadMail(headers, [], Split(body, boundary.Groups[1].Value))
            : new ReadMail(headers, isBase64 ? Convert.FromBase64String(body) : Encoding.UTF8.GetBytes(body), []);
    }

    /// <summary>Decoded; null where there is none.</summary>
    public string? Find(string name) => Headers.SingleOrDefault(header => header.Name == name).Value is { } value ? Decode(value) : null;

    private static (string, string) Header(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        Assert.True(colon > 0, $"No header: {line}");
        return (line[..colon], line[(colon + 1)..].Trim());
    }

    private static List<ReadMail> Split(string body, string boundary)
    {
        var parts = $"{Break}{body}".Split($"{Break}--{boundary}");
        Assert.StartsWith("--", parts[^1], StringComparison.Ordinal);
        return [.. parts[1..^1].Select(part => Of(part[Break.Length..]))];
    }

    /// <summary>Encoded words (RFC 2047); the space between two of them is none.</summary>
    private static string Decode(string value) => Encoded().Replace(Between().Replace(value, "?="), match => Encoding.UTF8.GetString(
        match.Groups[1].Value is "B" or "b" ? Convert.FromBase64String(match.Groups[2].Value) : Quoted(match.Groups[2].Value)));

    private static byte[] Quoted(string text)
    {
        var bytes = new List<byte>();
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '=')
            {
                bytes.Add(byte.Parse(text.AsSpan(at + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                at += 2;
            }
            else
            {
                bytes.Add(text[at] == '_' ? (byte)' ' : (byte)text[at]);
            }
        }
        return [.. bytes];
    }

    [GeneratedRegex(@"\r\n[ \t]+")]
    private static partial Regex Fold();

    [GeneratedRegex("boundary=\"?([^\";]+)\"?")]
    private static partial Regex Boundary();

    [GeneratedRegex(@"=\?utf-8\?([BQbq])\?([^?]*)\?=")]
    private static partial Regex Encoded();

    [GeneratedRegex(@"\?=\s+(?==\?)")]
    private static partial Regex Between();
}
