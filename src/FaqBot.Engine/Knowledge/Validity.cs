using NodaTime;

namespace FaqBot.Engine;

/// <summary>From one day to another, both belonging to it; null is open. Entries, notices, rules and days off state it alike.</summary>
internal static class Validity
{
    public static bool Holds(LocalDate day, LocalDate? from, LocalDate? until) => !(day < from) && !(day > until);
}
