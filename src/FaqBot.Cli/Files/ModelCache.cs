using System.Buffers;
using System.Security.Cryptography;
using FaqBot.Engine;

namespace FaqBot.Files;

/// <summary>A model, and whether it lies on disk, where it can be read again.</summary>
internal readonly record struct StoredModel(MatchModel Model, bool IsOnDisk);

/// <summary>Trained models on disk, by the hash of what they were trained on: what was trained once is not trained again. Where they
/// cannot be written, they are used all the same.</summary>
/// <param name="folder">E.g. <c>data/models</c>; made when missing. Others may share it.</param>
internal sealed class ModelCache(string folder)
{
    private const string ModelEnding = ".model";
    private const string DraftEnding = ".tmp";

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>A model that nobody asked for this long may be deleted; it can be trained again.</summary>
    private static readonly TimeSpan KeptUnused = TimeSpan.FromDays(60);

    /// <summary>1 from the first model that could not be written to the next that could.</summary>
    private int isComplained;

    /// <summary>Told before a model is trained, which takes seconds.</summary>
    public Action<TrainingSet> Training { get; init; } = _ => { };

    /// <summary>Told where models cannot be written, and why: once, until it has gone well again.</summary>
    public Action<string, Exception> NotWritten { get; init; } = (_, _) => { };

    /// <summary>Whether the model with that hash lies here whole, to be read rather than trained. Its inside is not looked at, so one
    /// that is damaged there is trained all the same when it is asked for.</summary>
    public bool Has(string hash)
    {
        using var stream = Open(PathOf(hash));
        return stream is not null && MatchModel.IsWhole(stream);
    }

    /// <summary>The model of <paramref name="set"/>, read if it was trained before, else trained and written.</summary>
    public MatchModel Get(TrainingSet set) => Get(set, set.Hash).Model;

    /// <summary>The same for who knows the hash of the set already.</summary>
    public StoredModel Get(TrainingSet set, string hash)
    {
        if (Read(set, hash) is { } known)
        {
            return new StoredModel(known, IsOnDisk: true);
        }
        Training(set);
        var model = MatchModel.Train(set);
        return new StoredModel(model, TryWrite(model));
    }

    /// <summary>Written beside and moved, so that a reader never sees half a model. False on a full disk, or one that cannot be written
    /// to.</summary>
    public bool TryWrite(MatchModel model)
    {
        var path = PathOf(model.Hash);
        var draft = $"{path}.{Guid.NewGuid():N}{DraftEnding}";
        try
        {
            Directory.CreateDirectory(folder);
            using (var stream = File.Create(draft))
            {
                model.Write(stream);
            }
            File.Move(draft, path, overwrite: true);
            Interlocked.Exchange(ref isComplained, 0);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            TryDelete(draft);
            if (Interlocked.Exchange(ref isComplained, 1) == 0)
            {
                NotWritten(folder, exception);
            }
            return false;
        }
    }

    /// <summary>Deletes models that nobody has asked for in two months, and drafts that were left lying as long; no other file.</summary>
    /// <param name="inUse">Hashes of those that stay, however old they are.</param>
    public void DeleteUnused(IReadOnlySet<string> inUse)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }
        var unused = DateTime.UtcNow - KeptUnused;
        var old = new DirectoryInfo(folder).EnumerateFiles()
            .Where(file => file.LastAccessTimeUtc < unused && file.LastWriteTimeUtc < unused);
        foreach (var file in old.Where(file => HashOf(file.Name) is { } hash && !inUse.Contains(hash)))
        {
            TryDelete(file.FullName);
        }
    }

    private string PathOf(string hash) => Path.Combine(folder, $"{hash}{ModelEnding}");

    /// <summary>The hash that a file of ours begins with; null for a file of others.</summary>
    private static string? HashOf(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot != SHA256.HashSizeInBytes * 2 || !name[..dot].All(char.IsAsciiHexDigitLower))
        {
            return null;
        }
        var ending = name[dot..];
        return ending == ModelEnding || (ending.StartsWith($"{ModelEnding}.", StringComparison.Ordinal)
            && ending.EndsWith(DraftEnding, StringComparison.Ordinal))
            ? name[..dot]
            : null;
    }

    private MatchModel? Read(TrainingSet set, string hash)
    {
        using var stream = Open(PathOf(hash));
        return stream is null ? null : MatchModel.Read(stream, set, hash);
    }

    /// <summary>Null where it does not exist. Notes that it was asked for.</summary>
    private static FileStream? Open(string path)
    {
        try
        {
            TryTouch(path);
            return File.OpenRead(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static void TryTouch(string path)
    {
        try
        {
            File.SetLastAccessTimeUtc(path, DateTime.UtcNow);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It is missing, or not ours to write to; reading it needs no note.
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What cannot be deleted harms nobody; it is tried again another time.
        }
    }
}
