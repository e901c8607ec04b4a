using FaqBot.Language;

namespace FaqBot.Server;

/// <summary>What pages say that are no shop's, in Polish and English.</summary>
internal sealed record PageTexts
{
    public required NamedLanguage Language { get; init; }

    public required string ShopsTitle { get; init; }

    public required string ShopsIntroduction { get; init; }

    public required string NoShops { get; init; }

    public required string OpenStore { get; init; }

    public required string OpenChat { get; init; }

    public required string NotFoundTitle { get; init; }

    public required string NotFound { get; init; }

    public required string AllShops { get; init; }

    public required string LanguagesLabel { get; init; }

    public static PageTexts Polish { get; } = new()
    {
        Language = new("pl", "Polski"),
        ShopsTitle = "Sklepy",
        ShopsIntroduction = "Wejdź do sklepu i zapytaj na czacie. Bot odpowiada o każdej porze.",
        NoShops = "Nie ma jeszcze żadnego sklepu.",
        OpenStore = "Wejdź do sklepu",
        OpenChat = "Otwórz czat",
        NotFoundTitle = "Nie ma takiej strony",
        NotFound = "Nie ma tu sklepu o tej nazwie. Sprawdź adres albo wybierz sklep z listy.",
        AllShops = "Wszystkie sklepy",
        LanguagesLabel = "Język",
    };

    public static PageTexts English { get; } = new()
    {
        Language = new("en", "English"),
        ShopsTitle = "Shops",
        ShopsIntroduction = "Visit a shop and ask in its chat. The bot answers at any hour.",
        NoShops = "There is no shop yet.",
        OpenStore = "Visit the shop",
        OpenChat = "Open chat",
        NotFoundTitle = "No such page",
        NotFound = "There is no shop of that name here. Check the address, or choose a shop from the list.",
        AllShops = "All shops",
        LanguagesLabel = "Language",
    };

    public static PageTexts For(string language) => LanguageTag.Primary(language) == Polish.Language.Tag ? Polish : English;
}
