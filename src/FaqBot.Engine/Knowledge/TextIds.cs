using System.Collections.Immutable;

namespace FaqBot.Engine;

/// <summary>The ids of what the bot says of its own accord; <c>docs/reference.md</c> says what each is for.</summary>
public static class TextIds
{
#pragma warning disable CS1591 // Purposes says what each is for: the schema shows it to authors, and it is said once.
    public const string Greeting = "greeting";
    public const string PersonButton = "person_button";
    public const string StartOverButton = "start_over_button";
    public const string UnknownFirst = "unknown_first";
    public const string UnknownSecond = "unknown_second";
    public const string UnknownLater = "unknown_later";
    public const string MissingFact = "missing_fact";
    public const string DidYouMean = "did_you_mean";
    public const string NoneOfThese = "none_of_these";
    public const string NoneChosen = "none_chosen";
    public const string OfferButton = "offer_button";
    public const string PersonOpen = "person_open";
    public const string PersonClosed = "person_closed";
    public const string PersonDeclined = "person_declined";
    public const string NoWords = "no_words";
    public const string TooLong = "too_long";
    public const string FilesKept = "files_kept";
    public const string MoreFilesKept = "more_files_kept";
    public const string NoFiles = "no_files";
    public const string LanguageSwitched = "language_switched";
    public const string StartedOver = "started_over";
    public const string Apology = "apology";
    public const string DialogUnavailable = "dialog_unavailable";
    public const string ContactKept = "contact_kept";
    public const string CallbackButton = "callback_button";
    public const string OrderFound = "order_found";
    public const string OrderNotFound = "order_not_found";
    public const string OrderUnavailable = "order_unavailable";
    public const string OrderReceived = "order_received";
    public const string OrderPaid = "order_paid";
    public const string OrderPacked = "order_packed";
    public const string OrderSent = "order_sent";
    public const string OrderOutForDelivery = "order_out_for_delivery";
    public const string OrderReadyForPickup = "order_ready_for_pickup";
    public const string OrderDelivered = "order_delivered";
    public const string OrderReturned = "order_returned";
    public const string OrderCancelled = "order_cancelled";
    public const string CaseAsked = "case_asked";
    public const string SurveyAsk = "survey_ask";
    public const string SurveyDone = "survey_done";
    public const string NoticeSubject = "notice_subject";
    public const string NoticeMail = "notice_mail";
    public const string NoticeFiled = "notice_filed";
    public const string NoticeLeftOut = "notice_left_out";
    public const string NoticeSms = "notice_sms";
    public const string NoticeFiledSms = "notice_filed_sms";
    public const string NoticeReceived = "notice_received";
    public const string NoticeInProgress = "notice_in_progress";
    public const string NoticeWaitingCustomer = "notice_waiting_customer";
    public const string NoticeWaitingExpert = "notice_waiting_expert";
    public const string NoticeResolved = "notice_resolved";
    public const string NoticeClosed = "notice_closed";
    public const string NoticeMessage = "notice_message";
    public const string ReminderSubject = "reminder_subject";
    public const string ReminderText = "reminder_text";
    public const string AlarmSubject = "alarm_subject";
    public const string AlarmText = "alarm_text";
    public const string ShopCaseSubject = "shop_case_subject";
    public const string ShopCaseText = "shop_case_text";
    public const string ShopCaseDetails = "shop_case_details";
#pragma warning restore CS1591

    private static readonly ImmutableArray<string> OfCase = ["case"];
    private static readonly ImmutableArray<string> OfNotice = ["case", "notice"];

