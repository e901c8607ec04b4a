namespace FaqBot.Server;

/// <summary>What is neither picture nor video: taken as it is if the operator allows its type, and only ever handed out as a
/// download.</summary>
internal static class OtherFile
{
    public static Inspection Inspect(FileBytes bytes, IReadOnlyCollection<FileType> allowed) =>
        allowed.FirstOrDefault(type => IsOf(type, bytes)) is { } found
            ? new Inspection.Accepted(found, [new Piece.Kept(0, bytes.Length)])
            : Inspection.Unknown;

    private static bool IsOf(FileType type, FileBytes bytes) =>
        type == FileType.Pdf ? bytes.StartsWith("%PDF-"u8) : type == FileType.PlainText && IsText(bytes);

    /// <summary>UTF-8 without control characters other than those that lay out lines.</summary>
    private static bool IsText(FileBytes bytes)
    {
        var following = 0;
        for (var at = 0L; bytes.Byte(at) is { } value; at++)
        {
            switch (value)
            {
                case (byte)'\t' or (byte)'\n' or (byte)'\r' or (>= 0x20 and < 0x7F) when following == 0:
                    break;
                case >= 0x80 and < 0xC0 when following > 0:
                    following--;
                    break;
                case >= 0xC2 and < 0xF5 when following == 0:
                    following = value switch { < 0xE0 => 1, < 0xF0 => 2, _ => 3 };
                    break;
                default:
                    return false;
            }
        }
        return following == 0;
    }
}
