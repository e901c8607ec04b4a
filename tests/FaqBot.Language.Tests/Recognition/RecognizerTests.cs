using FsCheck;
using FsCheck.Fluent;

namespace FaqBot.Language.Tests;

public sealed class RecognizerTests
{
    private static readonly string[] Languages = ["pl", "en", "de", "", "pl-PL", "und"];

    private static readonly string[] Fragments =
    [
        "dwa", "tysiące", " i ", "pół", "and a", " half", "12", ",5", ".", " ", "-", "/",
        "zł", "$", "€", "tys.", " godziny", "h", "+48", "601", "(", ")", "@", "x.pl",
        "http://", "nie", "tak", "XL", "czarn", "ego", "%", "PL61", "1Z", "\n", "\u200B",
        "\u202E", "e\u0301\u0301\u0301", "\uD83D", "👍🏽", "٣", "½", "𝟗", "AAAA", "one over ",
    ];

    private static readonly Arbitrary<string> Messages = Gen.Frequency(
            (3, Gen.Elements(Fragments)), (1, AnyText.Texts.Generator))
        .ArrayOf().Select(static parts => string.Concat(parts)).ToArbitrary();

    [Fact]
    public void Any_text_is_survived_and_entities_lie_in_it() => Check.QuickThrowOnFailure(Prop.ForAll(
        Messages, static text => Languages.All(language => Recognizer.Recognize(text, language, Recognized.Now, null)
            .All(entity => entity.Length > 0 && entity.Values.Length > 0 && text.Substring(entity.Start, entity.Length) == entity.Text))));

    [Fact]
    public void Entities_stand_in_reading_order_and_no_kind_twice_on_one_span() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Messages, static text =>
        {
            var found = Recognizer.Recognize(text, "pl", Recognized.Now, null);
            return found.Zip(found.Skip(1)).All(static pair => pair.First.Start <= pair.Second.Start)
                && found.Select(static entity => (entity.Kind, entity.Start, entity.Length)).Distinct().Count() == found.Length;
        }));

    [Fact]
    public void What_is_recognised_is_recognised_again() => Check.QuickThrowOnFailure(Prop.ForAll(
        Messages, static text => Texts(text).SequenceEqual(Texts(text))));

    [Theory]
    [InlineData("", "pl")]
    [InlineData("   \u200B", "en")]
    [InlineData("\uD800", "pl")]
    [InlineData("...", "de")]
    public void Where_nothing_is_nothing_is_found(string text, string language) =>
        Assert.Empty(Recognizer.Recognize(text, language, Recognized.Now, null));

    [Theory]
    [InlineData("w\u200Bie\u0301m: 5\u00A0zł", "5\u00A0zł")]
    [InlineData("😀😀 5 zł", "5 zł")]
    [InlineData("\uD83D 5 zł", "5 zł")]
    [InlineData("Zapłaciłem pie\u0328c\u0301 złotych", "pie\u0328c\u0301 złotych")]
    public void Offsets_count_in_the_text_as_it_was_handed_in(string text, string expected)
    {
        var money = Assert.Single(Recognizer.Recognize(text, "pl", Recognized.Now, null), static entity => entity.Kind == EntityKind.Money);

        Assert.Equal(expected, money.Text);
        Assert.Equal(5, ((EntityValue.Money)money.Values[0]).Amount);
    }

    [Theory]
    [InlineData("42", "pl", "Number Size")]
    [InlineData("14 dni", "pl", "Duration Number")]
    [InlineData("129,99 zł", "pl", "Money")]
    [InlineData("601 234 567", "pl", "Phone")]
    [InlineData("61109010140000071219812874", "pl", "Iban")]
    [InlineData("x12@sklep.pl", "pl", "Email")]
    [InlineData("15 %", "pl", "Percent")]
    public void Of_what_overlaps_the_longest_and_most_specific_stands(string text, string language, string kinds) =>
        Assert.Equal(
            kinds, string.Join(' ', Recognizer.Recognize(text, language, Recognized.Now, null).Select(static entity => entity.Kind)));

    [Fact]
    public void A_shop_may_number_its_orders_as_telephones_are_numbered()
    {
        var found = Recognizer.Recognize("512345678", "pl", Recognized.Now, RecognizerOptions.For("[0-9]{9}"));

        Assert.Equal([EntityKind.Phone, EntityKind.OrderNumber], found.Select(static entity => entity.Kind));
    }

    [Fact]
    public void Other_languages_get_what_needs_no_words() =>
        Assert.Equal(
            [EntityKind.Number, EntityKind.Email, EntityKind.Phone, EntityKind.Money],
            Recognizer.Recognize("3 Stück, max@example.de, +49 151 23456789, 20 €", "de", Recognized.Now, null)
                .Select(static entity => entity.Kind));

    private static IEnumerable<string> Texts(string text) =>
        Recognizer.Recognize(text, "pl", Recognized.Now, null).Select(static entity => $"{entity.Kind} {entity.Start} {entity.Text}");
}
