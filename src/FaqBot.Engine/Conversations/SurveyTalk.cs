using System.Collections.Immutable;
using System.Globalization;
using FaqBot.Language;

namespace FaqBot.Engine;

/// <summary>What customers think of the help: of a conversation they are asked once, of each of its cases once, and only in a chat. The
/// score is kept at once, for many say no more; a comment follows it. Lives for one call of <see cref="Turn.Run"/>.</summary>
/// <param name="speaker">Says it.</param>
/// <param name="shop">Whose customer it is.</param>
/// <param name="input">Of this turn.</param>
/// <param name="shown">Buttons of the last reply.</param>
internal sealed class SurveyTalk(Speaker speaker, Shop shop, TurnInput input, ImmutableArray<Button> shown)
{
    private const string DialogId = "survey";
    private const string Prefix = "survey:";

    /// <summary>Questions that wait; older ones are not waited for.</summary>
    private const int WaitingMax = 8;

    /// <summary>"I give you 2, it took long" has its score near its beginning.</summary>
    private const int BeforeMax = 3;

    private bool IsAskedNow => shown.Any(static button => button.Value.StartsWith(Prefix, StringComparison.Ordinal));

    /// <summary>Asks about the conversation, if the bot was of any use in it.</summary>
    public void Ask()
    {
        if (!speaker.State.SurveyAsked && (speaker.State.LastEntry ?? speaker.State.LastDialog) is not null && TryAsk(Conversation()))
        {
            speaker.State = speaker.State with { SurveyAsked = true };
        }
    }

    /// <summary>Asks about a case once it is done.</summary>
    public void AskOf(CaseNews news)
    {
        if (news.Status is CaseStatus.Resolved or CaseStatus.Closed
            && !speaker.State.SurveyedCases.Contains(news.Number)
            && TryAsk(new SurveySubject { Case = news.Number, Agent = news.Agent, Dialog = DialogOf(news.Kind) }))
        {
            speaker.State = speaker.State with { SurveyedCases = speaker.State.SurveyedCases.Add(news.Number) };
        }
    }

    /// <summary>Takes a score that was pressed; false for another button.</summary>
    public bool TryPress(Button button)
    {
        if (!button.Value.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }
        var parts = button.Value[Prefix.Length..].Split(':', 2);
        if (WholeOf(parts[0]) is { } given && Waiting(parts is [_, var number] ? number : null) is { } subject)
        {
            Take(given, subject, comment: null);
        }
        else
        {
            speaker.Say(TextIds.SurveyDone);
        }
        return true;
    }

    /// <summary>Takes a score that was typed; false where the message is none.</summary>
    public bool TryHear(TextAnalysis message)
    {
        if (speaker.State.Surveys is not [.., var subject]
            || ScoreReading.Of(message, input.Now.InZone(shop.Zone).LocalDateTime) is not { } said
            || (!IsAskedNow && said.Beside > 0))
        {
            return false;
        }
        if (WholeOf(said.Score) is not { } score)
        {
            return IsAskedNow && said.Beside == 0 && TryAsk(subject);
        }
        if (said.Beside <= 1)
        {
            Take(score, subject, comment: null);
            return true;
        }
        if (said.Before > BeforeMax || speaker.IsAsked(message) || speaker.Consider(message).Understood.IsSure)
        {
            return false;
        }
        Take(score, subject, message.Text.Trim());
        return true;
    }

    /// <summary>Keeps what the dialog came to: of what was judged just now, else of the conversation, if it was not judged yet.</summary>
    /// <param name="score">As the dialog holds it.</param>
    /// <param name="comment">The customer's; null for none.</param>
    public void Keep(string score, string? comment)
    {
        var judged = speaker.State.Judged;
        var subject = judged?.Subject ?? Waiting(number: null) ?? (speaker.State.SurveyAsked ? null : Conversation());
        if (subject is not null && WholeOf(score) is { } whole && (comment, whole) != (null, judged?.Score))
        {
            Keep(new SurveyAnswer(whole, comment, subject, speaker.Language));
        }
        speaker.State = speaker.State with { Judged = null, SurveyAsked = speaker.State.SurveyAsked || subject is { Case: null } };
    }

    private void Take(int score, SurveySubject subject, string? comment)
    {
        var answer = new SurveyAnswer(score, null, subject, speaker.Language);
        Keep(answer);
        speaker.State = speaker.State with { Judged = answer };
        var given = new SlotAnswer(DialogRoles.Score, score.ToString(CultureInfo.InvariantCulture), "");
        speaker.BeginDialog(
            new OfferedDialog
            {
                Dialog = DialogId,
                Answers = comment is null ? [given] : [given, new SlotAnswer(DialogRoles.Comment, comment, comment)],
            },
            null);
    }

    private void Keep(SurveyAnswer answer)
    {
        speaker.State = speaker.State with { Surveys = speaker.State.Surveys.RemoveAll(waiting => waiting.Case == answer.Subject.Case) };
        speaker.Effect(new Effect.KeepSurvey(answer));
    }

    private bool TryAsk(SurveySubject subject)
    {
        if (input.Channel != TurnInput.ChatChannel || !shop.Dialogs.ContainsKey(DialogId) || speaker.State.Dialog is not null)
        {
            return false;
        }
        var waiting = speaker.State.Surveys.RemoveAll(other => other.Case == subject.Case).Add(subject);
        speaker.State = speaker.State with { Surveys = [.. waiting.TakeLast(WaitingMax)] };
        var about = subject.Case is { } number ? $":{number}" : "";
        speaker.Say(TextIds.SurveyAsk);
        foreach (var score in Scores())
        {
            speaker.AddButton(new Button(score, $"{Prefix}{score}{about}"));
        }
        return true;
    }

    /// <summary>That files such cases; null where several do, or none.</summary>
    private string? DialogOf(CaseKind kind) =>
        shop.Dialogs.Values.Where(dialog => dialog.Outcomes.Any(outcome => outcome.Kind == kind)).ToList() is [var only] ? only.Id : null;

    private SurveySubject Conversation() => new() { Entry = speaker.State.LastEntry, Dialog = speaker.State.LastDialog };

    private SurveySubject? Waiting(string? number) => speaker.State.Surveys.FirstOrDefault(subject => subject.Case == number);

    private static IEnumerable<string> Scores() => Enumerable
        .Range(SurveySubject.ScoreMin, SurveySubject.ScoreMax - SurveySubject.ScoreMin + 1)
        .Select(score => score.ToString(CultureInfo.InvariantCulture));

    private static int? WholeOf(string score) =>
        decimal.TryParse(score, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? WholeOf(value) : null;

    /// <summary>Null off the scale, and between its steps.</summary>
    private static int? WholeOf(decimal score) =>
        score is >= SurveySubject.ScoreMin and <= SurveySubject.ScoreMax && decimal.IsInteger(score) ? (int)score : null;
}
