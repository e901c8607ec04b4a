using System.Collections.Immutable;
using System.Text.Json.Nodes;
using FaqBot.Engine;
using NodaTime;

namespace FaqBot.Server;

/// <summary>What the last commit of a conversation left.</summary>
/// <param name="State">A fresh one where it could not be read.</param>
/// <param name="IsReadable">Otherwise there is only an apology.</param>
internal readonly record struct ReadState(ConversationState State, bool IsReadable);

/// <summary>One turn in the shell: runs the pure turn and composes everything that its commit writes. Writes nothing itself; what it asks
/// of <see cref="Acknowledgements"/> counts once the commit is made.</summary>
internal sealed partial class ConversationTurn(TimeProvider time, ILogger<ConversationTurn> logger)
{
    private static readonly Duration Step = Duration.FromMilliseconds(1);

    /// <summary>The turn that is run; tests put others in its place.</summary>
    public Func<Knowledge, ConversationState, TurnInput, TurnOutcome> Run { get; init; } = Turn.Run;

    /// <summary>What is said after a turn that threw; tests put others in its place.</summary>
    public Func<Knowledge, ConversationState, TurnInput, TurnOutcome> RunApology { get; init; } = Turn.Apologise;

    /// <summary>Who is told outside the chat; nobody where it is null.</summary>
    public OutgoingMessages? Messages { get; init; }

    /// <summary>Who can be told; anybody where it is null.</summary>
    public Reach? Reach { get; init; }

    /// <summary>Whether the orders of a shop, by its id, can be looked up.</summary>
    public Predicate<string> HasOrders { get; init; } = _ => false;

    /// <summary>The one reading of the clock for a turn.</summary>
    public Instant Now() => Microseconds.Now(time);

    /// <summary>A conversation before its first turn; never stored as such.</summary>
    public static ConversationRow Blank(ConversationId id, Shop shop, string user, string? pageLanguage, Instant now) => new()
    {
        Id = id.Value,
        Shop = shop.Id,
        UserId = user,
        Language = FirstState(shop, pageLanguage).Language,
        Version = 0,
        LastSequence = 0,
        LastTimestamp = now - Step,
        State = ConversationJson.Write(FirstState(shop, pageLanguage)),
        IsEnded = false,
        CreatedAt = now,
        UpdatedAt = now,
    };

    /// <summary>In the page's language where the shop speaks it, else in the shop's first.</summary>
    public static ConversationState FirstState(Shop shop, string? pageLanguage) =>
        new() { Shop = shop.Id, Language = Turn.Serves(shop, pageLanguage) ?? shop.Languages[0] };

    /// <summary>What one inbound has acknowledged; null where nothing bounds it.</summary>
    public Acknowledgements? Acknowledge() => Reach?.Acknowledge();

    /// <summary>Runs the turn that <paramref name="inbound"/> asks for, as of <paramref name="now"/>.</summary>
    /// <param name="knowledge">Must hold the conversation's shop.</param>
    /// <param name="before">The conversation as it was read, or <see cref="Blank"/>.</param>
    /// <param name="read">What <see cref="Read"/> made of it.</param>
    /// <param name="inbound">What happened.</param>
    /// <param name="now">The same again when the turn is run again after a conflict.</param>
    /// <param name="running">What the turn must know besides where a dialog runs; else null.</param>
    /// <param name="acknowledged">The same again when the turn is run again; null for what files nothing.</param>
    /// <exception cref="InvalidOperationException">What was decided about a case cannot be told.</exception>
    public TurnCommit Compose(
        Knowledge knowledge, ConversationRow before, ReadState read, Inbound inbound, Instant now, RunningDialog? running,
        Acknowledgements? acknowledged)
    {
        var shop = knowledge.Shops[before.Shop];
        var (state, isReadable) = read;
        var activities = new Activities(inbound, before, shop.Name, now);
        if (inbound.Activity is { } posted)
        {
            activities.Echo(posted);
        }
        if (inbound.Event is not { } occurred)
        {
            return new TurnCommit(After(before, inbound, state, activities, now), activities.Rows, null, []);
        }
        var input = new TurnInput
        {
            Now = now,
            Event = occurred,
            PageLanguage = inbound.PageLanguage,
            CaseId = running?.CaseId,
            ReceiptKey = running?.ReceiptKey,
            OpenCases = running?.OpenCases ?? [],
            HasOrders = HasOrders(shop.Id),
            Channel = TurnInput.ChannelOf(occurred, state),
        };
        var outcome = occurred switch
        {
            // Decided and not told would be worse than not decided.
            TurnEvent.CaseChanged => TryRun(knowledge, state, input, inbound.Conversation)
                ?? throw new InvalidOperationException("What was decided about a case could not be told; the log says why."),
            _ when isReadable => TryRun(knowledge, state, input, inbound.Conversation),
            _ => null,
        };
        var (next, replies, effects) =
            outcome is null
                ? Apologise(knowledge, state, input, inbound.Conversation)
                : (outcome.State, outcome.Replies, acknowledged?.Bounded(shop.Id, outcome.Effects) ?? outcome.Effects);
        activities.Add(replies);
        if (next.IsEnded && !state.IsEnded && occurred is not TurnEvent.Ended)
        {
            activities.End();
        }
        var after = After(before, inbound, next, activities, now);
        return new TurnCommit(
            after,
            activities.Rows,
            Record(inbound, activities.EchoSequence, next.Turn, input, outcome, knowledge.Hash),
            [
                .. effects.Where(IsCarriedOutLater).Select(effect => Outbox(inbound.Conversation, next.Turn, effect, now)),
                .. Told(effects, occurred, acknowledged, new TurnPlace(shop, after.Id, next.Turn, now)),
                .. ToTell(after, inbound, activities).Select(reply => reply.ToRow(after.Id, next.Turn, now)),
            ])
        {
            Cases = [.. effects.Select(effect => CaseWrite.Of(effect, after, input)).OfType<CaseWrite>()],
        };
    }

