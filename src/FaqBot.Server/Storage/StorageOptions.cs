using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace FaqBot.Server;

internal enum StorageProvider
{
    Sqlite,
    Postgres,
}

/// <summary>Where and how conversations are kept. The place itself is <c>ConnectionStrings:FaqBot</c>.</summary>
internal sealed class StorageOptions
{
    public const string Section = "Storage";

    public StorageProvider Provider { get; set; } = StorageProvider.Sqlite;

    /// <summary>Turns and other writes that may wait for the writer; further ones are refused as busy.</summary>
    [Range(1, 100_000)]
    public int WaitingMax { get; set; } = 4096;

    /// <summary>Most turns and other writes in one transaction.</summary>
    [Range(1, 4096)]
    public int BatchMax { get; set; } = 256;

    /// <summary>On PostgreSQL: whether nodes tell each other of their commits. Without, a stream notices another node's commit
    /// within a second.</summary>
    public bool Listen { get; set; } = true;

    /// <summary>A new signing key is made when the newest is older.</summary>
    [Range(1, 365)]
    public int SigningKeyDays { get; set; } = 30;
}

[OptionsValidator]
internal sealed partial class StorageOptionsValidator : IValidateOptions<StorageOptions>;
