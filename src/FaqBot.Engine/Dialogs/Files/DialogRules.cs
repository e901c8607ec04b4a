namespace FaqBot.Engine;

/// <summary>The findings of dialogs: KB210-KB239.</summary>
public static class DialogRules
{
    private static readonly List<DiagnosticRule> Registered = [];

    /// <summary>A dialog names a slot that it does not have.</summary>
    public static readonly DiagnosticRule SlotUnknown = Error("KB210", "A dialog names a slot that it does not have.",
        "Correct the name, or add the slot under `slots`.");

    /// <summary>A condition asks for a value that the slot never has.</summary>
    public static readonly DiagnosticRule ValueUnknown = Error("KB211", "A condition asks for a value that the slot never has.",
        "Write one of the slot's choices, `known` or `unknown`.");

    /// <summary>Something of a dialog can never be reached.</summary>
    public static readonly DiagnosticRule Unreachable = Error("KB212", "A step, an outcome, a mark or a proposal can never be reached.",
        "Remove it, or change its `when`.");

    /// <summary>Two questions wait for each other.</summary>
    public static readonly DiagnosticRule Cycle = Error("KB213", "Two questions wait for each other, so that neither is asked.",
        "Take one out of the other's `when`.");

    /// <summary>A dialog may end in nothing.</summary>
    public static readonly DiagnosticRule NoExit = Error("KB214", "Some answers lead to no outcome.",
        "Let the last outcome stand without `when`.");

    /// <summary>A text of a dialog is missing in a language of the shop.</summary>
    public static readonly DiagnosticRule TextMissing = Warning("KB215", "A text of a dialog is missing in a language of the shop.",
        "Write it in that language; until then it is said in the shop's first.");

    /// <summary>A text of a dialog is long.</summary>
    public static readonly DiagnosticRule LongText = Warning("KB216", "A text of a dialog is long.",
        "Say it in fewer words: people read chats on phones.");

    /// <summary>A slot is never filled.</summary>
    public static readonly DiagnosticRule SlotUnused = Warning("KB217", "A slot is never filled.",
        "Add a step `ask`, give it `cues`, or remove it.");

    /// <summary>A key does not go with the type of its slot.</summary>
    public static readonly DiagnosticRule KeyForOtherType = Error("KB218", "A key does not go with the type of its slot.",
        "Remove the key, or change the type.");

    /// <summary>A slot lacks what its type needs.</summary>
    public static readonly DiagnosticRule SlotIncomplete = Error("KB219", "A slot lacks what its type needs.",
        "Add the key.");

    /// <summary>A step does nothing, or two things.</summary>
    public static readonly DiagnosticRule BadStep = Error("KB220", "A step does nothing, or two things.",
        "Write `ask` with the name of a slot, or `say` with a text, one of the two.");

    /// <summary>A condition cannot be read.</summary>
    public static readonly DiagnosticRule BadCondition = Error("KB221", "A condition cannot be read.",
        "Write names with values, e.g. `{ problem: [defect, different], product: known }`.");

    /// <summary>A rule of law is in no country's file.</summary>
    public static readonly DiagnosticRule LawRuleUnknown = Error("KB222", "A rule of law that a dialog names is in no country's file.",
        "Correct the id, or leave `rule` out: the case then has no date.");

    /// <summary>A slot is filled in two steps.</summary>
    public static readonly DiagnosticRule AskedTwice = Error("KB223", "A slot is filled in two steps.",
        "Put both conditions under `any` of one step.");

    /// <summary>Something begins a dialog with an answer that it cannot take.</summary>
    public static readonly DiagnosticRule WithUnknown = Error("KB224", "An entry begins a dialog with an answer that it cannot take.",
        "Name one of the dialog's slots, and a value that its type takes.");

    /// <summary>A dialog has too many slots or steps.</summary>
    public static readonly DiagnosticRule DialogTooLarge = Error("KB225", "A dialog has too many slots or steps.",
        "Divide it in two.");

    /// <summary>A slot is named that cannot stand there.</summary>
    public static readonly DiagnosticRule SlotUnfit = Error("KB226", "A slot is named where another type of slot belongs.",
        "Name another slot, or remove the key.");

    /// <summary>A rule of law sets no term in which the shop answers.</summary>
    public static readonly DiagnosticRule LawRuleNotOfShop =
        Error("KB227", "The rule of an outcome sets no term in which the shop must answer.",
        "Name a term of the shop, such as `complaint-reply` or `refund`, or leave `rule` out.");

    /// <summary>The law of the shop's country lacks a rule.</summary>
    public static readonly DiagnosticRule LawRuleNotHere =
        Warning("KB228", "The law of the shop's country has no such rule as a dialog names.",
        "Correct the id, or add the rule to the country's file; until then the case has no date.");

    /// <summary>A case does not know what a slot asks for.</summary>
    public static readonly DiagnosticRule RoleMissing = Warning("KB229", "A dialog asks what its case will not know.",
        "Add the slot to `roles`.");

    /// <summary>A choice is called what every slot's value may be.</summary>
    public static readonly DiagnosticRule ChoiceReserved = Error("KB230", "A choice is called what every slot's value may be.",
        "Choose another id: `known` and `unknown` mean an answer, and that the customer does not know.");

    /// <summary>The dialog of the page for withdrawals may end without a case.</summary>
    public static readonly DiagnosticRule WithdrawalNotFiled =
        Error("KB231", "An outcome of the dialog that `/withdraw/{shop}` runs files no case.",
            "Add `case: withdrawal` to the outcome: what a customer confirms on that page must be filed.");

    /// <summary>An outcome goes on in a dialog that does not exist.</summary>
    public static readonly DiagnosticRule NextUnknown = Error("KB232", "An outcome goes on in a dialog that does not exist.",
        "Correct the name after `dialog`, or add the dialog.");

    /// <summary>Dialogs go on in each other in a round.</summary>
    public static readonly DiagnosticRule NextRound = Error("KB233", "Dialogs go on in each other in a round, which might never end.",
        "Take `dialog` out of one of the outcomes.");

    /// <summary>An outcome does two things, or cannot do what it says.</summary>
    public static readonly DiagnosticRule BadOutcome = Error("KB234", "An outcome cannot do what it says.",
        "An outcome with `case` files it and does nothing else; `does` needs its roles, and `rule` needs `case`.");

    /// <summary>All of them, by id.</summary>
    public static IReadOnlyList<DiagnosticRule> All => Registered;

    private static DiagnosticRule Error(string id, string title, string remedy) => Register(new(id, Severity.Error, title, remedy));

    private static DiagnosticRule Warning(string id, string title, string remedy) => Register(new(id, Severity.Warning, title, remedy));

    private static DiagnosticRule Register(DiagnosticRule rule)
    {
        Registered.Add(rule);
        return rule;
    }
}
