using System.Text.Json;
using System.Text.Json.Serialization;
using FaqBot.Testing;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace FaqBot.Engine.Tests;

/// <summary>Whatever a customer does in the shipped complaint, in two shops and two languages.</summary>
public sealed class DialogWalkTests
{
    private const int Walks = 100;

    /// <summary>Characters of a conversation's state as JSON.</summary>
    private const int StateLengthMax = 64 * 1024;

    private const int TurnsToExit = 60;

    private static readonly Duration Answering = Duration.FromSeconds(5);

    private static readonly JsonSerializerOptions Options = new() { Converters = { new InstantConverter() } };

    [Fact]
    public void Every_message_of_a_walk_is_replied_to_with_words() => Holds(Replied);

    [Fact]
    public void No_question_is_missed_more_than_three_times_without_an_answer_in_between() => Holds(Misses);

    [Fact]
    public void Nothing_is_filed_but_by_a_yes_to_the_summary_and_once() => Holds(Filed);

    [Fact]
    public void From_wherever_a_walk_leads_the_first_buttons_lead_out() => Holds(Exit);

    [Fact]
    public void From_wherever_a_walk_leads_who_knows_nothing_gets_out_as_well() => Holds(ExitOfUnsure);

    [Fact]
    public void What_was_recorded_replays_to_the_same() => Holds(Replay);

    [Fact]
    public void The_state_stays_small() => Holds(Small);

    private static void Holds(Action<DialogWalkRun> check) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(Walks),
        Prop.ForAll(DialogWalks.All, walk => check(walk.Run())));

    private static void Replied(DialogWalkRun run)
    {
        foreach (var step in run.Steps.Where(step => step.Event is TurnEvent.Message))
        {
            Assert.NotEmpty(step.Outcome.Replies);
            Assert.All(step.Outcome.Replies, reply => Assert.False(string.IsNullOrWhiteSpace(reply.Text)));
            Assert.All(step.Outcome.Replies, reply => Assert.InRange(reply.Buttons.Length, 0, Turn.DialogButtonsMax + 1));
        }
    }

    private static void Misses(DialogWalkRun run)
    {
        var spent = 0;
        foreach (var step in run.Steps)
        {
            var (before, after, happened) = (step.Before.Dialog, step.Outcome.State.Dialog, step.Event);
            // Who presses an old button answers its question, or asks for it again and so for its tries.
            var isPressed = happened is TurnEvent.Message { Button: { } button }
                && (DialogPrompts.AnswerIn(new Button("", button)) is not null
                    || button.StartsWith(DialogButtons.ChangePrefix, StringComparison.Ordinal));
            var startedOver = TryDialogs.Text(DialogTextIds.StartedOver, step.Outcome.State.Language);
            var isAnew = isPressed || step.Outcome.Replies.Any(reply => reply.Text == startedOver);
            if (isAnew || before is null || after is null || !IsSameQuestion(before, after))
            {
                spent = 0;
            }
            else if (after.Stage == DialogStage.Question && after.Misses > before.Misses)
            {
                spent++;
            }
            Assert.InRange(spent, 0, DialogCourse.TriesMax - 1);
            Assert.InRange(after is { Stage: DialogStage.Question } ? after.Misses : 0, 0, DialogCourse.TriesMax - 1);
        }
    }

    private static void Filed(DialogWalkRun run)
    {
        foreach (var step in run.Steps)
        {
            var filed = step.Outcome.Effects.Count(effect => effect is Effect.FileCase or Effect.AddToCase);
            Assert.InRange(filed, 0, 1);
            if (filed > 0)
            {
                Assert.Equal(
                    step.Before.Dialog?.Dialog == "withdrawal" ? DialogStage.Statement : DialogStage.Summary, step.Before.Dialog?.Stage);
                Assert.True(IsYes(step), $"filed by {step.Event}");
                Assert.Null(step.Outcome.State.Dialog);
            }
        }
    }

    private static void Exit(DialogWalkRun run) => LeadsOut(run, new DialogMove.Press(Answering, 0, false));

    private static void ExitOfUnsure(DialogWalkRun run) =>
        LeadsOut(run, new DialogMove.Write(Answering, run.State.Language == "pl" ? "nie wiem" : "I do not know"));

    private static void LeadsOut(DialogWalkRun run, DialogMove answer)
    {
        var turns = 0;
        while (run.State.Dialog is { } dialog)
        {
            Assert.True(++turns <= TurnsToExit, $"still at {dialog.Waiting}");
            var step = run.Take(dialog.Stage switch
            {
                DialogStage.Question => answer,
                DialogStage.Summary => new DialogMove.PressOld(Answering, DialogButtons.Submit),
                DialogStage.Statement => new DialogMove.PressOld(Answering, DialogButtons.Confirm),
                _ => new DialogMove.PressOld(Answering, DialogButtons.GoOn),
            });
            Assert.True(run.State.Dialog is not null || IsFiled(step) || IsToldEnd(step), "It ends without a case and without a word.");
        }
    }

    private static void Replay(DialogWalkRun run)
    {
        var shop = run.Steps[0].Before.Shop;
        var again = new RehearsedConversation(ShippedKnowledge.Value, shop);
        var language = run.Steps[0].Outcome.State.PageLanguage;

        foreach (var step in run.Steps)
        {
            Assert.Equal(Described(step.Outcome), Described(again.Take(step.Event, step.At, language)));
        }
    }

    private static void Small(DialogWalkRun run) => Assert.All(
        run.Steps, step => Assert.InRange(JsonSerializer.Serialize(step.Outcome.State, Options).Length, 1, StateLengthMax));

    private static bool IsSameQuestion(DialogRun before, DialogRun after) =>
        before.Asked == after.Asked
        && before.StartedAt == after.StartedAt
        && JsonSerializer.Serialize(before.Answers) == JsonSerializer.Serialize(after.Answers);

    private static bool IsFiled(DialogWalkStep step) => step.Outcome.Effects.Any(effect => effect is Effect.FileCase or Effect.AddToCase);

    /// <summary>An outcome that files nothing says so, and nothing else has a button then.</summary>
    private static bool IsToldEnd(DialogWalkStep step) =>
        step.Before.Dialog is { Stage: DialogStage.Question } && step.Outcome.Replies is [.., { Buttons: [] }];

    private static bool IsYes(DialogWalkStep step)
    {
        var shop = ShippedKnowledge.Value.Shops[step.Before.Shop];
        return step.Event is TurnEvent.Message message
            && (message.Button is DialogButtons.Submit or DialogButtons.Confirm
                || step.Before.Buttons.Any(button =>
                    button.Value is DialogButtons.Submit or DialogButtons.Confirm && button.Text == message.Text)
                || shop.Commands.Find(Wording.Of(message.Text, step.Before.Language), step.Before.Language) == Command.Yes);
    }

    private static string Described(TurnOutcome outcome) => JsonSerializer.Serialize(
        new object[] { outcome.State, outcome.Replies, outcome.Effects.Select(effect => (object)effect) }, Options);

    private sealed class InstantConverter : JsonConverter<Instant>
    {
        public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Instant.FromUnixTimeTicks(reader.GetInt64());

        public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value.ToUnixTimeTicks());
    }
}
