using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using FaqBot.Engine;
using Microsoft.Extensions.Options;

namespace FaqBot.Server;

/// <summary>What the chat's window needs to know of a shop before it can draw itself: all that it says, and how it looks. Public.</summary>
internal sealed record ShopInterface
{
    public required string Shop { get; init; }

    public required string Name { get; init; }

    /// <summary>BCP-47; that of <see cref="Texts"/>.</summary>
    public required string Language { get; init; }

    /// <summary><c>ltr</c> or <c>rtl</c>.</summary>
    public required string Direction { get; init; }

    public required ImmutableArray<NamedLanguage> Languages { get; init; }

    public required Look Theme { get; init; }

    public required string? PrivacyUrl { get; init; }

    public required AcceptedFiles Uploads { get; init; }

    public required SortedDictionary<string, string> Texts { get; init; }

    /// <summary><see cref="Engine.Theme"/>; the launcher waits <c>GreetingSeconds</c> with its greeting, null for none.</summary>
    internal sealed record Look(string Color, string OnColor, string TextColor, string TextColorDark, string Side, int? GreetingSeconds);

    /// <summary>What customers may send; <c>Accept</c> is for an <c>input</c> element.</summary>
    internal sealed record AcceptedFiles(int ImageMegabytes, int VideoMegabytes, string Accept);
}

/// <summary>Makes <see cref="ShopInterface"/>.</summary>
internal sealed class ShopInterfaces(IOptions<UploadOptions> uploads, TimeProvider time)
{
    private const string ChatPrefix = "chat_";

    private static readonly ImmutableArray<string> Ids =
    [
        .. InterfaceTextIds.All.Where(id => id.StartsWith(ChatPrefix, StringComparison.Ordinal)),
        TextIds.PersonButton,
        TextIds.StartOverButton,
    ];

    // Letters stay readable; what has a meaning in HTML, and marks that nobody sees, are escaped: it also stands inside a page.
    private static readonly InterfaceJson Json =
        new(new JsonSerializerOptions(InterfaceJson.Default.Options) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) });

    private readonly ShopInterface.AcceptedFiles accepted =
        new(uploads.Value.ImageMegabytes, uploads.Value.VideoMegabytes, uploads.Value.Accept());

    public static string Write(ShopInterface document) => JsonSerializer.Serialize(document, Json.ShopInterface);

    /// <param name="shop">Whose.</param>
    /// <param name="language">One of the shop's.</param>
    public ShopInterface Of(Shop shop, string language)
    {
        var texts = new ShopTexts(shop, language, Microseconds.Now(time));
        var theme = shop.Theme;
        return new ShopInterface
        {
            Shop = shop.Id,
            Name = shop.Name,
            Language = language,
            Direction = shop.Locales[language].Direction,
            Languages = NamedLanguage.Of(shop),
            Theme = new ShopInterface.Look(
                theme.Color, theme.OnColor, theme.TextColor, theme.TextColorDark, SideOf(theme.Side), theme.GreetingSeconds),
            PrivacyUrl = PrivacyUrl(shop),
            Uploads = accepted,
            Texts = new SortedDictionary<string, string>(Ids.ToDictionary(id => id, id => texts[id]), StringComparer.Ordinal),
        };
    }

    /// <summary>Null unless it is an address that a browser opens as a page.</summary>
    public static string? PrivacyUrl(Shop shop) =>
        Uri.TryCreate(shop.PrivacyUrl, UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)
            ? url.AbsoluteUri
            : null;

    private static string SideOf(ThemeSide side) => side == ThemeSide.Left ? "left" : "right";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ShopInterface))]
internal sealed partial class InterfaceJson : JsonSerializerContext;
