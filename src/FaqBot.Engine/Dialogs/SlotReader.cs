using System.Collections.Immutable;
using System.Globalization;
using FaqBot.Language;
using NodaTime;
using NodaTime.Text;

namespace FaqBot.Engine;

/// <summary>What a message says to a question.</summary>
/// <param name="Answer">Null where it says nothing that can be taken.</param>
/// <param name="Objection">The id of the text that says why it cannot be taken; null where it was not understood at all.</param>
/// <param name="About">What that text may name as <c>closed</c>; null for nothing.</param>
internal readonly record struct SlotReading(SlotAnswer? Answer, string? Objection, string? About = null)
{
    public static SlotReading None { get; }

    public static SlotReading Of(string slot, string value, string text) => new(new SlotAnswer(slot, value, text), null);
}

/// <summary>Reads a message as the answer to one question: with a question open, little is enough.</summary>
internal sealed class SlotReader(DialogView view, string language)
{
    /// <summary>A longer message is no mere yes or no.</summary>
    private const int ShortWords = 5;

    /// <summary>Yes or no is said first.</summary>
    private const int FirstWords = 3;

    /// <summary>"The second", "ten drugi".</summary>
    private const int PlaceWords = 3;

    /// <summary>A longer message says more than that there is none.</summary>
    public const int NoneWordsMax = 10;

    /// <summary>"Tak, no tak" describes nothing.</summary>
    private const int MereWords = 2;

    private Shop Shop => view.Shop;

    private DialogLexicon Lexicon => Shop.Lexicons[language].Value;

    private DialogHints Hints => Shop.Commands.HintsIn(language);

    /// <summary>What <paramref name="message"/> says to <paramref name="question"/>.</summary>
    /// <param name="question">The open one.</param>
    /// <param name="message">The customer's.</param>
    /// <param name="others">What it says beside that: "no photo" is no "no" to whether the zip closes, nor is "instead of a repair I want
    /// my money back" a fault.</param>
    public SlotReading Read(DialogTask.Question question, DialogMessage message, ImmutableArray<SlotAnswer> others = default)
    {
        if (!others.IsDefaultOrEmpty
            && question.Slot.Type is SlotType.Attributes or SlotType.YesNo
            && (others.Any(other => other.Kind != AnswerKind.Given)
                || (YesOrNoIn(message) is null && others.Any(other => view.QuestionOf(other.Slot)?.Slot.Type == SlotType.Choice))))
        {
            return SlotReading.None;
        }
        var slot = question.Slot;
        if (IsReachable(slot) && OfContact(slot, message) is { Answer: not null } contact)
        {
            return contact;
        }
        if (slot.Type == SlotType.CallTime && OfCallTime(slot, message) is { } time && time != SlotReading.None)
        {
            return time;
        }
        if (LeftOut(question, message) is { } leftOut)
        {
            return new SlotReading(leftOut, null);
        }
        if (slot.Type is not (SlotType.Attributes or SlotType.Text or SlotType.Products) && ChoiceIn(slot, message) is { } choice)
        {
            return SlotReading.Of(question.Name, choice.Id, message.Text);
        }
        return OfType(question, message);
    }

    private SlotReading OfType(DialogTask.Question question, DialogMessage message)
    {
        var slot = question.Slot;
        return slot.Type switch
        {
            SlotType.Text when IsMereYesOrNo(message) || IsMereAddress(message) || IsMereWish(slot, message) => SlotReading.None,
            SlotType.Text when view.Dialog.IsIn(DialogRoles.Name, slot) =>
                new NameReading(Shop, language).Answer(message) is { } name ? SlotReading.Of(slot.Id, name, name) : SlotReading.None,
            SlotType.Text => SlotReading.Of(question.Name, message.Text, message.Text),
            SlotType.YesNo => OfYesNo(question.Name, message),
            SlotType.Choice => SlotReading.None,
            SlotType.Attributes => OfAttribute(question, message),
            SlotType.Product when view.HasProducts => OfProduct(question, message),
            SlotType.Product when IsMereYesOrNo(message) || IsMereAddress(message) || IsMereWish(slot, message) => SlotReading.None,
            SlotType.Product => SlotReading.Of(question.Name, DialogSlot.OtherProduct, message.Text),
            SlotType.Products when IsMereYesOrNo(message) || IsMereAddress(message) => SlotReading.None,
            SlotType.Products => new SlotReading(new ProductsReading(view, language).Answer(slot, message), null),
            SlotType.CallTime => OfCallTime(slot, message),
            SlotType.Date when slot.IsApproximate => OfDate(slot, message, entity => true),
            SlotType.Date => OfAskedDate(slot, message),
            SlotType.Number => OfNumber(slot, message),
            SlotType.Money => OfMoney(slot, message),
            SlotType.Attachment => OfAttachment(question.Name, message),
            _ => OfText(slot, message),
        };
    }

