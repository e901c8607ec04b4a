using System.Collections.Immutable;
using FaqBot.Language;

namespace FaqBot.Engine;

/// <summary>Changes the answers of a run: fills, corrects and takes back, with what hangs on them.</summary>
internal sealed class DialogAnswers(Shop shop, Dialog dialog, TurnInput input)
{
    /// <summary>A story has at least so many words: the bare wish to complain tells nothing.</summary>
    private const int StoryWordsMin = 3;

    /// <summary>Sentences that are kept to be read again.</summary>
    private const int StoriesMax = 10;

    /// <summary>The run with <paramref name="answer"/>. Another product takes the answers about the one before with it, and is read out of
    /// the story anew.</summary>
    public DialogRun With(DialogRun run, SlotAnswer answer, string language)
    {
        var before = run.Answers.FirstOrDefault(known => known.Slot == answer.Slot);
        var answers = before is null ? run.Answers.Add(answer) : run.Answers.Replace(before, answer);
        var next = run with { Answers = answers.RemoveAll(known => IsNowTooEarly(known, answer)) };
        var parts = dialog.Slots.FirstOrDefault(slot => slot.Of == answer.Slot);
        return parts is null || before?.Value == answer.Value ? next : OfOtherProduct(next, parts, before?.Value, answer.Value, language);
    }

    /// <summary>The run without the answer; of attributes without all of them, of a product without what was said of it.</summary>
    public DialogRun Without(DialogRun run, string name)
    {
        var parts = dialog.Slots.FirstOrDefault(slot => slot.Type == SlotType.Attributes && (slot.Id == name || slot.Of == name));
        return run with
        {
            Answers = run.Answers.RemoveAll(answer =>
                answer.Slot == name || (parts is not null && (answer.Slot == parts.Id || IsPart(answer.Slot, parts)))),
        };
    }

    /// <summary>Received before it was ordered: one of the two is wrong, so the later question is asked again.</summary>
    private bool IsNowTooEarly(SlotAnswer known, SlotAnswer answer) =>
        dialog.SlotsById.TryGetValue(known.Slot, out var slot)
        && slot.NotBefore == answer.Slot
        && known.Day < answer.Day;

    /// <summary>Whether a button can still answer its question.</summary>
    public bool Accepts(DialogView view, SlotAnswer answer)
    {
        if (view.QuestionOf(answer.Slot) is not { Slot: var slot })
        {
            return false;
        }
        return answer.Value is not { } value
            || (slot.Choice(value) is { } choice
                ? view.Holds(choice.When)
                : IsByButton(slot) && slot.Takes(value, shop.Products) && view.IsToCome(slot, value));
    }

    private static bool IsByButton(DialogSlot slot) =>
        slot.Type is SlotType.Attributes or SlotType.YesNo or SlotType.Product or SlotType.CallTime or SlotType.Number;

    /// <summary>Whether an answer that was given before, perhaps to another version, is still one.</summary>
    public bool Fits(SlotAnswer answer)
    {
        var slot = dialog.SlotsById.GetValueOrDefault(answer.Slot);
        return answer.Value is { } value
            ? slot?.Takes(value, shop.Products)
                ?? (value is DialogNames.Well or DialogNames.Fault && dialog.Slots.Any(parts => IsPart(answer.Slot, parts)))
            : slot is not null || dialog.Slots.Any(parts => IsPart(answer.Slot, parts));
    }

    /// <summary>What a message says beside the answer to <paramref name="question"/>: only what is not answered yet.</summary>
    public ImmutableArray<SlotAnswer> Beside(DialogView view, DialogTask.Question question, DialogMessage message, string language)
    {
        var slot = question.Slot;
        return new StoryReader(view, language).Read(
            message,
            name => name != question.Name && view.Answer(name) is null && IsNoTwin(slot, name),
            isStory: slot.Type == SlotType.Attributes || slot.IsTold,
            // "I have no phone to take a photo with" says nothing of how to answer, and "I have no number" means the one that is asked for.
            takesNone: slot.Type != SlotType.Attachment && !new SlotReader(view, language).SaysNoneOf(slot, message));
    }

