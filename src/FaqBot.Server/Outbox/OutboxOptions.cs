using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace FaqBot.Server;

/// <summary>How effects are carried out after their commit, and how often they are tried.</summary>
internal sealed class OutboxOptions
{
    public const string Section = "Outbox";

    /// <summary>How often the outbox is looked at without being woken: for what is tried again, and for what another node left.</summary>
    [Range(1, 60)]
    public int PollSeconds { get; set; } = 1;

    /// <summary>Effects of one kind under way at a time on this node; those of one conversation follow one another.</summary>
    [Range(1, 1_000)]
    public int ParallelMax { get; set; } = 32;

    /// <summary>Those of one lane (see <see cref="OutboxRow.Lane"/>) under way at a time on this node.</summary>
    [Range(1, 1_000)]
    public int LaneParallelMax { get; set; } = 4;

    /// <summary>A lane whose receiver fails is tried once in a while; the longest such pause.</summary>
    [Range(1, 86_400)]
    public int LanePauseSecondsMax { get; set; } = 30;

    /// <summary>One try ends by then. A node that died is taken over from after twice as long.</summary>
    [Range(1, 20)]
    public int AttemptSeconds { get; set; } = 15;

    /// <summary>Tries after which an effect is given up; with the other defaults its age comes first.</summary>
    [Range(1, 1_000_000)]
    public int AttemptsMax { get; set; } = 50_000;

    /// <summary>Age at which an effect is given up that failed again: longer than a receiver is away over a long weekend.</summary>
    [Range(1, 8_760)]
    public int HoursMax { get; set; } = 168;

    /// <summary>Pause before the second try; doubled before each further one.</summary>
    [Range(1, 60_000)]
    public int PauseMilliseconds { get; set; } = 1_000;

    /// <summary>The longest such pause; one that the other side asks for may be longer.</summary>
    [Range(1, 86_400)]
    public int PauseSecondsMax { get; set; } = 600;

    /// <summary>What was carried out is forgotten after so many days.</summary>
    [Range(1, 3_650)]
    public int DoneDays { get; set; } = 7;

    /// <summary>What was given up is forgotten after so many days.</summary>
    [Range(1, 3_650)]
    public int DeadDays { get; set; } = 90;
}

[OptionsValidator]
internal sealed partial class OutboxOptionsValidator : IValidateOptions<OutboxOptions>;
