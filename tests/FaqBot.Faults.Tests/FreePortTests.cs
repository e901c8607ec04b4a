using System.Globalization;
using FaqBot.Testing;

namespace FaqBot.Faults.Tests;

public sealed class FreePortTests
{
    [Fact]
    public void The_system_gives_no_such_port_to_an_outgoing_connection()
    {
        var range = File.ReadAllText("/proc/sys/net/ipv4/ip_local_port_range").Split('\t');
        var lowest = int.Parse(range[0], CultureInfo.InvariantCulture);

        Assert.All(Enumerable.Range(0, 100), _ => Assert.InRange(FreePort.Find(), 1024, lowest - 1));
    }
}
