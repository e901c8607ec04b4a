using System.Collections.Immutable;
using FaqBot.Language;

namespace FaqBot.Engine;

/// <summary>Reads a person's name: "Jan Kot", "jestem Kasia", "Jan Kot, jan@mail.example". "Ile to jeszcze potrwa" is nobody's.</summary>
internal sealed class NameReading(Shop shop, string language)
{
    /// <summary>"Maria Anna Nowak-Kowalska i Jan Kowalski".</summary>
    private const int WordsMax = 6;

    /// <summary>In a sentence about other things a first name is not enough.</summary>
    private const int WordsToldMin = 2;

    private DialogHints Hints => shop.Commands.HintsIn(language);

    /// <summary>As the answer to the question for it; null where the message says something else.</summary>
    public string? Answer(DialogMessage message)
    {
        var start = IntroductionEnd(message.Tokens, 0);
        var words = message.Tokens.Skip(start).TakeWhile(token => !message.IsOfEntity(token)).ToImmutableArray();
        return words.Length is > 0 and <= WordsMax
            && words.All(word => MayBeName(word) || IsHyphened(word, message))
            && Hints.Confirms(message.Wording) != true
            && !(Hints.Find(DialogHint.Not, message.Tokens) is { } denial && !IsHyphened(message.Tokens[denial.Start], message))
            && !message.Text.Contains('?', StringComparison.Ordinal)
            && !(shop.Words.TryGetValue(language, out var asking) && asking.Questions.Opens(message.Tokens))
                ? Text(message, words)
                : null;
    }

    /// <summary>In a sentence that tells more: words with capitals behind such as introduce a name.</summary>
    public string? Told(DialogMessage message)
    {
        for (var at = 0; at < message.Tokens.Length; at++)
        {
            if (IntroductionEnd(message.Tokens, at) is var start && start > at)
            {
                var words = message.Tokens.Skip(start).Take(WordsMax)
                    .TakeWhile((token, index) => char.IsUpper(message.Analysis.Text[token.Start])
                        && MayBeName(token)
                        && !message.IsOfEntity(token)
                        && (index == 0 || IsNextTo(message.Tokens[start + index - 1], token, message)))
                    .ToImmutableArray();
                return words.Length >= WordsToldMin ? Text(message, words) : null;
            }
        }
        return null;
    }

    private int IntroductionEnd(ImmutableArray<Token> tokens, int start) => Hints.EndOf(DialogHint.Introduction, tokens, start);

    private bool MayBeName(Token token) =>
        !FunctionWords.Holds(language, token.Folded) && !token.Folded.Any(char.IsDigit) && token.Folded.Any(char.IsLetter);

    /// <summary>The second half of "Nowak-Nie".</summary>
    private static bool IsHyphened(Token token, DialogMessage message) => token.Start > 0 && message.Analysis.Text[token.Start - 1] == '-';

    private static bool IsNextTo(Token before, Token token, DialogMessage message) =>
        message.Analysis.Text[(before.Start + before.Length)..token.Start].All(sign => sign is ' ' or '-' or '\'' or '’');

    private static string Text(DialogMessage message, ImmutableArray<Token> words) =>
        message.Analysis.Text[words[0].Start..(words[^1].Start + words[^1].Length)];
}
