using FaqBot.Engine;
using NodaTime;
using NodaTime.Text;

namespace FaqBot.Server;

/// <summary>An open case as the hot path's query gives it.</summary>
internal static class OpenCaseRow
{
    public static OpenCase Of(
        string id,
        string number,
        string kind,
        string? sku,
        string receivedOn,
        string? nominalEnd,
        string? deadline,
        string? promised,
        string? order) => new(
            Guid.Parse(id),
            number,
            CaseWords.KindOf(kind),
            sku,
            Day(receivedOn),
            DayOrNull(nominalEnd),
            DayOrNull(deadline),
            DayOrNull(promised),
            order);

    private static LocalDate Day(string text) => LocalDatePattern.Iso.Parse(text).GetValueOrThrow();

    private static LocalDate? DayOrNull(string? text) => text is null ? null : Day(text);
}
