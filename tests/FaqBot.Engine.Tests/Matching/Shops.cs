namespace FaqBot.Engine.Tests;

/// <summary>A shop small enough to be read whole.</summary>
internal static class Shops
{
    private static readonly string[] Stems = ["zwrot", "kurier", "paczka", "cena", "but", "rozmiar", "konto", "faktura"];

    public static TrainingSet Small { get; } = Set(
        "pl",
        ("delivery-cost", ["ile kosztuje wysyłka", "koszt dostawy", "po ile kurier", "cena przesyłki"]),
        ("delivery-time", ["kiedy dotrze paczka", "ile czekam na przesyłkę", "czas dostawy", "na kiedy będzie zamówienie"]),
        ("order-status", ["gdzie jest moja paczka", "status zamówienia", "co z moim zamówieniem", "gdzie moje buty"]),
        ("return-how", ["jak zwrócić towar", "chcę oddać buty", "zwrot zakupów", "odesłanie zamówienia"]));

    public static TrainingSet Set(string language, params (string Id, string[] Utterances)[] entries) =>
        new(language, [.. entries.Select(entry => new TrainingEntry(entry.Id, [.. entry.Utterances]))]);

    /// <summary>Many small entries of made-up words, for what needs numbers.</summary>
    public static TrainingSet Many(int entryCount, int utterancesPerEntry) => new("pl", [.. Enumerable.Range(0, entryCount).Select(entry =>
        new TrainingEntry($"entry-{entry:D4}", [.. Enumerable.Range(0, utterancesPerEntry)
            .Select(at => $"{Word(entry)} {Word(at)} {Word(entry + at)}")]))]);

    public static byte[] Bytes(MatchModel model)
    {
        using var stream = new MemoryStream();
        model.Write(stream);
        return stream.ToArray();
    }

    private static string Word(int number) =>
        $"{Stems[number % Stems.Length]}{(char)('a' + (number * 7 % 26))}{(char)('a' + (number / 3 % 26))}";
}
