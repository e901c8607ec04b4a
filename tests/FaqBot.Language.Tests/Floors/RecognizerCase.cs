using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using NodaTime;

namespace FaqBot.Language.Tests;

/// <summary>What must be recognised somewhere.</summary>
/// <param name="Groups">Any of these kinds.</param>
/// <param name="Places">Where it may lie, ends exclusive; null where it is the whole input.</param>
/// <param name="Accepted">As <see cref="Comparable"/> writes them; any of them.</param>
internal sealed record ExpectedEntity(
    IReadOnlyList<string> Groups, IReadOnlyList<(int Start, int End)>? Places, IReadOnlyList<string> Accepted);

/// <summary>One line of the sets in <c>data/language</c>, judged by the rules of <c>tools/score_language.py</c>.</summary>
/// <param name="Id">Its id in the set.</param>
/// <param name="Language">"pl", "en", "en-GB", "en-US" or "any".</param>
/// <param name="Group">As the script counts it; "no time" where nothing of the kind may be recognised.</param>
/// <param name="Input">What is read.</param>
/// <param name="Reference">When it is read.</param>
internal sealed record RecognizerCase(string Id, string Language, string Group, string Input, LocalDateTime Reference)
{
    /// <summary>Duckling's, for cases that state none.</summary>
    private static readonly LocalDateTime DucklingNow = new(2013, 2, 12, 4, 30);

    private static readonly FrozenSet<string> Languages = FrozenSet.ToFrozenSet(["pl", "any", "en", "en-GB", "en-US"]);

    private static readonly FrozenSet<string> FlagsLeftOut = FrozenSet.ToFrozenSet(
        ["us_month_first_not_polish", "english_separators_not_polish", "ungrammatical", "foreign_holiday", "upstream_dotnet_fails",
         "exotic", "latent", "not_for_this_country", "duration_read_as_past_by_dateparser"]);

    /// <summary>All of them must be met; empty for a negative.</summary>
    public IReadOnlyList<ExpectedEntity> Expected { get; private init; } = [];

    /// <summary>What a negative forbids.</summary>
    public IReadOnlyList<string> Forbidden { get; private init; } = [];

    /// <summary>Only the input as a whole is forbidden to be one.</summary>
    public bool IsWholeOnly { get; private init; }

    public bool IsNegative => Group.StartsWith("no ", StringComparison.Ordinal);

    /// <summary>Kinds as the script counts them: all dates and times are one.</summary>
    public static string GroupOf(EntityKind kind) => kind switch
    {
        <= EntityKind.DateTimeRange => "time",
        EntityKind.ParcelNumber => "parcel_number",
        _ => kind.ToString().ToLowerInvariant(),
    };

    /// <returns>Null for what cannot be judged.</returns>
    public static RecognizerCase? Of(JsonElement row)
    {
        var kind = Text(row, "kind");
        var flags = row.GetProperty("flags").EnumerateArray().Select(static flag => flag.GetString() ?? "").ToList();
        if (flags.Exists(FlagsLeftOut.Contains) || IsLeftOut(row, kind))
        {
            return null;
        }
        var group = kind switch
        {
            "bool" => "boolean",
            "date_time" or "datetime" or "date_relative" or "date_absolute" => "time",
            "tracking" => "parcel_number",
            "pl_nip_or_pesel" => "nip or pesel",
            _ => kind,
        };
        string[] groups = kind switch { "datetime" => ["time", "duration"], "pl_nip_or_pesel" => ["nip", "pesel"], _ => [group] };
        var at = Moment.Parse(Text(row, "reference_time")) is { Day: { } day, Clock: { } clock } ? day + clock : DucklingNow;
        var read = new RecognizerCase(Text(row, "id"), Text(row, "lang"), group, Text(row, "input"), at);
        var expected = row.GetProperty("expected");
        var isEmpty = expected.ValueKind == JsonValueKind.Array && expected.GetArrayLength() == 0;
        if (isEmpty || expected.ValueKind == JsonValueKind.Null || Text(row, "match") == "none" || !IsValid(row))
        {
            return read with { Group = $"no {group}", Forbidden = groups, IsWholeOnly = flags.Contains("whole_string_check") };
        }
        return expected.ValueKind == JsonValueKind.Array ? read.Listed(row, [.. expected.EnumerateArray()]) : read.Single(expected, groups);
    }

