using System.Collections.Frozen;
using System.Collections.Immutable;
using FaqBot.Language;

namespace FaqBot.Engine;

/// <summary>A mention of a product's attribute in a message.</summary>
/// <param name="Attribute">Its id.</param>
/// <param name="IsWell">Whether it was said to be as it should be.</param>
/// <param name="Text">The clause that says so.</param>
internal readonly record struct AttributeMention(string Attribute, bool IsWell, string Text);

/// <summary>The attributes of a shop's products by the words of their questions, in one language: what a question asks for ("is the sole
/// intact") is what customers name ("the sole comes off"). A word of several attributes names none.</summary>
internal sealed class AttributeIndex
{
    /// <summary>A verdict counts for a word that stands at most so many words away.</summary>
    private const int Reach = 5;

    /// <summary>A clause says something with so many words.</summary>
    private const int ClauseWordsMin = 3;

    private const string SentenceEnds = ".!?\n";
    private const string ClauseEnds = ".,;!?\n";

    private readonly FrozenDictionary<string, (string Id, AttributeKind Kind)> byStem;
    private readonly FrozenDictionary<string, FrozenSet<string>> typesByAttribute;
    private readonly DialogHints hints;

    private AttributeIndex(ProductCatalog catalog, string language, DialogHints hints)
    {
        this.hints = hints;
        var types = catalog.Types.Values.OrderBy(type => type.Id, StringComparer.Ordinal).ToImmutableArray();
        var common = FunctionWords.Of(language.Split('-')[0])
            .Concat(types.Select(type => type.Names).Concat(catalog.Products.Values.Select(product => product.Names))
                .Select(names => LanguageCodes.Find(names, language)).OfType<string>())
            .SelectMany(text => Stems(text, language))
            .ToHashSet(StringComparer.Ordinal);
        byStem = types
            .SelectMany(type => type.Attributes)
            .SelectMany(attribute => Words(attribute, language, common).Select(stem => (stem, attribute)))
            .GroupBy(pair => pair.stem, StringComparer.Ordinal)
            .Where(group => group.Select(pair => pair.attribute.Id).Distinct().Count() == 1)
            .ToFrozenDictionary(
                group => group.Key, group => (group.First().attribute.Id, group.First().attribute.Kind), StringComparer.Ordinal);
        typesByAttribute = types
            .SelectMany(type => type.Attributes.Select(attribute => (type.Id, Attribute: attribute.Id)))
            .GroupBy(pair => pair.Attribute, StringComparer.Ordinal)
            .ToFrozenDictionary(
                group => group.Key, group => group.Select(pair => pair.Id).ToFrozenSet(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    public static AttributeIndex Of(ProductCatalog catalog, string language, DialogHints hints) => new(catalog, language, hints);

    /// <summary>What <paramref name="message"/> says of attributes, each once.</summary>
    /// <param name="message">Of a customer who complains: what works is mentioned because it does not, unless it is said to be well;
    /// what is described must be said to be wrong.</param>
    /// <param name="types">Of the products that may be meant; empty for any.</param>
    public ImmutableArray<AttributeMention> Find(TextAnalysis message, ImmutableArray<string> types)
    {
        var found = ImmutableArray.CreateBuilder<AttributeMention>();
        for (var at = 0; at < message.Tokens.Length; at++)
        {
            if (!byStem.TryGetValue(message.Tokens[at].Stem, out var attribute)
                || (!types.IsEmpty && !types.Any(typesByAttribute[attribute.Id].Contains))
                || found.Any(mention => mention.Attribute == attribute.Id))
            {
                continue;
            }
            var verdict = hints.Verdict(Around(message, at, ClauseEnds)) ?? hints.Verdict(Around(message, at, SentenceEnds));
            if (verdict is not null || attribute.Kind == AttributeKind.Works)
            {
                found.Add(new AttributeMention(attribute.Id, verdict == true, ClauseAt(message, message.Tokens[at].Start)));
            }
        }
        return found.ToImmutable();
    }

    /// <summary>The words about the word at <paramref name="at"/>, as far as no end of a part of the text lies between.</summary>
    private static ImmutableArray<Token> Around(TextAnalysis message, int at, ReadOnlySpan<char> ends)
    {
        var (first, last) = (at, at);
        while (first > Math.Max(0, at - Reach) && !IsEndBehind(message, first - 1, ends))
        {
            first--;
        }
        while (last < Math.Min(message.Tokens.Length - 1, at + Reach) && !IsEndBehind(message, last, ends))
        {
            last++;
        }
        return message.Tokens[first..(last + 1)];
    }

    private static bool IsEndBehind(TextAnalysis message, int at, ReadOnlySpan<char> ends)
    {
        var start = message.Tokens[at].Start + message.Tokens[at].Length;
        return message.Text.AsSpan(start..message.Tokens[at + 1].Start).ContainsAny(ends);
    }

    private IEnumerable<string> Words(ProductAttribute attribute, string language, HashSet<string> common) =>
        LanguageCodes.Find(attribute.Ask, language) is { } ask
            ? Stems(ask.WithoutMarkup(""), language).Distinct().Where(stem => !common.Contains(stem) && !hints.IsVerdict(stem))
            : [];

    /// <summary>Also without diacritics, as people type.</summary>
    private static IEnumerable<string> Stems(string text, string language) =>
        DialogHints.AlsoPlain([text]).SelectMany(written => TextAnalysis.Of(written, language).Tokens).Select(token => token.Stem);

    /// <summary>A sentence is cut at its commas, unless too little is left, as of "hooks, eyelets and laces hold".</summary>
    private static string ClauseAt(TextAnalysis message, int start)
    {
        var clause = PartAt(message.Text, start, ClauseEnds);
        return clause.Count(char.IsWhiteSpace) >= ClauseWordsMin - 1 ? clause : PartAt(message.Text, start, SentenceEnds);
    }

    private static string PartAt(string text, int start, ReadOnlySpan<char> ends)
    {
        var before = text.AsSpan(0, start).LastIndexOfAny(ends);
        var after = text.AsSpan(start).IndexOfAny(ends);
        var end = after < 0 ? text.Length : start + after;
        return text[(before + 1)..end].Trim();
    }
}
