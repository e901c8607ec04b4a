using System.Collections.Immutable;
using NodaTime;

namespace FaqBot.Engine;

/// <summary>What a run's answers come to: which questions apply, what conditions see, which dates follow. Worked out anew after each
/// answer, so that a correction leaves nothing behind.</summary>
internal sealed class DialogView
{
    /// <summary>"No, it comes off" describes; "no" does not.</summary>
    private const int OwnWordsMin = 3;

    /// <summary>How soon the shop calls back.</summary>
    private const string CallbackPromise = "callback_promise";

    private readonly TurnInput input;
    private readonly Dictionary<string, string?> values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SlotAnswer> answers;
    private readonly Lazy<DialogDates> dates;
    private readonly Lazy<OpenCase?> openCase;
    private readonly Lazy<CallWindows> calls;

    public DialogView(Shop shop, Dialog dialog, DialogRun run, TurnInput input)
    {
        Shop = shop;
        Dialog = dialog;
        Run = run;
        this.input = input;
        answers = run.Answers.ToDictionary(answer => answer.Slot, StringComparer.Ordinal);
        AnswerByFiles();
        var today = CaseRules.LocalDay(input.Now, shop.Zone);
        SaidOn = CaseRules.LocalDay(SaidAt, shop.Zone);
        dates = new(() => new DialogDates(shop, SaidOn, today, DateIn(DialogRoles.Received), DateIn(DialogRoles.Contract)));
        openCase = new(FindOpenCase);
        calls = new(() => new CallWindows(shop, input.Now));
        Products = ProductsIn(dialog.Roles.GetValueOrDefault(DialogRoles.Product));
        Product = Products is [var only] ? only : null;
    }

    public Shop Shop { get; }

    public Dialog Dialog { get; }

    public DialogRun Run { get; }

    /// <summary>What a case counts from: the first message; of a statement, which is made only once it is confirmed, now.</summary>
    public Instant SaidAt => Dialog.Statement is null ? Run.StartedAt : input.Now;

    /// <summary>The same as the shop's day.</summary>
    public LocalDate SaidOn { get; }

    public DialogDates Dates => dates.Value;

    /// <summary>Whether the shop has a list to choose from; without one a product is what the customer calls it.</summary>
    public bool HasProducts => Shop.Products.Products.Count > 0;

    /// <summary>The one product that the dialog is about; null where there are several, and where it is unknown or not in the
    /// list.</summary>
    public Product? Product { get; }

    /// <summary>Those that the dialog is about, as far as they are in the list.</summary>
    public ImmutableArray<Product> Products { get; }

    /// <summary>Whether it is about all that was ordered: so the customer said, or named no product where several can be.</summary>
    public bool IsWholeOrder =>
        Dialog.Roles.TryGetValue(DialogRoles.Product, out var slot)
        && Dialog.SlotsById[slot] is { Type: SlotType.Products } stated
        && Answer(slot) switch
        {
            null or { Kind: AnswerKind.Unclear } => false,
            { Value: { } value } => stated.Choice(value) is not null,
            _ => true,
        };

    /// <summary>The first of <see cref="Products"/> that cannot be given back without a reason; null for none.</summary>
    public Product? Excluded => Products.FirstOrDefault(product => ExclusionOf(product) is not null);

    /// <summary>Why it cannot; null for none.</summary>
    public string? Exclusion => Excluded is { } product ? ExclusionOf(product) : null;

    /// <summary>The number of the order; null where it is unknown.</summary>
    public string? Order => GivenTo(DialogRoles.Order)?.Value;

    /// <summary>When people at the shop can call.</summary>
    public CallWindows Calls => calls.Value;

    /// <summary>When the customer is to be called: a time that is asked for; as soon as possible the next one, unless the shop promises a
    /// term for it; null where nothing says so.</summary>
    public CallWindow? CallWindow => GivenTo(DialogRoles.CallTime)?.Value is { } wanted
        ? FaqBot.Engine.CallWindow.Parse(wanted) ?? (CallPromised is null ? Calls.Next(1).FirstOrDefault() : null)
        : null;

