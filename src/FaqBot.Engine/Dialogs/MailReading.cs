using FaqBot.Language;

namespace FaqBot.Engine;

/// <summary>Chooses the e-mail address of a message: one that is all there, or none, for mail must not reach somebody else.</summary>
internal static class MailReading
{
    /// <summary>The address, or the id of the text that says why none can be taken; neither where the message holds none.</summary>
    /// <example>"anna@mail.example, jan@mail.example" is neither of the two.</example>
    public static (RecognizedEntity? Address, string? Objection) In(DialogMessage message)
    {
        var found = message.Entities.Where(entity => entity.Kind == EntityKind.Email).ToList();
        var signs = message.Analysis.Text.Count('@');
        return found switch
        {
            [] => (null, signs > 0 ? DialogTextIds.EmailIncomplete : null),
            _ when found.DistinctBy(AddressOf).Count() > 1 => (null, DialogTextIds.EmailSeveral),
            _ when found.Sum(entity => entity.Text.Count('@')) < signs => (null, DialogTextIds.EmailIncomplete),
            [var first, ..] when AddressOf(first).EndsWith(']') => (null, DialogTextIds.EmailOfMachine),
            [var first, ..] => (first, null),
        };
    }

    private static string AddressOf(RecognizedEntity entity) => entity.Values is [EntityValue.Text text, ..] ? text.Value : "";
}
