using System.Buffers;
using System.Text.Unicode;

namespace FaqBot.Engine;

/// <summary>A file as text: valid UTF-8 without a byte order mark or control characters, with lines that end in <c>\n</c>.</summary>
internal sealed class SourceText
{
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    private SourceText(string file, string text)
    {
        File = file;
        Text = text;
    }

    /// <summary>As the author would type it.</summary>
    public string File { get; }

    /// <summary>The whole text.</summary>
    public string Text { get; }

    /// <summary>Decodes <paramref name="file"/>; null where it cannot be read as text, which is then said in <paramref
    /// name="findings"/>.</summary>
    public static SourceText? Read(KnowledgeFile file, Findings findings)
    {
        if (file.Content.Length > KnowledgeLimits.FileBytesMax)
        {
            findings.Add(KnowledgeRules.FileTooLarge, new SourceSpan(file.ShownPath, 1, 1), $"The file has {file.Content.Length} bytes.");
            return null;
        }
        var bytes = file.Content.Span;
        if (bytes.StartsWith(ByteOrderMark))
        {
            bytes = bytes[ByteOrderMark.Length..];
        }
        var buffer = new char[bytes.Length];
        var status = Utf8.ToUtf16(bytes, buffer, out var read, out var written, replaceInvalidSequences: false);
        var text = new string(buffer, 0, written).Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        var source = new SourceText(file.ShownPath, text);
        if (status != OperationStatus.Done)
        {
            findings.Add(KnowledgeRules.NotUtf8, source.SpanAt(text.Length), $"The byte 0x{bytes[read]:X2} at offset {read} is not UTF-8.");
            return null;
        }
        return source.HasOnlyPrintable(findings) ? source : null;
    }

    /// <summary>Line and column of an offset into <see cref="Text"/>.</summary>
    public SourceSpan SpanAt(int offset)
    {
        var before = Text.AsSpan(0, Math.Clamp(offset, 0, Text.Length));
        var lineStart = before.LastIndexOf('\n') + 1;
        return new SourceSpan(File, before.Count('\n') + 1, before.Length - lineStart + 1);
    }

    /// <summary>One finding a file: a binary file would have thousands.</summary>
    private bool HasOnlyPrintable(Findings findings)
    {
        var offset = 0;
        while (offset < Text.Length && IsPrintable(Text[offset]))
        {
            offset++;
        }
        if (offset == Text.Length)
        {
            return true;
        }
        findings.Add(
            KnowledgeRules.ControlCharacter, SpanAt(offset), $"The character U+{(int)Text[offset]:X4} cannot stand in a text file.");
        return false;
    }

    /// <summary>What YAML allows, less the line breaks of other alphabets, which editors and YAML 1.2 do not count as lines.</summary>
    public static bool IsPrintable(char character) =>
        character is '\t' or '\n' || (!char.IsControl(character) && character is not ('\u2028' or '\u2029' or '\uFFFE' or '\uFFFF'));

    /// <summary>False where escapes brought in something that cannot be shown: a control character, or half of a surrogate pair.</summary>
    public static bool IsPrintable(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]) || !IsPrintable(text[i]))
            {
                return false;
            }
        }
        return true;
    }
}
