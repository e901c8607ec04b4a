using System.Collections.Frozen;

namespace FaqBot.Server;

/// <summary>Where a shop's orders stand, <c>Shops:{id}:Orders</c>: in a file or at an address.</summary>
internal abstract record OrderSettings
{
    public const string Section = "Orders";

    private OrderSettings()
    {
    }

    public required string Shop { get; init; }

    /// <summary>The source's own words for states, besides ours; compared whatever their case.</summary>
    public required FrozenDictionary<string, OrderState> States { get; init; }

    /// <summary>Null for a word that means nothing to us.</summary>
    public OrderState? StateOf(string word) =>
        OrderWords.StateOf(word.Trim()) ?? (States.TryGetValue(word.Trim(), out var state) ? state : null);

    /// <param name="Path">As it was configured, for the operator.</param>
    /// <param name="IsWindows1250">What is not marked otherwise is in Windows-1250, else in UTF-8.</param>
    /// <param name="Columns">Our name of a column, and the file's.</param>
    public sealed record File(string Path, bool IsWindows1250, FrozenDictionary<string, string> Columns) : OrderSettings;

    /// <summary>Null where the shop has no source.</summary>
    /// <exception cref="StartFailure">What is stated makes no sense.</exception>
    public static OrderSettings? Read(IConfigurationSection shop)
    {
        var section = shop.GetSection(Section);
        var path = section["File"]?.Trim() ?? "";
        return path.Length == 0 ? null : new File(path, ReadEncoding(section), ReadColumns(section))
        {
            Shop = shop.Key,
            States = ReadStates(section),
        };
    }

    private static bool ReadEncoding(IConfigurationSection section) => section["Encoding"]?.Trim().ToLowerInvariant() switch
    {
        null or "" or "utf-8" => false,
        "windows-1250" => true,
        var other => throw new StartFailure(
            $"{section.Path}:Encoding is '{other}'; it is utf-8 or windows-1250. UTF-16 needs no setting: it is known by its first bytes."),
    };

    private static FrozenDictionary<string, string> ReadColumns(IConfigurationSection section)
    {
        var columns = section.GetSection("Columns").GetChildren().ToList();
        var stranger = columns.FirstOrDefault(column => !OrderColumns.Names.Contains(column.Key, StringComparer.OrdinalIgnoreCase));
        return stranger is null
            ? columns.ToFrozenDictionary(column => column.Key, column => column.Value ?? "", StringComparer.OrdinalIgnoreCase)
            : throw new StartFailure($"{stranger.Path} names no column of ours; they are {string.Join(", ", OrderColumns.Names)}.");
    }

    private static FrozenDictionary<string, OrderState> ReadStates(IConfigurationSection section) =>
        section.GetSection("States").GetChildren().ToFrozenDictionary(
            state => state.Key,
            state => OrderWords.StateOf(state.Value ?? "") ?? throw new StartFailure(
                $"{state.Path} is '{state.Value}', which is no state; they are {string.Join(", ", OrderWords.States)}."),
            StringComparer.OrdinalIgnoreCase);
}
