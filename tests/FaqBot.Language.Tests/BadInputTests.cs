using System.Text;
using FaqBot.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace FaqBot.Language.Tests;

/// <summary>Whatever is sent, every door of the language survives it and points into the text it was given.</summary>
public sealed class BadInputTests
{
    private const int CandidatesMax = 5;

    private static readonly string[] Languages = ["pl", "en-GB", "ar", "", "und"];

    private static readonly SpellingCorrector Polish = SpellingCorrector.For(
        "pl", SpellingVocabulary.Of(["gdzie jest moja przesyłka", "kurier"]));

    private static readonly LanguageDetector Detector = LanguageDetector.For("pl", "en", "ar", "ja");

    private static readonly RecognizerOptions Shop = RecognizerOptions.For("[0-9]{3,}|[a-z]+-[0-9]*");

    public static TheoryData<string> Names => [.. BadInput.Names];

    /// <summary>Pieces of the bad texts and of any other, in any order.</summary>
    private static Arbitrary<string> Mixtures { get; } = (
        from parts in Gen.Frequency(
            (3, from name in Gen.Elements(BadInput.Names.ToArray())
                from at in Gen.Choose(0, 40)
                from length in Gen.Choose(0, 20)
                select string.Concat(BadInput.Text(name).Skip(at).Take(length))),
            (1, AnyText.Texts.Generator)).ArrayOf()
        select string.Concat(parts)).ToArbitrary();

    [Theory]
    [MemberData(nameof(Names))]
    public void A_text_is_analysed_whole(string name) => Assert.All(Languages, language => IsWhole(BadInput.Text(name), language));

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_recognised_stands_where_it_is_said_to(string name) =>
        Assert.All(Languages, language => LiesIn(BadInput.Text(name), language));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_language_is_a_candidate(string name) =>
        Assert.Contains(Detector.Detect(BadInput.Text(name)), new[] { "pl", "en", "ar", "ja", null });

    [Theory]
    [MemberData(nameof(Names))]
    public void A_word_may_be_anything(string name)
    {
        var text = BadInput.Text(name);

        Assert.All([text, .. text.Split(' ').Distinct().Take(CandidatesMax)], IsCorrected);
    }

    [Fact]
    public void So_are_mixtures_of_it() => Check.QuickThrowOnFailure(Prop.ForAll(Mixtures, static text =>
    {
        IsWhole(text, "pl");
        IsWhole(text, "en");
        LiesIn(text, "pl");
        LiesIn(text, "en");
        IsCorrected(text);
    }));

    private static void IsWhole(string text, string language)
    {
        var plain = TextAnalysis.Of(text, language);
        IsCovered(plain);
        var corrected = plain.In(language, Polish);
        IsCovered(corrected);
        IsCovered(corrected.In("en"));
        if (corrected.Tokens.Length > 0)
        {
            var half = (corrected.Tokens.Length + 1) / 2;
            var (first, second) = (corrected.Part(0, half), corrected.Part(half - 1, corrected.Tokens.Length));
            IsCovered(first);
            IsCovered(second);
            Assert.Equal(corrected.Tokens[..half].Select(static token => token.Folded), first.Tokens.Select(static token => token.Folded));
            Assert.Contains(second.Text, corrected.Text, StringComparison.Ordinal);
        }
    }

    /// <summary>Words lie in the text, in order, without overlap, and hold all its letters and digits.</summary>
    private static void IsCovered(TextAnalysis analysis)
    {
        var text = analysis.Text;
        Assert.True(text.Length <= TextAnalysis.TextLengthMax && text.IsNormalized(NormalizationForm.FormC));
        var end = 0;
        foreach (var token in analysis.Tokens)
        {
            Assert.True(token.Start >= end && token.Length > 0 && token.Start + token.Length <= text.Length);
            Assert.True(token is { Folded.Length: > 0, Stem.Length: > 0, Lemmas.Length: > 0 });
            Assert.DoesNotContain(text[end..token.Start].EnumerateRunes(), Rune.IsLetterOrDigit);
            end = token.Start + token.Length;
        }
        Assert.DoesNotContain(text[end..].EnumerateRunes(), Rune.IsLetterOrDigit);
    }

    private static void LiesIn(string text, string language) => Assert.All(
        Recognizer.Recognize(text, language, Recognized.Now, Shop),
        entity =>
        {
            Assert.True(entity.Length > 0 && entity.Start >= 0 && entity.Start + entity.Length <= TextAnalysis.TextLengthMax);
            Assert.Equal(text.Substring(entity.Start, entity.Length), entity.Text);
            Assert.NotEmpty(entity.Values);
        });

    private static void IsCorrected(string word)
    {
        var candidates = Polish.Candidates(word, CandidatesMax);

        Assert.True(candidates.Length <= CandidatesMax && (candidates.IsEmpty || !Polish.IsKnown(word)));
        Assert.All(candidates, candidate => Assert.True(candidate.Length > 0 && candidate != word));
    }
}
