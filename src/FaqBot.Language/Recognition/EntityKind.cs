namespace FaqBot.Language;

/// <summary>What was recognised. The command line spells the names in snake case: <c>date_range</c>.</summary>
public enum EntityKind
{
    /// <summary>A day.</summary>
    Date,

    /// <summary>A time of the clock.</summary>
    Time,

    /// <summary>A time of the clock on a day.</summary>
    DateTime,

    /// <summary>Days in a row: a week, a month, "from 3 to 5 May".</summary>
    DateRange,

    /// <summary>From one time of the clock to another.</summary>
    TimeRange,

    /// <summary>From one moment to another.</summary>
    DateTimeRange,

    /// <summary>How long something lasts.</summary>
    Duration,

    /// <summary>How many: an integer, a decimal or a fraction.</summary>
    Number,

    /// <summary>Which in a row: first, second.</summary>
    Ordinal,

    /// <summary>Hundredths.</summary>
    Percent,

    /// <summary>An amount in a currency.</summary>
    Money,

    /// <summary>Yes, no or not sure.</summary>
    Boolean,

    /// <summary>A telephone number.</summary>
    Phone,

    /// <summary>An e-mail address.</summary>
    Email,

    /// <summary>The address of a page.</summary>
    Url,

    /// <summary>A postcode.</summary>
    Postcode,

    /// <summary>A bank account: IBAN, or the Polish NRB, which is one without its country.</summary>
    Iban,

    /// <summary>The Polish tax number of a business.</summary>
    Nip,

    /// <summary>The Polish number of a person.</summary>
    Pesel,

    /// <summary>An order of this shop.</summary>
    OrderNumber,

    /// <summary>A parcel of a carrier.</summary>
    ParcelNumber,

    /// <summary>The size of a shoe or of clothing.</summary>
    Size,

    /// <summary>A colour.</summary>
    Color,
}
