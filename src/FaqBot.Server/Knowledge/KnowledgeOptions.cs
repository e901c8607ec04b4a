using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace FaqBot.Server;

/// <summary>Where the shops' knowledge lies. Relative paths begin at the repository's root, or at the published program.</summary>
internal sealed class KnowledgeOptions
{
    public const string Section = "Knowledge";

    [Required]
    public string Path { get; set; } = "knowledge";

    /// <summary>Trained models, by the hash of what they were trained on.</summary>
    [Required]
    public string Models { get; set; } = "data/models";

    /// <summary>How much memory the models may take together, in megabytes; those used last are kept. A shop of 150 entries takes about
    /// one a language.</summary>
    [Range(16, 1_000_000)]
    public int MemoryMegabytes { get; set; } = 1_000;

    /// <summary>How often the folders are looked at for changes that the system did not report: on some network disks, and always once
    /// a folder was put in another's place. No file is opened for it.</summary>
    [Range(1, 3600)]
    public int PollSeconds { get; set; } = 1;
}

[OptionsValidator]
internal sealed partial class KnowledgeOptionsValidator : IValidateOptions<KnowledgeOptions>;

/// <summary>Where the shipped dialogs and texts lie.</summary>
internal sealed class DialogsOptions
{
    public const string Section = "Dialogs";

    [Required]
    public string Path { get; set; } = "dialogs";
}

[OptionsValidator]
internal sealed partial class DialogsOptionsValidator : IValidateOptions<DialogsOptions>;
