using System.Collections.Immutable;
using FaqBot.Language;
using NodaTime;

namespace FaqBot.Engine;

/// <summary>A running dialog in one turn: what the customer says is an answer, a correction, a command, or a question of its own. Lives for
/// one call of <see cref="Turn.Run"/>.</summary>
internal sealed class DialogTalk(Speaker speaker, Shop shop, Dialog dialog, DialogRun run, TurnInput input)
{
    /// <summary>After such a pause it is said what was being talked about.</summary>
    private static readonly Duration Pause = Duration.FromMinutes(30);

    /// <summary>"A fridge" is no demand.</summary>
    private const int DemandWordsMin = 3;

    private readonly DialogCourse course = new(speaker, shop, dialog, run, input);

    private DialogSteering Steering => field ??= new DialogSteering(speaker, shop, dialog, course);

    private string Language => speaker.Language;

    /// <summary>A dialog that begins.</summary>
    /// <param name="speaker">Says it.</param>
    /// <param name="shop">As it is now: the run keeps it.</param>
    /// <param name="dialog">One of the shop's.</param>
    /// <param name="input">Of this turn.</param>
    /// <param name="startedAt">When the message came that led here.</param>
    /// <param name="files">That came before, and go with it.</param>
    public static DialogTalk Begin(
        Speaker speaker, Shop shop, Dialog dialog, TurnInput input, Instant startedAt, ImmutableArray<SentFile> files) => new(
            speaker,
            shop,
            dialog,
            DialogRun.Begin(shop, dialog, startedAt, input.Now) with { Files = [.. files.Take(DialogCourse.FilesMax)] },
            input);

    /// <summary>The first words, with what is known already.</summary>
    /// <param name="with">From the entry that led here, or given to a version that is gone.</param>
    /// <param name="story">What the customer has told; null for nothing but the wish.</param>
    public void Open(ImmutableArray<SlotAnswer> with, TextAnalysis? story)
    {
        Fill(with);
        course.Remember(with);
        if (dialog.Opening is { } opening)
        {
            course.Speech.Tell(opening, course.View);
        }
        if (story is not null)
        {
            course.TakeStory(story);
        }
        course.Advance();
        Keep();
    }

    /// <summary>The same with what somebody has put down already; what cannot be read is asked for.</summary>
    public void Open(ImmutableArray<FilledSlot> filled) => Open(DialogForm.Readable(course, dialog, filled, Language), null);

    /// <summary>Asks once more what is open, behind something that came in between; the customer's pause goes on.</summary>
    public void Repeat()
    {
        course.Repeat();
        Keep(course.Run.LastAt);
    }

    /// <summary>The customer comes back to the page.</summary>
    public void Return()
    {
        if (HasPaused)
        {
            Resume();
            course.Repeat();
        }
        Keep();
    }

    /// <summary>Takes what the customer wrote, sent or pressed.</summary>
    public void Hear(TurnEvent.Message message, TextAnalysis analysis, Button? pressed)
    {
        var isForFiles = message.BringsFiles && course.Asked is { Slot.Type: SlotType.Attachment };
        TakeFiles(message, isForFiles);
        if (pressed is not null)
        {
            Steering.Press(pressed);
        }
        else if (analysis.Tokens.IsEmpty)
        {
            HearNoWords(message);
        }
        else if (message.Text.Trim().Length > TextAnalysis.TextLengthMax)
        {
            speaker.Say(TextIds.TooLong);
            course.Repeat();
        }
        else if (!Steering.Obey(analysis))
        {
            if (HasPaused)
            {
                Resume();
            }
            if (isForFiles)
            {
                TakeCaption(course.MessageOf(analysis));
            }
            else
            {
                Take(course.MessageOf(analysis));
            }
        }
        Keep();
    }

    private bool HasPaused => input.Now - course.Run.LastAt >= Pause;

    private void Keep() => Keep(input.Now);

    /// <param name="lastAt">When the customer last had a part in it.</param>
    private void Keep(Instant lastAt)
    {
        speaker.State = speaker.State with
        {
            Dialog = course.IsEnded ? null : course.Run with { LastAt = lastAt },
            LastDialog = course.IsHelp ? dialog.Id : speaker.State.LastDialog,
            Misses = 0,
        };
        if (course.Next is { } next && shop.Dialogs.TryGetValue(next, out var following))
        {
            Begin(speaker, shop, following, input, course.Run.StartedAt, course.Run.Files).GoOnWith(course.Run.Answers);
        }
    }

    /// <summary>Goes on where another dialog stopped.</summary>
    private void GoOnWith(ImmutableArray<SlotAnswer> answers)
    {
        Fill(answers);
        course.Advance();
        Keep();
    }

