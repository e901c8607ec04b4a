using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace FaqBot.Engine;

/// <summary>What may stand in <c>dialogs/*.yaml</c>.</summary>
internal static class DialogKeys
{
    /// <summary>What a dialog's texts can name beside what all can: answers by slot, dates by rule of law, the product's description
    /// in an attribute's question, the case in what is said at its end.</summary>
    public static readonly TemplateDialect Dialect = TemplateDialect.Standard.WithRoots(["answers", "dates", "case", "product"]);

    /// <summary>Names under <c>product</c>.</summary>
    public static readonly ImmutableArray<string> ProductNames = ["name", "excluded"];

    /// <summary>Names under <c>case</c>, in what an outcome says that files one.</summary>
    public static readonly ImmutableArray<string> CaseNames = ["number", "deadline", "contact", "joined", "received", "window", "due"];

    public static readonly ImmutableDictionary<string, SlotType> Types = new Dictionary<string, SlotType>(StringComparer.Ordinal)
    {
        ["text"] = SlotType.Text,
        ["yes_no"] = SlotType.YesNo,
        ["choice"] = SlotType.Choice,
        ["number"] = SlotType.Number,
        ["money"] = SlotType.Money,
        ["date"] = SlotType.Date,
        ["email"] = SlotType.Email,
        ["phone"] = SlotType.Phone,
        ["contact"] = SlotType.Contact,
        ["order_number"] = SlotType.OrderNumber,
        ["product"] = SlotType.Product,
        ["products"] = SlotType.Products,
        ["call_time"] = SlotType.CallTime,
        ["attributes"] = SlotType.Attributes,
        ["attachment"] = SlotType.Attachment,
        ["size"] = SlotType.Size,
        ["color"] = SlotType.Color,
    }.ToImmutableDictionary(StringComparer.Ordinal);

    /// <summary>Types of the slots that can play a role.</summary>
    public static readonly ImmutableDictionary<string, ImmutableArray<SlotType>> TypesByRole =
        new Dictionary<string, ImmutableArray<SlotType>>(StringComparer.Ordinal)
        {
            [DialogRoles.Order] = [SlotType.OrderNumber, SlotType.Number, SlotType.Text],
            [DialogRoles.Product] = [SlotType.Product, SlotType.Products],
            [DialogRoles.Problem] = [SlotType.Choice],
            [DialogRoles.Remedy] = [SlotType.Choice],
            [DialogRoles.Contact] = [SlotType.Contact, SlotType.Email, SlotType.Phone],
            [DialogRoles.Name] = [SlotType.Text],
            [DialogRoles.CallTime] = [SlotType.CallTime],
            [DialogRoles.Matter] = [SlotType.Text],
            [DialogRoles.Score] = [SlotType.Number],
            [DialogRoles.Comment] = [SlotType.Text],
            [DialogRoles.Received] = [SlotType.Date],
            [DialogRoles.Contract] = [SlotType.Date],
        }.ToImmutableDictionary(StringComparer.Ordinal);

    public static readonly ImmutableDictionary<string, CaseKind> Kinds = new Dictionary<string, CaseKind>(StringComparer.Ordinal)
    {
        ["complaint"] = CaseKind.Complaint,
        ["withdrawal"] = CaseKind.Withdrawal,
        ["callback"] = CaseKind.Callback,
        ["question"] = CaseKind.Question,
    }.ToImmutableDictionary(StringComparer.Ordinal);

    public static readonly ImmutableDictionary<string, DialogDeed> Deeds = new Dictionary<string, DialogDeed>(StringComparer.Ordinal)
    {
        ["look_up_order"] = DialogDeed.LookUpOrder,
        ["keep_survey"] = DialogDeed.KeepSurvey,
    }.ToImmutableDictionary(StringComparer.Ordinal);

    /// <summary>The roles without which a deed cannot be done.</summary>
    public static IEnumerable<string> RolesOf(DialogDeed deed) => deed switch
    {
        DialogDeed.LookUpOrder => [DialogRoles.Order, DialogRoles.Contact],
        DialogDeed.KeepSurvey => [DialogRoles.Score],
        _ => [],
    };

    /// <summary>Rules of law whose terms are the customer's, or no terms for an act: no case is answered by them.</summary>
    public static readonly ImmutableArray<string> RulesOfCustomers = [DialogNames.Withdrawal, DialogNames.Liability, "send-back"];

    private static readonly Shape<ImmutableDictionary<string, TemplateText>> Texts = Shapes.Templates(Dialect);

    private static readonly Shape<ImmutableDictionary<string, ImmutableArray<YamlScalar>>> WordLists =
        Shapes.TextLists(KnowledgeLimits.ListItemsMax, KnowledgeLimits.LabelLengthMax);

