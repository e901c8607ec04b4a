namespace FaqBot.Engine;

/// <summary>The lists of <c>words.yaml</c> of one language, made ready for use. Shops that add none share one.</summary>
/// <param name="Lists">As stated.</param>
/// <param name="Concepts">What words mean.</param>
/// <param name="Questions">How a message of several questions is taken apart.</param>
internal sealed record CustomerWords(WordLists Lists, Concepts Concepts, QuestionSplitter Questions)
{
    /// <summary>Makes <paramref name="lists"/> ready.</summary>
    public static CustomerWords Of(string language, WordLists lists) =>
        new(lists, Concepts.Of(language, lists.Meanings), new QuestionSplitter(language, lists));
}
