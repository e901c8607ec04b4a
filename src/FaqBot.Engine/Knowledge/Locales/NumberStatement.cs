using System.Collections.Immutable;

namespace FaqBot.Engine;

/// <summary>What a <c>locales.yaml</c> states of one language's numbers and money; null where it says nothing.</summary>
internal sealed record NumberStatement
{
    public char? DecimalMark { get; init; }

    public string? GroupMark { get; init; }

    /// <summary>From how many digits the whole part of money is grouped.</summary>
    public int? MoneyGroupDigitsMin { get; init; }

    public string? Percent { get; init; }

    /// <summary>With the code of a currency.</summary>
    public string? Money { get; init; }

    /// <summary>With the sign of a currency.</summary>
    public string? MoneySign { get; init; }

    /// <summary>Signs by ISO 4217 code.</summary>
    public ImmutableDictionary<string, string> Currencies { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>This, and what it does not state from <paramref name="common"/>.</summary>
    public NumberStatement Over(NumberStatement common) => new()
    {
        DecimalMark = DecimalMark ?? common.DecimalMark,
        GroupMark = GroupMark ?? common.GroupMark,
        MoneyGroupDigitsMin = MoneyGroupDigitsMin ?? common.MoneyGroupDigitsMin,
        Percent = Percent ?? common.Percent,
        Money = Money ?? common.Money,
        MoneySign = MoneySign ?? common.MoneySign,
        Currencies = common.Currencies.SetItems(Currencies),
    };
}