    private void Fill(IEnumerable<SlotAnswer> answers)
    {
        foreach (var answer in answers.Where(answer => course.Answers.Fits(answer)))
        {
            course.Fill(answer);
        }
    }

    private void Resume() => course.Speech.Say(DialogTextIds.Resumed, "dialog", course.Title);

    /// <summary>Files go with the case, whatever they came with; asked for, they are the answer.</summary>
    private void TakeFiles(TurnEvent.Message message, bool isForFiles)
    {
        if (!message.BringsFiles)
        {
            return;
        }
        var hasRoom = course.Keep(message.Files);
        if (isForFiles && course.Asked is { } question)
        {
            course.Close(new SlotAnswer(question.Name, DialogNames.Yes, string.Join(", ", message.Files.Select(file => file.Name))));
        }
        else
        {
            course.Speech.Say(hasRoom ? DialogTextIds.FileKept : DialogTextIds.FilesFull);
        }
    }

    /// <summary>What stands beside a photo that was asked for tells more of the case, or asks something.</summary>
    private void TakeCaption(DialogMessage caption)
    {
        if (caption.Text.Contains('?', StringComparison.Ordinal) && Digress(caption, isText: false))
        {
            return;
        }
        course.Note(course.Answers.Told(course.View, caption, Language), DialogTextIds.Noted);
        course.Advance();
    }

    private void HearNoWords(TurnEvent.Message message)
    {
        if (message.HasFiles && !message.AreFilesKept)
        {
            speaker.Say(TextIds.NoFiles);
        }
        else if (!message.HasFiles)
        {
            speaker.Say(TextIds.NoWords);
        }
        course.Repeat();
    }

    private void Take(DialogMessage message)
    {
        if (TryWish(message) || TryTakeBack(message) || TryCorrect(message) || TryReopen(message))
        {
            return;
        }
        if (course.Asked is { } question)
        {
            TakeAnswer(question, message);
        }
        else if (course.Run.Stage is DialogStage.Summary or DialogStage.Statement or DialogStage.Edit
            && course.Answers.OtherValue(course.View, message, Language) is { } corrected)
        {
            course.Correct(corrected);
        }
        else if (course.Run.Stage == DialogStage.Edit && course.Answers.SlotNamed(course.View, message, Language) is { } slot)
        {
            course.Reopen(slot);
        }
        else if (!Digress(message, isText: false))
        {
            course.MissElsewhere();
        }
    }

    /// <summary>A person is called whatever is open; who wants the dialog after all goes on with it.</summary>
    private bool TryWish(DialogMessage message)
    {
        if (Wishes.IsForPerson(shop, message))
        {
            // "Nie chcę już, proszę o człowieka" begins no other dialog either.
            if (speaker.Consider(message.Analysis).Understood.Outcome == Outcome.Dialog || !Digress(message, isText: false))
            {
                course.CallPerson();
            }
            return true;
        }
        var end = shop.Commands.HintsIn(Language).CorrectionEnd(message.Tokens);
        if (course.Run.Stage != DialogStage.Cancel
            || end == message.Tokens.Length
            || Wishes.In(shop, message.From(end))?.Dialog != dialog.Id)
        {
            return false;
        }
        course.GoOn();
        return true;
    }

    /// <summary>"Jednak zatrzymam buty", where it is about nothing else.</summary>
    private bool TryTakeBack(DialogMessage message)
    {
        var isAll = course.Answers.TakesAllBack(course.View, message, Language);
        if (isAll)
        {
            course.AskToCancel();
        }
        return isAll;
    }

    private void TakeAnswer(DialogTask.Question question, DialogMessage message)
    {
        var isQuestion = IsQuestion(question.Slot, message);
        var isText = TakesAnyWords(question.Slot.Type);
        if ((isQuestion || isText) && Digress(message, isText && !isQuestion))
        {
            return;
        }
        var view = course.View;
        var others = course.Answers.Beside(view, question, message, Language);
        var reading = new SlotReader(view, Language).Read(question, message, others);
        if (course.Answers.Restated(view, question, message, reading.Answer, Language) is { } restated)
        {
            course.Note(others, DialogTextIds.Noted);
            course.Correct(restated);
            return;
        }
        course.Keep(message, reading.Answer is { } said ? others.Add(said) : others);
        if (reading.Answer is { } answer)
        {
            course.Answered(answer, others);
        }
        else if (reading.Objection is { } objection)
        {
            course.Miss(question, message.Text, objection, reading.About);
        }
        else if (!others.IsEmpty)
        {
            course.Note(others, DialogTextIds.Noted);
            course.Advance();
        }
        else if (question.Slot.Type == SlotType.Product && course.Answers.ProductsIn(message, Language) is { IsEmpty: false } products)
        {
            course.Ask(question, products);
        }
        else if (isQuestion || !Digress(message, isText: false))
        {
            course.Miss(question, message.Text, null);
        }
    }

