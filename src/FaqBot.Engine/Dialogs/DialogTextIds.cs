using System.Collections.Immutable;

namespace FaqBot.Engine;

/// <summary>The ids of what every dialog says, whatever its file says; <c>docs/reference.md</c> says what each is for.</summary>
public static class DialogTextIds
{
#pragma warning disable CS1591 // Purposes says what each is for: the schema shows it to authors, and it is said once.
    public const string Yes = "dialog_yes";
    public const string No = "dialog_no";
    public const string Unknown = "dialog_unknown";
    public const string Skip = "dialog_skip";
    public const string NotListed = "dialog_not_listed";
    public const string Noted = "dialog_noted";
    public const string Changed = "dialog_changed";
    public const string Summary = "dialog_summary";
    public const string SummaryAsk = "dialog_summary_ask";
    public const string Submit = "dialog_submit";
    public const string Change = "dialog_change";
    public const string ChangeAsk = "dialog_change_ask";
    public const string GiveUp = "dialog_give_up";
    public const string CancelAsk = "dialog_cancel_ask";
    public const string CancelYes = "dialog_cancel_yes";
    public const string CancelNo = "dialog_cancel_no";
    public const string Cancelled = "dialog_cancelled";
    public const string GoOn = "dialog_go_on";
    public const string FirstQuestion = "dialog_first_question";
    public const string StartedOver = "dialog_started_over";
    public const string ThirdTry = "dialog_third_try";
    public const string Unclear = "dialog_unclear";
    public const string Rests = "dialog_rests";
    public const string FileKept = "dialog_file_kept";
    public const string FilesFull = "dialog_files_full";
    public const string Resumed = "dialog_resumed";
    public const string Withdrawn = "dialog_withdrawn";
    public const string Running = "dialog_running";
    public const string DayMissing = "dialog_day_missing";
    public const string DayFuture = "dialog_day_future";
    public const string DayPast = "dialog_day_past";
    public const string DayBefore = "dialog_day_before";
    public const string EmailIncomplete = "dialog_email_incomplete";
    public const string EmailSeveral = "dialog_email_several";
    public const string EmailOfMachine = "dialog_email_of_machine";
    public const string NumberOutside = "dialog_number_outside";
    public const string ExplainText = "dialog_explain_text";
    public const string ExplainYesNo = "dialog_explain_yes_no";
    public const string ExplainChoice = "dialog_explain_choice";
    public const string ExplainNumber = "dialog_explain_number";
    public const string ExplainMoney = "dialog_explain_money";
    public const string ExplainDate = "dialog_explain_date";
    public const string ExplainEmail = "dialog_explain_email";
    public const string ExplainPhone = "dialog_explain_phone";
    public const string ExplainContact = "dialog_explain_contact";
    public const string ExplainOrderNumber = "dialog_explain_order_number";
    public const string ExplainProduct = "dialog_explain_product";
    public const string ExplainAttachment = "dialog_explain_attachment";
    public const string ExplainProducts = "dialog_explain_products";
    public const string ExplainCallTime = "dialog_explain_call_time";
    public const string CallTimeClosed = "dialog_call_time_closed";
    public const string FormBoth = "dialog_form_both";
    public const string FormLong = "dialog_form_long";
    public const string FormOrderNumber = "dialog_form_order_number";
    public const string FormDate = "dialog_form_date";
    public const string CallDayClosed = "dialog_call_day_closed";
    public const string StatementAsk = "dialog_statement_ask";
    public const string ExplainSize = "dialog_explain_size";
    public const string ExplainColor = "dialog_explain_color";
    public const string ReceiptTitle = "receipt_title";
    public const string ReceiptShop = "receipt_shop";
    public const string ReceiptNumber = "receipt_number";
    public const string ReceiptKind = "receipt_kind";
    public const string ReceiptReceived = "receipt_received";
    public const string ReceiptDeadline = "receipt_deadline";
    public const string ReceiptFiles = "receipt_files";
    public const string ReceiptRefund = "receipt_refund";
    public const string ReceiptSendBack = "receipt_send_back";
    public const string ReceiptStatement = "receipt_statement";
    public const string ReceiptDue = "receipt_due";
#pragma warning restore CS1591

    private static readonly ImmutableArray<string> OfDialog = ["dialog"];
    private static readonly ImmutableArray<string> OfNoted = ["noted"];
    private static readonly ImmutableArray<string> OfClosed = ["closed"];
    private static readonly ImmutableArray<string> OfCase = ["case"];
    private static readonly ImmutableArray<string> OfMax = ["max"];

