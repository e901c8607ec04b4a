using System.Diagnostics;

namespace FaqBot.Faults;

/// <summary>Sends a request until it is answered: again after a broken connection, and again, a little later, after 503.
/// Any other refusal is a finding, and so is a 503 that does not say when to come back.</summary>
internal sealed class Insistence(Client client, Habits habits, Tally tally)
{
    /// <summary>Called before each attempt.</summary>
    public Action OnAttempt { get; init; } = () => { };

    /// <summary>Statuses beside success with which the caller can go on.</summary>
    public Func<int, bool> Accepts { get; init; } = _ => false;

    /// <exception cref="GaveUpException">It is in vain; that is told as a finding too.</exception>
    public async Task<Answer> Send(
        HttpMethod method, string path, string bearer, string? body, Told told, CancellationToken cancellation = default)
    {
        var begun = Stopwatch.GetTimestamp();
        while (true)
        {
            OnAttempt();
            var answer = await client.Send(method, path, bearer, body, cancellation);
            switch (answer)
            {
                case null:
                    tally.CountBreak();
                    break;
                case not null when answer.IsSuccess || Accepts(answer.Status):
                    return answer;
                case { Status: 503, HasRetryAfter: true }:
                    tally.CountRefusal();
                    break;
                default:
                    told.Complain(Fault.Refused, $"{method} {Shown(path)} was answered {answer.Status}: {answer.Body}");
                    break;
            }
            if (Stopwatch.GetElapsedTime(begun) > habits.Patience)
            {
                told.Complain(Fault.Stalled, $"{method} {Shown(path)} had no success for {habits.Patience.TotalSeconds:0} s");
                throw new GaveUpException();
            }
            await Task.Delay(habits.PauseMax * Random.Shared.NextDouble(), cancellation);
        }
    }

    private static string Shown(string path) => path.Split('?')[0];
}

/// <summary>A client has given up; what it was given up for stands among its conversation's complaints.</summary>
internal sealed class GaveUpException() : Exception("A client has given up.");