    /// <summary>The choice that a message names: by its label, by a word that belongs to it alone, or by its place in the row.</summary>
    public SlotChoice? ChoiceIn(DialogSlot slot, DialogMessage message)
    {
        var offered = slot.Choices.Where(choice => view.Holds(choice.When)).ToImmutableArray();
        if (offered.IsEmpty)
        {
            return null;
        }
        var byWords = (Hints.Find(DialogHint.Doubt, message.Tokens) is null
            ? ByWords(slot, message.Tokens)
            : Named(slot, message.Tokens).Select(named => named.Choice).Distinct()).Where(offered.Contains).ToList();
        if (byWords is [var only])
        {
            return only;
        }
        return byWords.Count == 0 && message.Tokens is [{ Folded: var word }] && slot.Type == SlotType.Choice
            && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place >= 1 && place <= offered.Length
                ? offered[place - 1]
                : null;
    }

    /// <summary>The choices whose words stand in the text: of phrases of several choices the longest say which is meant.</summary>
    public IEnumerable<SlotChoice> ByWords(DialogSlot slot, ImmutableArray<Token> tokens)
    {
        var named = Named(slot, tokens);
        return named.Count == 0 && Hints.Verdict(tokens) == false
            ? slot.Choices.Where(choice => choice.OnWrong == true)
            : named.Where(item => item.Length == named.Max(other => other.Length)).Select(item => item.Choice).Distinct();
    }

    /// <summary>All of them, with the words of their phrases.</summary>
    private List<(SlotChoice Choice, int Length)> Named(DialogSlot slot, ImmutableArray<Token> tokens)
    {
        var (found, lengths) = (new int[Concepts.FoundMax], new int[Concepts.FoundMax]);
        var count = slot.ChoiceWords.In(language).Find(tokens, found, lengths);
        var isWrong = Hints.Verdict(tokens) == false;
        return [.. found.Take(count).Zip(lengths, (index, length) => (Choice: slot.Choices[index], Length: length))
            .Where(item => !isWrong || item.Choice.OnWrong != false)];
    }

    /// <summary>The day that a word calls the slot's; else one that no word calls another's.</summary>
    private SlotReading OfAskedDate(DialogSlot slot, DialogMessage message)
    {
        var cues = new ValueCues(view.Dialog, language);
        var owners = message.Entities
            .Where(entity => DateReading.IsOfDay(entity, slot))
            .Select(entity => cues.OwnerOf(SlotType.Date, entity, message))
            .ToList();
        var wanted = owners.Contains(slot) ? slot : null;
        return owners.Count > 0 && !owners.Contains(wanted)
            ? SlotReading.None
            : OfDate(slot, message, entity => cues.OwnerOf(SlotType.Date, entity, message) == wanted);
    }

    /// <summary>A day of <paramref name="slot"/> among the entities that <paramref name="takes"/>.</summary>
    public SlotReading OfDate(DialogSlot slot, DialogMessage message, Func<RecognizedEntity, bool> takes)
    {
        if (message.Entities.FirstOrDefault(entity => DateReading.IsOfDay(entity, slot) && takes(entity)) is not { } entity)
        {
            return new SlotReading(null, DateReading.NamesNoDay(message, Shop.Locales[language]) ? DialogTextIds.DayMissing : null);
        }
        var (day, objection) = DateReading.Of(slot, entity, message.Today, EarliestOf(slot), Shop.Locales[language]);
        return day is { } value
            ? SlotReading.Of(
                slot.Id,
                LocalDatePattern.Iso.Format(value),
                !slot.IsApproximate || IsExact(entity) ? "" : WithCue(slot, message, entity))
            : new SlotReading(null, objection);
    }

    private static bool IsExact(RecognizedEntity entity) => entity.Kind is EntityKind.Date or EntityKind.DateTime;

    /// <summary>"Od tygodnia" says it better than the day that it is reckoned to.</summary>
    private string WithCue(DialogSlot slot, DialogMessage message, RecognizedEntity entity)
    {
        var before = message.TokenAt(entity) - 1;
        var start = before >= 0 && slot.Cues.In(language).Holds(message.Tokens[before].Stem) ? message.Tokens[before].Start : entity.Start;
        return message.Analysis.Text[start..(entity.Start + entity.Length)];
    }