    /// <summary>What a message tells of its own accord.</summary>
    public ImmutableArray<SlotAnswer> Told(DialogView view, DialogMessage message, string language)
    {
        var told = new StoryReader(view, language).Read(message, name => view.Answer(name) is null, isStory: true);
        // What may be asked for hangs on what went wrong: with that known, more of the message can be read.
        var known = told.Aggregate(view.Run, (run, answer) => With(run, answer, language));
        var then = new DialogView(shop, dialog, known, input);
        var reader = new StoryReader(then, language);
        return reader.Plausible(told.AddRange(reader.Read(message, name => then.Answer(name) is null, isStory: true)));
    }

    /// <summary>Times that the message asks for and in which nobody calls: that is said at once, not only where the time is asked
    /// for.</summary>
    public IEnumerable<SlotReading> Refused(DialogView view, DialogMessage message, string language) => dialog.Slots
        .Where(slot => slot.Type == SlotType.CallTime && view.Answer(slot.Id) is null)
        .Select(slot => new SlotReader(view, language).OfCallTime(slot, message))
        .Where(reading => reading.Objection is not null);

    /// <summary>The run that keeps the message, if <paramref name="said"/> says what happened.</summary>
    public DialogRun WithStory(DialogRun run, DialogMessage message, IEnumerable<SlotAnswer> said) =>
        message.Tokens.Length >= StoryWordsMin
        && run.Story.Length < StoriesMax
        && said.Any(answer => IsWhatHappened(answer))
            ? run with { Story = run.Story.Add(message.Text) }
            : run;

    /// <summary>A fault, or what answers a question of its own accord; that all is well is no story.</summary>
    private bool IsWhatHappened(SlotAnswer answer) => answer.Kind == AnswerKind.Given && dialog.Slots.Any(slot =>
        IsPart(answer.Slot, slot)
            ? answer.Value == DialogNames.Fault
            : slot.Id == answer.Slot && slot is { IsTold: true, IsFromStory: false });

    /// <summary>The answer that a correcting message means: of the slot that it names, else of one whose value it holds, else of the one
    /// that was asked last. Null where it means none, or is an answer to the open question.</summary>
    public SlotAnswer? Correction(DialogView view, DialogMessage rest, string language)
    {
        var reader = new SlotReader(view, language);
        if ((Changed(view, rest, language) ?? Corrected(view, rest, language)) is { } changed)
        {
            return changed;
        }
        if (SlotNamed(view, rest, language) is { } named
            && view.QuestionOf(named) is { } question
            && Other(view, reader.Read(question, rest).Answer) is { } byName)
        {
            return byName;
        }
        if (OtherValue(view, rest, language) is { } byValue)
        {
            return byValue;
        }
        if (Unasked(view, rest, language) is { } byCue)
        {
            return byCue;
        }
        if (view.Run.Asked is { } open
            && view.QuestionOf(open) is { Slot.Type: not SlotType.Text } openQuestion
            && reader.Read(openQuestion, rest).Answer is not null)
        {
            return null;
        }
        foreach (var name in view.Run.Path.Reverse().Concat(view.Run.Answers.Select(known => known.Slot)).Distinct())
        {
            if (view.QuestionOf(name) is { Slot.Type: not SlotType.Products } asked
                && Other(view, reader.Read(asked, rest).Answer) is { } byPath)
            {
                return byPath;
            }
        }
        return DescribedProduct(view, rest, language);
    }

    /// <summary>Another value for an answered slot, where the message holds one; null for none.</summary>
    public SlotAnswer? OtherValue(DialogView view, DialogMessage message, string language) =>
        Changed(view, message, language)
        ?? new StoryReader(view, language)
            .Read(message, name => true, isStory: true)
            .FirstOrDefault(answer => view.Answer(answer.Slot) is { } known && known.Value != answer.Value);

