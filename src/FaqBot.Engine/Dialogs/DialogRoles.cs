using System.Collections.Immutable;

namespace FaqBot.Engine;

/// <summary>What a case, and the law, know of a dialog's answers by themselves.</summary>
internal static class DialogRoles
{
    /// <summary>Number of the order.</summary>
    public const string Order = "order";

    /// <summary>The product, or the products.</summary>
    public const string Product = "product";

    /// <summary>What went wrong.</summary>
    public const string Problem = "problem";

    /// <summary>What the customer asks for.</summary>
    public const string Remedy = "remedy";

    /// <summary>How to answer.</summary>
    public const string Contact = "contact";

    /// <summary>Whom to answer.</summary>
    public const string Name = "name";

    /// <summary>The day on which the goods came: withdrawal and liability count from it.</summary>
    public const string Received = "received";

    /// <summary>The day of the contract: it chooses the version of a rule.</summary>
    public const string Contract = "contract";

    /// <summary>When to call.</summary>
    public const string CallTime = "call_time";

    /// <summary>What it is about, in the customer's words: chooses the team.</summary>
    public const string Matter = "matter";

    /// <summary>How content the customer is.</summary>
    public const string Score = "score";

    /// <summary>What the customer says to that.</summary>
    public const string Comment = "comment";

    public static ImmutableArray<string> All { get; } =
        [Order, Product, Problem, Remedy, Contact, Name, Received, Contract, CallTime, Matter, Score, Comment];
}
