using FsCheck;
using FsCheck.Fluent;

namespace FaqBot.Server.Tests;

/// <summary>What somebody writes who wants to forge a header, or does not know what a header is.</summary>
internal static class HostileText
{
    private static readonly string[] Pieces =
    [
        "\r\nBcc: evil@x.example", "\nTo: evil@x.example", "\r", "\n", "\r\n\r\n", "\0", "\t", "\u001b[31m", "\u0085", "\u2028", "\u2029",
        "\"", "\\", "'", "<", ">", "(", ")", ",", ";", ":", "@", "=?utf-8?B?DQpCY2M6IGE=?=", "=?utf-8?Q?=0D=0A?=", "?=", "=", "%0d%0a",
        "\u202e", "\u2066", "\u200d", "\ufeff", "\ud83d", "\ude00", "👩‍👩‍👧", "e\u0301",
        "Żółć", "مرحبا", "漢字", " ", "   ", ".", "..", "a", "Anna",
        "--boundary", ".\r\n.\r\n", "text/html; x=\"", new string('x', 300), new string('ż', 120),
    ];

    public static Gen<string> Any { get; } =
        from count in Gen.Choose(0, 8) from pieces in Gen.Elements(Pieces).ArrayOf(count) select string.Concat(pieces);
}
