using FaqBot.Language;

namespace FaqBot.Engine;

/// <summary>Steers a running dialog by what is no answer in words: its buttons, and commands such as "cofnij", "od nowa", "tak".</summary>
internal sealed class DialogSteering(Speaker speaker, Shop shop, Dialog dialog, DialogCourse course)
{
    private string Language => speaker.Language;

    public void Press(Button button)
    {
        if (DialogPrompts.AnswerIn(button) is { } answer)
        {
            PressAnswer(answer);
            return;
        }
        switch (button.Value)
        {
            case DialogButtons.Submit when course.Run.Stage == DialogStage.Summary:
            case DialogButtons.Confirm when course.Run.Stage == DialogStage.Statement:
                course.Submit();
                break;
            case DialogButtons.Change:
                course.AskForChange();
                break;
            case DialogButtons.GiveUp:
                course.AskToCancel();
                break;
            case DialogButtons.CancelYes when course.Run.Stage == DialogStage.Cancel:
                course.Cancel();
                break;
            case DialogButtons.GoOn:
                course.GoOn();
                break;
            case Speaker.StartOverValue:
                course.StartOver();
                break;
            case Speaker.PersonValue:
                course.CallPerson();
                break;
            default:
                PressElsewhere(button);
                break;
        }
    }

    /// <summary>Also a button of an earlier question, which then changes its answer; pressed twice, it says the same.</summary>
    private void PressAnswer(SlotAnswer answer)
    {
        var view = course.View;
        var isSame = view.Answer(answer.Slot) is { } known && (known.Value, known.Kind) == (answer.Value, answer.Kind);
        if (!isSame && course.Answers.Accepts(view, answer))
        {
            course.Answered(answer, []);
        }
        else
        {
            course.Repeat();
        }
    }

    /// <summary>A button of an answer in between, or of a slot to be changed; one that other knowledge drew says nothing any
    /// more.</summary>
    private void PressElsewhere(Button button)
    {
        if (button.Value.StartsWith(DialogButtons.ChangePrefix, StringComparison.Ordinal)
            && button.Value[DialogButtons.ChangePrefix.Length..] is var slot
            && dialog.SlotsById.ContainsKey(slot))
        {
            course.Reopen(slot);
            return;
        }
        if (button.Dialog is not null)
        {
            course.Speech.Say(DialogTextIds.Running, "dialog", course.Title);
        }
        else if (button.Entry is not null)
        {
            speaker.Press(button);
        }
        course.Repeat();
    }

    /// <summary>Carries out a message that steers the dialog; false when it is none.</summary>
    public bool Obey(TextAnalysis analysis)
    {
        if (shop.Commands.LanguageAsked(analysis, shop.Languages) is { } language)
        {
            speaker.State = speaker.State with { Language = language, OtherLanguage = null };
            course.Repeat();
            return true;
        }
        var wording = Wording.Of(analysis);
        var command = course.Run.Stage == DialogStage.Statement && shop.Commands.HintsIn(Language).Confirms(wording) == true
            ? Command.Yes
            : shop.Commands.Find(wording, Language);
        return command is { } known && !IsChoice(known, analysis) && (ObeyAnywhere(known, analysis) || ObeyAtStage(known, analysis));
    }

    /// <summary>"From the beginning" answers since when, and "something is wrong" what happened, where that is asked.</summary>
    private bool IsChoice(Command command, TextAnalysis analysis) =>
        command is Command.StartOver or Command.Change
        && course.Asked is { Slot.Type: not SlotType.Text } question
        && new SlotReader(course.View, Language).Read(question, course.MessageOf(analysis)).Answer is { Kind: AnswerKind.Given };

    private bool ObeyAnywhere(Command command, TextAnalysis analysis)
    {
        switch (command)
        {
            case Command.Back:
                course.Back();
                return true;
            case Command.Skip when course.Asked is { } question:
                course.Answered(new SlotAnswer(question.Name, null, analysis.Text.Trim(), AnswerKind.Skipped), []);
                return true;
            case Command.Cancel when course.Run.Stage != DialogStage.Cancel:
                course.AskToCancel();
                return true;
            case Command.StartOver:
                course.StartOver();
                return true;
            case Command.Repeat:
                course.Repeat();
                return true;
            case Command.Explain:
                course.Explain();
                return true;
            case Command.Change:
                course.AskForChange();
                return true;
            default:
                return false;
        }
    }

    /// <summary>"Yes" and "no" to the whole, or to giving it up; "ok?" is no yes.</summary>
    private bool ObeyAtStage(Command command, TextAnalysis analysis)
    {
        switch (course.Run.Stage, command)
        {
            case (DialogStage.Summary or DialogStage.Statement, Command.Yes) when analysis.Text.Contains('?', StringComparison.Ordinal):
                course.Repeat();
                return true;
            case (DialogStage.Statement, Command.Yes) when shop.Commands.HintsIn(Language).Confirms(Wording.Of(analysis)) == false:
                course.AskToConfirm();
                return true;
            case (DialogStage.Summary or DialogStage.Statement, Command.Yes):
                course.Submit();
                return true;
            case (DialogStage.Summary or DialogStage.Statement, Command.No):
                course.AskForChange();
                return true;
            case (DialogStage.Cancel, Command.Yes or Command.Cancel):
                course.Cancel();
                return true;
            case (DialogStage.Cancel or DialogStage.Edit, Command.No):
                course.GoOn();
                return true;
            case (not DialogStage.Question, Command.Unsure or Command.Skip):
                course.MissElsewhere();
                return true;
            default:
                return false;
        }
    }
}
