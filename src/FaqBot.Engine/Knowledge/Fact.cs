using System.Globalization;
using FaqBot.Language;
using NodaTime;

namespace FaqBot.Engine;

/// <summary>A typed value that a shop states, e.g. <c>14.99 PLN</c> or <c>1-2 days</c>; prints by the language of the answer.
/// Immutable. A space that a customer may type is an ordinary one; only groups of thousands are parted by the language's
/// own mark.</summary>
public abstract record Fact
{
    private Fact()
    {
    }

    /// <summary>The number that can be held against a legal floor or against a number in a template: the amount of money,
    /// the count of a duration in its own unit, the lower end of a range. Null for times, links and texts.</summary>
    public virtual decimal? Amount => null;

    /// <summary>As a customer reads it: <c>14,99 zł</c>, <c>PLN 14.99</c>, <c>1-2 dni</c>, <c>24 hours</c>, <c>98%</c>,
    /// <c>5-25 °C</c>.</summary>
    /// <param name="locale">Of the language of the answer, <see cref="Shop.Locales"/>.</param>
    public abstract string Print(Locale locale);

    /// <summary>Whether the fact can be said. False only for a text that is stated for other languages, and for a length of time in a unit
    /// that the language has no word for: there it counts as missing, because saying it in another language would be no answer.</summary>
    public virtual bool IsSaidIn(Locale locale) => true;

    /// <summary>Reads a scalar of <c>shop.yaml</c>. Never throws.</summary>
    /// <param name="text">E.g. <c>14.99 PLN</c>; decimal comma and point are both taken where they cannot be confused.</param>
    /// <param name="type">What it must be (<see cref="KnownFacts.Types"/>); null to tell it from its form, tried in the order
    /// time, money, percent, duration, quantity, number, url, text.</param>
    /// <param name="words">What may be written for units of time and currencies; null for the words of the file format alone.</param>
    public static FactReading Parse(string text, FactType? type = null, FactWords? words = null) =>
        FactReader.Read(text, type, words ?? FactWords.Format);

    /// <summary>Reads a text that is stated by language, e.g. <c>{ pl: kurier DPD, en: DPD courier }</c>. Never throws.</summary>
    /// <param name="byLanguage">By BCP-47 code.</param>
    /// <param name="type">What it must be; only <see cref="FactType.Text"/> and null allow languages.</param>
    public static FactReading Parse(IReadOnlyDictionary<string, string> byLanguage, FactType? type = null) =>
        FactReader.Read(byLanguage, type);

    /// <summary>A price.</summary>
    /// <param name="Value">In the currency's main unit, not negative, at most two decimals.</param>
    /// <param name="Currency">ISO 4217, e.g. <c>PLN</c>.</param>
    /// <example>"14.99 PLN": pl "14,99 zł", en "PLN 14.99"; "200 zł": pl "200 zł", en "PLN 200"</example>
    public sealed record Money(decimal Value, string Currency) : Fact
    {
        /// <inheritdoc/>
        public override decimal? Amount => Value;

        /// <inheritdoc/>
        public override string Print(Locale locale) => locale.Numbers.Money(Value, Currency);
    }

    /// <summary>A bare number.</summary>
    /// <example>"14": "14"; "12500.5": pl "12 500,5" (parted by a no-break space), en "12,500.5"</example>
    public sealed record Number(decimal Value) : Fact
    {
        /// <inheritdoc/>
        public override decimal? Amount => Value;

        /// <inheritdoc/>
        public override string Print(Locale locale) => locale.Numbers.Number(Value);
    }

    /// <summary>A share.</summary>
    /// <param name="Value">98 for 98%.</param>
    /// <example>"98 %": pl and en "98%", cs "98 %"</example>
    public sealed record Percent(decimal Value) : Fact
    {
        /// <inheritdoc/>
        public override decimal? Amount => Value;

        /// <inheritdoc/>
        public override string Print(Locale locale) => locale.Numbers.Percent(Value);
    }