    /// <summary>The moment by which the shop calls who names no time; null where it promises none.</summary>
    public Instant? CallPromised => Shop.Facts.GetValueOrDefault(CallbackPromise) is Fact.Duration promise ? Calls.After(promise) : null;

    /// <summary>What was given to the slot of a role; null for nothing, and for "I do not know".</summary>
    public SlotAnswer? GivenTo(string role) =>
        Dialog.Roles.TryGetValue(role, out var slot) && Applies(slot) && Answer(slot) is { Kind: AnswerKind.Given } answer ? answer : null;

    /// <summary>The customer's open case about the same product that the answers so far would be added to; null for none.</summary>
    public OpenCase? OpenCase => openCase.Value;

    /// <summary>What was answered; null for nothing, and for a choice that later answers have taken off the list.</summary>
    public SlotAnswer? Answer(string slot) => answers.GetValueOrDefault(slot) is { } answer && IsOffered(answer) ? answer : null;

    /// <summary>Whether the slot's own step applies: an answer to a question that does not is kept, and not looked at.</summary>
    public bool Applies(string slot) => Dialog.StepOf(slot)?.When is not { } when || Holds(when);

    public bool Holds(DialogCondition? condition) => condition is null || condition.Holds(ValueOf);

    /// <summary>What a condition sees under a name.</summary>
    public string? ValueOf(string name)
    {
        if (!values.TryGetValue(name, out var value))
        {
            values[name] = value = Find(name);
        }
        return value;
    }

    /// <summary>What is to be said or asked next; null where all is done.</summary>
    public DialogTask? Next()
    {
        foreach (var step in Dialog.Steps.Where(step => Holds(step.When)))
        {
            switch (step)
            {
                case DialogStep.Say say when !Run.Said.Contains(say.Id):
                    return new DialogTask.Tell(say);
                case DialogStep.Ask { Slot: var id } when Open(Dialog.SlotsById[id]) is { } question:
                    return question;
                default:
                    break;
            }
        }
        return null;
    }

    /// <summary>The question for <paramref name="name"/>, which may be that of a product's attribute; null where there is none.</summary>
    public DialogTask.Question? QuestionOf(string name)
    {
        if (Dialog.SlotsById.TryGetValue(name, out var slot))
        {
            return new DialogTask.Question(slot, null);
        }
        foreach (var attributes in Dialog.Slots.Where(stated => stated.Type == SlotType.Attributes))
        {
            if (AttributesOf(attributes).FirstOrDefault(attribute => SlotOf(attributes, attribute) == name) is { } found)
            {
                return new DialogTask.Question(attributes, found);
            }
        }
        return null;
    }

    public DialogOutcome Outcome() => Dialog.Outcomes.First(outcome => Holds(outcome.When));

    /// <summary>The product's attributes that a customer can be asked about, in order.</summary>
    public IEnumerable<ProductAttribute> AttributesOf(DialogSlot slot) =>
        ProductIn(slot.Of) is { } product && Shop.Products.Types.TryGetValue(product.Type, out var type)
            ? type.Attributes.Where(attribute => Has(product, attribute) && IsWorthAsking(slot, attribute))
            : [];

    /// <summary>The name of the slot of an attribute.</summary>
    public static string SlotOf(DialogSlot slot, ProductAttribute attribute) => $"{slot.Of}.{attribute.Id}";

    /// <summary>The product that a slot holds; null where it is unknown or not in the list.</summary>
    public Product? ProductIn(string? slot) =>
        slot is not null && Answer(slot) is { Kind: AnswerKind.Given, Value: { } sku } && Applies(slot)
            ? Shop.Products.Products.GetValueOrDefault(sku)
            : null;

