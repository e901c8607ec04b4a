using FsCheck;
using FsCheck.Fluent;

namespace FaqBot.Faults.Tests;

/// <summary>A checker that cannot fail is worth nothing: each fault is put into a sound conversation, at any place, and
/// must be found.</summary>
public sealed class CheckerTests
{
    private static readonly Arbitrary<(Talk Talk, int Place)> SoundTalks =
        (from replies in Gen.Choose(1, 3).NonEmptyListOf()
         from cut in Gen.Choose(0, 1 + replies.Count + replies.Sum())
         from place in Gen.Choose(0, replies.Count - 1)
         select (Talk.Of([.. replies], cut), place)).ToArbitrary();

    /// <summary>Each takes a sound talk and the number of one of its messages, and breaks something there.</summary>
    private static readonly Dictionary<string, (Fault Fault, Func<Talk, int, Talk> Break)> Faults = new()
    {
        ["the last message was acknowledged and is not stored"] = (Fault.Lost, (talk, _) => Shorten(talk)),
        ["a message was streamed and is not stored"] = (Fault.Lost, (talk, _) => Stream(talk, frames =>
            [.. frames, Talk.Frame(Talk.Row(talk.Stored.LastSequence + 1, null, null).Body)])),
        ["a message is stored twice"] = (Fault.Doubled, (talk, place) => Append(talk, talk.Posts[place].ClientId)),
        ["a message was acknowledged under two ids"] =
            (Fault.Changed, (talk, place) => Acknowledge(talk, place, talk.Posts[place].Ids[0], $"{Talk.Id}|9999999")),
        ["a message was acknowledged under a wrong id"] = (Fault.Changed, (talk, place) => Acknowledge(talk, place, $"{Talk.Id}|0000001")),
        ["two messages are stored in the wrong order"] = (Fault.Misordered, (talk, _) => Swap(Append(talk, "next"))),
        ["a message is stored that nobody wrote"] = (Fault.Invented, (talk, _) => Append(talk, "stranger")),
        ["a sequence is missing"] = (Fault.Gap, (talk, place) => Rows(talk, rows => rows.RemoveAt(Echo(talk, place)))),
        ["a sequence stands twice"] =
            (Fault.Doubled, (talk, place) => Rows(talk, rows => rows.Insert(Echo(talk, place), rows[Echo(talk, place)]))),
        ["a timestamp does not rise"] =
            (Fault.Timestamp, (talk, place) => Row(talk, Echo(talk, place), row => row with { Timestamp = row.Timestamp - 1000 })),
        ["a reply stands before its message"] = (Fault.Reply, (talk, place) => Rows(talk, rows => rows.Reverse(Echo(talk, place), 2))),
        ["a reply answers nothing"] =
            (Fault.Reply, (talk, place) => Row(talk, Echo(talk, place) + 1, row => row with { Body = row.Body with { ReplyTo = null } })),
        ["a message has no reply"] =
            (Fault.Reply, (talk, place) => Rows(talk, rows => rows.RemoveAll(row => row.Body.ReplyTo == talk.Posts[place].Ids[0]))),
        ["a body is not of its row"] =
            (Fault.Changed, (talk, place) => Row(talk, Echo(talk, place), row => row with { Body = row.Body with { ClientId = "other" } })),
        ["a message is stored as another's"] =
            (Fault.Changed, (talk, place) => Row(talk, Echo(talk, place), row => row with { Sender = "dl_2" })),
        ["a stream left one out"] =
            (Fault.Gap, (talk, place) => Stream(talk, frames => [.. frames.Where((_, index) => index != Echo(talk, place))])),
        ["a stream gave one twice"] = (Fault.Doubled, (talk, place) => Stream(talk, frames =>
            [.. frames.SelectMany((frame, index) => Enumerable.Repeat(frame, index == Echo(talk, place) ? 2 : 1))])),
        ["a stream gave two in the wrong order"] = (Fault.Misordered, (talk, place) => Stream(talk, frames =>
        [
            .. frames.Take(Echo(talk, place)),
            frames[Echo(talk, place) + 1],
            frames[Echo(talk, place)],
            .. frames.Skip(Echo(talk, place) + 2),
        ])),
        ["a stream gave other bytes"] = (Fault.Changed, (talk, place) => Stream(talk, frames =>
            [.. frames.Select(
                (frame, index) => index == Echo(talk, place) ? Talk.Frame(frame.Activities[0] with { Digest = "other" }) : frame)])),
        ["a frame has a wrong watermark"] = (Fault.Changed, (talk, place) => Stream(talk, frames =>
            [.. frames.Select((frame, index) => index == Echo(talk, place) ? frame with { Watermark = "" } : frame)])),
        ["history ends early"] = (Fault.Gap, (talk, _) => talk with { History = [.. talk.History.SkipLast(1)] }),
        ["a turn is missing"] = (Fault.Rows, (talk, place) => talk with
        {
            Stored = talk.Stored with { Turns = [.. talk.Stored.Turns.Where((_, index) => index != place + 1)] },
        }),
        ["a turn answers the wrong message"] = (Fault.Rows, (talk, place) => talk with
        {
            Stored = talk.Stored with
            {
                Turns = [.. talk.Stored.Turns.Select((turn, index) =>
            index == place + 1 ? turn with { ActivitySequence = turn.ActivitySequence + 1 } : turn)]
            }
        }),
        ["the version counts more commits than there are"] =
            (Fault.Rows, (talk, _) => talk with { Stored = talk.Stored with { Version = talk.Stored.Version + 1 } }),
        ["the conversation says another last sequence"] =
            (Fault.Rows, (talk, _) => talk with { Stored = talk.Stored with { LastTimestamp = 0 } }),
        ["an effect stands twice"] = (Fault.Rows, (talk, _) => talk with
        {
            Stored = talk.Stored with { Effects = [.. talk.Stored.Effects, .. talk.Stored.Effects] },
        }),
        ["an effect is of no turn"] =
            (Fault.Rows, (talk, _) => talk with { Stored = talk.Stored with { Effects = [new StoredEffect(9999, "PersonWanted", "{}")] } }),
        ["the conversation is not the one that was begun"] =
            (Fault.Invented, (talk, _) => talk with { Stored = talk.Stored with { Id = "c2" } }),
    };