    private static SlotReading OfText(DialogSlot slot, DialogMessage message)
    {
        if (IsReachable(slot))
        {
            return OfContact(slot, message);
        }
        var kind = slot.Type switch
        {
            SlotType.OrderNumber => EntityKind.OrderNumber,
            SlotType.Size => EntityKind.Size,
            _ => EntityKind.Color,
        };
        if (message.First(kind) is { Values: [EntityValue.Text text, ..] } entity)
        {
            return SlotReading.Of(slot.Id, text.Value, slot.Type is SlotType.Size or SlotType.Color ? entity.Text : "");
        }
        return slot.Type == SlotType.OrderNumber ? OfAnyNumber(slot, message) : SlotReading.None;
    }

    /// <summary>Whether it says where the customer is to be reached.</summary>
    private static bool IsReachable(DialogSlot slot) => slot.Type is SlotType.Email or SlotType.Phone or SlotType.Contact;

    /// <summary>An address or a number to reach the customer by, whichever the slot takes and the message says first.</summary>
    public static SlotReading OfContact(DialogSlot slot, DialogMessage message)
    {
        var phone = slot.Type == SlotType.Email ? null : message.First(EntityKind.Phone);
        var (mail, objection) = slot.Type == SlotType.Phone ? (null, null) : MailReading.In(message);
        var first = mail is not null && (phone is null || mail.Start < phone.Start) ? mail : phone;
        return first is { Values: [EntityValue.Text text, ..] }
            ? SlotReading.Of(slot.Id, text.Value, "")
            : new SlotReading(null, objection);
    }

    /// <summary>A number that does not look like those of the shop is kept all the same: a person will find the order.</summary>
    private static SlotReading OfAnyNumber(DialogSlot slot, DialogMessage message)
    {
        const int digitsMin = 3;
        const int lengthMax = 40;
        if (message.Tokens.Length > ShortWords
            || message.Text.Contains('?', StringComparison.Ordinal)
            || message.First(EntityKind.Date, EntityKind.DateTime, EntityKind.Phone) is not null)
        {
            return SlotReading.None;
        }
        // "333 444" is one number.
        var isInGroups = message.Text.All(sign => char.IsAsciiDigit(sign) || sign is ' ' or '-');
        var word = (isInGroups ? [message.Text.Replace(" ", "", StringComparison.Ordinal)] : message.Text.Split(
                [' ', ',', ';', ':', '#'], StringSplitOptions.RemoveEmptyEntries))
            .FirstOrDefault(word => word.Count(char.IsAsciiDigit) >= digitsMin && word.Length <= lengthMax);
        return word is null ? SlotReading.None : SlotReading.Of(slot.Id, word.TrimEnd('.', '!', '?'), "");
    }

    private static SlotReading OfNumber(DialogSlot slot, DialogMessage message)
    {
        if (message.First(EntityKind.Number) is not { Values: [EntityValue.Number number, ..] })
        {
            return SlotReading.None;
        }
        return number.Value < slot.Min || number.Value > slot.Max
            ? new SlotReading(null, DialogTextIds.NumberOutside)
            : SlotReading.Of(slot.Id, number.Value.ToString(CultureInfo.InvariantCulture), "");
    }

    private static SlotReading OfMoney(DialogSlot slot, DialogMessage message) => message.First(EntityKind.Money, EntityKind.Number) switch
    {
        { Values: [EntityValue.Money money, ..] } entity =>
            SlotReading.Of(slot.Id, string.Create(CultureInfo.InvariantCulture, $"{money.Amount} {money.Currency}"), entity.Text),
        { Values: [EntityValue.Number number, ..] } entity =>
            SlotReading.Of(slot.Id, number.Value.ToString(CultureInfo.InvariantCulture), entity.Text),
        _ => SlotReading.None,
    };

    private YesOrNo? YesOrNoIn(DialogMessage message)
    {
        if (Shop.Commands.Find(message.Wording, language) is (Command.Yes or Command.No) and var said)
        {
            return said == Command.Yes ? YesOrNo.Yes : YesOrNo.No;
        }
        if (message.First(EntityKind.Boolean) is not { Values: [EntityValue.Answer answer, ..] } entity)
        {
            return null;
        }
        return message.TokenAt(entity) < FirstWords || message.Tokens.Length <= ShortWords ? answer.Value : null;
    }

