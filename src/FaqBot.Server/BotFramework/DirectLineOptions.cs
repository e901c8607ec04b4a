using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace FaqBot.Server;

/// <summary>Direct Line's times, from the configuration section <c>DirectLine</c>.</summary>
internal sealed class DirectLineOptions
{
    public const string Section = "DirectLine";

    /// <summary>Life of a token. DirectLineJS refreshes every 15 minutes whatever it is told, so less than 20 minutes is for
    /// tests.</summary>
    [Range(1, 86_400)]
    public int TokenSeconds { get; set; } = 1_800;

    /// <summary>How long a streamUrl may wait before it is opened.</summary>
    [Range(1, 3_600)]
    public int StreamTokenSeconds { get; set; } = 60;

    /// <summary>An empty frame is sent after this much silence; keep it under the idle limit of any proxy in between.</summary>
    [Range(1, 600)]
    public int KeepAliveSeconds { get; set; } = 20;

    /// <summary>A client that does not take a frame within this time is cut off; it resumes by its watermark.</summary>
    [Range(1, 600)]
    public int SendSeconds { get; set; } = 15;
}

[OptionsValidator]
internal sealed partial class DirectLineOptionsValidator : IValidateOptions<DirectLineOptions>;

/// <summary>Limits on what comes from outside.</summary>
internal static class DirectLineLimits
{
    /// <summary>One activity, or the body of any other request.</summary>
    public const int BodyBytesMax = 256 * 1024;

    /// <summary>One client frame on a stream; its content is ignored.</summary>
    public const int ClientFrameBytesMax = 256 * 1024;

    /// <summary>Sockets of one conversation; one more closes the oldest.</summary>
    public const int StreamsPerConversationMax = 10;

    /// <summary>Activities that a stream reads at a time.</summary>
    public const int StreamPageActivitiesMax = 20;

    /// <summary>Activities in one answer to GET activities.</summary>
    public const int PageActivitiesMax = 100;

    /// <summary>A user's id that a shop chooses.</summary>
    public const int UserIdCharsMax = 128;

    /// <summary><c>channelData.clientActivityID</c>.</summary>
    public const int ClientActivityIdCharsMax = 256;

    /// <summary>An activity's <c>type</c> and <c>name</c>.</summary>
    public const int NameCharsMax = 256;

    /// <summary>Attachments, entities, suggested actions and other known lists of one activity, each.</summary>
    public const int ListItemsMax = 100;

    /// <summary><c>channelData</c>, which comes back with every replay.</summary>
    public const int ChannelDataCharsMax = 64 * 1024;

    /// <summary>The value of a button that comes back.</summary>
    public const int ButtonCharsMax = 256;

    /// <summary>A BCP-47 tag; longer ones are taken for unknown.</summary>
    public const int LanguageCharsMax = 35;
}