    public static TheoryData<string> FaultNames => [.. Faults.Keys];

    [Fact]
    public void A_sound_conversation_has_no_finding() =>
        Check.QuickThrowOnFailure(Prop.ForAll(SoundTalks, sound => sound.Talk.Check().Count == 0));

    [Theory]
    [MemberData(nameof(FaultNames))]
    public void Found_is(string name)
    {
        var (fault, breakIt) = Faults[name];

        Check.QuickThrowOnFailure(
            Prop.ForAll(SoundTalks, sound => breakIt(sound.Talk, sound.Place).Check().Any(finding => finding.Fault == fault)));
    }

    [Fact]
    public void Messages_that_were_sent_together_may_be_stored_either_way()
    {
        var told = new Told(Talk.Id, Talk.User);
        Post[] posts = [told.Send("m1", 0), told.Send("m0", 0)];
        var talk = Talk.Of([1, 1], 0);

        told.Acknowledge(posts[0], talk.Posts[1].Ids[0], 1);
        told.Acknowledge(posts[1], talk.Posts[0].Ids[0], 2);

        Assert.Empty(PostsCheck.Check(told, talk.Stored));
    }

    [Fact]
    public void A_page_that_hides_what_was_acknowledged_before_is_found()
    {
        var told = new Told(Talk.Id, Talk.User);
        told.Read("poll", 2, 4).Add(new Delivery([], "2"));
        told.Read("poll", 4, 4).Add(new Delivery([], "4"));

        var finding = Assert.Single(ReadingsCheck.Check(told, Talk.Of([1, 1], 0).Stored));

        Assert.Equal(Fault.Stale, finding.Fault);
    }

    [Fact]
    public void What_a_client_complains_of_is_found()
    {
        var told = new Told(Talk.Id, Talk.User);
        told.Complain(Fault.Refused, "500");
        told.Complain(Fault.Refused, "500");

        var findings = Checker.Check([told], new Dictionary<string, StoredConversation>(), null);

        Assert.Equal([new Finding(Fault.Refused, Talk.Id, "500")], findings);
    }

    /// <summary>Where a message stands in the log, from 0.</summary>
    private static int Echo(Talk talk, int place) => (int)SeenActivity.SequenceOf(talk.Posts[place].Ids[0]) - 1;

    /// <summary>The store as it was before the last message, sound in itself.</summary>
    private static Talk Shorten(Talk talk)
    {
        var rows = talk.Stored.Activities.Take(Echo(talk, talk.Posts.Count - 1)).ToList();
        return talk with
        {
            Stored = talk.Stored with
            {
                Activities = rows,
                Turns = [.. talk.Stored.Turns.SkipLast(1)],
                Effects = [],
                Version = talk.Stored.Version - 1,
                LastSequence = rows[^1].Sequence,
                LastTimestamp = rows[^1].Timestamp,
            },
        };
    }

    /// <summary>One more message with a reply in the store, sound but for its name.</summary>
    private static Talk Append(Talk talk, string clientId)
    {
        var echo = Talk.Row(talk.Stored.LastSequence + 1, clientId, null);
        var reply = Talk.Row(echo.Sequence + 1, null, echo.Body.Id);
        return talk with
        {
            History = [.. talk.History, echo.Body, reply.Body],
            Stored = talk.Stored with
            {
                Activities = [.. talk.Stored.Activities, echo, reply],
                Turns = [.. talk.Stored.Turns, new StoredTurn(talk.Stored.Turns.Count + 1, echo.Sequence, "", "answer", "")],
                Version = talk.Stored.Version + 1,
                LastSequence = reply.Sequence,
                LastTimestamp = reply.Timestamp,
            },
        };
    }

    /// <summary>The message that was appended is told as written before all others.</summary>
    private static Talk Swap(Talk talk) =>
        talk with { Posts = [new Written("next", [talk.Stored.Activities[^2].Body.Id]), .. talk.Posts] };

    private static Talk Acknowledge(Talk talk, int place, params IReadOnlyList<string> ids) =>
        talk with { Posts = [.. talk.Posts.Select((post, index) => index == place ? post with { Ids = ids } : post)] };

    private static Talk Stream(Talk talk, Func<IReadOnlyList<Delivery>, IReadOnlyList<Delivery>> change) =>
        talk with { Streams = [change([.. talk.Streams.SelectMany(frames => frames)])] };

    private static Talk Rows(Talk talk, Action<List<StoredActivity>> change)
    {
        List<StoredActivity> rows = [.. talk.Stored.Activities];
        change(rows);
        return talk with { Stored = talk.Stored with { Activities = rows } };
    }

    private static Talk Row(Talk talk, int index, Func<StoredActivity, StoredActivity> change) =>
        Rows(talk, rows => rows[index] = change(rows[index]));
}