    private SlotReading OfYesNo(string name, DialogMessage message) => YesOrNoIn(message) switch
    {
        YesOrNo.Yes => SlotReading.Of(name, DialogNames.Yes, message.Text),
        YesOrNo.No => SlotReading.Of(name, DialogNames.No, message.Text),
        _ => SlotReading.None,
    };

    private bool IsMereYesOrNo(DialogMessage message) =>
        message.Tokens.Length <= MereWords
        && YesOrNoIn(message) is not null;

    /// <summary>Addresses alone answer another question: nobody is called "eve@mail.example".</summary>
    private static bool IsMereAddress(DialogMessage message)
    {
        var addresses = message.Entities.Where(entity => entity.Kind is EntityKind.Email or EntityKind.Phone).ToList();
        return addresses.Count > 0
            && message.Tokens.All(token => addresses.Exists(address =>
                token.Start >= address.Start && token.Start < address.Start + address.Length));
    }

    public bool SaysWrong(DialogMessage message) => Hints.Verdict(message.Tokens) == false;

    /// <summary>"I have none", "no photo".</summary>
    public bool SaysNone(DialogMessage message) => Hints.SaysNone(message.Tokens) || YesOrNoIn(message) == YesOrNo.No;

    /// <summary>"Yes" is no photo yet.</summary>
    private SlotReading OfAttachment(string name, DialogMessage message)
    {
        var said = YesOrNoIn(message);
        if (SaysNone(message))
        {
            return new SlotReading(new SlotAnswer(name, null, message.Text, AnswerKind.Skipped), null);
        }
        return said == YesOrNo.Yes ? new SlotReading(null, DialogTextIds.ExplainAttachment) : SlotReading.None;
    }

    /// <summary>"Tak" and "nie" by what the question calls well; else words that say it by themselves.</summary>
    private SlotReading OfAttribute(DialogTask.Question question, DialogMessage message)
    {
        var verdict = Hints.Verdict(message.Tokens);
        if (verdict == true && question.Attribute is not null && question.Slot.Rest is not null && Hints.SpeaksOfRest(message.Tokens))
        {
            return SlotReading.Of(question.Slot.Id, DialogNames.Well, message.Text);
        }
        var said = YesOrNoIn(message);
        var isWell = said switch
        {
            YesOrNo.Yes or YesOrNo.No when question.Attribute is { } attribute && !(said == YesOrNo.Yes && verdict == false) =>
                (said == YesOrNo.Yes) == attribute.Ok,
            YesOrNo.Yes when verdict == false => false,
            YesOrNo.Yes => true,
            YesOrNo.No => false,
            _ => IsOfOtherPart(question, message) ? null : verdict,
        };
        return isWell is { } well
            ? SlotReading.Of(question.Name, well ? DialogNames.Well : DialogNames.Fault, SaysMore(message) ? message.Text : "")
            : SlotReading.None;
    }

    /// <summary>"Nie trzyma przy pięcie" is worth keeping; "nie", or "that is wrong", is not.</summary>
    private bool SaysMore(DialogMessage message) =>
        message.Tokens.Length > 1 && Shop.Commands.Find(message.Wording, language) is null;

    /// <summary>Whether a message speaks of other parts, and not of the one that is asked about.</summary>
    private bool IsOfOtherPart(DialogTask.Question question, DialogMessage message)
    {
        if (question.Attribute is not { } asked || view.ProductIn(question.Slot.Of) is not { } product)
        {
            return false;
        }
        var named = Lexicon.Attributes.Find(message.Analysis, [product.Type]);
        return !named.IsEmpty && named.All(mention => mention.Attribute != asked.Id);
    }

    private SlotReading OfProduct(DialogTask.Question question, DialogMessage message)
    {
        var offered = view.Run.Offered.Select(sku => Shop.Products.Products.GetValueOrDefault(sku)).OfType<Product>().ToImmutableArray();
        if (Lexicon.Products.Find(message.Analysis, isAsked: true) is { Only: { } product })
        {
            return SlotReading.Of(question.Name, product.Sku, "");
        }
        if (offered is [var only] && YesOrNoIn(message) == YesOrNo.Yes)
        {
            return SlotReading.Of(question.Name, only.Sku, "");
        }
        var among = offered.IsEmpty ? Shop.Products.Products.Values : offered.AsEnumerable();
        if (Lexicon.Products.Described(message.Analysis, among) is { Only: { } described })
        {
            return SlotReading.Of(question.Name, described.Sku, "");
        }
        return message.Tokens.Length <= PlaceWords
            && message.First(EntityKind.Ordinal, EntityKind.Number) is { Values: [EntityValue.Number { Value: var place }, ..] }
            && place >= 1 && place <= offered.Length
                ? SlotReading.Of(question.Name, offered[(int)place - 1].Sku, "")
                : SlotReading.None;
    }

