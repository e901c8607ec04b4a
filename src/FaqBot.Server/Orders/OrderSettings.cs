using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Net.Http.Headers;
using FaqBot.Engine;

namespace FaqBot.Server;

/// <summary>Where a shop's orders stand, <c>Shops:{id}:Orders</c>: in a file or at an address.</summary>
internal abstract record OrderSettings
{
    public const string Section = "Orders";

    /// <summary>Which the request itself decides.</summary>
    private static readonly string[] OwnHeaders =
        ["Host", "Accept", "Accept-Encoding", "Connection", "Expect", "Transfer-Encoding", "Upgrade"];

    private OrderSettings()
    {
    }

    public required string Shop { get; init; }

    /// <summary>The source's own words for states, besides ours; compared whatever their case.</summary>
    public required FrozenDictionary<string, OrderState> States { get; init; }

    /// <summary>Null for a word that means nothing to us.</summary>
    public OrderState? StateOf(string word) =>
        OrderStateWords.StateOf(word.Trim()) ?? (States.TryGetValue(word.Trim(), out var state) ? state : null);

    /// <param name="Path">As it was configured, for the operator.</param>
    /// <param name="IsWindows1250">What is not marked otherwise is in Windows-1250, else in UTF-8.</param>
    /// <param name="Columns">Our name of a column, and the file's.</param>
    public sealed record File(string Path, bool IsWindows1250, FrozenDictionary<string, string> Columns) : OrderSettings;

    /// <param name="Template">With <c>{number}</c>, and <c>{email}</c> if the source wants it.</param>
    /// <param name="Place">Where it leads.</param>
    /// <param name="Headers">Secrets among them; never logged, never stored.</param>
    public sealed record Address(string Template, OutboundPlace Place, ImmutableArray<(string Name, string Value)> Headers) : OrderSettings
    {
        private const string NumberPlace = "{number}";
        private const string EmailPlace = "{email}";

        /// <summary>Whether the source knows whose order is meant.</summary>
        public bool AsksByEmail => Template.Contains(EmailPlace, StringComparison.Ordinal);

        public HttpRequestMessage Request(OrderQuestion question)
        {
            var address = Template
                .Replace(NumberPlace, Uri.EscapeDataString(question.Asked), StringComparison.Ordinal)
                .Replace(EmailPlace, Uri.EscapeDataString(question.Email), StringComparison.Ordinal);
            var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address));
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            foreach (var (name, value) in Headers)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
            return request;
        }

        /// <exception cref="StartFailure">What is stated makes no sense, or is not safe.</exception>
        public static Address Read(IConfigurationSection section, bool isWorkshop, string shop, FrozenDictionary<string, OrderState> states)
        {
            var place = OutboundPlace.Read(section, isWorkshop, out _);
            var template = section["Url"]?.Trim() ?? "";
            var rest = template.Replace(NumberPlace, "", StringComparison.Ordinal).Replace(EmailPlace, "", StringComparison.Ordinal);
            if (!template.Contains(NumberPlace, StringComparison.Ordinal) || rest.AsSpan().ContainsAny('{', '}'))
            {
                throw new StartFailure($"{section.Path}:Url holds {NumberPlace}, if wanted {EmailPlace}, and no other braces.");
            }
            return new Address(template, place, [.. section.GetSection("Headers").GetChildren().Select(ReadHeader)])
            {
                Shop = shop,
                States = states,
            };
        }

        private static (string Name, string Value) ReadHeader(IConfigurationSection header)
        {
            using var request = new HttpRequestMessage();
            var isOurs = OwnHeaders.Contains(header.Key, StringComparer.OrdinalIgnoreCase);
            return !isOurs
                && header.Value is { Length: > 0 } value
                && value.All(letter => letter is >= ' ' and <= '~')
                && header.Key.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')
                && request.Headers.TryAddWithoutValidation(header.Key, value)
                ? (header.Key, value)
                : throw new StartFailure($"{header.Path} is no header that can be sent: a name, and Latin letters, digits and signs.");
        }
    }

    /// <summary>Null where the shop has no source.</summary>
    /// <param name="shop">The shop's section.</param>
    /// <param name="isWorkshop">See <see cref="OutboundPlace.Read"/>.</param>
    /// <exception cref="StartFailure">What is stated makes no sense, or is not safe.</exception>
    public static OrderSettings? Read(IConfigurationSection shop, bool isWorkshop)
    {
        var section = shop.GetSection(Section);
        var (path, url) = (section["File"]?.Trim() ?? "", section["Url"]?.Trim() ?? "");
        if (path.Length > 0 && url.Length > 0)
        {
            throw new StartFailure($"{section.Path} has both a File and a Url: a shop has one source of orders. Remove one.");
        }
        var states = ReadStates(section);
        if (url.Length > 0)
        {
            return Address.Read(section, isWorkshop, shop.Key, states);
        }
        return path.Length == 0 ? null : new File(path, ReadEncoding(section), ReadColumns(section)) { Shop = shop.Key, States = states };
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
            state => OrderStateWords.StateOf(state.Value ?? "") ?? throw new StartFailure(
                $"{state.Path} is '{state.Value}', which is no state; they are {string.Join(", ", OrderStateWords.States)}."),
            StringComparer.OrdinalIgnoreCase);
}
