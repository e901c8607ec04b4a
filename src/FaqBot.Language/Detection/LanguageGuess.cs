namespace FaqBot.Language;

/// <summary>Which of the candidates a text is in, and how sure that is.</summary>
/// <param name="Language">The code of the candidate as it was handed in.</param>
/// <param name="LeadBits">By so many bits it is likelier than the next candidate; one word is worth up to
/// <see cref="LanguageDetector.WordBitsMax"/>.</param>
/// <param name="Words">How many words were counted; addresses, numbers, codes and international words are not.</param>
/// <param name="Letters">How many letters they have.</param>
/// <param name="IsUnspaced">The script puts no spaces between words, so that <paramref name="Words"/> says little.</param>
public sealed record LanguageGuess(string Language, int LeadBits, int Words, int Letters, bool IsUnspaced);
