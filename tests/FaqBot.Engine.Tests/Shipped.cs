using FaqBot.Testing;

namespace FaqBot.Engine.Tests;

/// <summary>How the shipped <c>dialogs/locales.yaml</c> prints and reads.</summary>
internal static class Shipped
{
    private static Locales Locales => ShippedKnowledge.Value.Shops["demo"].Locales;

    public static FactWords Words => Locales.Words;

    public static Locale Locale(string language) => Locales[language];

    /// <summary>Reads as in <c>shop.yaml</c>, units and currencies in all shipped languages.</summary>
    public static FactReading Parse(string text, FactType? type = null) => Fact.Parse(text, type, Words);
}