    /// <summary>The same of a slot that may hold several.</summary>
    private ImmutableArray<Product> ProductsIn(string? slot) =>
        slot is not null && Dialog.SlotsById.GetValueOrDefault(slot) is { Type: SlotType.Products } stated
            ? Answer(slot) is { Kind: AnswerKind.Given, Value: { } value } && stated.Choice(value) is null && Applies(slot)
                ? [.. DialogSlot.SkusIn(value).Select(sku => Shop.Products.Products.GetValueOrDefault(sku)).OfType<Product>()]
                : []
            : ProductIn(slot) is { } product ? [product] : [];

    /// <summary>Files answer the first question for them, whenever they came.</summary>
    private void AnswerByFiles()
    {
        if (!Run.Files.IsEmpty
            && Dialog.Slots.FirstOrDefault(slot => slot.Type == SlotType.Attachment) is { Id: var slot })
        {
            answers[slot] = new SlotAnswer(slot, DialogNames.Yes, string.Join(", ", Run.Files.Select(file => file.Name)));
        }
    }

    /// <summary>A complaint is not added to a withdrawal: what the answers come to without open cases says which kind is meant.</summary>
    private OpenCase? FindOpenCase() =>
        input.OpenCases.Any(IsAboutTheSame)
        && new DialogView(Shop, Dialog, Run, input with { OpenCases = [] }).Outcome().Kind is { } kind
            ? input.OpenCases.FirstOrDefault(open => open.Kind == kind && IsAboutTheSame(open))
            : null;

    /// <summary>The same product, unless it is of another order; of a withdrawal also the same order, where one of the two is all of it or
    /// neither names a product of the list.</summary>
    private bool IsAboutTheSame(OpenCase open)
    {
        var isSameOrder = IsSameOrder(open);
        if (open.Kind != CaseKind.Withdrawal)
        {
            return Product is { } product && open.Sku == product.Sku && isSameOrder != false;
        }
        return Products.Any(product => open.Skus.Contains(product.Sku))
            ? isSameOrder != false
            : isSameOrder == true && (IsWholeOrder || open.IsWholeOrder || (Products.IsEmpty && open.Skus.IsEmpty));
    }

    /// <summary>Null where one of the two names no order; where several are named it is all of them.</summary>
    private bool? IsSameOrder(OpenCase open) =>
        Order is { } order && open.Order is { } other ? OrdersIn(order).SetEquals(OrdersIn(other)) : null;

    private static HashSet<string> OrdersIn(string orders) => orders
        .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .ToHashSet(StringComparer.OrdinalIgnoreCase);

    private string? ExclusionOf(Product product) =>
        product.WithdrawalExcluded ?? (Shop.Products.Types.TryGetValue(product.Type, out var type) ? type.WithdrawalExcluded : null);

    private bool IsComplainedAbout(OpenCase open) =>
        open.Kind == CaseKind.Complaint
        && (Products.Any(product => product.Sku == open.Sku) || IsSameOrder(open) == true);

    /// <summary>A choice that its condition takes off the list is no answer any more, nor is a time that is over.</summary>
    private bool IsOffered(SlotAnswer answer) =>
        answer.Value is not { } value
        || !Dialog.SlotsById.TryGetValue(answer.Slot, out var slot)
        || (slot.Choice(value) is { } choice ? choice.When is not { } when || Holds(when) : IsToCome(slot, value));

    /// <summary>Whether a time to be called in is one in which somebody still can; any other value is.</summary>
    public bool IsToCome(DialogSlot slot, string value) =>
        slot.Type != SlotType.CallTime
        || slot.Choice(value) is not null
        || (FaqBot.Engine.CallWindow.Parse(value) is { } window && Calls.Holds(window));

    private static bool Has(Product product, ProductAttribute attribute) =>
        !product.Without.Contains(attribute.Id)
        && (attribute.Kind == AttributeKind.Works || product.Described.ContainsKey(attribute.Id));

