using System.Collections.Immutable;
using FaqBot.Language;

namespace FaqBot.Engine;

/// <summary>A word of a message as it was read.</summary>
/// <param name="Typed">As the customer typed it.</param>
/// <param name="Folded">As it was understood: corrected, written out, without diacritics.</param>
/// <param name="Stem">What it shares with its other forms.</param>
public sealed record ReadWord(string Typed, string Folded, string Stem)
{
    /// <summary>Whether another word was read than typed: a misspelled one, shorthand, an emoji.</summary>
    public bool IsCorrected => Folding.Fold(Typed) != Folded;
}

/// <summary>A list of <c>words.yaml</c> that a message met.</summary>
/// <param name="Words">The words of the message, folded: "paczka", "ile kosztuje".</param>
/// <param name="List">What the list holds.</param>
public sealed record MetList(string Words, ImmutableArray<string> List);

/// <summary>
/// A message as its shop reads it, for whoever asks why a turn did what it did: which words were seen, which lists of <c>words.yaml</c>
/// they met, and which of them lead to an entry. A turn needs it only where a name is asked for; nothing here is fast.
/// </summary>
public sealed class MessageReading
{
    private readonly string _language;
    private readonly Concepts _concepts;
    private readonly TextAnalysis _message;

    private MessageReading(string language, Concepts concepts, TextAnalysis message)
    {
        _language = language;
        _concepts = concepts;
        _message = message;
        Words = [.. message.Tokens.Select(token =>
            new ReadWord(message.Text.Substring(token.Start, token.Length), token.Folded, token.Stem))];
        Lists = [.. Met(message).Distinct().Select(list => new MetList(Standing(concepts.Lists[list]), concepts.Lists[list]))];
    }

    /// <summary>In reading order.</summary>
    public ImmutableArray<ReadWord> Words { get; }

    /// <summary>In the order in which they are met.</summary>
    public ImmutableArray<MetList> Lists { get; }

    /// <param name="shop">Whose words it is read by.</param>
    /// <param name="language">One of the shop's.</param>
    /// <param name="text">As the customer typed it.</param>
    public static MessageReading Of(Shop shop, string language, string text) => new(
        language,
        shop.Words.GetValueOrDefault(language)?.Concepts ?? Concepts.None,
        TextAnalysis.Of(text, language, shop.ModelIn(language)?.Spelling));

    /// <summary>The words of the message, folded, that stand in an utterance of <paramref name="entry"/> in any form, or meet a list that
    /// one of its utterances meets.</summary>
    public ImmutableArray<string> LeadingTo(Entry entry)
    {
        var utterances =
            entry.Utterances.GetValueOrDefault(_language, []).Select(utterance => TextAnalysis.Of(utterance, _language)).ToList();
        var stems = utterances.SelectMany(static utterance => utterance.Tokens, static (_, token) => token.Stem)
            .ToHashSet(StringComparer.Ordinal);
        var lists = utterances.SelectMany(Met).ToHashSet();
        return [.. Enumerable.Range(0, _message.Tokens.Length)
            .Where(at => stems.Contains(_message.Tokens[at].Stem) || Met(_message.Part(at, at + 1)).Any(lists.Contains))
            .Select(at => _message.Tokens[at].Folded)
            .Distinct()];
    }

    private int[] Met(TextAnalysis text)
    {
        var found = new int[Concepts.FoundMax];
        return found[.._concepts.Find(text.Tokens, found)];
    }

    /// <summary>The longest of <paramref name="wordings"/> that stands in the message, as it stands there.</summary>
    private string Standing(ImmutableArray<string> wordings)
    {
        var longest = 0..0;
        foreach (var wording in wordings.Select(wording => TextAnalysis.Of(wording, _language).Tokens))
        {
            var places = Math.Max(_message.Tokens.Length - wording.Length + 1, 0);
            var start = Enumerable.Range(0, places).FirstOrDefault(at => StandsAt(wording, at), -1);
            longest = start >= 0 && wording.Length > longest.End.Value - longest.Start.Value ? start..(start + wording.Length) : longest;
        }
        return string.Join(' ', _message.Tokens[longest].Select(static token => token.Folded));
    }

    private bool StandsAt(ImmutableArray<Token> wording, int start) =>
        Enumerable.Range(0, wording.Length).All(at => wording[at].Stem == _message.Tokens[start + at].Stem);
}