    /// <summary>What was answered before with products more, or without some; null where the message says neither.</summary>
    private SlotAnswer? Changed(DialogView view, DialogMessage message, string language) => ProductsKnown(view)
        .Select(slot => new ProductsReading(view, language).Changed(slot, message))
        .FirstOrDefault(answer => answer is not null);

    private SlotAnswer? Corrected(DialogView view, DialogMessage message, string language) => ProductsKnown(view)
        .Select(slot => new ProductsReading(view, language).Corrected(slot, message))
        .FirstOrDefault(answer => answer is not null);

    /// <summary>Whether nothing is left of the products that it is about, if what the message excepts is.</summary>
    public bool TakesAllBack(DialogView view, DialogMessage message, string language) =>
        ProductsKnown(view).Any(slot => new ProductsReading(view, language).TakesAllBack(slot, message));

    private IEnumerable<DialogSlot> ProductsKnown(DialogView view) => dialog.Slots
        .Where(slot => slot.Type == SlotType.Products && view.Applies(slot.Id) && view.Answer(slot.Id) is not null);

    /// <summary>"Wait, I ordered them on the 18th": a value that a word beside it gives to a slot which nobody asks for.</summary>
    private SlotAnswer? Unasked(DialogView view, DialogMessage rest, string language) =>
        new StoryReader(view, language)
            .Read(rest, name => view.Answer(name) is null && dialog.SlotsById[name] is { HasCues: true, Ask: null }, isStory: false)
            .FirstOrDefault();

    /// <summary>"Wrong date, it came on the 14th" in the middle of other questions: another value for what was answered, with a word beside
    /// it that says whose it is; or that nothing is wrong, and the customer only wants no more of it. Null for none.</summary>
    /// <param name="view">What is known.</param>
    /// <param name="question">The open one.</param>
    /// <param name="message">The customer's.</param>
    /// <param name="read">As an answer to it; null for none.</param>
    /// <param name="language">The conversation's.</param>
    public SlotAnswer? Restated(DialogView view, DialogTask.Question question, DialogMessage message, SlotAnswer? read, string language)
    {
        if (question.Slot.Type == SlotType.Choice && read is not null)
        {
            return null;
        }
        if (question.Slot.Type != SlotType.Products && Changed(view, message, language) is { } changed)
        {
            return changed;
        }
        return new StoryReader(view, language)
            .Read(message, name => view.Answer(name) is not null && dialog.SlotsById.ContainsKey(name), isStory: true)
            .FirstOrDefault(answer => Other(view, answer) is not null && IsRestated(dialog.SlotsById[answer.Slot], answer, question.Slot));
    }

    private static bool IsRestated(DialogSlot slot, SlotAnswer answer, DialogSlot asked) => slot.Type switch
    {
        SlotType.Choice => answer.Value is { } value && slot.Choice(value) is { OnWrong: false },
        SlotType.Date or SlotType.Email or SlotType.Phone or SlotType.Contact => asked.Type != SlotType.Text && asked.Type != slot.Type,
        SlotType.OrderNumber =>
            asked.Type is SlotType.Date or SlotType.YesNo or SlotType.Choice or SlotType.Attributes or SlotType.Attachment
                or SlotType.CallTime,
        _ => false,
    };

    /// <summary>The answered slot whose name, or a word of it, stands in the message; null for none, or several.</summary>
    public string? SlotNamed(DialogView view, DialogMessage message, string language)
    {
        var named = dialog.Slots
            .Where(slot => view.Answer(slot.Id) is not null && view.Applies(slot.Id))
            .Select(slot => (slot.Id, Words: WordsOf(slot, message, language)))
            .Where(slot => slot.Words > 0)
            .ToList();
        return named.Where(slot => slot.Words == named.Max(other => other.Words)).ToList() is [var only] ? only.Id : null;
    }

