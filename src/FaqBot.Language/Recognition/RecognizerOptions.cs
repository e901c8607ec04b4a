using System.Text.RegularExpressions;

namespace FaqBot.Language;

/// <summary>What a shop adds to what can be recognised.</summary>
public sealed class RecognizerOptions
{
    /// <summary>A pattern that costs more than linear time is refused by this; so is one that looks around.</summary>
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    private RecognizerOptions(Regex? orderNumber) => OrderNumber = orderNumber;

    /// <summary>Nothing added.</summary>
    public static RecognizerOptions None { get; } = new(null);

    internal Regex? OrderNumber { get; }

    /// <summary>Compile once per shop and keep: building the pattern costs far more than using it.</summary>
    /// <param name="orderNumberPattern">A regular expression without look-around and back-references, matched without regard to case;
    /// null: the shop has no order numbers of its own.</param>
    /// <exception cref="ArgumentException">The pattern is none, or looks around.</exception>
    public static RecognizerOptions For(string? orderNumberPattern)
    {
        if (orderNumberPattern is null)
        {
            return None;
        }
        try
        {
            return new(new Regex(orderNumberPattern, Linear));
        }
        catch (NotSupportedException exception)
        {
            throw new ArgumentException(exception.Message, nameof(orderNumberPattern), exception);
        }
    }
}
