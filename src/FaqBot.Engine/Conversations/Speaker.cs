using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using FaqBot.Language;
using NodaTime;

namespace FaqBot.Engine;

/// <summary>A turn while it runs: what will be remembered, said and done. Lives for one call of <see cref="Turn.Run"/>.</summary>
/// <param name="knowledge">Holds the shop.</param>
/// <param name="shop">Whose customer it is.</param>
/// <param name="before">What was remembered before this turn: the buttons shown, the person offered.</param>
/// <param name="state">What is remembered so far; nothing of the last reply.</param>
/// <param name="input">The turn's.</param>
internal sealed class Speaker(Knowledge knowledge, Shop shop, ConversationState before, ConversationState state, TurnInput input)
{
    /// <summary>Most passing announcements behind a greeting.</summary>
    private const int NoticesMax = 3;

    /// <summary>How long files wait for a dialog.</summary>
    private static readonly Duration FilesWait = Duration.FromHours(1);

    public const string PersonValue = "person";
    public const string StartOverValue = "start-over";

    private const string NoneValue = "none";
    private const string CallbackDialog = "callback";

    private readonly ImmutableArray<Reply>.Builder replies = ImmutableArray.CreateBuilder<Reply>();
    private readonly ImmutableArray<Effect>.Builder effects = ImmutableArray.CreateBuilder<Effect>();
    private readonly Instant now = input.Now;
    private readonly LocalDate today = input.Now.InZone(shop.Zone).Date;
    private readonly Dictionary<string, TemplateScope> scopes = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Text, string Language), TextAnalysis> readings = [];
    private readonly ImmutableArray<string>.Builder branches = ImmutableArray.CreateBuilder<string>();
    private TurnTrace? trace;

    public ConversationState State { get; set; } = state;

    public string Language => State.Language;

    public SurveyTalk Surveys => field ??= new SurveyTalk(this, shop, input, before.Buttons);

    public CaseTalk Cases => field ??= new CaseTalk(this, shop, input);

    /// <summary>A line from outside that brings no buttons takes nothing away that was just offered.</summary>
    private bool OffersNothing => replies.Count == 0
        || (input.Event is TurnEvent.CaseChanged or TurnEvent.OrderLookedUp && replies.All(reply => reply.Buttons.IsEmpty));

    public TurnOutcome Finish() => new(
        OffersNothing
            ? State with { Buttons = before.Buttons, PersonOffered = before.PersonOffered, Offered = before.Offered }
            : State with { Buttons = replies[^1].Buttons },
        replies.ToImmutable(),
        effects.ToImmutable(),
        (trace ?? new TurnTrace
        {
            Outcome = before.Dialog is null && State.Dialog is null ? Outcome.None : Outcome.Dialog,
            Language = Language,
            Knowledge = knowledge.Hash,
        }) with
        {
            Branches = branches.ToImmutable(),
        });

    /// <summary>Says who speaks and when people answer, once in a conversation.</summary>
    public void GreetOnce()
    {
        if (State.Greeted)
        {
            return;
        }
        State = State with { Greeted = true };
        var topics = Topics();
        Say(TextIds.Greeting, topics);
        var notices = shop.Notices.Where(notice => notice.HoldsOn(today) && notice.Text.ContainsKey(Language));
        foreach (var notice in notices.Take(NoticesMax))
        {
            Add(notice.Text[Language], topics);
        }
    }

    /// <summary>The button that came back by its value, or whose label was typed while it was shown.</summary>
    public Button? Pressed(string? value, string wording)
    {
        if (value is not null)
        {
            return new Button(wording, value);
        }
        return wording.Length == 0 ? null : before.Buttons.FirstOrDefault(button => Wording.Of(button.Text, Language) == wording);
    }

    /// <summary>A photo is often sent before it is said what it shows: a dialog that begins soon takes it.</summary>
    public void KeepFiles(ImmutableArray<SentFile> files) => State = State with
    {
        Files = [.. LateFiles().Concat(files).TakeLast(DialogCourse.FilesMax)],
        FilesAt = now,
    };

    private ImmutableArray<SentFile> LateFiles() => now - State.FilesAt <= FilesWait ? State.Files : [];

    /// <summary>Photos often come one by one: at length only once in a conversation.</summary>
    public void ThankForFiles(bool areKept)
    {
        if (!areKept)
        {
            Say(TextIds.NoFiles);
            return;
        }
        Say(State.FilesThanked ? TextIds.MoreFilesKept : TextIds.FilesKept);
        State = State with { FilesThanked = true };
    }

    /// <summary>Says that the contact is kept, under the answer's buttons. Who left one and was not answered waits for a person.</summary>
    public void KeepContact(string? contact)
    {
        var shown = OneLine(contact ?? "");
        if (shown.Length == 0)
        {
            return;
        }
        if (trace is { Outcome: Outcome.Unknown })
        {
            WantPerson();
        }
        var text = shop.Texts[TextIds.ContactKept, Language];
        Add(
            Rendered(text, ("contact", new TemplateValue.Text(shown))), replies is [.., var last] ? last.Buttons : [], text.Language);
    }

    public void Press(Button button)
    {
        if (button.Entry is { } id && shop.EntriesById.TryGetValue(id, out var entry))
        {
            Tell(Understanding.Chosen(entry, Scope(), today), [], null);
        }
        else if (button.Dialog is { } dialog)
        {
            BeginDialog(before.Offered?.Dialog == dialog ? before.Offered : new OfferedDialog { Dialog = dialog }, null);
        }
        else if (button.Value == PersonValue)
        {
            NotePerson();
        }
        else if (button.Value == StartOverValue)
        {
            StartOver();
        }
        else if (!Surveys.TryPress(button))
        {
            // "None of these", or a button of knowledge that is gone.
            Miss([], TextIds.NoneChosen);
        }
    }

    /// <summary>Carries out a message that steers the conversation itself; false when it is none.</summary>
    public bool Obey(TextAnalysis message)
    {
        if (shop.Commands.LanguageAsked(message, shop.Languages) is { } language)
        {
            State = State with { Language = language, OtherLanguage = null };
            Say(TextIds.LanguageSwitched);
            return true;
        }
        switch (shop.Commands.Find(Wording.Of(message), Language))
        {
            case Command.StartOver:
                StartOver();
                return true;
            case Command.Yes when before.Offered is { } offered:
                BeginDialog(offered, null);
                return true;
            case Command.Yes when before.PersonOffered:
                NotePerson();
                return true;
            case Command.No when before.PersonOffered:
                State = State with { Misses = 0 };
                Say(TextIds.PersonDeclined);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Understands the message, in the language it is written in, and says what comes of it.</summary>
    /// <param name="message">In the conversation's language.</param>
    public void Answer(TextAnalysis message)
    {
        var (understood, also) = Consider(message);
        if (understood.Outcome is Outcome.Unknown or Outcome.Ask && before.Offered is { } offered && TakesUp(message))
        {
            BeginDialog(offered with { Story = string.Join('\n', new[] { offered.Story, message.Text }.OfType<string>()) }, null);
            return;
        }
        // A whole story begins its dialog, whatever numbers stand in it.
        if (FaultReport.DialogFor(shop, understood, Read(message), IsAsked(message)) is { } dialog)
        {
            BeginDialog(new OfferedDialog { Dialog = dialog.Id }, message);
            Trace(understood with { Outcome = Outcome.Dialog, Entry = null }, also);
        }
        else if (understood.Outcome is not (Outcome.Unknown or Outcome.Ask) || !(Cases.TryLookUp(message) || Cases.TryTellOf(message)))
        {
            Tell(understood, also, message);
        }
    }

    /// <summary>Who answers an offer with the number of an order, or with a product, has taken it.</summary>
    private bool TakesUp(TextAnalysis message) =>
        Entities(message).Any(entity => entity.Kind == EntityKind.OrderNumber)
        || (shop.Lexicons.TryGetValue(Language, out var lexicon)
            && !lexicon.Value.Products.Find(message, isAsked: true).Candidates.IsEmpty);

    /// <summary>What can be recognised in a message.</summary>
    public ImmutableArray<RecognizedEntity> Entities(TextAnalysis message) =>
        Recognizer.Recognize(message.Text, Language, now.InZone(shop.Zone).LocalDateTime, shop.Recognition.Value);

    /// <summary>The same without saying anything: what decides, and what else is answered.</summary>
    public (Understanding Understood, ImmutableArray<Understanding> Also) Consider(TextAnalysis message)
    {
        var understood = Understand(message);
        var questions = new SeveralQuestions(shop, Scope(), today).In(Read(message, Language), understood);
        if (questions.IsEmpty)
        {
            return (understood, []);
        }
        // One of them at most is told that is no answer; a person who is asked for comes before a dialog, and of two dialogs the one that
        // the whole is about.
        var first = questions.FirstOrDefault(static part => part.Outcome == Outcome.Handoff)
            ?? questions.FirstOrDefault(part => part.Outcome == Outcome.Dialog && part.Entry == understood.Entry)
            ?? questions.FirstOrDefault(static part => part.Outcome == Outcome.Dialog)
            ?? questions[0];
        // A story that begins a dialog holds words of many entries; it asks something only with a question mark.
        return first.Outcome == Outcome.Dialog && !message.Text.Contains('?', StringComparison.Ordinal)
            ? (first, [])
            : (first, [.. questions.Where(part => part != first && part.Outcome == Outcome.Answer)]);
    }

    /// <summary>The topic of the entry that answers <paramref name="words"/>; null where none does.</summary>
    public string? TopicOf(string words) => UnderstandIn(Language, TextAnalysis.Of(words, Language)).Entry?.Topic;

    /// <summary>Whether it is put as a question: by its mark, or by its first words.</summary>
    public bool IsAsked(TextAnalysis message) =>
        message.Text.Contains('?', StringComparison.Ordinal)
        || (shop.Words.TryGetValue(message.Language, out var words) && words.Questions.Opens(message.Tokens));

    public void Apologise()
    {
        State = State with { PersonOffered = true };
        Say(TextIds.Apology, [PersonButton()]);
    }

    public void Say(string textId, ImmutableArray<Button> buttons = default) =>
        Add(shop.Texts[textId, Language], buttons.IsDefault ? [] : buttons);

    public void Say(string textId, params ReadOnlySpan<(string Name, TemplateValue Value)> named)
    {
        var text = shop.Texts[textId, Language];
        Add(Rendered(text, named), [], text.Language);
    }

    /// <summary>Understands in the conversation's language, or in another of the shop's that the text is clearly written in.</summary>
    private Understanding Understand(TextAnalysis message)
    {
        var here = UnderstandIn(Language, message);
        var seen = shop.LanguageProfiles?.Detect(message);
        if (seen is null || seen.Language == Language)
        {
            // A short text says nothing about the language, so it does not break a run either.
            State = seen is null ? State : State with { OtherLanguage = null };
            return here.Reason == UnknownReason.NoMatch ? Elsewhere(message) ?? here : here;
        }
        var there = UnderstandIn(seen.Language, message);
        if (!Switches(seen, here, there))
        {
            State = State with { OtherLanguage = seen.Language };
            return here;
        }
        State = State with { Language = seen.Language, OtherLanguage = null };
        return there;
    }

    /// <summary>Whether one message is enough: it is better understood in the other language, or is plainly in it and not understood here.
    /// Else it is the second in a row that does it.</summary>
    private bool Switches(SeenLanguage seen, Understanding here, Understanding there)
    {
        var isUnderstoodHere = here.Outcome != Outcome.Unknown;
        var isBetterThere = there.Outcome != Outcome.Unknown && (!isUnderstoodHere || there.Score > here.Score);
        return isBetterThere || (seen.IsPlain && !isUnderstoodHere) || State.OtherLanguage == seen.Language;
    }

    private Understanding UnderstandIn(string language, TextAnalysis message) =>
        Understanding.Of(shop, Read(message, language), ScopeIn(language), today);

    /// <summary>As the shop reads it: misspelled words are those that it or the language knows.</summary>
    public TextAnalysis Read(TextAnalysis message) => Read(message, Language);

    private TextAnalysis Read(TextAnalysis message, string language)
    {
        if (!readings.TryGetValue((message.Text, language), out var reading))
        {
            readings[(message.Text, language)] = reading = message.In(language, shop.ModelIn(language)?.Spelling);
        }
        return reading;
    }

    /// <summary>A few words of another of the shop's languages ("hello", "return form") switch nothing, but are understood where
    /// they are sure.</summary>
    private Understanding? Elsewhere(TextAnalysis message)
    {
        foreach (var language in shop.Languages.Where(language => language != Language))
        {
            var there = UnderstandIn(language, message);
            if (there is { Outcome: Outcome.Answer, Entry: { } entry, IsSure: true })
            {
                return Understanding.Chosen(entry, Scope(), today) with
                {
                    Score = there.Score,
                    Threshold = there.Threshold,
                    Candidates = there.Candidates,
                };
            }
        }
        return null;
    }

    /// <summary>Says what comes of an understood message.</summary>
    /// <param name="understood">What decides.</param>
    /// <param name="also">Further questions of the message that are answered.</param>
    /// <param name="message">What a dialog that begins may take from it; null for a button.</param>
    public void Tell(Understanding understood, ImmutableArray<Understanding> also, TextAnalysis? message)
    {
        Trace(understood, also);
        switch (understood)
        {
            case { Outcome: Outcome.Answer }:
                TellAnswers([understood, .. also], message);
                break;
            case { Outcome: Outcome.Ask }:
                Say(
                    TextIds.DidYouMean,
                    [.. EntryButtons(understood.Choices.Where(CanAnswer)), new Button(Label(TextIds.NoneOfThese), NoneValue)]);
                break;
            case { Outcome: Outcome.Handoff }:
                TellAnswers(also, null);
                NotePerson();
                break;
            case { Outcome: Outcome.Dialog }:
                TellAnswers(also, null);
                BeginDialog(new OfferedDialog { Dialog = understood.Entry?.Dialog ?? "" }, message);
                SuggestAfter(understood.Entry);
                break;
            case { Reason: UnknownReason.MissingFact }:
                State = State with { Misses = State.Misses + 1, PersonOffered = true };
                Say(TextIds.MissingFact, [PersonButton()]);
                break;
            default:
                Miss(understood.Choices, TextIds.UnknownFirst);
                break;
        }
    }

    private void Trace(Understanding understood, ImmutableArray<Understanding> also) => trace = new TurnTrace
    {
        Outcome = understood.Outcome,
        Reason = understood.Reason,
        Entry = understood.Entry,
        Score = understood.Score,
        Threshold = understood.Threshold,
        Language = Language,
        Also = [.. also.Select(part => part.Entry?.Id).OfType<string>()],
        Candidates = understood.Candidates,
        MissingFact = understood.MissingFact,
        Knowledge = knowledge.Hash,
    };

    /// <summary>A dialog that had nothing to ask leaves room for what else may help, unless the answer is still to come.</summary>
    public void SuggestAfter(Entry? entry)
    {
        if (entry is not null && State.Dialog is null && State.Order?.Ticket != State.Turn && replies is [.., var last])
        {
            replies[^1] = last with { Buttons = [.. last.Buttons.Concat(Suggestions(entry)).Take(Turn.ButtonsMax)] };
        }
    }

    /// <summary>Begins a dialog, unless one runs.</summary>
    /// <param name="offer">Which, and what it knows already.</param>
    /// <param name="message">That led here; null for a button.</param>
    public void BeginDialog(OfferedDialog offer, TextAnalysis? message)
    {
        if (!shop.Dialogs.TryGetValue(offer.Dialog, out var dialog))
        {
            Say(TextIds.DialogUnavailable, [PersonButton()]);
        }
        else if (State.Dialog is null)
        {
            var files = offer.Files.AddRange(LateFiles());
            State = State with { Misses = 0, Files = [], FilesAt = null };
            var story = offer.Story is { } told ? TextAnalysis.Of(told, Language) : message;
            DialogTalk.Begin(this, shop, dialog, input, offer.At ?? now, files).Open(offer.Answers, story);
        }
    }

    /// <summary>Files what a form declares. Nobody is greeted who does not chat.</summary>
    public void TakeForm(string id, ImmutableArray<FilledSlot> filled)
    {
        State = State with { Greeted = true, Channel = input.Channel };
        if (shop.Dialogs.TryGetValue(id, out var dialog))
        {
            DialogForm.Submit(this, shop, dialog, input, filled);
        }
        else
        {
            Say(TextIds.DialogUnavailable);
        }
    }

    /// <summary>Begins a dialog for a customer on the telephone.</summary>
    public void BeginFor(string id, ImmutableArray<FilledSlot> filled)
    {
        State = State with { Greeted = true, Channel = input.Channel };
        if (shop.Dialogs.TryGetValue(id, out var dialog))
        {
            DialogTalk.Begin(this, shop, dialog, input, now, []).Open(filled);
        }
        else
        {
            Say(TextIds.DialogUnavailable);
        }
    }

    /// <summary>The running dialog, with the version of the shop that it began with; null where none runs. One that cannot go on is ended,
    /// and offered anew with its answers.</summary>
    public DialogTalk? Running()
    {
        if (State.Dialog is not { } run)
        {
            return null;
        }
        if (TalkOf(run) is { } talk)
        {
            return talk;
        }
        State = State with { Dialog = null, Offered = OfferedDialog.Again(run) };
        return null;
    }

    /// <summary>Asks once more what is open, behind something that came in between. A dialog that cannot go on is left for the customer's
    /// return.</summary>
    public void RepeatOpen()
    {
        if (State.Dialog is { } run)
        {
            TalkOf(run)?.Repeat();
        }
    }

    private DialogTalk? TalkOf(DialogRun run)
    {
        var version = run.Version == shop.DialogsHash ? shop : knowledge.Pinned;
        return version?.DialogsHash == run.Version
            && now - run.LastAt <= Duration.FromDays(DialogRun.DaysMax)
            && version.Languages.Contains(Language)
            && version.Dialogs.TryGetValue(run.Dialog, out var dialog)
                ? new DialogTalk(this, version, dialog, run, input)
                : null;
    }

    /// <summary>Says that a dialog had to end, and offers it anew.</summary>
    public void TellWithdrawn(string dialog)
    {
        ImmutableArray<Button> again =
            shop.Dialogs.ContainsKey(dialog) ? [new Button(Label(TextIds.OfferButton), $"dialog:{dialog}")] : [];
        Say(DialogTextIds.Withdrawn, [.. again, PersonButton()]);
    }

    private void TellAnswers(ImmutableArray<Understanding> answers, TextAnalysis? message)
    {
        if (answers.IsEmpty)
        {
            return;
        }
        State = State with { Misses = 0 };
        var entries = answers.Select(answer => answer.Entry).OfType<Entry>().ToImmutableArray();
        if (entries.Any(entry => entry.Handoff))
        {
            WantPerson();
        }
        var offers = entries.Select(entry => entry.Offers).OfType<DialogOffer>().Take(1).ToImmutableArray();
        if (offers is [var offered])
        {
            State = State with
            {
                Offered = new OfferedDialog
                {
                    Dialog = offered.Dialog,
                    Answers =
                    [
                        .. offered.With
                            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
                            .Select(pair => new SlotAnswer(pair.Key, pair.Value, "")),
                    ],
                    Story = message?.Text,
                    At = now,
                },
            };
        }
        State = State with { LastEntry = entries.LastOrDefault(entry => entry.Kind == EntryKind.Fact)?.Id ?? State.LastEntry };
        Add(
            string.Join("\n\n", answers.Select(answer => answer.Text)),
            [
                .. offers.Select(offer => new Button(Label(TextIds.OfferButton), $"dialog:{offer.Dialog}")),
                .. entries.Any(entry => entry.Handoff) ? CallbackButtons(entries) : [],
                .. entries is [var only] ? Suggestions(only) : [],
            ],
            Language);
        if (entries is [var said] && IsFarewell(said))
        {
            Surveys.Ask();
        }
    }

    /// <summary>Who says goodbye, or thanks, is done.</summary>
    private static bool IsFarewell(Entry entry) => entry.Id is Entry.GoodbyeId or Entry.ThanksId;

    /// <summary>The ladder: say so; then offer a person; then no third "I did not get that".</summary>
    private void Miss(ImmutableArray<Entry> near, string firstTextId)
    {
        var misses = State.Misses + 1;
        State = State with { Misses = misses, PersonOffered = misses > 1 };
        var textId = misses switch { 1 => firstTextId, 2 => TextIds.UnknownSecond, _ => TextIds.UnknownLater };
        var buttons = misses switch
        {
            1 => [.. EntryButtons(near.Where(CanAnswer)), PersonButton()],
            2 => [PersonButton()],
            _ => ImmutableArray.Create(PersonButton(), new Button(Label(TextIds.StartOverButton), StartOverValue)),
        };
        Say(textId, buttons);
    }

    public void NotePerson()
    {
        State = State with { Misses = 0 };
        WantPerson();
        // Until people can join the chat it is the telephone that reaches one.
        var way = shop.Hours.IsStated(HoursKind.Phone) ? HoursKind.Phone : HoursKind.Chat;
        Say(shop.Hours.IsOpen(way, now) ? TextIds.PersonOpen : TextIds.PersonClosed, [.. CallbackButtons()]);
    }

    private void WantPerson()
    {
        if (!State.PersonWanted)
        {
            State = State with { PersonWanted = true };
            effects.Add(new Effect.PersonWanted(now, Language));
        }
    }

    /// <summary>Offers a person below what was said.</summary>
    public void OfferPerson()
    {
        State = State with { PersonOffered = true };
        AddButton(PersonButton());
    }

    /// <summary>Unless it is suggested anyway.</summary>
    private IEnumerable<Button> CallbackButtons(ImmutableArray<Entry> answered) =>
        answered is [var only] && only.Suggest.Any(id => shop.EntriesById[id].Dialog == CallbackDialog) ? [] : CallbackButtons();

    /// <summary>Where people do not answer now, they call back.</summary>
    public IEnumerable<Button> CallbackButtons() => shop.Dialogs.ContainsKey(CallbackDialog) && State.Dialog is null
        ? [new Button(Label(TextIds.CallbackButton), $"dialog:{CallbackDialog}")]
        : [];

    private void StartOver()
    {
        State = new ConversationState
        {
            Shop = State.Shop,
            Language = Language,
            PageLanguage = State.PageLanguage,
            Turn = State.Turn,
            Channel = State.Channel,
            Greeted = true,
            PersonWanted = State.PersonWanted,
            Order = State.Order,
            Surveys = State.Surveys,
            SurveyAsked = State.SurveyAsked,
            SurveyedCases = State.SurveyedCases,
        };
        Say(TextIds.StartedOver, Topics());
    }

    private void Add(WrittenText text, ImmutableArray<Button> buttons) => Add(Rendered(text), buttons, text.Language);

    private void Add(string text, ImmutableArray<Button> buttons, string language) =>
        replies.Add(new Reply(text, [.. buttons.Take(Turn.ButtonsMax)], language));

    /// <summary>Says what a dialog has made ready.</summary>
    public void Add(Reply reply) => replies.Add(reply with { Buttons = [.. reply.Buttons.Take(Turn.DialogButtonsMax)] });

    /// <summary>Goes on with the last reply.</summary>
    public void AddText(string text) => replies[^1] = replies[^1] with { Text = replies[^1].Text + text };

    /// <summary>Under the last reply.</summary>
    public void AddButton(Button button) => replies[^1] = replies[^1] with { Buttons = replies[^1].Buttons.Add(button) };

    /// <summary>Notes for the trace where a dialog came to.</summary>
    public void Pass(string branch) => branches.Add(branch);

    public void Effect(Effect effect) => effects.Add(effect);

    /// <summary>What a customer typed, as it can stand inside a sentence: no line breaks, nothing that turns the
    /// direction of the text.</summary>
    private static string OneLine(string text)
    {
        var line = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var isBlank = Rune.IsWhiteSpace(rune) || Rune.IsControl(rune);
            if (!isBlank
                && Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format
                && line.Length + rune.Utf16SequenceLength <= Turn.ContactLengthMax)
            {
                line.Append(rune);
            }
            else if (isBlank && line.Length > 0 && line[^1] != ' ')
            {
                line.Append(' ');
            }
        }
        return line.ToString().Trim();
    }

    public string Label(string textId) => Rendered(shop.Texts[textId, Language]);

    private string Rendered(WrittenText text, params ReadOnlySpan<(string Name, TemplateValue Value)> named) =>
        text.Template.Render(ScopeIn(text.Language).With(named)).Trim();

    public Button PersonButton() => new(Label(TextIds.PersonButton), PersonValue);

    /// <summary>What a conversation may begin with: the suggestions of the entry that tells what the bot can do.</summary>
    private ImmutableArray<Button> Topics() => shop.EntriesById.TryGetValue(Entry.HelpId, out var help) ? Suggestions(help) : [];

    private ImmutableArray<Button> Suggestions(Entry entry) =>
        [.. EntryButtons(entry.Suggest.Select(id => shop.EntriesById[id]).Where(CanAnswer))];

    /// <summary>A button must not lead to "I do not know".</summary>
    private bool CanAnswer(Entry entry) => Understanding.CanAnswer(entry, Scope(), today);

    private IEnumerable<Button> EntryButtons(IEnumerable<Entry> entries) =>
        entries.Where(entry => entry.Titles.ContainsKey(Language)).Select(entry => new Button(entry.Titles[Language], $"entry:{entry.Id}"));

    private TemplateScope Scope() => ScopeIn(Language);

    /// <summary>One for all texts of the turn: what was looked up once is known.</summary>
    public TemplateScope ScopeIn(string language)
    {
        if (!scopes.TryGetValue(language, out var scope))
        {
            scopes[language] = scope = TemplateRoots.For(shop, language, now);
        }
        return scope;
    }
}