    /// <summary>Whether the slot's name, or a word of it, stands in the message.</summary>
    public static bool IsNamed(DialogSlot slot, DialogMessage message, string language) => WordsOf(slot, message, language) > 0;

    private static int WordsOf(DialogSlot slot, DialogMessage message, string language) =>
        message.Tokens.DistinctBy(token => token.Stem).Count(token => slot.IsNamedBy(token, language));

    /// <summary>Products that a message may mean.</summary>
    public ImmutableArray<Product> ProductsIn(DialogMessage message, string language) =>
        shop.Lexicons[language].Value.Products.Find(message.Analysis, isAsked: false).Candidates;

    private SlotAnswer? DescribedProduct(DialogView view, DialogMessage rest, string language) =>
        dialog.Roles.TryGetValue(DialogRoles.Product, out var slot)
        && view.Answer(slot) is { } known
        && shop.Lexicons[language].Value.Products.Described(rest.Analysis, Kin(known)) is { Only: { } product }
            ? new SlotAnswer(slot, product.Sku, "")
            : null;

    /// <summary>Products of the same type as the one that was named; all where none was.</summary>
    private IEnumerable<Product> Kin(SlotAnswer known) => known.Value is { } sku && shop.Products.Products.TryGetValue(sku, out var product)
        ? shop.Products.Products.Values.Where(other => other.Type == product.Type && other.Sku != sku)
        : shop.Products.Products.Values;

    private static SlotAnswer? Other(DialogView view, SlotAnswer? answer) =>
        answer is { Kind: AnswerKind.Given } && view.Answer(answer.Slot) is { } known && known.Value != answer.Value ? answer : null;

    private DialogRun OfOtherProduct(DialogRun run, DialogSlot parts, string? before, string? after, string language)
    {
        var (old, product) = (Find(before), Find(after));
        var kept = run with
        {
            Answers = run.Answers.RemoveAll(answer =>
                answer.Slot == parts.Id || (IsPart(answer.Slot, parts) && before is not null && !IsAlike(answer, parts, old, product))),
        };
        var view = new DialogView(shop, dialog, kept, input);
        var reader = new StoryReader(view, language);
        foreach (var told in kept.Story)
        {
            var text = TextAnalysis.Of(told, language);
            var message = new DialogMessage(text, shop, input.Now.InZone(shop.Zone).LocalDateTime, Wording.Of(text));
            foreach (var answer in reader.Attributes(parts, message).Where(answer => kept.Answers.All(known => known.Slot != answer.Slot)))
            {
                kept = kept with { Answers = kept.Answers.Add(answer) };
            }
        }
        return kept;
    }

    private Product? Find(string? sku) => sku is null ? null : shop.Products.Products.GetValueOrDefault(sku);

    private static bool IsPart(string name, DialogSlot parts) =>
        parts.Of is { } product && name.StartsWith($"{product}.", StringComparison.Ordinal);

    /// <summary>An answer about a part holds for both products where both are described alike in it.</summary>
    private static bool IsAlike(SlotAnswer answer, DialogSlot parts, Product? old, Product? product)
    {
        if (old is null || product is null || old.Type != product.Type)
        {
            return false;
        }
        var attribute = answer.Slot[$"{parts.Of}.".Length..];
        var (was, now) = (old.Described.GetValueOrDefault(attribute), product.Described.GetValueOrDefault(attribute));
        return was is null && now is null
            || (was is not null && now is not null
                && was.Count == now.Count && was.All(text => now.GetValueOrDefault(text.Key) == text.Value));
    }

    /// <summary>A day that answers one question for a day is no answer to another that has no word beside it, nor an address that of
    /// another.</summary>
    private bool IsNoTwin(DialogSlot asked, string name) =>
        !dialog.SlotsById.TryGetValue(name, out var other) || other.Type != asked.Type || (asked.Type == SlotType.Date && other.HasCues);
}
