using FaqBot.Engine;
using FaqBot.Testing;

namespace FaqBot.Server.Tests;

internal static class TestKnowledge
{
    /// <summary>The shop <c>tiny</c>.</summary>
    public static Knowledge Tiny => TinyShop.Knowledge;

    /// <summary>No shop at all; another object each time.</summary>
    public static Knowledge WithoutShops()
    {
        var shared = ShippedKnowledge.Files().Where(file => file.Path.StartsWith("dialogs/", StringComparison.Ordinal));
        var compilation = Knowledge.Compile([.. shared], ShippedKnowledge.Model);
        return compilation.Knowledge ?? throw new InvalidOperationException(string.Join('\n', compilation.Diagnostics));
    }
}