    /// <summary>A phone that is dead is not asked about its speaker.</summary>
    private bool IsWorthAsking(DialogSlot slot, ProductAttribute attribute) =>
        attribute.When is not { } when
        || Answer(SlotOf(slot, attribute)) is not null
        || Answer($"{slot.Of}.{when.Attribute}")?.Value == (when.Ok ? DialogNames.Well : DialogNames.Fault);

    /// <summary>A machine that is said not to pump must have been switched on.</summary>
    private bool IsSupposedWell(DialogSlot slot, ProductAttribute attribute) =>
        Answer(SlotOf(slot, attribute)) is null
        && AttributesOf(slot).Any(other =>
            other.When is { Ok: true } when && when.Attribute == attribute.Id && Answer(SlotOf(slot, other)) is not null);

    private DialogTask.Question? Open(DialogSlot slot)
    {
        if (slot.Type != SlotType.Attributes)
        {
            return AnswerOf(slot) is null ? new DialogTask.Question(slot, null) : null;
        }
        if (Answer(slot.Id)?.Value == DialogNames.Well)
        {
            return null;
        }
        var open = AttributesOf(slot)
            .Where(attribute => Answer(SlotOf(slot, attribute)) is null && !IsSupposedWell(slot, attribute))
            .ToList();
        if (open.Count > 1 && slot.Rest is not null && Answer(slot.Id) is null && HasTold(slot))
        {
            return new DialogTask.Question(slot, null);
        }
        return open is [var first, ..] ? new DialogTask.Question(slot, first) : null;
    }

    /// <summary>Whether the customer has named a fault without being asked for it.</summary>
    private bool HasTold(DialogSlot slot) => AttributesOf(slot).Any(attribute =>
        SlotOf(slot, attribute) is var name && Answer(name)?.Value == DialogNames.Fault && !Run.Path.Contains(name));

    private string? Find(string name)
    {
        if (Dialog.SlotsById.TryGetValue(name, out var slot))
        {
            return Applies(name) ? ValueIn(slot) : null;
        }
        return name switch
        {
            DialogNames.Withdrawal => Withdrawal(),
            DialogNames.Liability => Within(Dates.Liability, DialogNames.Past),
            DialogNames.OpenCase => YesOrNo(OpenCase is not null),
            DialogNames.OpenComplaint => YesOrNo(input.OpenCases.Any(IsComplainedAbout)),
            DialogNames.OrderSource => YesOrNo(input.HasOrders),
            DialogNames.ProductList => YesOrNo(HasProducts),
            DialogNames.Channel => input.Channel,
            DialogNames.PhoneHours => YesOrNo(Shop.Hours.IsStated(HoursKind.Phone)),
            _ => null,
        };
    }

    private static string YesOrNo(bool isSo) => isSo ? DialogNames.Yes : DialogNames.No;

    private string? ValueIn(DialogSlot slot)
    {
        if (slot.Type == SlotType.Attributes)
        {
            return ValueOfAttributes(slot);
        }
        return AnswerOf(slot) switch
        {
            null => null,
            { Kind: AnswerKind.Given, Value: { } value } => value,
            _ => DialogCondition.Unknown,
        };
    }

    /// <summary>The answer that the customer gave, or that other answers come to: a choice that they imply, a description that was told
    /// already.</summary>
    public SlotAnswer? AnswerOf(DialogSlot slot)
    {
        if (Answer(slot.Id) is { } given)
        {
            return given;
        }
        if (slot.Choices.FirstOrDefault(choice => choice.ImpliedBy is { } implied && implied.Holds(Told)) is { } choice)
        {
            return new SlotAnswer(slot.Id, choice.Id, "");
        }
        return slot.IsFromStory && string.Join("; ", OtherStories().Concat(PartsTold())) is { Length: > 0 } told
            ? new SlotAnswer(slot.Id, told, told)
            : null;
    }

