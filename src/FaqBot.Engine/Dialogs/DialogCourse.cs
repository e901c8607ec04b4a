using System.Collections.Immutable;
using System.Diagnostics;
using FaqBot.Language;

namespace FaqBot.Engine;

/// <summary>The way of a run through its dialog in one turn: what is asked next, and what becomes of an answer. What the customer means is
/// <see cref="DialogTalk"/>'s.</summary>
internal sealed class DialogCourse(Speaker speaker, Shop shop, Dialog dialog, DialogRun run, TurnInput input)
{
    /// <summary>Asked, explained, offered: then the customer's own words are kept.</summary>
    public const int TriesMax = 3;

    /// <summary>Files that go with one case; more stay with the conversation.</summary>
    public const int FilesMax = 50;

    public DialogRun Run { get; private set; } = run;

    /// <summary>Whether it has come to its end; then nothing of it is kept.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>Whether it was gone through to its end, and was more than a question about the help itself.</summary>
    public bool IsHelp { get; private set; }

    /// <summary>The dialog that goes on with its answers once it is ended; null for none.</summary>
    public string? Next { get; private set; }

    public DialogSpeech Speech { get; } = new(speaker, shop, input.Now);

    public DialogAnswers Answers { get; } = new(shop, dialog, input);

    public DialogView View => new(shop, dialog, Run, input);

    /// <summary>What the dialog is called.</summary>
    public TemplateValue.Text Title => new(Speech.Part(dialog.Title, View));

    /// <summary>The open question; null where something else is open.</summary>
    public DialogTask.Question? Asked =>
        Run is { Stage: DialogStage.Question, Asked: { } name } ? View.QuestionOf(name) : null;

    private string Language => speaker.Language;

    public DialogMessage MessageOf(TextAnalysis analysis) =>
        new(speaker.Read(analysis), shop, input.Now.InZone(shop.Zone).LocalDateTime, Wording.Of(analysis));

    /// <summary>Files go with the case, whatever they came with; false where it has as many as it takes.</summary>
    public bool Keep(ImmutableArray<SentFile> files)
    {
        var hasRoom = Run.Files.Length < FilesMax;
        Run = Run with { Files = [.. Run.Files.Concat(files).Take(FilesMax)] };
        return hasRoom;
    }

    /// <summary>Fills a slot and says nothing.</summary>
    public void Fill(SlotAnswer answer) => Run = Answers.With(Run, answer, Language);

    /// <summary>What the customer answered before the dialog began can be gone back to.</summary>
    public void Remember(ImmutableArray<SlotAnswer> answered) => Run = Run with
    {
        Path = [.. answered.Select(answer => answer.Slot).Where(slot => dialog.StepOf(slot) is not null && View.Answer(slot) is not null)],
    };

    /// <summary>Takes what the customer told in sentences.</summary>
    public void TakeStory(TextAnalysis story)
    {
        var message = MessageOf(story);
        var noted = Answers.Told(View, message, Language);
        Run = Answers.WithStory(Run, message, noted);
        var then = noted.Aggregate(Run, (run, answer) => Answers.With(run, answer, Language));
        var view = new DialogView(shop, dialog, then, input);
        // Where nothing is asked, nothing needs to be noted aloud.
        if (view.Next() is null && view.Outcome().Kind is null)
        {
            Run = then;
            return;
        }
        foreach (var refused in Answers.Refused(View, message, Language))
        {
            Speech.Say(refused.Objection ?? DialogTextIds.CallTimeClosed, "closed", TemplateValue.Of(refused.About));
        }
        Note(noted, DialogTextIds.Noted);
    }

    /// <summary>Keeps a sentence that tells what happened, to be read again once the product is known.</summary>
    public void Keep(DialogMessage message, IEnumerable<SlotAnswer> said) => Run = Answers.WithStory(Run, message, said);

    /// <summary>Fills slots and says what was understood.</summary>
    public void Note(ImmutableArray<SlotAnswer> noted, string textId)
    {
        foreach (var answer in noted)
        {
            Fill(answer);
        }
        var view = View;
        var parts = noted
            .Select(answer => view.QuestionOf(answer.Slot) is { } question ? PartOf(question, answer, view) : null)
            .OfType<string>()
            .Distinct();
        if (string.Join("; ", parts) is { Length: > 0 } text)
        {
            Speech.Say(textId, "noted", new TemplateValue.Text(text));
        }
    }

    /// <summary>Takes the answer to a question, and asks nothing yet.</summary>
    public void Close(SlotAnswer answer)
    {
        Fill(answer);
        Run = Run with
        {
            Stage = DialogStage.Question,
            Asked = null,
            Misses = 0,
            Path = Run.Path.Remove(answer.Slot).Add(answer.Slot),
        };
    }

