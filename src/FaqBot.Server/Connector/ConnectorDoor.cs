using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;

namespace FaqBot.Server;

/// <summary>Whom an activity is for, or why it is not taken.</summary>
internal abstract record Admission
{
    private Admission()
    {
    }

    /// <param name="Shop">It is served.</param>
    /// <param name="Bot">The bot that the token was for; null for an activity without one.</param>
    public sealed record Granted(string Shop, ConnectorBot? Bot) : Admission;

    public sealed record Refused(DirectLineError Why) : Admission;
}

/// <summary>Lets an activity in, or says why not, before anything is done with it.</summary>
internal sealed class ConnectorDoor
{
    private const string Scheme = "Bearer ";

    private static readonly DirectLineError Unauthorized = new(
        StatusCodes.Status401Unauthorized,
        "Unauthorized",
        "The token is missing, or it is not a channel's for this bot and this activity.");

    private static readonly DirectLineError NotEndorsed = new(
        StatusCodes.Status403Forbidden, "NotEndorsed", "The token's key may not speak for the activity's channel.");

    private static readonly DirectLineError NoPlace =
        DirectLineError.BadArgument("'serviceUrl' must be an https:// address without query.");

    private readonly ConnectorBots bots;
    private readonly InboundTokens tokens;
    private readonly CurrentKnowledge knowledge;
    private readonly ConnectorHttp http;
    private readonly bool takesAnonymous;

    /// <exception cref="StartFailure">Anonymous activities are to be taken where customers are.</exception>
    public ConnectorDoor(
        ConnectorBots bots, InboundTokens tokens, CurrentKnowledge knowledge, ConnectorHttp http, IOptions<ConnectorOptions> options)
    {
        this.bots = bots;
        this.tokens = tokens;
        this.knowledge = knowledge;
        this.http = http;
        takesAnonymous = options.Value.AllowAnonymous;
        if (takesAnonymous && !http.IsWorkshop)
        {
            throw new StartFailure(
                $"{ConnectorOptions.Section}:{nameof(ConnectorOptions.AllowAnonymous)} lets anybody in. "
                + "Remove it, or set ASPNETCORE_ENVIRONMENT=Development.");
        }
    }

    public async Task<Admission> Admit(HttpRequest request, JsonObject activity)
    {
        var header = request.Headers.Authorization.ToString();
        var admission = takesAnonymous && (header.Length == 0 || bots.AreNone)
            ? AdmitAnonymous(request.Query["shop"].ToString())
            : await AdmitBearer(header, activity, request.HttpContext.RequestAborted);
        return admission is Admission.Granted && http.Address(activity.Text("serviceUrl")) is null
            ? new Admission.Refused(NoPlace)
            : admission;
    }

    private async Task<Admission> AdmitBearer(string header, JsonObject activity, CancellationToken cancellation)
    {
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return new Admission.Refused(Unauthorized);
        }
        var token = header[Scheme.Length..].Trim();
        return await tokens.Check(token, activity.Text("channelId"), activity.Text("serviceUrl"), cancellation) switch
        {
            InboundToken.Valid { Bot: var bot } when IsServed(bot.Shop) => new Admission.Granted(bot.Shop, bot),
            InboundToken.Valid => new Admission.Refused(DirectLineError.ShopNotFound),
            InboundToken.NotEndorsed => new Admission.Refused(NotEndorsed),
            _ => new Admission.Refused(Unauthorized),
        };
    }

    private Admission AdmitAnonymous(string asked)
    {
        var shop = asked.Length > 0 ? asked : knowledge.Value.Shops.Keys.Order(StringComparer.Ordinal).FirstOrDefault("");
        return IsServed(shop) ? new Admission.Granted(shop, null) : new Admission.Refused(DirectLineError.ShopNotFound);
    }

    private bool IsServed(string shop) => knowledge.Value.Shops.ContainsKey(shop);
}
