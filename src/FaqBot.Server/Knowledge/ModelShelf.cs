using FaqBot.Engine;
using FaqBot.Files;

namespace FaqBot.Server;

/// <summary>The models in memory: those used last, as many as there is room for. One that was put away is read again when it is asked for,
/// which takes some milliseconds. For many threads.</summary>
/// <param name="models">Those on disk.</param>
/// <param name="bytesMax">The room; a single model may take more.</param>
internal sealed class ModelShelf(ModelCache models, long bytesMax)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, LinkedListNode<Place>> places = new(StringComparer.Ordinal);
    private readonly LinkedList<Place> lastUsedFirst = new();

    /// <summary>Hashes of what may be asked for again. A turn still on older knowledge gets its model, but it is not kept for it.</summary>
    private readonly HashSet<string> inUse = new(StringComparer.Ordinal);

    private long bytes;

    /// <summary>How much memory they take, in about.</summary>
    public long Bytes
    {
        get
        {
            lock (gate)
            {
                return bytes;
            }
        }
    }

    /// <summary>The way to the model of <paramref name="set"/>. One that is new is trained here, not in the turn of a customer.</summary>
    /// <param name="set">What it is trained on.</param>
    /// <param name="hash">That of the set.</param>
    public Func<MatchModel> Find(TrainingSet set, string hash)
    {
        lock (gate)
        {
            inUse.Add(hash);
        }
        if (!models.Has(hash) && Get(set, hash) is var model && !models.Has(hash))
        {
            // The file is gone though the model is in memory, or could not be written before.
            NoteStored(hash, models.TryWrite(model));
        }
        return () => Get(set, hash);
    }

    /// <summary>Puts away what is not among <paramref name="hashes"/>: nobody will ask for it. On disk it stays for a
    /// while.</summary>
    public void Keep(IReadOnlySet<string> hashes)
    {
        models.DeleteUnused(hashes);
        lock (gate)
        {
            inUse.Clear();
            inUse.UnionWith(hashes);
            foreach (var place in lastUsedFirst.Where(place => !hashes.Contains(place.Hash)).ToList())
            {
                PutAway(place);
            }
        }
    }

    private MatchModel Get(TrainingSet set, string hash)
    {
        var place = PlaceOf(set, hash);
        try
        {
            // Not under the lock: a model that must be read first keeps only those waiting who ask for it.
            var found = place.Model.Value;
            Fill(place, found);
            return found.Model;
        }
        catch
        {
            lock (gate)
            {
                PutAway(place);
            }
            throw;
        }
    }

    private Place PlaceOf(TrainingSet set, string hash)
    {
        lock (gate)
        {
            if (!places.TryGetValue(hash, out var node))
            {
                node = new(new Place(hash, new Lazy<StoredModel>(() => models.Get(set, hash))));
                if (!inUse.Contains(hash))
                {
                    return node.Value;
                }
                places[hash] = node;
            }
            else if (node != lastUsedFirst.First)
            {
                lastUsedFirst.Remove(node);
            }
            if (node.List is null)
            {
                lastUsedFirst.AddFirst(node);
            }
            return node.Value;
        }
    }

    /// <summary>Counts a model when it has been read; those used longest ago make room.</summary>
    private void Fill(Place place, StoredModel found)
    {
        lock (gate)
        {
            if (place.Bytes > 0 || !IsPlaced(place))
            {
                return;
            }
            place.Bytes = found.Model.Bytes;
            place.IsOnDisk = found.IsOnDisk;
            bytes += place.Bytes;
            for (var node = lastUsedFirst.Last; node is not null && bytes > bytesMax;)
            {
                var (other, next) = (node.Value, node.Previous);
                if (other.IsReadAgain && other != place)
                {
                    PutAway(other);
                }
                node = next;
            }
        }
    }

    private void NoteStored(string hash, bool isOnDisk)
    {
        lock (gate)
        {
            if (places.TryGetValue(hash, out var node))
            {
                node.Value.IsOnDisk = isOnDisk;
            }
        }
    }

    private void PutAway(Place place)
    {
        if (IsPlaced(place))
        {
            lastUsedFirst.Remove(places[place.Hash]);
            places.Remove(place.Hash);
            bytes -= place.Bytes;
        }
    }

    /// <summary>Whether it was not put away, and perhaps made anew, in the meantime.</summary>
    private bool IsPlaced(Place place) => places.TryGetValue(place.Hash, out var node) && node.Value == place;

    private sealed class Place(string hash, Lazy<StoredModel> model)
    {
        public string Hash => hash;

        public Lazy<StoredModel> Model => model;

        /// <summary>0 until it is read.</summary>
        public long Bytes { get; set; }

        public bool IsOnDisk { get; set; }

        /// <summary>Whether putting it away frees memory and costs no more than a read: not while it is read, nor where it is nowhere
        /// else.</summary>
        public bool IsReadAgain => Bytes > 0 && IsOnDisk;
    }
}
