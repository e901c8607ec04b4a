using FsCheck;
using FsCheck.Fluent;

namespace FaqBot.Language.Tests;

/// <summary>Texts as nobody would write them, and words as people might.</summary>
internal static class AnyText
{
    /// <summary>Any UTF-16 units, half surrogate pairs and noncharacters included, mixed with what tokenisers trip over.</summary>
    public static Arbitrary<string> Texts { get; } = Strings(Gen.Frequency(
        (4, Gen.Elements("abc ąęłŻÓ zażółć 123 '’-.,\u0301\u00AD\u200D".ToCharArray())),
        (2, Gen.Choose(0, 0xFFFF).Select(unit => (char)unit)),
        (1, Gen.Choose(0xD800, 0xDFFF).Select(unit => (char)unit)),
        (1, Gen.Elements('\uFFFE', '\uFFFF', '\uFDD0'))));

    /// <summary>Folded words that end as words do.</summary>
    public static Arbitrary<string> Words { get; } = (
        from stem in Strings(Gen.Elements("abcdefghijklmnoprstuwyz".ToCharArray())).Generator
        from endings in Gen.Elements(Endings).ListOf()
        let word = stem + string.Concat(endings.Take(3))
        where word.Length > 0
        select word).ToArbitrary();

    private static readonly string[] Endings =
        ("ami ach owi ek ce cie rze dzie ego ych owac iwac alem iliscie ujemy acego s es ies ied ing edly eed ational fulness ment ement "
        + "ative ly al ic ize ation e y i sses ousness").Split(' ');

    private static Arbitrary<string> Strings(Gen<char> units) => units.ArrayOf().Select(all => new string(all)).ToArbitrary();
}