    /// <summary>Read by <see cref="DialogConditions"/>.</summary>
    private static readonly Shape<YamlNode?> Condition =
        new((node, _) => node is null or { IsAbsent: true } ? null : node, () => new JsonObject { ["type"] = "object" });

    public static readonly Key<YamlNode?> When = new(
        "when",
        "Only if this holds: a value, or a list of values, by slot; `known` and `unknown` are values too; `not`, `any` and `all` combine.",
        Condition);

    public static readonly Key<ImmutableDictionary<string, TemplateText>> Title =
        new("title", "What it is called in the middle of a sentence, by language.", Texts) { IsNeeded = true };

    public static readonly Key<ImmutableDictionary<string, TemplateText>> Opening =
        new("opening", "Said first, before anything is asked.", Texts);

    public static readonly Key<string?> Topic =
        new("topic", "As an entry's topic: the team that has it among its topics takes the case.", Shapes.Formed(Forms.Id));

    public static readonly Key<bool?> TakesFaults = new(
        "takes_faults",
        "`true`: a message begins it that no entry knows, but that names a product and says what is wrong with it.",
        Shapes.Flag);

    public static readonly Key<ImmutableDictionary<string, ImmutableArray<YamlScalar>>> Begins = new(
        "begins",
        "Words with which a message begins it whatever else it says, by language, unless they are denied or it asks something.",
        WordLists);

    public static readonly Key<string?> Type =
        new("type", "What the slot takes.", Shapes.Choice([.. Types.Keys.Order(StringComparer.Ordinal)])) { IsNeeded = true };

    public static readonly Key<ImmutableDictionary<string, TemplateText>> Label =
        new("label", "What it is called in the summary and in the case.", Texts) { IsNeeded = true };

    public static readonly Key<ImmutableDictionary<string, TemplateText>> Ask = new("ask", "The question, by language.", Texts);

    public static readonly Key<ImmutableDictionary<string, TemplateText>> Explain =
        new("explain", "The second try: the same with an example.", Texts);

    public static readonly Key<ImmutableDictionary<string, TemplateText>> Rest = new(
        "rest", "Of attributes: whether all else is well, asked once the customer has named what is not.", Texts);

    public static readonly Key<ImmutableDictionary<string, ImmutableArray<YamlScalar>>> Words =
        new("words", "By which it is known in a sentence, by language; any form of each word, all words of a phrase.", WordLists);

    public static readonly Key<YamlNode?> ImpliedBy = new(
        "implied_by", "Other answers that come to this choice, so that it is not asked for; as `when`.", Condition);

    public static readonly Key<bool?> OnWrong = new(
        "on_wrong",
        "`true`: it is meant where words of `wrong` (dialogs/commands.yaml) stand, and name no other choice; `false`: it is not, there.",
        Shapes.Flag);

    public static readonly Shape<Section?> Choice = Shapes.Section(Label, Words, When, ImpliedBy, OnWrong);

    public static readonly Key<ImmutableArray<YamlPair>> Choices = new(
        "choices",
        "What it may be, by id, in the order of the buttons.",
        Shapes.Map(Forms.Name with { What = "the id of a choice" }, Choice));

    public static readonly Key<bool?> OffersUnknown = new("unknown", "`true`: \"I do not know\" is a button.", Shapes.Flag);

    public static readonly Key<ImmutableDictionary<string, TemplateText>> Skip =
        new("skip", "The label of a button that leaves it out.", Texts);

    public static readonly Key<string?> Day =
        new("day", "Of a date: only days that are past, or only days to come.", Shapes.Choice("past", "future"));

    public static readonly Key<YamlScalar?> NotBefore =
        new("not_before", "Of a date: the slot whose day comes before it.", Shapes.Scalar());

    public static readonly Key<bool?> Approximate =
        new("approximate", "Of a date: `true` if a week, or for how long, is exact enough.", Shapes.Flag);

    public static readonly Key<ImmutableDictionary<string, ImmutableArray<YamlScalar>>> Cues =
        new("cues", "Words beside which a value in a sentence is meant for this slot, by language.", WordLists);

    public static readonly Key<int?> Min = new("min", "Of a number: the least.", Shapes.Whole(-1_000_000_000, 1_000_000_000));

    public static readonly Key<int?> Max = new("max", "Of a number: the most.", Shapes.Whole(-1_000_000_000, 1_000_000_000));

    public static readonly Key<bool?> FromStory =
        new("from_story", "Of a text: `true` if what the customer told of their own accord answers it.", Shapes.Flag);

    public static readonly Key<YamlNode?> Shown = new("shown", "In the summary and in the case only if this holds; as `when`.", Condition);