    /// <summary>Takes the answer to a question, with what was said beside it, and goes on.</summary>
    public void Answered(SlotAnswer answer, ImmutableArray<SlotAnswer> others)
    {
        // "The rest is fine", asked about one part, answers the question for all of them.
        var isOpenQuestion = Asked is { } asked && (asked.Name == answer.Slot || asked.Slot.Id == answer.Slot);
        Close(answer);
        if (!isOpenQuestion)
        {
            Note([answer], DialogTextIds.Changed);
        }
        Note(others, DialogTextIds.Noted);
        Advance();
    }

    /// <summary>Changes an answer that was given before, and goes on.</summary>
    public void Correct(SlotAnswer answer)
    {
        Note([answer], DialogTextIds.Changed);
        Advance();
    }

    /// <summary>Says and asks what comes next; shows the whole where nothing does.</summary>
    public void Advance()
    {
        Run = Run with { Misses = 0, Stage = DialogStage.Question, Asked = null };
        var view = View;
        while (view.Next() is { } task)
        {
            if (task is DialogTask.Question question)
            {
                Ask(question, CandidatesFor(question));
                return;
            }
            if (task is DialogTask.Tell { Step: var step })
            {
                Speech.Tell(step.Text, view);
                speaker.Pass(dialog.BranchOf(step));
                Run = Run with { Said = Run.Said.Add(step.Id) };
                view = View;
            }
        }
        if (view.Outcome() is { Kind: null } outcome)
        {
            End(outcome, view);
            return;
        }
        Run = Run with { Stage = DialogStage.Summary };
        Speech.Say(DialogTextIds.Summary);
        speaker.AddText($"\n{Speech.Summary.Text(view)}");
        AskForYes();
    }

    /// <summary>Nothing is filed: it is said, and done, at once.</summary>
    private void End(DialogOutcome outcome, DialogView view)
    {
        Speech.Tell(outcome.Say, view);
        speaker.Pass(dialog.BranchOf(outcome));
        IsEnded = true;
        IsHelp = outcome.Deed != DialogDeed.KeepSurvey;
        Next = outcome.Next;
        if (outcome.OffersPerson)
        {
            speaker.OfferPerson();
        }
        switch (outcome.Deed)
        {
            case DialogDeed.LookUpOrder when view.Order is { } number && view.GivenTo(DialogRoles.Contact)?.Value is { } email:
                speaker.Cases.LookUpOrder(number, email);
                break;
            case DialogDeed.KeepSurvey when view.GivenTo(DialogRoles.Score)?.Value is { } score:
                speaker.Surveys.Keep(score, view.GivenTo(DialogRoles.Comment)?.Text);
                break;
            default:
                break;
        }
    }

    /// <param name="question">To be open from now on.</param>
    /// <param name="products">To choose from, where it asks for one: as many as have a button.</param>
    public void Ask(DialogTask.Question question, ImmutableArray<Product> products)
    {
        ImmutableArray<string> offered = question.Slot.Type == SlotType.Product
            ? [.. products.Take(DialogPrompts.ProductsMax).Select(product => product.Sku)]
            : [];
        Run = Run with { Stage = DialogStage.Question, Asked = question.Name, Offered = offered };
        Speech.Prompts.Ask(question, View, products);
        if (dialog.StepOf(question.Slot.Id) is { } step)
        {
            speaker.Pass(dialog.BranchOf(step));
        }
    }

    /// <summary>The open question was not answered: it is explained, then a way around is offered, then the words are kept for a
    /// person.</summary>
    /// <param name="question">The open one.</param>
    /// <param name="words">The customer's.</param>
    /// <param name="objection">Why they cannot be taken, which explains enough the first time; null where they were not understood.</param>
    /// <param name="about">What that text may name as <c>closed</c>; null for nothing.</param>
    public void Miss(DialogTask.Question question, string words, string? objection, string? about = null)
    {
        // A time in which nobody calls is not filed, however often it is asked for.
        var isRefused = objection is not null && question.Slot.Type == SlotType.CallTime;
        var misses = isRefused ? Math.Min(Run.Misses + 1, TriesMax - 1) : Run.Misses + 1;
        if (objection is not null)
        {
            Speech.Say(objection, "closed", TemplateValue.Of(about));
        }
        if (misses >= TriesMax)
        {
            Speech.Say(DialogTextIds.Unclear);
            Answered(new SlotAnswer(question.Name, null, words, AnswerKind.Unclear), []);
            return;
        }
        if (objection is not null)
        {
            AskPlainly(question, misses);
            return;
        }
        Run = Run with { Misses = misses };
        Ask(question, OfferedProducts());
    }

