using System.Net;

namespace FaqBot.Server.Tests;

public sealed class ClientNetworkTests
{
    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7", true)]
    [InlineData("203.0.113.7", "::ffff:203.0.113.7", true)]
    [InlineData("203.0.113.7", "203.0.113.8", false)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("fe80::1%2", "fe80::1%3", true)]
    [InlineData("0.0.0.1", "::1", false)]
    public void An_IPv4_address_counts_alone_and_an_IPv6_address_with_its_64(string one, string other, bool isSame)
    {
        Assert.Equal(isSame, ClientNetwork.Of(IPAddress.Parse(one)) == ClientNetwork.Of(IPAddress.Parse(other)));
    }

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.0/24")]
    [InlineData("255.255.255.255", "255.255.255.0/24")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48")]
    public void A_log_names_no_one_s_own_address(string address, string logged)
    {
        Assert.Equal(logged, ClientNetwork.Of(IPAddress.Parse(address)).ToString());
    }

    [Fact]
    public void Without_an_address_there_is_nothing_to_count()
    {
        Assert.Null(ClientNetwork.Of(null));
    }
}