    /// <summary>The same where nothing is said: only that something belongs to the conversation.</summary>
    public static TurnCommit Silent(ConversationRow before, Instant now) => new(
        new ConversationRow
        {
            Id = before.Id,
            Shop = before.Shop,
            UserId = before.UserId,
            Language = before.Language,
            Version = before.Version + 1,
            LastSequence = before.LastSequence,
            LastTimestamp = before.LastTimestamp,
            State = before.State,
            IsEnded = before.IsEnded,
            Channel = before.Channel,
            CreatedAt = before.CreatedAt,
            UpdatedAt = now,
        },
        [],
        null,
        []);

    /// <summary>Whether an effect waits in the outbox as it is. What is done to cases does not: it is written in the
    /// commit itself. Nor does what is told: it waits as the message that it is.</summary>
    public static bool IsCarriedOutLater(Effect effect) => effect is not (Effect.FileCase or Effect.AddToCase or Effect.Notify);

    private IEnumerable<OutboxRow> Told(
        ImmutableArray<Effect> effects, TurnEvent occurred, Acknowledgements? acknowledged, TurnPlace of)
    {
        if (Messages is not { } messages)
        {
            return [];
        }
        var news = occurred is TurnEvent.CaseChanged changed ? messages.RowsOf(changed.News, of) : [];
        var filed = effects.Where(effect => effect is Effect.FileCase or Effect.AddToCase);
        var toShop = filed.Where(_ => acknowledged?.MayTellShop(of.Shop.Id) ?? true)
            .SelectMany(effect => OutgoingMessages.ToShop(effect, of));
        return effects.SelectMany(effect => messages.RowsOf(effect, of)).Concat(toShop).Concat(news);
    }

    /// <summary>What a turn leaves that threw. If even the apology throws, silence: the message is kept all the same.</summary>
    public (ConversationState State, ImmutableArray<Reply> Replies, ImmutableArray<Effect> Effects) Apologise(
        Knowledge knowledge, ConversationState state, TurnInput input, ConversationId id)
    {
        try
        {
            var outcome = RunApology(knowledge, state, input);
            return (outcome.State, outcome.Replies, outcome.Effects);
        }
        catch (Exception exception)
        {
            Log.ApologyFailed(logger, id, state.Turn + 1, exception.GetType().Name, exception.StackTrace);
            return (state with { Turn = state.Turn + 1, IsEnded = state.IsEnded || input.Event is TurnEvent.Ended }, [], []);
        }
    }

    /// <summary>A state that cannot be read is begun afresh, so that the conversation can go on. Its next turn's number is then the row's
    /// version, which no turn before can have reached.</summary>
    public ReadState Read(ConversationRow before, Shop shop)
    {
        try
        {
            return new ReadState(before.Written ?? ConversationJson.ReadState(before.State), IsReadable: true);
        }
        catch (Exception exception)
        {
            Log.StateUnreadable(logger, before.Id, exception.GetType().Name, exception.StackTrace);
            var fresh = FirstState(shop, before.Language) with
            {
                Turn = (int)before.Version,
                Greeted = true,
                IsEnded = before.IsEnded,
            };
            return new ReadState(fresh, IsReadable: false);
        }
    }

    private TurnOutcome? TryRun(Knowledge knowledge, ConversationState state, TurnInput input, ConversationId id)
    {
        try
        {
            return Run(knowledge, state, input);
        }
        catch (Exception exception)
        {
            // The exception's message may quote the customer; its kind and place do not.
            Log.TurnFailed(logger, id, state.Turn + 1, exception.GetType().Name, exception.StackTrace);
            return null;
        }
    }

    private static ConversationRow After(
        ConversationRow before, Inbound inbound, ConversationState state, Activities activities, Instant now) => new()
        {
            Id = before.Id,
            Shop = before.Shop,
            UserId = before.UserId,
            Language = state.Language,
            Version = before.Version + 1,
            LastSequence = activities.LastSequence,
            LastTimestamp = activities.LastTimestamp,
            State = ConversationJson.Write(state),
            Written = state,
            IsEnded = state.IsEnded,
            Channel = inbound.Channel?.Reference ?? before.Channel,
            CreatedAt = before.CreatedAt,
            UpdatedAt = now,
        };