    /// <summary>As the first time, whatever the count of tries.</summary>
    private void AskPlainly(DialogTask.Question question, int misses)
    {
        Run = Run with { Misses = 0 };
        Ask(question, OfferedProducts());
        Run = Run with { Misses = misses };
    }

    /// <summary>As the second time, whatever the count of tries: whoever asks what is meant spends none.</summary>
    public void Explain()
    {
        if (Asked is not { } question)
        {
            Repeat();
            return;
        }
        var misses = Run.Misses;
        Run = Run with { Misses = 1 };
        Ask(question, OfferedProducts());
        Run = Run with { Misses = misses };
    }

    /// <summary>Nothing was understood where something else than a question is open.</summary>
    public void MissElsewhere()
    {
        Run = Run with { Misses = Run.Misses + 1 };
        if (Run.Misses < TriesMax)
        {
            Repeat();
        }
        else if (Run.Stage == DialogStage.Summary)
        {
            Speech.Say(DialogTextIds.Rests, SubmitButton, ChangeButton(), speaker.PersonButton());
        }
        else if (Run.Stage == DialogStage.Statement)
        {
            Speech.Say(DialogTextIds.Rests, ConfirmButton, ChangeButton(), speaker.PersonButton());
        }
        else
        {
            GoOn();
        }
    }

    /// <summary>Whatever is open once more; no try is spent.</summary>
    public void Repeat()
    {
        if (IsEnded)
        {
            return;
        }
        switch (Run.Stage)
        {
            case DialogStage.Summary:
                AskForYes();
                break;
            case DialogStage.Statement:
                ShowStatement();
                break;
            case DialogStage.Edit:
                AskForChange();
                break;
            case DialogStage.Cancel:
                AskToCancel();
                break;
            case DialogStage.Question when Asked is { } question:
                AskPlainly(question, Run.Misses);
                break;
            default:
                Advance();
                break;
        }
    }

    /// <summary>Back from something else to what was open before it.</summary>
    public void GoOn()
    {
        Run = Run with { Stage = DialogStage.Question };
        if (Asked is { } question && View.Answer(question.Name) is null)
        {
            AskPlainly(question, Math.Min(Run.Misses, TriesMax - 1));
            return;
        }
        Advance();
    }

    /// <summary>To the question before.</summary>
    public void Back()
    {
        if (Run.Stage is DialogStage.Edit or DialogStage.Cancel or DialogStage.Statement)
        {
            GoOn();
        }
        else if (Run.Path is [.., var last])
        {
            Run = Run with { Path = Run.Path.RemoveAt(Run.Path.Length - 1) };
            Reopen(last);
        }
        else
        {
            Speech.Say(DialogTextIds.FirstQuestion);
            Repeat();
        }
    }

    /// <summary>Asks again for a slot; of attributes all of them.</summary>
    public void Reopen(string slot)
    {
        Run = Answers.Without(Run, slot) with { Misses = 0, Stage = DialogStage.Question };
        if (View.QuestionOf(slot) is { } question && (question.Attribute is not null || question.Slot.Ask is not null))
        {
            Ask(question, CandidatesFor(question));
            return;
        }
        Advance();
    }

    public void StartOver()
    {
        Run = new DialogRun
        {
            Dialog = Run.Dialog,
            Version = Run.Version,
            StartedAt = Run.StartedAt,
            LastAt = input.Now,
            Files = Run.Files,
        };
        Speech.Say(DialogTextIds.StartedOver);
        Advance();
    }

    public void AskToCancel()
    {
        Run = Run with { Stage = DialogStage.Cancel };
        Speech.Say(
            DialogTextIds.CancelAsk,
            new Button(Speech.Label(DialogTextIds.CancelYes), DialogButtons.CancelYes),
            new Button(Speech.Label(DialogTextIds.CancelNo), DialogButtons.GoOn));
    }

    /// <summary>A person is called whatever is open, and the dialog waits.</summary>
    public void CallPerson()
    {
        speaker.NotePerson();
        speaker.AddButton(new Button(Speech.Label(DialogTextIds.GoOn), DialogButtons.GoOn));
    }

    public void Cancel()
    {
        IsEnded = true;
        Speech.Say(DialogTextIds.Cancelled);
    }

