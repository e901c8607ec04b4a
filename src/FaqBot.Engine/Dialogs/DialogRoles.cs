using System.Collections.Immutable;

namespace FaqBot.Engine;

/// <summary>What a case, and the law, know of a dialog's answers by themselves.</summary>
internal static class DialogRoles
{
    /// <summary>Number of the order.</summary>
    public const string Order = "order";

    /// <summary>The product.</summary>
    public const string Product = "product";

    /// <summary>What went wrong.</summary>
    public const string Problem = "problem";

    /// <summary>What the customer asks for.</summary>
    public const string Remedy = "remedy";

    /// <summary>How to answer.</summary>
    public const string Contact = "contact";

    /// <summary>The day on which the goods came: withdrawal and liability count from it.</summary>
    public const string Received = "received";

    /// <summary>The day of the contract: it chooses the version of a rule.</summary>
    public const string Contract = "contract";

    public static ImmutableArray<string> All { get; } = [Order, Product, Problem, Remedy, Contact, Received, Contract];
}
