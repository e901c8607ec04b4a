using System.Collections.Immutable;

namespace FaqBot.Engine;

/// <summary>The ids of what the chat's window (<c>chat_</c>), its form (<c>form_</c>) and the shop's page (<c>store_</c>) say: texts like
/// those of <see cref="TextIds"/>, from <c>dialogs/interface.yaml</c>. What stands in single braces is filled in by the page.</summary>
public static class InterfaceTextIds
{
    internal static ImmutableArray<TextPurpose> Purposes { get; } =
    [
        new("chat_title", "Title of the chat's window."),
        new("chat_open", "Name of the launcher while the chat is closed."),
        new("chat_close", "Name of the button that closes the chat."),
        new("chat_unread", "Said of the launcher while messages are unread; {count} is how many.") { Placeholders = ["count"] },
        new("chat_teaser", "A first greeting beside the launcher: one short sentence."),
        new("chat_teaser_close", "Name of the button that hides that greeting."),
        new("chat_log", "Name of the list of messages."),
        new("chat_input", "Label of the field that the customer writes in."),
        new("chat_send", "Name of the button that sends."),
        new("chat_attach", "Name of the button that adds a photo or a video."),
        new("chat_suggestions", "Label of the group of quick replies."),
        new("chat_language", "Label of the choice of language."),
        new("chat_actions", "Label of the row with \"talk to a person\" and \"start over\"."),
        new("chat_bot", "Short: a bot answers."),
        new(
            "chat_intro",
            "Before the first message: this is a bot, and when people answer by chat and by phone; at most three short sentences."),
        new("chat_privacy_line", "Before the first message: what becomes of the conversation, in one sentence."),
        new("chat_privacy", "Label of the link to the privacy notice."),
        new("chat_from_bot", "Sender of the bot's messages."),
        new("chat_from_person", "Sender of a person's messages whose name is not known."),
        new("chat_from_you", "Sender of the customer's own messages."),
        new("chat_from_system", "Sender of notices."),
        new("chat_typing", "{sender} is writing.") { Placeholders = ["sender"] },
        new("chat_sending", "A message is on its way."),
        new("chat_waiting", "A message waits, because many were sent at once."),
        new("chat_sent", "A message has arrived."),
        new("chat_failed", "A message was not sent and can be tried again by tapping it."),
        new("chat_refused", "A message was refused; trying again does not help."),
        new("chat_remove", "Name of the button that removes a message which was not sent."),
        new("chat_too_long", "A message is too long; {max} is how many characters it may have.") { Placeholders = ["max"] },
        new("chat_offline", "Banner while there is no connection: what is written is kept and sent later."),
        new("chat_unreachable", "The chat cannot be reached."),
        new("chat_full_page", "Label of the link to the chat on a page of its own, where it cannot be shown on the shop's."),
        new("chat_try_again", "Label of the button that tries again."),
        new("chat_ended", "The conversation has ended."),
        new("chat_signed_out", "The page has been open for so long that the shop must say anew who its customer is: reload it."),
        new("chat_new", "Label of the button that starts a new conversation."),
        new("chat_newest", "Name of the button that jumps to the newest message."),
        new("chat_new_messages", "Divider above messages that were not read yet."),
        new("chat_more", "Label of the button that shows all of a long message."),
        new("chat_less", "Label of the button that folds it again."),
        new("chat_file_refused", "A file is of the wrong kind or too large; {images} and {videos} are megabytes.")
        {
            Placeholders = ["images", "videos"],
        },
        new("chat_file_again", "A file was not sent before the page went away, and has to be chosen again."),
        new("chat_file_remove", "Name of the button that takes the file {name} back before it is sent.") { Placeholders = ["name"] },
        new("chat_uploading", "A file is being sent; {percent} of it is.") { Placeholders = ["percent"] },
        new("chat_shrinking", "A photo is being made smaller."),
        new("chat_photo", "A photo, by its file's {name}.") { Placeholders = ["name"] },
        new("chat_video", "A video, by its file's {name}.") { Placeholders = ["name"] },
        new("chat_file", "Another file, by its {name}.") { Placeholders = ["name"] },
        new("chat_new_tab", "Said of links: opens in a new tab."),
        new("chat_no_script", "The chat needs JavaScript; the form does not."),
        new("form_title", "Heading of the form for pages without JavaScript."),
        new("form_intro", "Above the form: a bot answers, and when people do."),
        new("form_question", "Label of the field for the question."),
        new("form_contact", "Label of the optional field for an e-mail address or a phone number."),
        new(
            "form_contact_unreadable",
            "Above the form where that field holds neither: "
            + "what is expected, that it may stay empty, and that the form may be sent as it is."),
        new("form_send", "Label of the button that sends the form."),
        new("form_again", "Heading of the form below an answer."),
        new("form_your_question", "Above the customer's question."),
        new("form_answer", "Above the bot's answer."),
        new("form_people", "Below the answer: how and when people are reached."),
        new("form_too_many", "Above the form after too many questions at once: this one was not kept, and may be sent again in a moment."),
        new("form_busy", "The same where it was the server that had too much to do."),
        new("store_products", "Heading of the products."),
        new("store_add", "Label of the button that puts a product into the basket."),
        new("store_basket", "Name of the basket."),
        new("store_added", "The product {name} is in the basket.") { Placeholders = ["name"] },
        new("store_contact", "Heading of the contact."),
        new("store_hours", "Heading of the hours."),
        new("store_chat", "Names the chat in the foot: its section, and its hours."),
        new("store_help", "One line that points at the chat."),
        new("store_full_page", "Label of the link to the chat on a page of its own."),
        new("store_all_shops", "Label of the link to the list of shops."),
        new("store_demo", "This is a demonstration: nothing can be bought."),
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Purposes.Select(text => text.Id)];
}