    private bool TakesAnyWords(SlotType type) =>
        type is SlotType.Text or SlotType.Products || (type == SlotType.Product && !course.View.HasProducts);

    /// <summary>"Where do I send them" names no product.</summary>
    private bool IsQuestion(DialogSlot slot, DialogMessage message) =>
        message.Text.Contains('?', StringComparison.Ordinal)
        || (slot.Type == SlotType.Products
            && speaker.IsAsked(message.Analysis)
            && new SlotReader(course.View, Language).ProductsNamed(message).IsEmpty);

    /// <summary>"Nie, czekaj, rozmiar 43": changes the answer that is meant, and asks again what hung on it.</summary>
    private bool TryCorrect(DialogMessage message)
    {
        var end = shop.Commands.HintsIn(Language).CorrectionEnd(message.Tokens);
        if (end == 0)
        {
            return false;
        }
        if (end == message.Tokens.Length)
        {
            course.AskForChange();
            return true;
        }
        var rest = message.From(end);
        if (course.Answers.Correction(course.View, rest, Language) is { } corrected)
        {
            if (course.Asked is { } open)
            {
                course.Note(course.Answers.Beside(course.View, open, rest, Language), DialogTextIds.Noted);
            }
            course.Correct(corrected);
            return true;
        }
        if (course.Asked is not { } question)
        {
            return false;
        }
        TakeAnswer(question, rest);
        return true;
    }

    /// <summary>"Popraw jeszcze imię": asks again for what is named.</summary>
    private bool TryReopen(DialogMessage message)
    {
        if (course.Asked is { Slot.Type: SlotType.Text }
            || !shop.Commands.HintsIn(Language).AsksForChange(message.Tokens)
            || course.Answers.OtherValue(course.View, message, Language) is not null
            || course.Answers.SlotNamed(course.View, message, Language) is not { } slot)
        {
            return false;
        }
        course.Reopen(slot);
        return true;
    }

    /// <summary>A question of the customer's own is answered, and then the open one is asked once more; it costs no try. False where it has
    /// no answer.</summary>
    /// <param name="message">What may be such a question.</param>
    /// <param name="isText">Where any words are an answer, only what the bot declines is none.</param>
    private bool Digress(DialogMessage message, bool isText)
    {
        var (understood, also) = speaker.Consider(message.Analysis);
        if (!IsAnswered(understood, message, isText))
        {
            return false;
        }
        if (understood.Outcome == Outcome.Handoff)
        {
            course.CallPerson();
        }
        else if (understood.Entry?.Id == Entry.HelpId)
        {
            course.Explain();
        }
        else if (understood.Entry?.TakesBack == dialog.Id)
        {
            course.AskToCancel();
        }
        else
        {
            Interpose(understood, also);
        }
        return true;
    }

    private bool IsAnswered(Understanding understood, DialogMessage message, bool isText)
    {
        // "A fridge" is a wrong answer rather than a question, whatever it is like.
        var isVague = !speaker.IsAsked(message.Analysis)
            && !understood.IsSure
            && !IsOutburst(understood, message);
        return understood switch
        {
            _ when isVague => false,
            { Entry.Id: Entry.AcknowledgeId or Entry.GreetingId } => false,
            { Entry.Id: Entry.HelpId or Entry.ThanksId or Entry.ComplimentId } => !isText,
            { Outcome: Outcome.Answer, Entry.Kind: EntryKind.Refusal } => true,
            { Outcome: Outcome.Handoff } => true,
            { Outcome: Outcome.Answer } => !isText || understood.Entry?.TakesBack == dialog.Id,
            { Outcome: Outcome.Dialog, Entry.Dialog: { } wanted } => !isText && wanted != dialog.Id,
            _ => false,
        };
    }

    /// <summary>Says it, and asks again what is open.</summary>
    private void Interpose(Understanding understood, ImmutableArray<Understanding> also)
    {
        if (understood.Outcome == Outcome.Dialog)
        {
            course.Speech.Say(DialogTextIds.Running, "dialog", course.Title);
        }
        else if (understood.Entry?.Id is not (Entry.ThanksId or Entry.ComplimentId))
        {
            speaker.Tell(understood, also, null);
        }
        // Who says goodbye is not asked on; the question stays open.
        if (understood.Entry?.Id != Entry.GoodbyeId)
        {
            course.Repeat();
        }
    }

    /// <summary>Anger, or a demand that the bot declines, is no wrong answer but something to be answered to.</summary>
    private static bool IsOutburst(Understanding understood, DialogMessage message) =>
        understood.Entry is { Id: Entry.InsultId or Entry.AngryId }
        || (understood.Entry?.Kind == EntryKind.Refusal && message.Tokens.Length >= DemandWordsMin);
}
