using FaqBot.Testing;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace FaqBot.Engine.Tests.Conversations;

/// <summary>Whatever a customer's client sends, the demo shop replies something, and the same again.</summary>
public sealed class BadInputTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 23, 9, 0);

    public static TheoryData<string> Names => [.. BadInput.Names];

    private static Arbitrary<string> Mixtures { get; } = (
        from parts in (
            from name in Gen.Elements(BadInput.Names.ToArray())
            from length in Gen.Choose(0, 60)
            select string.Concat(BadInput.Text(name).Take(length))).ArrayOf()
        select string.Concat(parts)).ToArbitrary();

    [Theory]
    [MemberData(nameof(Names))]
    public void A_message_is_replied_to(string name) => IsRepliedTo(BadInput.Text(name));

    [Fact]
    public void So_are_mixtures() => Check.QuickThrowOnFailure(Prop.ForAll(Mixtures, IsRepliedTo));

    private static void IsRepliedTo(string text) => Assert.All(["pl", "en"], language =>
    {
        var turn = Said(text, language);

        Assert.NotEmpty(turn.Replies);
        Assert.All(turn.Replies, static reply => Assert.NotEmpty(reply.Text));
        Assert.InRange(turn.Trace.Also.Length, 0, Turn.QuestionsMax - 1);
        Assert.Equal(turn.Replies.Select(static reply => reply.Text), Said(text, language).Replies.Select(static reply => reply.Text));
    });

    private static TurnOutcome Said(string text, string language) => Turn.Run(
        ShippedKnowledge.Value,
        new ConversationState { Shop = "demo", Language = language, Greeted = true },
        new TurnInput { Now = Now, Event = new TurnEvent.Message(text) });
}
