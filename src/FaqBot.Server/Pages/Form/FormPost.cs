using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using FaqBot.Engine;
using FaqBot.Language;
using NodaTime;

namespace FaqBot.Server;

/// <summary>What a customer without JavaScript has sent.</summary>
/// <param name="Question">Trimmed, without control characters but line breaks; may be empty.</param>
/// <param name="Contact">One line; null for none.</param>
/// <param name="Resume">Of the conversation that it goes on with; null for a new one.</param>
/// <param name="Told">The contact that the customer was told cannot be read; null for none.</param>
/// <param name="Once">The number of this form, so that one that is sent twice is one message.</param>
internal sealed record FormPost(string Question, string? Contact, string? Resume, string? Told, string Once)
{
    public const string QuestionField = "question";
    public const string ContactField = "contact";
    public const string ToldField = "told";
    public const string ResumeField = "resume";
    public const string OnceField = "once";

    private const int OnceBytes = 16;
    private const int OnceCharsMin = 22;

    /// <summary>For a form that is shown: nobody guesses it.</summary>
    public static string NewOnce() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(OnceBytes));

    public static FormPost Of(PageForm form)
    {
        var resume = form[ResumeField];
        var once = form[OnceField];
        return new FormPost(
            FormText.Lines(form[QuestionField]),
            ContactOf(form[ContactField]),
            resume is { Length: > 0 and <= ResumeTokens.CharsMax } ? resume : null,
            ContactOf(form[ToldField]),
            IsOnce(once) ? once : NewOnce());
    }

    /// <summary>The conversation that this form opens where it opens a new one: the same if it is sent again.</summary>
    public ConversationId Opens() =>
        new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"form {Once}")).AsSpan(0, OnceBytes)));

    /// <summary>Whether the customer is to be told that the contact cannot be read. Once only: who sends it again as it is means it, and
    /// nothing that a customer declares may hang on an address.</summary>
    /// <param name="language">Of the page.</param>
    public bool HasDoubtfulContact(string language) =>
        Contact is not null && !string.Equals(Contact, Told, StringComparison.Ordinal) && !IsReadable(Contact, language);

    /// <summary>An e-mail address or a phone number, perhaps among other words.</summary>
    private static bool IsReadable(string contact, string language) =>
        // The field asks for a phone number, so any grouping of digits will do; neither kind depends on the day.
        Recognizer.Recognize($"tel. {contact}", language, new LocalDateTime(2000, 1, 1, 0, 0), null)
            .Any(static entity => entity.Kind is EntityKind.Email or EntityKind.Phone);

    /// <summary>In one line; null for none.</summary>
    private static string? ContactOf(string typed) =>
        FormText.Line(typed) is { Length: > 0 } contact ? FormText.Cut(contact, Turn.ContactLengthMax) : null;

    /// <summary>Whether it is the number of a form of ours, as far as can be seen.</summary>
    public static bool IsOnce(string text) =>
        text.Length is >= OnceCharsMin and <= ResumeTokens.CharsMax
            && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');
}

/// <summary>Makes what people type fit to be kept: a database takes no NUL, and JSON no half of a surrogate pair; and nobody types what
/// turns the direction of everything behind it.</summary>
internal static class FormText
{
    /// <summary>Line breaks as they are, as one sign.</summary>
    public static string Lines(string typed) => Clean(typed.ReplaceLineEndings("\n"), keptControl: '\n');

    /// <summary>In one line.</summary>
    public static string Line(string typed) => Clean(typed.ReplaceLineEndings(" "), keptControl: ' ');

    /// <summary>The beginning, without half a character.</summary>
    public static string Cut(string text, int charsMax) =>
        text.Length <= charsMax ? text : char.IsHighSurrogate(text[charsMax - 1]) ? text[..(charsMax - 1)] : text[..charsMax];

    private static string Clean(string text, char keptControl)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Turns(rune))
            {
                clean.Append(rune.Value == keptControl || !Rune.IsControl(rune) ? rune : new Rune(' '));
            }
        }
        return clean.ToString().Trim();
    }

    /// <summary>Embeddings, overrides and isolates. Mere marks, which Arabic keyboards have, stay.</summary>
    private static bool Turns(Rune rune) => rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