    /// <summary>The replies that a channel must be told. Direct Line's clients read the log, and an inline reply is read from it.</summary>
    private static IEnumerable<ChannelReply> ToTell(ConversationRow after, Inbound inbound, Activities activities)
    {
        if (after.Channel is null || inbound.Channel is { IsInline: true })
        {
            return [];
        }
        var replyTo = inbound is { Channel: not null, Activity: not null } ? inbound.ClientActivityId : null;
        return activities.Replies.Select(row => new ChannelReply(row.Sequence, replyTo));
    }

    private static TurnRow Record(
        Inbound inbound, long? activitySequence, int number, TurnInput input, TurnOutcome? outcome, string knowledgeHash) => new()
        {
            ConversationId = inbound.Conversation.Value,
            Turn = number,
            ActivitySequence = activitySequence,
            Input = ConversationJson.Write(input),
            Outcome = outcome is null ? TurnRow.Failed : Name(outcome.Trace.Outcome),
            Entry = outcome?.Trace.Entry?.Id,
            Score = outcome?.Trace.Score ?? 0,
            Threshold = outcome?.Trace.Threshold ?? 0,
            KnowledgeHash = knowledgeHash,
            At = input.Now,
        };

    private static OutboxRow Outbox(ConversationId id, int turn, Effect effect, Instant now) => new()
    {
        ConversationId = id.Value,
        Turn = turn,
        Kind = effect.GetType().Name,
        Payload = ConversationJson.Write(effect),
        CreatedAt = now,
    };

    private static string Name(Outcome outcome) => outcome switch
    {
        Outcome.None => "none",
        Outcome.Answer => "answer",
        Outcome.Ask => "ask",
        Outcome.Dialog => "dialog",
        Outcome.Handoff => "handoff",
        _ => "unknown",
    };

    /// <summary>The turn's activities: the customer's first, then the replies; sequences without gaps, timestamps
    /// that always rise.</summary>
    private sealed class Activities(Inbound inbound, ConversationRow conversation, string shopName, Instant now)
    {
        private readonly List<ActivityRow> rows = [];

        private string Channel => inbound.Channel?.ChannelId ?? ActivityMapper.DirectLine;

        public IReadOnlyList<ActivityRow> Rows => rows;

        public long LastSequence { get; private set; } = conversation.LastSequence;

        public Instant LastTimestamp { get; private set; } = conversation.LastTimestamp;

        public long? EchoSequence { get; private set; }

        public IEnumerable<ActivityRow> Replies => rows.Where(row => row.Sequence != EchoSequence);

        public void Echo(JsonObject posted)
        {
            Advance();
            EchoSequence = LastSequence;
            var type = posted["type"] is JsonValue value && value.TryGetValue(out string? name) ? name : "message";
            var body = ActivityMapper.Echo(
                posted, inbound.Conversation, conversation.Shop, inbound.Sender, LastSequence, LastTimestamp, Channel);
            Add(inbound.Sender, inbound.ClientActivityId, type, body);
        }

        public void Add(ImmutableArray<Reply> replies)
        {
            foreach (var reply in replies)
            {
                Advance();
                var body = ActivityMapper.Reply(
                    reply, inbound.Conversation, conversation.Shop, shopName, inbound.Sender,
                    LastSequence, LastTimestamp, EchoSequence, Channel, inbound.Site);
                Add(ActivityRow.Bot, null, "message", body);
            }
        }

        public void End()
        {
            Advance();
            var body = ActivityMapper.End(
                inbound.Conversation, conversation.Shop, shopName, conversation.UserId, LastSequence, LastTimestamp, Channel);
            Add(ActivityRow.Bot, null, "endOfConversation", body);
        }

        private void Advance()
        {
            LastSequence++;
            LastTimestamp = Instant.Max(now, LastTimestamp + Step);
        }

        private void Add(string sender, string? clientActivityId, string type, byte[] body) => rows.Add(new ActivityRow
        {
            ConversationId = conversation.Id,
            Sequence = LastSequence,
            Timestamp = LastTimestamp,
            Sender = sender,
            ClientActivityId = clientActivityId,
            Type = type,
            Body = body,
        });
    }

    private static partial class Log
    {
        [LoggerMessage(
            1, LogLevel.Error, "Turn {Turn} of conversation {ConversationId} failed with {Exception}; its message was kept.\n{Stack}")]
        public static partial void TurnFailed(ILogger logger, ConversationId conversationId, int turn, string exception, string? stack);

        [LoggerMessage(
            2,
            LogLevel.Error,
            "The apology in turn {Turn} of conversation {ConversationId} failed with {Exception}; nothing was said.\n{Stack}")]
        public static partial void ApologyFailed(ILogger logger, ConversationId conversationId, int turn, string exception, string? stack);

        [LoggerMessage(
            3, LogLevel.Error, "The state of conversation {ConversationId} cannot be read ({Exception}); it was begun afresh.\n{Stack}")]
        public static partial void StateUnreadable(ILogger logger, string conversationId, string exception, string? stack);
    }
}
