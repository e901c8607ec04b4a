using System.Diagnostics;
using System.Globalization;
using NodaTime;

namespace FaqBot.Language.Tests;

/// <summary>What is recognised, as one line of text: "money[5 zł]=5 PLN".</summary>
internal static class Recognized
{
    public static readonly LocalDateTime Now = new(2026, 11, 21, 14, 0);

    /// <summary>Entities of the kinds asked for, as "text=value"; several values parted by "or".</summary>
    public static string Of(string text, string language, params EntityKind[] kinds) => string.Join("; ", Recognizer
        .Recognize(text, language, Now, null)
        .Where(entity => kinds.Contains(entity.Kind))
        .Select(entity => $"{entity.Text}={string.Join(" or ", entity.Values.Select(Value))}"));

    private static string Value(EntityValue value) => value switch
    {
        EntityValue.Number number => Number(number.Value),
        EntityValue.Money money => $"{Number(money.Amount)} {money.Currency}",
        EntityValue.Duration duration => $"{Number(duration.Value)} {duration.Unit}",
        EntityValue.Answer answer => answer.Value.ToString(),
        EntityValue.Text text => text.Value,
        _ => throw new UnreachableException(),
    };

    private static string Number(decimal value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