    /// <summary>Which answer is to be changed?</summary>
    public void AskForChange()
    {
        var view = View;
        ImmutableArray<Button> slots =
        [
            .. Speech.Summary.Answers(view)
                .Select(pair => pair.Question.Slot)
                .Distinct()
                .Where(slot => slot.Ask is not null || slot.Type == SlotType.Attributes)
                .Select(slot => new Button(Speech.Part(slot.Label, view), DialogButtons.ChangePrefix + slot.Id)),
        ];
        if (slots.IsEmpty)
        {
            Speech.Say(DialogTextIds.FirstQuestion);
            GoOn();
            return;
        }
        Run = Run with { Stage = DialogStage.Edit };
        Speech.Say(DialogTextIds.ChangeAsk, [.. slots]);
    }

    /// <summary>The explicit yes: only here a case is filed; where the customer declares something by it, only after a second one, to just
    /// that.</summary>
    public void Submit()
    {
        var view = View;
        var outcome = view.Outcome();
        if (view.Next() is not null || outcome.Kind is not { } kind)
        {
            Advance();
            return;
        }
        if (dialog.Statement is not null && Run.Stage != DialogStage.Statement)
        {
            ShowStatement();
            return;
        }
        File(outcome, kind, view);
    }

    /// <summary>Files what a form declares that was confirmed as a whole.</summary>
    public void File()
    {
        var view = View;
        if (view.Outcome() is { Kind: { } kind } outcome)
        {
            File(outcome, kind, view);
        }
    }

    private void File(DialogOutcome outcome, CaseKind kind, DialogView view)
    {
        var filing = new DialogFiling(view, Speech, input);
        var filed = filing.Make(outcome, kind, Language, Title.Value);
        speaker.Effect(view.OpenCase is { } open ? new Effect.AddToCase(new CaseRemark(open.Id, filed)) : new Effect.FileCase(filed));
        speaker.Cases.Acknowledge(filed, isRemark: view.OpenCase is not null);
        var reply = Speech.Said(outcome.Say, view, filing.ValueOf(filed));
        speaker.Add(reply with { Receipt = input.ReceiptKey is { } key ? new ReceiptLink(key, filed.Number) : null });
        speaker.Pass(dialog.BranchOf(outcome));
        IsEnded = true;
        IsHelp = true;
    }

    /// <summary>Products that were last offered under the open question.</summary>
    private ImmutableArray<Product> OfferedProducts() =>
        [.. Run.Offered.Select(sku => shop.Products.Products.GetValueOrDefault(sku)).OfType<Product>()];

    /// <summary>Products to choose from: those that the story may mean, else all, if they are few.</summary>
    private ImmutableArray<Product> CandidatesFor(DialogTask.Question question)
    {
        if (question.Slot.Type != SlotType.Product)
        {
            return [];
        }
        foreach (var told in Run.Story.Reverse())
        {
            if (Answers.ProductsIn(MessageOf(TextAnalysis.Of(told, Language)), Language) is { IsEmpty: false } found)
            {
                return found;
            }
        }
        return shop.Products.Products.Count <= DialogPrompts.ProductsMax
            ? [.. shop.Products.Products.Values.OrderBy(product => product.Sku, StringComparer.Ordinal)]
            : [];
    }

    /// <summary>Of an attribute the customer's own words say what it is about.</summary>
    private string PartOf(DialogTask.Question question, SlotAnswer answer, DialogView view) =>
        question.Attribute is not null && answer.Text.Length > 0 ? answer.Text : Speech.Summary.Line(question, answer, view);

    private void ShowStatement()
    {
        Run = Run with { Stage = DialogStage.Statement };
        Speech.Tell(dialog.Statement ?? throw new UnreachableException(), View);
        AskToConfirm();
    }

    /// <summary>A statement is declared by its button, or in so many words.</summary>
    public void AskToConfirm() => Speech.Say(DialogTextIds.StatementAsk, ConfirmButton, ChangeButton(), GiveUpButton());

    private void AskForYes() => Speech.Say(DialogTextIds.SummaryAsk, SubmitButton, ChangeButton(), GiveUpButton());

    /// <summary>Below the summary.</summary>
    public Button SubmitButton => new(SubmitLabel(), DialogButtons.Submit);

    private string SubmitLabel() => dialog.SubmitLabel is { } own ? Speech.Part(own, View) : Speech.Label(DialogTextIds.Submit);

    /// <summary>Below the statement.</summary>
    public Button ConfirmButton =>
        new(dialog.ConfirmLabel is { } own ? Speech.Part(own, View) : SubmitLabel(), DialogButtons.Confirm);

    private Button ChangeButton() => new(Speech.Label(DialogTextIds.Change), DialogButtons.Change);

    private Button GiveUpButton() => new(Speech.Label(DialogTextIds.GiveUp), DialogButtons.GiveUp);
}
