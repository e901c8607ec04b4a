using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace FaqBot.Server.Tests;

/// <summary>One token, made of fixed claims with a fixed secret: the examples in docs/embedding.md must make the very same.</summary>
internal static class CustomerVector
{
    public const string Secret = "0123456789abcdef0123456789abcdef";

    public const string Claims = """{"aud":"demo","sub":"customer-4711","iat":1795000000,"exp":1795003600}""";

    public static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_795_000_000);

    public static string Token => Sign(Claims, Secret, """{"alg":"HS256","typ":"JWT"}""");

    public static string Sign(string claims, string secret, string head)
    {
        var signed = $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(head))}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(signed)))}";
    }
}
