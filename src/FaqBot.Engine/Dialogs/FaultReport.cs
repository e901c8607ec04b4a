using FaqBot.Language;

namespace FaqBot.Engine;

/// <summary>Hears what begins a dialog whatever the entries make of it: words that declare it; and a complaint that no entry was written
/// for: a product of the shop by its name and that something is wrong, or a kind of its goods and a fault of one of their parts.</summary>
internal static class FaultReport
{
    /// <summary>The words of a product's name say nothing for any entry: with it named, an entry among the first so many with this share
    /// of the threshold is meant.</summary>
    private const int NamedPermille = 700;

    private const int FirstCandidates = 2;

    /// <summary>A letter holds words of many entries, whichever of them comes first.</summary>
    private const int LetterWordsMin = 40;

    /// <summary>The dialog that takes such a message; null where it is none, or no dialog of the shop takes it.</summary>
    /// <param name="shop">Its products and dialogs.</param>
    /// <param name="understood">What the entries make of the message.</param>
    /// <param name="message">In the conversation's language.</param>
    /// <param name="isAsked">Whether it is put as a question.</param>
    public static Dialog? DialogFor(Shop shop, Understanding understood, TextAnalysis message, bool isAsked)
    {
        var declared = isAsked || understood.Entry?.Kind == EntryKind.Refusal ? null : Declared(shop, message);
        return declared is null
            ? OfFault(shop, understood, message, isAsked)
            : understood is { Outcome: Outcome.Dialog, Entry: { } entry } && entry.Dialog == declared.Id ? null : declared;
    }

    private static Dialog? OfFault(Shop shop, Understanding understood, TextAnalysis message, bool isAsked)
    {
        var dialog = shop.Dialogs.Values
            .Where(dialog => dialog.TakesFaults)
            .OrderBy(dialog => dialog.Id, StringComparer.Ordinal)
            .FirstOrDefault();
        var isLetter = message.Tokens.Length >= LetterWordsMin;
        if (dialog is null || !MayBe(understood, isLetter) || !shop.Lexicons.TryGetValue(message.Language, out var lexicon))
        {
            return null;
        }
        var products = lexicon.Value.Products.Find(message, isAsked: false);
        if (products.Candidates.IsEmpty)
        {
            return null;
        }
        var isReport = (products.IsNamed && SaysWrong(shop, message))
            || ((understood.Outcome == Outcome.Unknown || (isLetter && products.IsNamed)) && NamesPart(lexicon.Value, message));
        return LeadsTo(dialog, shop, understood, products.IsNamed) || (isReport && (isLetter || !isAsked)) ? dialog : null;
    }

    /// <summary>"Odstępuję od umowy, bo się rozwaliły" is a withdrawal, whatever the reason; null where no dialog, or several, are
    /// named, and where the words are denied.</summary>
    private static Dialog? Declared(Shop shop, TextAnalysis message)
    {
        var hints = shop.Commands.HintsIn(message.Language);
        var named = shop.Dialogs.Values.Where(dialog => StartOf(dialog.Begins.In(message.Language), message) is { } start
            && !hints.EndsAt(DialogHint.Not, message.Tokens, start));
        return named.ToList() is [var only] ? only : null;
    }

    /// <summary>Where the last of the words stands; null for nowhere.</summary>
    private static int? StartOf(Concepts words, TextAnalysis message)
    {
        Span<int> found = stackalloc int[1];
        int? start = null;
        for (var at = 0; at < message.Tokens.Length && words.Find(message.Tokens[at..], found) > 0; at++)
        {
            start = at;
        }
        return start;
    }

    private static bool LeadsTo(Dialog dialog, Shop shop, Understanding understood, bool isNamed) =>
        understood.Choices.Any(entry => entry.Dialog == dialog.Id) || (isNamed && NearlyLeadsTo(dialog, shop, understood));

    private static bool MayBe(Understanding understood, bool isLetter) =>
        understood.Outcome is Outcome.Unknown or Outcome.Ask
        || (understood is { Outcome: Outcome.Answer, Entry.Kind: EntryKind.Fact } && (isLetter || !understood.IsSure));

    private static bool NearlyLeadsTo(Dialog dialog, Shop shop, Understanding understood) =>
        understood.Outcome == Outcome.Unknown
        && understood.Candidates.Take(FirstCandidates).Any(candidate =>
            shop.EntriesById[candidate.Entry].Dialog == dialog.Id
            && candidate.Score * 1_000 >= NamedPermille * understood.Threshold);

    private static bool NamesPart(DialogLexicon lexicon, TextAnalysis message) =>
        lexicon.Attributes.Find(message, lexicon.Products.TypesIn(message)).Any(mention => !mention.IsWell);

    private static bool SaysWrong(Shop shop, TextAnalysis message) =>
        shop.Commands.HintsIn(message.Language).Verdict(message.Tokens) == false;
}
