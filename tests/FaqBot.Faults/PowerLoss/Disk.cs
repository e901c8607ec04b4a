namespace FaqBot.Faults;

/// <summary>Files as a disk keeps them: what was flushed is there after a power loss; of what was not, any part may be,
/// sector by sector.</summary>
internal sealed class Disk
{
    private const int SectorBytes = 512;

    private readonly Dictionary<string, DiskFile> files = new(StringComparer.Ordinal);

    public void Write(string path, long offset, byte[] bytes) => FileAt(path).Waiting.Add(new(offset, bytes));

    public void Truncate(string path, long length) => FileAt(path).Waiting.Add(new(length, null));

    public void Delete(string path) => files.Remove(path);

    public void Flush(string path)
    {
        var file = FileAt(path);
        foreach (var change in file.Waiting)
        {
            change.Apply(file.Durable);
        }
        file.Waiting.Clear();
    }

    /// <summary>Writes the files as they would be found after a power loss now.</summary>
    /// <param name="folder">They get their names in it.</param>
    /// <param name="luck">Decides which sectors arrived that were not flushed; null for none.</param>
    public void Save(string folder, Random? luck)
    {
        foreach (var (path, file) in files)
        {
            using var found = new MemoryStream();
            file.Durable.WriteTo(found);
            foreach (var change in luck is null ? [] : file.Waiting)
            {
                change.ApplyInPart(found, luck ?? Random.Shared);
            }
            File.WriteAllBytes(Path.Combine(folder, Path.GetFileName(path)), found.ToArray());
        }
    }

    private DiskFile FileAt(string path)
    {
        if (!files.TryGetValue(path, out var file))
        {
            files[path] = file = new DiskFile(new MemoryStream(), []);
        }
        return file;
    }

    private sealed record DiskFile(MemoryStream Durable, List<Change> Waiting);

    /// <param name="Offset">Where it begins; the new length of a truncation.</param>
    /// <param name="Bytes">Null for a truncation.</param>
    private sealed record Change(long Offset, byte[]? Bytes)
    {
        public void Apply(MemoryStream file) => Apply(file, _ => true);

        public void ApplyInPart(MemoryStream file, Random luck) => Apply(file, _ => luck.Next(2) == 0);

        private void Apply(MemoryStream file, Func<long, bool> hasArrived)
        {
            if (Bytes is null)
            {
                if (hasArrived(0))
                {
                    file.SetLength(Offset);
                }
                return;
            }
            for (var at = Offset; at < Offset + Bytes.Length;)
            {
                var end = Math.Min(Offset + Bytes.Length, ((at / SectorBytes) + 1) * SectorBytes);
                if (hasArrived(at))
                {
                    file.Position = at;
                    file.Write(Bytes, (int)(at - Offset), (int)(end - at));
                }
                at = end;
            }
        }
    }
}