    /// <summary>Those of the list that a message names.</summary>
    public ImmutableArray<Product> ProductsNamed(DialogMessage message) => new ProductsReading(view, language).Named(message);

    /// <summary>A time in which nobody can call is none.</summary>
    public SlotReading OfCallTime(DialogSlot slot, DialogMessage message)
    {
        if (!message.Entities.Any(CallTimeReading.IsOfTime))
        {
            return SlotReading.None;
        }
        var reading = new CallTimeReading(view.Calls, Hints, message);
        var known = view.Answer(slot.Id)?.Value is { } value ? CallWindow.Parse(value) : null;
        return reading.Read(known) is { } window
            ? SlotReading.Of(slot.Id, window.ToString(), "")
            : Closed(reading.DayWanted);
    }

    /// <summary>Which day, and which holiday that is, where it is the day.</summary>
    private SlotReading Closed(LocalDate? wanted)
    {
        if (wanted is not { } day || !view.Calls.IsClosed(day))
        {
            return new SlotReading(null, DialogTextIds.CallTimeClosed);
        }
        var date = Shop.Locales[language].Date(day);
        return new SlotReading(
            null,
            DialogTextIds.CallDayClosed,
            Shop.Law?.DayOffOn(day)?.Name.In(language) is { } name ? $"{date} ({name})" : date);
    }

    private bool IsUnsure(DialogMessage message) =>
        Shop.Commands.Find(message.Wording, language) == Command.Unsure
        || (message.Tokens.Length <= ShortWords && YesOrNoIn(message) == YesOrNo.Unsure);

    /// <summary>"Nie mam numeru pod ręką", where a number is asked for.</summary>
    public bool SaysNoneOf(DialogSlot slot, DialogMessage message) =>
        (slot.Type == SlotType.OrderNumber || IsReachable(slot))
        && message.Tokens.Length <= NoneWordsMax
        && Hints.SaysNone(message.Tokens)
        && message.First(EntityKind.OrderNumber, EntityKind.Email, EntityKind.Phone) is null
        && DialogAnswers.IsNamed(slot, message, language);

    /// <summary>"I do not know", "I have none", "I would rather not say": what can be left out is; of the ways to be reached the chat
    /// stays, where it is one, and else none.</summary>
    private SlotAnswer? LeftOut(DialogTask.Question question, DialogMessage message)
    {
        var slot = question.Slot;
        var isUnsure = IsUnsure(message) || SaysNoneOf(slot, message);
        if (slot.Skip is not null && (isUnsure || IsRefused(message)))
        {
            return new SlotAnswer(question.Name, null, message.Text, AnswerKind.Skipped);
        }
        if (slot.Type == SlotType.Contact && IsRefused(message))
        {
            // What a customer may be answered by instead of an address is the chat.
            return slot.Choices.FirstOrDefault(choice => view.Holds(choice.When)) is { } chat
                ? new SlotAnswer(question.Name, chat.Id, message.Text)
                : new SlotAnswer(question.Name, null, message.Text, AnswerKind.Unknown);
        }
        return isUnsure ? new SlotAnswer(question.Name, null, message.Text, AnswerKind.Unknown) : null;
    }

    private bool IsRefused(DialogMessage message) =>
        message.Tokens.Length <= NoneWordsMax
        && (Shop.Commands.Find(message.Wording, language) == Command.No
            || Hints.Find(DialogHint.Refuse, message.Tokens) is not null);

    /// <summary>Where a name is asked for a wish is none; where anything can be told only that for a person is heard.</summary>
    private bool IsMereWish(DialogSlot slot, DialogMessage message) =>
        Wishes.In(Shop, message) is { } wish && (wish.Handoff || !IsOfAnyWords(slot));

    private bool IsOfAnyWords(DialogSlot slot) => slot.IsFromStory
        || view.Dialog.IsIn(DialogRoles.Matter, slot)
        || view.Dialog.IsIn(DialogRoles.Comment, slot);

    private LocalDate? EarliestOf(DialogSlot slot) => slot.NotBefore is { } earlier ? view.Answer(earlier)?.Day : null;
}
