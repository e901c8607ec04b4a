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
        if (!models.Has(hash))
        {
            Get(set, hash);
        }
        return () => Get(set, hash);
    }

    /// <summary>Puts away what is not among <paramref name="hashes"/>: nobody will ask for it.</summary>
    public void Keep(IReadOnlySet<string> hashes)
    {
        lock (gate)
        {
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
            var model = place.Model.Value;
            Fill(place, model.Bytes);
            return model;
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
                places[hash] = node = new(new Place(hash, new Lazy<MatchModel>(() => models.Get(set))));
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
    private void Fill(Place place, long size)
    {
        lock (gate)
        {
            if (place.Bytes > 0 || !IsPlaced(place))
            {
                return;
            }
            place.Bytes = size;
            bytes += size;
            while (bytes > bytesMax && lastUsedFirst is { Count: > 1, Last.Value: var last })
            {
                PutAway(last);
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

    private sealed class Place(string hash, Lazy<MatchModel> model)
    {
        public string Hash => hash;

        public Lazy<MatchModel> Model => model;

        /// <summary>0 until it is read.</summary>
        public long Bytes { get; set; }
    }
}
