using System.Globalization;

namespace FaqBot.Faults.Tests;

/// <summary>A made-up conversation: what its client was told and what is stored. It is sound until a test breaks a part of it.</summary>
internal sealed record Talk
{
    public const string Id = "c1";
    public const string User = "dl_1";

    public required StoredConversation Stored { get; init; }

    /// <summary>In the order in which they were written: each after the one before was acknowledged.</summary>
    public required IReadOnlyList<Written> Posts { get; init; }

    /// <summary>What each connection of the stream gave.</summary>
    public required IReadOnlyList<IReadOnlyList<Delivery>> Streams { get; init; }

    /// <summary>The whole history, read in the end.</summary>
    public required IReadOnlyList<SeenActivity> History { get; init; }

    /// <param name="replies">How many replies each message got.</param>
    /// <param name="cut">After how many activities the stream broke.</param>
    public static Talk Of(IReadOnlyList<int> replies, int cut)
    {
        List<StoredActivity> rows = [Row(1, null, null)];
        List<StoredTurn> turns = [new(1, null, "", "none", "")];
        List<Written> posts = [];
        foreach (var count in replies)
        {
            var name = $"m{posts.Count.ToString(CultureInfo.InvariantCulture)}";
            var echo = Row(rows.Count + 1, name, null);
            rows.Add(echo);
            turns.Add(new StoredTurn(turns.Count + 1, echo.Sequence, "", "answer", ""));
            posts.Add(new Written(name, [echo.Body.Id]));
            rows.AddRange(Enumerable.Range(1, count).Select(further => Row(echo.Sequence + further, null, echo.Body.Id)));
        }
        List<Delivery> frames = [.. rows.Select(row => Frame(row.Body))];
        return new Talk
        {
            Posts = posts,
            Streams = [frames[..cut], frames[cut..]],
            History = [.. rows.Select(row => row.Body)],
            Stored = new StoredConversation
            {
                Id = Id,
                Shop = "tiny",
                Version = turns.Count,
                LastSequence = rows.Count,
                LastTimestamp = rows[^1].Timestamp,
                Activities = rows,
                Turns = turns,
                Effects = [new StoredEffect(turns.Count, "PersonWanted", "{}")],
            },
        };
    }

    /// <summary>A row as the server writes it.</summary>
    public static StoredActivity Row(long sequence, string? clientId, string? replyTo)
    {
        var time = DateTimeOffset.UnixEpoch.AddMilliseconds(sequence);
        var body = new SeenActivity(
            sequence, $"{Id}|{sequence:D7}", "message", clientId is not null, clientId, replyTo, time, $"bytes of {sequence}");
        return new StoredActivity(sequence, sequence * 1000, clientId is null ? "bot" : User, clientId, body, "text");
    }

    public static Delivery Frame(SeenActivity activity) => new([activity], activity.Sequence.ToString(CultureInfo.InvariantCulture));

    public IReadOnlyList<Finding> Check()
    {
        var told = new Told(Id, User);
        var clock = 0L;
        foreach (var written in Posts)
        {
            var post = told.Send(written.ClientId, clock++);
            foreach (var id in written.Ids)
            {
                told.Acknowledge(post, id, clock++);
            }
        }
        var position = 0L;
        foreach (var stream in Streams)
        {
            var reading = told.Read("stream", position);
            foreach (var frame in stream)
            {
                reading.Add(frame);
                position = frame.Activities[^1].Sequence;
            }
        }
        var history = told.Read("history", 0);
        history.Add(new Delivery(History, History[^1].Sequence.ToString(CultureInfo.InvariantCulture)));
        history.IsComplete = true;
        return Checker.Check([told], new Dictionary<string, StoredConversation> { [Stored.Id] = Stored }, null);
    }
}

/// <summary>A post with the ids under which it was acknowledged, once or more.</summary>
internal sealed record Written(string ClientId, IReadOnlyList<string> Ids);