    /// <summary>Whether the entities are right; what is found beyond the expected costs nothing.</summary>
    public bool IsMetBy(IReadOnlyList<RecognizedEntity> entities) => IsNegative
        ? !entities.Any(entity => Forbidden.Contains(GroupOf(entity.Kind)) && !(IsWholeOnly && entity.Length < Input.Length))
        : Expected.All(expected => entities.Any(entity => Meets(entity, expected)));

    private static bool IsLeftOut(JsonElement row, string kind) =>
        !Languages.Contains(Text(row, "lang"))
        || kind is "dimension" or "quantity" or "number_range" or "pl_vat_format"
        || (kind == "pesel" && IsValid(row) && !HasMonth(Text(row, "expected")));

    /// <summary>The century is added to the month in a PESEL.</summary>
    private static bool HasMonth(string pesel) => int.Parse(pesel.AsSpan(2, 2), CultureInfo.InvariantCulture) % 20 is >= 1 and <= 12;

    private RecognizerCase Single(JsonElement expected, string[] groups)
    {
        var text = expected.ValueKind == JsonValueKind.Object ? Text(expected, "number") : expected.GetString() ?? "";
        return this with { Expected = [new(groups, null, [.. groups.SelectMany(group => Comparable.Spellings(group, text))])] };
    }

    private RecognizerCase? Listed(JsonElement row, IReadOnlyList<JsonElement> all)
    {
        var wanted = new List<ExpectedEntity>();
        foreach (var expected in all)
        {
            var group = Text(expected, "type") == "datetimeV2.duration" ? "duration" : Group;
            if (AcceptedValues.Of(row, expected, group, Reference) is not { } accepted)
            {
                return null;
            }
            wanted.Add(new([group], Places(row, expected), accepted));
        }
        var isDuration = wanted.TrueForAll(static expected => expected.Groups[0] == "duration");
        var isHoliday = all.Any(static expected => expected.TryGetProperty("holiday", out _));
        return this with { Expected = wanted, Group = isDuration ? "duration" : isHoliday ? "holiday" : Group };
    }

    private List<(int, int)>? Places(JsonElement row, JsonElement expected)
    {
        if (Text(row, "match") == "whole")
        {
            return null;
        }
        if (expected.TryGetProperty("start", out var start))
        {
            return [(start.GetInt32(), expected.GetProperty("end").GetInt32() + 1)];
        }
        var places = Hits(Text(expected, "text"), StringComparison.Ordinal);
        return places.Count > 0 ? places : Hits(Text(expected, "text"), StringComparison.OrdinalIgnoreCase);
    }

    private List<(int, int)> Hits(string text, StringComparison comparison)
    {
        var hits = new List<(int, int)>();
        for (var at = Input.IndexOf(text, comparison); at >= 0; at = Input.IndexOf(text, at + text.Length, comparison))
        {
            hits.Add((at, at + text.Length));
        }
        return hits;
    }

    private bool Meets(RecognizedEntity entity, ExpectedEntity expected)
    {
        var group = GroupOf(entity.Kind);
        return expected.Groups.Contains(group) && Covers(entity, expected.Places)
            && entity.Values.Any(value => expected.Accepted.Contains(Comparable.Of(group, value)));
    }

    /// <summary>It overlaps a place, or four fifths of the letters and digits of the whole input.</summary>
    private bool Covers(RecognizedEntity entity, IReadOnlyList<(int Start, int End)>? places)
    {
        var end = entity.Start + entity.Length;
        if (places is not null)
        {
            return places.Any(place => entity.Start < place.End && place.Start < end);
        }
        var marks = Enumerable.Range(0, Input.Length).Where(at => char.IsLetter(Input, at) || char.IsNumber(Input, at)).ToList();
        return 10 * marks.Count(at => at >= entity.Start && at < end) >= 8 * marks.Count;
    }

    private static bool IsValid(JsonElement row) => !row.TryGetProperty("valid", out var valid) || valid.GetBoolean();

    private static string Text(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : "";
}