    internal static ImmutableArray<TextPurpose> Purposes { get; } =
    [
        new(Greeting, "The first message: who speaks (a bot), and when people answer."),
        new(PersonButton, "Label of the button that asks for a person."),
        new(StartOverButton, "Label of the button that starts anew."),
        new(UnknownFirst, "First miss: says so and how to ask."),
        new(UnknownSecond, "Second miss in a row: offers a person outright."),
        new(UnknownLater, "Later misses: short; contact only."),
        new(MissingFact, "The matter is understood, but the shop has not stated the fact."),
        new(DidYouMean, "\"Did you mean\"."),
        new(NoneOfThese, "The button of \"did you mean\" for none of these."),
        new(NoneChosen, "After that button: asks for other words."),
        new(OfferButton, "The button that starts the dialog which an answer offers."),
        new(PersonOpen, "A person is wanted while people answer: contact, and that the wish is noted."),
        new(PersonClosed, "A person is wanted while nobody answers."),
        new(PersonDeclined, "A person was offered and not wanted."),
        new(NoWords, "A message without words (emoji, punctuation)."),
        new(TooLong, "A message that is longer than the bot reads."),
        new(FilesKept, "Nothing but files, which are kept: thanks, and what are they about?"),
        new(MoreFilesKept, "Further files."),
        new(NoFiles, "Nothing but files, which are not here: the message only names them."),
        new(LanguageSwitched, "The customer asked for this language."),
        new(StartedOver, "After \"start over\"."),
        new(Apology, "The bot failed; the message is kept."),
        new(DialogUnavailable, "A dialog that cannot run yet."),
        new(
            ContactKept,
            "A contact came with the message: that it is kept (`contact` is what the customer wrote), and how people are reached.")
        {
            Roots = ["contact"],
        },
        new(CallbackButton, "Label of the button that arranges a call back."),
        new(OrderFound, "How an order stands (`order`: number, state, carrier, parcel, tracking, expected, overdue, updated).")
        {
            Roots = ["order"],
            Parts = ["number", "state", "carrier", "parcel", "tracking", "expected", "overdue", "updated"],
            Says = ["order.state"],
        },
        new(OrderNotFound, "No order has that number and that address: not known, and who helps."),
        new(OrderUnavailable, "Orders cannot be looked up at present: not known, and who helps."),
        new(OrderReceived, "State of an order, inside a sentence: it has come in."),
        new(OrderPaid, "It is paid for."),
        new(OrderPacked, "It is ready to go."),
        new(OrderSent, "It is on its way."),
        new(OrderOutForDelivery, "It comes today."),
        new(OrderReadyForPickup, "It waits to be picked up."),
        new(OrderDelivered, "The customer has it."),
        new(OrderReturned, "It came back to the shop."),
        new(OrderCancelled, "It was cancelled."),
        new(CaseAsked, "Somebody asks for a case by its number (`case.number`): how its news come, and who knows.")
        {
            Roots = OfCase,
            Parts = ["number"],
        },
        new(SurveyAsk, "Above the buttons 1 to 5: what the customer thinks of the help."),
        new(SurveyDone, "One of them pressed again: it was answered before."),
        new(NoticeSubject, "Subject of all mails about one case, by which mail programs keep them together (`case`).")
        {
            Roots = OfCase,
            Parts = CaseNotices.Names,
        },
        new(NoticeMail, "A mail about a case: `notice` is the line that the chat has, `case` has number, name, product, deadline, message.")
        {
            Roots = OfNotice,
            Parts = CaseNotices.Names,
            Says = ["notice"],
        },
        new(NoticeFiled, "A mail about what was just filed: `notice` is what the chat says, `receipt` all that was filed, line by line.")
        {
            Roots = ["case", "notice", "receipt"],
            Parts = CaseNotices.FiledNames,
            Says = ["notice", "receipt"],
        },
        new(NoticeLeftOut, "What the chat says of a receipt and a mail, which has it as a file, does not; word for word."),
        new(NoticeSms, "News of a case for telephones, in a sentence or two (`case`, `notice`).")
        {
            Roots = OfNotice,
            Parts = CaseNotices.Names,
            Says = ["notice"],
        },
        new(NoticeFiledSms, "The same of what was just filed (`case`: number, kind, received, deadline; joined where it was added to it).")
        {
            Roots = OfCase,
            Parts = CaseNotices.FiledNames,
            Says = ["case.number"],
        },
        OfNews(NoticeReceived, "A case is back where it began (`case`); in the chat and in mails, as the following."),
        OfNews(NoticeInProgress, "Somebody has taken up a case (`case`)."),
        OfNews(NoticeWaitingCustomer, "A case waits for the customer (`case`)."),
        OfNews(NoticeWaitingExpert, "A case waits for an expert (`case`)."),
        OfNews(NoticeResolved, "A case is decided (`case`)."),
        OfNews(NoticeClosed, "A case is closed (`case`)."),
        OfNews(NoticeMessage, "The shop says something about a case (`case`)."),
        new(ReminderSubject, "To the shop: subject of a reminder (`case`: number, kind, product, deadline, days, due).")
        {
            Roots = OfCase,
            Parts = CaseReminder.Names,
        },
        new(ReminderText, "To the shop: a date is near (`case`, as above).")
        {
            Roots = OfCase,
            Parts = CaseReminder.Names,
            Says = ["case.number"],
        },
        new(AlarmSubject, "To the shop: subject of an alarm (`case`, as above).") { Roots = OfCase, Parts = CaseReminder.Names },
        new(AlarmText, "To the shop: a date is today, or past; or a call is late, and `case.due` says since when (`case`, as above).")
        {
            Roots = OfCase,
            Parts = CaseReminder.Names,
            Says = ["case.number"],
        },
        new(ShopCaseSubject, "To the shop: subject of a mail about what a customer filed, or added (`case`, as below).")
        {
            Roots = OfCase,
            Parts = CaseDetails.Names,
        },
        new(ShopCaseText, "To the shop: what a customer filed, or added where `case.joined` (`case`, as below); details follow.")
        {
            Roots = OfCase,
            Parts = CaseDetails.Names,
        },
        new(
            ShopCaseDetails,
            "To the shop, in that mail, in reminders and alarms: who it is and what they said (`case`: number, kind, joined, name, "
            + "contact, order, product, deadline, promised, due, marks, statement, answers); reminders have no dates here.")
        {
            Roots = OfCase,
            Parts = CaseDetails.Names,
        },
        .. DialogTextIds.Purposes,
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Purposes.Select(text => text.Id)];

    /// <summary>In the chat and in mails: what the shop writes to the customer stands nowhere else.</summary>
    private static TextPurpose OfNews(string id, string purpose) =>
        new(id, purpose) { Roots = OfCase, Parts = CaseNotices.Names, Says = ["case.message"] };
}
