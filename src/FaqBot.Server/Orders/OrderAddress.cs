using System.Diagnostics;
using FaqBot.Engine;

namespace FaqBot.Server;

/// <summary>
/// The orders of a shop at an address that is asked for each look-up; nothing of an answer is kept. A source that hangs or fails is left
/// alone for a while, and never asked by more than a few at a time.
/// </summary>
internal sealed class OrderAddress(
    OrderSettings.Address settings, OutboundHttp http, CurrentKnowledge knowledge, OrderFaults faults, TimeProvider time)
    : IOrderSource, IDisposable
{
    private const int FailuresMax = 3;

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(15);

    private readonly CircuitBreaker breaker = new(FailuresMax, Rest, time);
    private readonly SemaphoreSlim places = new(OrderLimits.AskedMax);
    private int waiting;

    public async Task<OrderAnswer> Find(OrderQuestion question, CancellationToken cancellation)
    {
        if (!await Enter(cancellation))
        {
            return Unavailable("too many ask at a time");
        }
        try
        {
            return breaker.TryBegin() ? await Ask(question, cancellation) : Unavailable("it failed, and is left alone for a while");
        }
        finally
        {
            places.Release();
        }
    }

    public void Dispose() => places.Dispose();

    private async Task<bool> Enter(CancellationToken cancellation)
    {
        if (Interlocked.Increment(ref waiting) > OrderLimits.WaitingMax)
        {
            Interlocked.Decrement(ref waiting);
            return false;
        }
        try
        {
            await places.WaitAsync(cancellation);
            return true;
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    private async Task<OrderAnswer> Ask(OrderQuestion question, CancellationToken cancellation)
    {
        var isWell = false;
        try
        {
            using var request = settings.Request(question);
            var timeout = TimeSpan.FromSeconds(OrderLimits.LookUpSeconds);
            var found = await http.Send(request, settings.Place, OrderLimits.AnswerBytesMax, timeout, cancellation) switch
            {
                OutboundAnswer.Answered answer => Judge(answer, question),
                OutboundAnswer.Failed failed => Unavailable(failed.Why),
                _ => throw new UnreachableException(),
            };
            isWell = found is not OrderAnswer.Unavailable;
            return found;
        }
        finally
        {
            breaker.End(isWell);
        }
    }

    private OrderAnswer Judge(OutboundAnswer.Answered answer, OrderQuestion question)
    {
        if (answer.Status == StatusCodes.Status404NotFound)
        {
            return new OrderAnswer.NotFound();
        }
        if (answer.Status != StatusCodes.Status200OK)
        {
            return Unavailable(answer.Status is >= 300 and < 400
                ? $"it answered {answer.Status}, and redirections are not followed"
                : $"it answered {answer.Status}");
        }
        if (answer.Missing is { } missing)
        {
            return Unavailable(missing);
        }
        if (answer.MediaType is not "application/json")
        {
            return Unavailable("it did not answer with application/json");
        }
        return OrderDocument.Read(answer.Body.Span) is { } document
            ? Compare(document, question)
            : Unavailable("its answer is no order: an object of texts with number, email and state");
    }

    private OrderAnswer Compare(OrderDocument document, OrderQuestion question)
    {
        if (OrderQuestion.NumberOf(document.Number) != question.Number)
        {
            faults.Tell(settings.Shop, "it told of another order than it was asked for; nobody was told");
            return new OrderAnswer.NotFound();
        }
        if (OrderQuestion.EmailOf(document.Email) != question.Email)
        {
            if (settings.AsksByEmail)
            {
                faults.Tell(settings.Shop, "it told of an order of another e-mail than it was asked for; nobody was told");
            }
            return new OrderAnswer.NotFound();
        }
        return new OrderAnswer.Found(Report(document, question));
    }

    private OrderReport Report(OrderDocument document, OrderQuestion question) => new(question.Written)
    {
        State = Told(settings.StateOf(document.State), document.State, "state"),
        Carrier = Told(OrderFields.Line(document.Carrier ?? "", OrderLimits.CarrierCharsMax), document.Carrier, "carrier"),
        ParcelNumber = Told(OrderFields.Parcel(document.Parcel ?? ""), document.Parcel, "parcel"),
        TrackingLink = Told(OrderFields.Link(document.Link ?? ""), document.Link, "link"),
        ExpectedOn = Told(OrderFields.Day(document.Expected ?? ""), document.Expected, "expected"),
        UpdatedAt = Told(OrderFields.Moment(document.Updated ?? "", knowledge.ZoneOf(settings.Shop)), document.Updated, "updated"),
    };

    private T? Told<T>(T? value, string? text, string name)
    {
        if (value is null && !string.IsNullOrWhiteSpace(text))
        {
            faults.Tell(settings.Shop, $"what it tells as '{name}' cannot be read, so it is not said");
        }
        return value;
    }

    private OrderAnswer Unavailable(string why) => faults.Unavailable(settings.Shop, why);
}