    /// <summary>What is wrong with parts, in the customer's own words.</summary>
    private IEnumerable<string> PartsTold() => Dialog.Slots
        .Where(slot => slot.Type == SlotType.Attributes)
        .SelectMany(slot => AttributesOf(slot).Select(attribute => Answer(SlotOf(slot, attribute))))
        .OfType<SlotAnswer>()
        .Where(answer => answer.Value == DialogNames.Fault && answer.Text.Count(char.IsWhiteSpace) >= OwnWordsMin - 1)
        .Select(answer => answer.Text)
        .Distinct(StringComparer.Ordinal);

    /// <summary>What the customer told that no question about a part covers: "my boots leak".</summary>
    private IEnumerable<string> OtherStories() =>
        Run.Story.Where(told => !PartsTold().Any(part => told.Contains(part, StringComparison.Ordinal)));

    /// <summary>As told, whether the question applies or not: what implies an answer may hang on it.</summary>
    private string? Told(string name)
    {
        if (!Dialog.SlotsById.TryGetValue(name, out var slot))
        {
            return ValueOf(name);
        }
        if (slot.Type == SlotType.Attributes)
        {
            var prefix = $"{slot.Of}.";
            return Run.Answers.Any(answer => answer.Value == DialogNames.Fault && answer.Slot.StartsWith(prefix, StringComparison.Ordinal))
                ? DialogNames.Fault
                : null;
        }
        return answers.GetValueOrDefault(name)?.Value;
    }

    private string? ValueOfAttributes(DialogSlot slot)
    {
        var states = AttributesOf(slot)
            .Where(attribute => !IsSupposedWell(slot, attribute))
            .Select(attribute => (attribute.Kind, Answer: Answer(SlotOf(slot, attribute))))
            .ToList();
        if (states.Where(state => state.Answer?.Value == DialogNames.Fault).ToList() is { Count: > 0 } faults)
        {
            return faults.TrueForAll(state => state.Kind == AttributeKind.Described) ? DialogNames.Differs : DialogNames.Fault;
        }
        var isRestWell = Answer(slot.Id)?.Value == DialogNames.Well;
        if (states.Exists(state => state.Answer is null) && !isRestWell)
        {
            return null;
        }
        return states.Count == 0 ? DialogNames.None
            : OtherStories().Any() ? DialogNames.Fault
            : states.Exists(state => state.Answer is { Value: null }) ? DialogCondition.Unknown
            : DialogNames.Well;
    }

    /// <summary>Goods that can be given back can be, whatever stands beside them in the order.</summary>
    private string Withdrawal()
    {
        var excluded = Products.Count(product => ExclusionOf(product) is not null);
        return excluded > 0 && excluded == Products.Length ? DialogNames.Excluded
            : Within(Dates.Withdrawal, DialogNames.Late) is var inTime && (inTime == DialogNames.Late || excluded == 0) ? inTime
            : DialogNames.PartlyExcluded;
    }

    private string Within(Deadline? deadline, string after) =>
        deadline is null ? DialogCondition.Unknown : SaidOn <= deadline.Effective ? DialogNames.Open : after;

    private LocalDate? DateIn(string role) => GivenTo(role)?.Day;
}

/// <summary>What a dialog does next.</summary>
internal abstract record DialogTask
{
    private DialogTask()
    {
    }

    /// <summary>Says something.</summary>
    public sealed record Tell(DialogStep.Say Step) : DialogTask;

    /// <summary>Asks for a slot, or for one attribute of a product.</summary>
    public sealed record Question(DialogSlot Slot, ProductAttribute? Attribute) : DialogTask
    {
        /// <summary>Of the answer: the slot's, or <c>product.sole</c>.</summary>
        public string Name => Attribute is null ? Slot.Id : DialogView.SlotOf(Slot, Attribute);
    }
}
