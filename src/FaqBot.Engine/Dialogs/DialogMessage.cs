using System.Collections.Immutable;
using FaqBot.Language;
using NodaTime;

namespace FaqBot.Engine;

/// <summary>A customer's message as a dialog reads it.</summary>
/// <param name="analysis">In the conversation's language, corrected as the shop corrects.</param>
/// <param name="shop">Knows its order numbers.</param>
/// <param name="now">Where the shop is: what "yesterday" counts from.</param>
/// <param name="wording">As it was typed: what is corrected may be no command any more.</param>
internal sealed class DialogMessage(TextAnalysis analysis, Shop shop, LocalDateTime now, string wording)
{
    private ImmutableArray<RecognizedEntity> entities;

    public TextAnalysis Analysis { get; } = analysis;

    /// <summary>As the customer wrote it, without what surrounds it.</summary>
    public string Text { get; } = analysis.Text.Trim();

    public ImmutableArray<Token> Tokens => Analysis.Tokens;

    public string Wording { get; } = wording;

    public LocalDate Today => now.Date;

    /// <summary>Found when they are first asked for.</summary>
    public ImmutableArray<RecognizedEntity> Entities => entities.IsDefault
        ? entities = Recognizer.Recognize(Analysis.Text, Analysis.Language, now, shop.Recognition.Value)
        : entities;

    /// <summary>The message from word <paramref name="first"/> on.</summary>
    public DialogMessage From(int first) => Part(first, Analysis.Tokens.Length);

    /// <summary>Its words from <paramref name="first"/> to before <paramref name="end"/>.</summary>
    public DialogMessage Part(int first, int end)
    {
        var part = Analysis.Part(first, end);
        return new DialogMessage(part, shop, now, FaqBot.Engine.Wording.Of(part));
    }

    /// <summary>The first of the given kinds.</summary>
    public RecognizedEntity? First(params ReadOnlySpan<EntityKind> kinds)
    {
        foreach (var entity in Entities)
        {
            if (kinds.Contains(entity.Kind))
            {
                return entity;
            }
        }
        return null;
    }

    /// <summary>Whether the word belongs to something that was recognised: a number, an address, a day.</summary>
    public bool IsOfEntity(Token token) =>
        Entities.Any(entity => token.Start >= entity.Start && token.Start < entity.Start + entity.Length);

    /// <summary>The first word that begins in <paramref name="entity"/> or behind it.</summary>
    public int TokenAt(RecognizedEntity entity)
    {
        var at = 0;
        while (at < Tokens.Length - 1 && Tokens[at].Start < entity.Start)
        {
            at++;
        }
        return at;
    }
}
