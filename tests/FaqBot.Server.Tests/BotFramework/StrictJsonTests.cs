using System.Text;

namespace FaqBot.Server.Tests;

public sealed class StrictJsonTests
{
    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("{\"a\":1,\"\\u0061\":2}")]
    [InlineData("{\"a\":{\"b\":1,\"b\":2}}")]
    [InlineData("{\"a\":\"\\ud800\"}")]
    [InlineData("{\"a\":\"\\udc00\\ud800\"}")]
    [InlineData("{\"\\ud800\":1}")]
    [InlineData("{\"a\":\"\\u0000\"}")]
    [InlineData("{\"a\":[\"x\\u0000y\"]}")]
    [InlineData("{\"a\":\"\u0001\"}")]
    public void What_could_surprise_later_is_refused(string json)
    {
        var parsed = StrictJson.Parse(Encoding.UTF8.GetBytes(json));

        Assert.Null(parsed);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"a\":null,\"b\":[1,2],\"c\":{\"d\":\"e\"}}")]
    [InlineData("{\"a\":\"\\ud83d\\ude00\"}")]
    [InlineData("{\"a\":1e400}")]
    public void An_ordinary_object_is_taken(string json)
    {
        var parsed = StrictJson.Parse(Encoding.UTF8.GetBytes(json));

        Assert.NotNull(parsed);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        byte[] json = [.. "{\"a\":\""u8, 0xC3, 0x28, .. "\"}"u8];

        Assert.Null(StrictJson.Parse(json));
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    [InlineData(10_000, false)]
    public void Depth_is_bounded(int depth, bool isTaken)
    {
        var json = $"{{\"a\":{new string('[', depth - 1)}{new string(']', depth - 1)}}}";

        Assert.Equal(isTaken, StrictJson.Parse(Encoding.UTF8.GetBytes(json)) is not null);
    }
}
