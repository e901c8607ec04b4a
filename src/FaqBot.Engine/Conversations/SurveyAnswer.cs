namespace FaqBot.Engine;

/// <summary>What a customer thinks of the help.</summary>
/// <param name="Score">From 1, bad, to 5, good.</param>
/// <param name="Comment">In the customer's words; null for none.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Language">BCP-47; of the comment.</param>
public sealed record SurveyAnswer(int Score, string? Comment, SurveySubject Subject, string Language);

/// <summary>What a survey asks about: a case that is done, or else the conversation.</summary>
public sealed record SurveySubject
{
    /// <summary>The least and the best score.</summary>
    public const int ScoreMin = 1;

    /// <inheritdoc cref="ScoreMin"/>
    public const int ScoreMax = 5;

    /// <summary>The number of the case; null for the conversation.</summary>
    public string? Case { get; init; }

    /// <summary>The entry that answered last; null for none, and of a case.</summary>
    public string? Entry { get; init; }

    /// <summary>The dialog that ran last, or that files such cases; null for none.</summary>
    public string? Dialog { get; init; }

    /// <summary>Who helped; null where the bot did.</summary>
    public string? Agent { get; init; }
}
