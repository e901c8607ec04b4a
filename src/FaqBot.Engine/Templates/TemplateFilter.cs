using System.Collections.Frozen;

namespace FaqBot.Engine;

/// <summary>What a filter does.</summary>
/// <param name="run">The rendering: its language and its limits.</param>
/// <param name="input">What stands before <c>|</c>.</param>
/// <param name="arguments">As many as the filter allows.</param>
internal delegate TemplateValue FilterFunction(TemplateRun run, TemplateValue input, ReadOnlySpan<TemplateValue> arguments);

/// <summary>A filter of the subset.</summary>
/// <param name="Name">As authors write it.</param>
/// <param name="ArgumentsMin">Fewer are KB107.</param>
/// <param name="ArgumentsMax">More are KB107.</param>
/// <param name="Example">Shown where the arguments are wrong.</param>
/// <param name="Apply">What it does; never throws but for a limit.</param>
internal sealed record TemplateFilter(string Name, int ArgumentsMin, int ArgumentsMax, string Example, FilterFunction Apply)
{
    public const string Default = "default";
    public const string Duration = "duration";
    public const string Money = "money";
    public const string Plural = "plural";

    private static readonly TemplateFilter[] All =
    [
        new(Money, 0, 1, "{{ 14.99 | money: 'PLN' }}", LanguageFilters.Money),
        new("number", 0, 0, "{{ facts.return_days | number }}", LanguageFilters.Number),
        new("date", 0, 0, "{{ case.deadline | date }}", LanguageFilters.Date),
        new(Duration, 0, 1, "{{ 14 | duration: 'days' }}", LanguageFilters.Duration),
        new(Plural, 2, TemplateLimits.PluralFormsMax, "{{ facts.return_days | plural: 'day', 'days' }}", LanguageFilters.Plural),
        new(Default, 1, 1, "{{ facts.courier_name | default: 'kurier' }}", TextFilters.Default),
        new("append", 1, 1, "{{ shop.name | append: '!' }}", TextFilters.Append),
        new("prepend", 1, 1, "{{ shop.name | prepend: 'www.' }}", TextFilters.Prepend),
        new("capitalize", 0, 0, "{{ facts.courier_name | capitalize }}", TextFilters.Capitalize),
        new("upcase", 0, 0, "{{ shop.name | upcase }}", TextFilters.Upcase),
        new("downcase", 0, 0, "{{ shop.name | downcase }}", TextFilters.Downcase),
        new("strip", 0, 0, "{{ shop.name | strip }}", TextFilters.Strip),
        new("lstrip", 0, 0, "{{ shop.name | lstrip }}", TextFilters.StripStart),
        new("rstrip", 0, 0, "{{ shop.name | rstrip }}", TextFilters.StripEnd),
        new("strip_newlines", 0, 0, "{{ shop.address | strip_newlines }}", TextFilters.StripNewLines),
        new("replace", 1, 2, "{{ shop.phone | replace: ' ', '-' }}", TextFilters.Replace),
        new("replace_first", 1, 2, "{{ shop.phone | replace_first: '+48', '' }}", TextFilters.ReplaceFirst),
        new("remove", 1, 1, "{{ shop.phone | remove: ' ' }}", TextFilters.Remove),
        new("remove_first", 1, 1, "{{ shop.phone | remove_first: '+48' }}", TextFilters.RemoveFirst),
        new("truncate", 0, 2, "{{ shop.name | truncate: 20 }}", TextFilters.Truncate),
        new("truncatewords", 0, 2, "{{ shop.name | truncatewords: 3 }}", TextFilters.TruncateWords),
        new("slice", 1, 2, "{{ shop.name | slice: 0, 3 }}", TextFilters.Slice),
        new("size", 0, 0, "{{ shop.name | size }}", TextFilters.Size),
    ];

    /// <summary>All filters there are.</summary>
    public static FrozenDictionary<string, TemplateFilter> ByName { get; } =
        All.ToFrozenDictionary(filter => filter.Name, StringComparer.Ordinal);

    /// <summary>For hints.</summary>
    public static string Names { get; } = string.Join(", ", All.Select(filter => filter.Name));
}