    internal static ImmutableArray<TextPurpose> Purposes { get; } =
    [
        new(Yes, "Button under a question for yes or no."),
        new(No, "Button under a question for yes or no."),
        new(Unknown, "Button, and answer in the summary: the customer does not know."),
        new(Skip, "In the summary: left out."),
        new(NotListed, "Button under the products, and answer in the summary: it is none of them."),
        new(Noted, "What was understood beside the answer (`noted`).") { Roots = OfNoted },
        new(Changed, "What was corrected (`noted`).") { Roots = OfNoted },
        new(Summary, "Above all answers, before they are filed."),
        new(SummaryAsk, "Below them: what becomes of the data, and whether to file it."),
        new(Submit, "Button: files it."),
        new(Change, "Button: changes an answer."),
        new(ChangeAsk, "Which answer is to be changed?"),
        new(GiveUp, "Button: gives it up."),
        new(CancelAsk, "Whether it is really to be given up: nothing of it is sent then."),
        new(CancelYes, "Button: gives it up."),
        new(CancelNo, "Button: goes on."),
        new(Cancelled, "It was given up; nothing was filed."),
        new(GoOn, "Button: back to the open question."),
        new(FirstQuestion, "There is no question before this one."),
        new(StartedOver, "The dialog begins anew."),
        new(ThirdTry, "Before the third try of a question: choices, or a person."),
        new(Unclear, "After the third: kept in the customer's words, for a person."),
        new(Rests, "The summary was not answered three times: nothing is filed; a person, or the button."),
        new(FileKept, "A file came that goes with the case."),
        new(FilesFull, "A file came, but the case has as many as it takes; it stays with the conversation."),
        new(Resumed, "Going on after a pause (`dialog` is its title).") { Roots = OfDialog },
        new(Withdrawn, "What the dialog began with is gone: it ends, and can be begun anew with its answers."),
        new(Running, "Another dialog is wanted while this one runs (`dialog`).") { Roots = OfDialog },
        new(DayMissing, "A day that the calendar does not have."),
        new(DayFuture, "A day that is still to come, where it must be past."),
        new(DayPast, "A day that is past, where it must be to come."),
        new(DayBefore, "A day before the one that must come first."),
        new(EmailIncomplete, "An address that is not whole, or cannot be read to its ends."),
        new(EmailSeveral, "More than one address where one is asked for."),
        new(EmailOfMachine, "An address at the number of a machine, in brackets: nothing is sent there."),
        new(NumberOutside, "A number that is too small or too large."),
        new(ExplainText, "Second try for words of the customer's own."),
        new(ExplainYesNo, "Second try for yes or no."),
        new(ExplainChoice, "Second try for a choice."),
        new(ExplainNumber, "Second try for a number."),
        new(ExplainMoney, "Second try for an amount."),
        new(ExplainDate, "Second try for a day."),
        new(ExplainEmail, "Second try for an e-mail address."),
        new(ExplainPhone, "Second try for a telephone number."),
        new(ExplainContact, "Second try for either."),
        new(ExplainOrderNumber, "Second try for the number of an order."),
        new(ExplainProduct, "Second try for a product."),
        new(ExplainAttachment, "Second try for a photo or a film."),
        new(ExplainProducts, "Second try for several products."),
        new(ExplainCallTime, "Second try for a time to be called in."),
        new(CallTimeClosed, "A time in which nobody can call."),
        new(FormBoth, "Beside a field of a form: something was typed, and something else ticked."),
        new(FormLong, "Beside a field of a form: more was typed than it takes (`max` characters).") { Roots = OfMax },
        new(FormOrderNumber, "Beside a field of a form: no number of an order can be seen in what was typed."),
        new(FormDate, "Beside a field of a form: no day can be seen in what was typed."),
        new(CallDayClosed, "A day on which nobody calls (`closed`: the day, and the holiday that it is).") { Roots = OfClosed },
        new(StatementAsk, "Below what the customer declares: whether to file it."),
        new(ExplainSize, "Second try for a size."),
        new(ExplainColor, "Second try for a colour."),
        new(ReceiptTitle, "Title of what the customer can keep (`case`).") { Roots = OfCase },
        new(ReceiptShop, "Label of the shop."),
        new(ReceiptNumber, "Label of the case's number."),
        new(ReceiptKind, "Label of what it is about."),
        new(ReceiptReceived, "Label of the time of receipt."),
        new(ReceiptDeadline, "Label of the day by which the shop answers."),
        new(ReceiptFiles, "Label of the files that came with it."),
        new(ReceiptRefund, "Label of the day by which the shop pays back."),
        new(ReceiptSendBack, "Label of the day by which the customer sends the goods back."),
        new(ReceiptStatement, "Label of what the customer declared."),
        new(ReceiptDue, "Label of the time by which the customer is called."),
    ];
}
