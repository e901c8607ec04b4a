using System.Buffers.Text;
using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using NodaTime.Text;

namespace FaqBot.Server;

/// <summary>Which cases are asked for: each filter narrows the answer.</summary>
internal sealed record CaseQuery
{
    private const int LimitUsual = 50;

    private const int CursorCharsMax = 64;

    private static readonly FrozenDictionary<string, Func<CaseQuery, string, CaseQuery?>> Readers =
        new Dictionary<string, Func<CaseQuery, string, CaseQuery?>>
        {
            ["limit"] = (query, text) => LimitOf(text) is { } limit ? query with { Limit = limit } : null,
            ["cursor"] = (query, text) => IdOf(text) is { } id ? query with { Before = id } : null,
            ["kind"] = (query, text) => Words(text, CaseWords.Kinds) is { } kinds ? query with { Kinds = kinds } : null,
            ["status"] = (query, text) => Words(text, CaseWords.Statuses) is { } statuses ? query with { Statuses = statuses } : null,
            ["received_from"] = (query, text) => IsDay(text) ? query with { ReceivedFrom = text } : null,
            ["received_to"] = (query, text) => IsDay(text) ? query with { ReceivedTo = text } : null,
            ["deadline_before"] = (query, text) => IsDay(text) ? query with { DeadlineBefore = text } : null,
            ["nominal_end_before"] = (query, text) => IsDay(text) ? query with { NominalEndBefore = text } : null,
        }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Expected = new Dictionary<string, string>
    {
        ["limit"] = $"must be a number from 1 to {CaseLimits.PageMax}.",
        ["cursor"] = "must be the 'next_cursor' of an earlier answer.",
        ["kind"] = $"must be of {string.Join(", ", CaseWords.Kinds)}; several are separated by commas.",
        ["status"] = $"must be of {string.Join(", ", CaseWords.Statuses)}; several are separated by commas.",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Of what may be asked, in alphabetical order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Readers.Keys.Order(StringComparer.Ordinal)];

    public int Limit { get; private init; } = LimitUsual;

    /// <summary>Only cases whose id is less; null for all.</summary>
    public string? Before { get; private init; }

    /// <summary>Null for all; so with the following.</summary>
    public IReadOnlyList<string>? Kinds { get; private init; }

    public IReadOnlyList<string>? Statuses { get; private init; }

    /// <summary>That day included.</summary>
    public string? ReceivedFrom { get; private init; }

    /// <summary>That day included.</summary>
    public string? ReceivedTo { get; private init; }

    /// <summary>That day not included; cases without one are left out.</summary>
    public string? DeadlineBefore { get; private init; }

    /// <inheritdoc cref="DeadlineBefore"/>
    public string? NominalEndBefore { get; private init; }

    /// <param name="asked">The request's query.</param>
    /// <param name="errors">What is wrong, by the parameter's name; empty where the query can be answered.</param>
    public static CaseQuery Read(IQueryCollection asked, out IReadOnlyDictionary<string, string[]> errors)
    {
        var (query, wrong) = (new CaseQuery(), new SortedDictionary<string, string[]>(StringComparer.Ordinal));
        foreach (var (name, values) in asked)
        {
            if (!Readers.TryGetValue(name, out var read))
            {
                wrong[name] = [$"There is no such filter; there are {string.Join(", ", Names)}."];
            }
            else if (values is not [{ } text] || read(query, text) is not { } narrowed)
            {
                wrong[name] = [$"'{name}' {Expected.GetValueOrDefault(name, "must be a day such as 2026-11-21.")}"];
            }
            else
            {
                query = narrowed;
            }
        }
        errors = wrong;
        return query;
    }

    /// <summary>Leads on after the case.</summary>
    public static string CursorAfter(string id) => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(id));

    private static int? LimitOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= CaseLimits.PageMax
            ? limit
            : null;

    private static string? IdOf(string cursor) =>
        cursor.Length <= CursorCharsMax && Base64Url.IsValid(cursor)
        && Guid.TryParseExact(Encoding.ASCII.GetString(Base64Url.DecodeFromChars(cursor)), "D", out var id)
            ? CaseWrite.IdOf(id)
            : null;

    private static string[]? Words(string text, IReadOnlyList<string> known) =>
        text.Split(',') is var words && words.All(known.Contains) ? words : null;

    private static bool IsDay(string text) => LocalDatePattern.Iso.Parse(text).Success;
}