    /// <summary>A measure or a range of it; the unit prints as written, in every language.</summary>
    /// <param name="From">The measure, or the lower end.</param>
    /// <param name="To">The upper end, above <paramref name="From"/>; null where there is no range.</param>
    /// <param name="Unit">E.g. <c>°C</c>, <c>kg</c>, <c>%</c>.</param>
    /// <example>"5-25 °C": "5-25 °C"; "2.5 kg": pl "2,5 kg"</example>
    public sealed record Quantity(decimal From, decimal? To, string Unit) : Fact
    {
        /// <inheritdoc/>
        public override decimal? Amount => From;

        /// <inheritdoc/>
        public override string Print(Locale locale)
        {
            var format = locale.Numbers;
            var from = To is null ? "" : format.Number(From) + "-";
            var last = To ?? From;
            return from + (Unit == "%" ? format.Percent(last) : $"{format.Number(last)} {Unit}");
        }
    }

    /// <summary>A length of time or a range of it.</summary>
    /// <param name="From">The length, or the lower end; not negative.</param>
    /// <param name="To">The upper end, above <paramref name="From"/>; null where there is no range.</param>
    /// <param name="Unit">Of both.</param>
    /// <example>"1-2 days": pl "1-2 dni"; "24 hours": pl "24 godziny"; "12 miesięcy": en "12 months"</example>
    public sealed record Duration(decimal From, decimal? To, DurationUnit Unit) : Fact
    {
        /// <inheritdoc/>
        public override decimal? Amount => From;

        /// <inheritdoc/>
        public override bool IsSaidIn(Locale locale) => locale.CanSay(Unit);

        /// <inheritdoc/>
        public override string Print(Locale locale) => locale.Duration(From, To, Unit) ?? "";
    }

    /// <summary>A time of the shop's day, on the 24-hour clock in every language.</summary>
    /// <example>"14:00": "14:00"; "09:30": "9:30"</example>
    public sealed record Time(LocalTime Value) : Fact
    {
        /// <inheritdoc/>
        public override string Print(Locale locale) => Value.ToString("H:mm", CultureInfo.InvariantCulture);
    }

    /// <summary>An address on the web, <c>http</c> or <c>https</c>; prints as written.</summary>
    public sealed record Url(string Address) : Fact
    {
        /// <inheritdoc/>
        public override string Print(Locale locale) => Address;
    }

    /// <summary>A phrase in each language.</summary>
    /// <param name="ByLanguage">By BCP-47 code; a phrase without languages stands under <see cref="AllLanguages"/> and serves all.</param>
    public sealed record Text(IReadOnlyDictionary<string, string> ByLanguage) : Fact
    {
        /// <summary>The key of a phrase that serves all languages.</summary>
        public const string AllLanguages = "";

        /// <inheritdoc/>
        public override bool IsSaidIn(Locale locale) => Find(locale.Language) is not null;

        /// <summary>The phrase for the language of <paramref name="locale"/>, for its primary subtag (<c>pl</c> for <c>pl-PL</c>), or for
        /// all languages; empty where there is none.</summary>
        public override string Print(Locale locale) => Find(locale.Language) ?? "";

        private string? Find(string language) =>
            ByLanguage.GetValueOrDefault(language)
            ?? ByLanguage.GetValueOrDefault(LanguageTag.Primary(language))
            ?? ByLanguage.GetValueOrDefault(AllLanguages);
    }
}

/// <summary>In what a length of time is counted.</summary>
public enum DurationUnit
{
    /// <summary>60 to a minute.</summary>
    Second,

    /// <summary>60 to an hour.</summary>
    Minute,

    /// <summary>24 to a day.</summary>
    Hour,

    /// <summary>A day of the calendar.</summary>
    Day,

    /// <summary>A day on which the shop's country works; compares as 7/5 of a day.</summary>
    WorkingDay,

    /// <summary>Seven days.</summary>
    Week,

    /// <summary>A month of the calendar; compares as a twelfth of a year.</summary>
    Month,

    /// <summary>A year of the calendar; compares as 365 days.</summary>
    Year,
}
