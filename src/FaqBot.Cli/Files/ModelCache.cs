using FaqBot.Engine;

namespace FaqBot.Files;

/// <summary>Trained models on disk, by the hash of what they were trained on: what was trained once is never trained again.</summary>
/// <param name="folder">E.g. <c>data/models</c>; made when missing.</param>
internal sealed class ModelCache(string folder)
{
    /// <summary>A model that nobody asked for this long is deleted when the next one is written; it can be trained again.</summary>
    private static readonly TimeSpan KeptUnused = TimeSpan.FromDays(60);

    /// <summary>Told before a model is trained, which takes seconds.</summary>
    public Action<TrainingSet> Training { get; init; } = _ => { };

    /// <summary>Makes sure that the model with that hash will be read rather than trained; false where it must be trained.</summary>
    public bool Has(string hash)
    {
        var path = PathOf(hash);
        if (!File.Exists(path))
        {
            return false;
        }
        File.SetLastAccessTimeUtc(path, DateTime.UtcNow);
        return true;
    }

    /// <summary>The model of <paramref name="set"/>, read if it was trained before, else trained and written.</summary>
    public MatchModel Get(TrainingSet set)
    {
        var path = PathOf(set.Hash);
        if (Read(path, set) is { } known)
        {
            return known;
        }
        Training(set);
        var model = MatchModel.Train(set);
        Write(path, model);
        return model;
    }

    private string PathOf(string hash) => Path.Combine(folder, $"{hash}.model");

    private static MatchModel? Read(string path, TrainingSet set)
    {
        if (!File.Exists(path))
        {
            return null;
        }
        File.SetLastAccessTimeUtc(path, DateTime.UtcNow);
        using var stream = File.OpenRead(path);
        return MatchModel.Read(stream, set);
    }

    /// <summary>Written beside and moved, so that a reader never sees half a model.</summary>
    private void Write(string path, MatchModel model)
    {
        Directory.CreateDirectory(folder);
        var draft = $"{path}.{Guid.NewGuid():N}.tmp";
        using (var stream = File.Create(draft))
        {
            model.Write(stream);
        }
        File.Move(draft, path, overwrite: true);
        DeleteUnused();
    }

    private void DeleteUnused()
    {
        var unused = DateTime.UtcNow - KeptUnused;
        foreach (var file in new DirectoryInfo(folder)
            .EnumerateFiles()
            .Where(file => file.LastAccessTimeUtc < unused && file.LastWriteTimeUtc < unused))
        {
            file.Delete();
        }
    }
}
