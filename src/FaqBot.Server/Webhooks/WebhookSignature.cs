using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FaqBot.Server;

/// <summary>Proves to a receiver that a webhook is ours, and when it was sent.</summary>
internal static class WebhookSignature
{
    public const string Header = "FaqBot-Signature";

    /// <summary>The header's value. Each secret signs the seconds since 1970, a point and the body; a receiver takes either.</summary>
    /// <example>t=1795262400,v1=5257a869...,v1=9f86d081...</example>
    public static string Of(IEnumerable<byte[]> secrets, long unixSeconds, ReadOnlySpan<byte> body)
    {
        var seconds = unixSeconds.ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.ASCII.GetBytes(seconds), (byte)'.', .. body];
        var signatures = secrets.Select(secret => $",v1={Convert.ToHexStringLower(HMACSHA256.HashData(secret, signed))}");
        return $"t={seconds}{string.Concat(signatures)}";
    }
}