    public static readonly Key<YamlScalar?> Of = new("of", "Of attributes: the slot of the product.", Shapes.Scalar());

    public static readonly Shape<Section?> Slot = Shapes.Section(
        Type, Label, Ask, Explain, Rest, Choices, OffersUnknown, Skip, Day, NotBefore, Approximate, Cues, Min, Max, Of,
        FromStory, Shown);

    public static readonly Key<ImmutableArray<YamlPair>> Slots =
        new("slots", "What is filled, by name.", Shapes.Map(Forms.Name with { What = "the name of a slot" }, Slot)) { IsNeeded = true };

    public static readonly Key<YamlScalar?> AskStep = new("ask", "Fills a slot; or else `say`.", Shapes.Scalar());

    public static readonly Key<ImmutableDictionary<string, TemplateText>> SayStep =
        new("say", "Says something once; or else `ask`.", Texts);

    public static readonly Key<ImmutableArray<Section>> Steps = new(
        "steps",
        "In order: the next one is always the first that applies and is not done.",
        Shapes.List(Shapes.Section(AskStep, SayStep, When)))
    { IsNeeded = true };

    public static readonly Key<string?> FiledKind = new(
        "case", "The kind of case that is filed after a yes to the whole; nothing is filed without it.",
        Shapes.Choice([.. Kinds.Keys.Order(StringComparer.Ordinal)]));

    public static readonly Key<YamlScalar?> Rule = new(
        "rule", "The rule of the country's law that sets the date of the case, e.g. `complaint-reply`.", Shapes.FormedScalar(Forms.Id));

    public static readonly Key<ImmutableDictionary<string, TemplateText>> Say =
        new("say", "Said when it is done.", Texts) { IsNeeded = true };

    public static readonly Key<YamlScalar?> NextDialog = new(
        "dialog", "Another dialog that goes on from here, with the answers of slots of the same name.", Shapes.FormedScalar(Forms.Id));

    public static readonly Key<bool?> OffersPerson =
        new("person", "`true`: a button below it that asks for a person.", Shapes.Flag);

    public static readonly Key<string?> Does = new(
        "does",
        "What is done without a case: `look_up_order` asks the shop's order source (roles `order` and `contact`), `keep_survey` keeps what "
        + "the customer thinks (roles `score` and `comment`).",
        Shapes.Choice([.. Deeds.Keys.Order(StringComparer.Ordinal)]));

    public static readonly Key<ImmutableArray<Section>> Outcomes = new(
        "outcomes", "What becomes of it: the first that holds. The last one stands without `when`.",
        Shapes.List(Shapes.Section(When, FiledKind, Rule, NextDialog, Does, OffersPerson, Say)))
    { IsNeeded = true };

    public static readonly Key<string?> MarkName =
        new("mark", "A word for the people who read the case.", Shapes.Formed(Forms.Name with { What = "a mark" })) { IsNeeded = true };

    public static readonly Key<ImmutableArray<Section>> Marks =
        new("marks", "What a person must see.", Shapes.List(Shapes.Section(MarkName, When)));

    public static readonly Key<string?> ProposedOutcome = new(
        "outcome", "E.g. `replacement`.", Shapes.Formed(Forms.Name with { What = "the name of an outcome" }))
    { IsNeeded = true };

    public static readonly Key<ImmutableArray<Section>> Proposals = new(
        "proposals",
        "What the shop may do first, for the agent to decide: the first that holds.",
        Shapes.List(Shapes.Section(ProposedOutcome, When)));

    public static readonly Key<ImmutableArray<YamlPair>> Roles = new(
        "roles", "Which slot says what a case knows by itself: `order`, `product`, `problem`, `remedy`, `contact`, `name`, `received`, "
        + "`contract`, `call_time`, `matter`, `score`, `comment`.",
        Shapes.Map(null, Shapes.Scalar()));

    public static readonly Key<ImmutableDictionary<string, TemplateText>> Declaration = new(
        "statement",
        "What the customer declares by filing it: shown in full after the summary, and filed only once it is confirmed.",
        Texts);

    public static readonly Key<ImmutableDictionary<string, TemplateText>> SubmitLabel =
        new("submit", "The label of the button below the summary.", Texts);

    public static readonly Key<ImmutableDictionary<string, TemplateText>> ConfirmLabel =
        new("confirm", "The label of the button below the statement.", Texts);

    /// <summary>The whole file.</summary>
    public static readonly Shape<Section?> File =
        Shapes.Section(
        Title, Topic, TakesFaults, Begins, Opening, Slots, Steps, Declaration, SubmitLabel, ConfirmLabel, Outcomes, Marks, Proposals,
        Roles);
}
