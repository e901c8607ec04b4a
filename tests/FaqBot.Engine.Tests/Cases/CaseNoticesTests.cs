using System.Text;
using System.Text.RegularExpressions;
using FaqBot.Testing;
using NodaTime;

namespace FaqBot.Engine.Tests;

/// <summary>What customers and shops are told of cases.</summary>
public sealed class CaseNoticesTests
{
    private static readonly string[] Withdrawal =
    [
        "odstępuję od umowy", "całe zamówienie", "345678", "wczoraj", "nie", "prywatnie", "Jan Kot", "jan@poczta.example", "tak", "tak",
    ];

    private static readonly Instant Night = Instant.FromUtc(2026, 11, 23, 22, 0);

    [Fact]
    public void A_new_status_is_told_in_the_chat_and_by_mail_in_the_language_of_the_case()
    {
        var outcome = Told(News() with { Language = "en", Status = CaseStatus.InProgress, Message = "Please send it." });

        Assert.Equal("Sprawą GR-26-7K3QX-4 zajmuje się już człowiek. Please send it.", Assert.Single(outcome.Replies).Text);
        var notice = Assert.Single(outcome.Effects.OfType<Effect.Notify>()).Notice;
        Assert.Equal(
            (CaseEvent.Status, 2L, "Case GR-26-7K3QX-4 – Sklep Górski", "en"),
            (notice.Event, notice.Version, notice.Subject, notice.Language));
        Assert.Contains("A person is now working on case GR-26-7K3QX-4. Please send it.", notice.Text, StringComparison.Ordinal);
        Assert.StartsWith("Sklep Górski: A person", notice.Brief, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_name_that_a_text_may_have_of_a_case_says_something()
    {
        var shop = KnowledgeFiles.Minimal
            .With(
                KnowledgeFiles.Shop,
                $"name: a\nlanguages: [en]\ncountry: PL\ntexts:\n  notice_resolved: {{ en: \"{All(CaseNotices.Names)}\" }}\n"
                + $"  alarm_text: {{ en: \"{All(CaseReminder.Names)}\" }}\n")
            .CompiledShop();
        var news = News() with
        {
            Status = CaseStatus.Resolved,
            Message = "x",
            Promised = new LocalDate(2026, 12, 7),
            Product = "Boots",
            Contact = News().Contact with { Name = "Jan" },
        };
        var due = new DueCase("GR-26-7K3QX-4", CaseKind.Callback, "GR-42-RED", new LocalDate(2026, 11, 23), TryDialogs.Monday);

        var line = new CaseNotices(shop, TemplateRoots.For(shop, "en", TryDialogs.Monday), TryDialogs.Monday).LineOf(news);

        Assert.DoesNotContain("[]", line?.Text ?? "[]", StringComparison.Ordinal);
        Assert.DoesNotContain("[]", CaseReminder.Of(shop, due, TryDialogs.Monday).Text, StringComparison.Ordinal);

        static string All(IEnumerable<string> names) => string.Join(" ", names.Select(name => $"[{{{{ case.{name} }}}}]"));
    }

    [Fact]
    public void A_message_alone_is_told_as_well_and_a_decision_without_either_is_not()
    {
        var message = Told(News() with { Message = "Proszę o zdjęcie." });
        var silent = Told(News());

        Assert.Equal("Wiadomość w sprawie GR-26-7K3QX-4: Proszę o zdjęcie.", Assert.Single(message.Replies).Text);
        Assert.Equal(CaseEvent.Message, Assert.Single(message.Effects.OfType<Effect.Notify>()).Notice.Event);
        Assert.Empty(silent.Replies);
        Assert.Empty(silent.Effects);
    }

    [Theory]
    [InlineData(ContactKind.Chat)]
    [InlineData(ContactKind.None)]
    public void Who_left_no_address_is_told_in_the_chat_alone(ContactKind kind)
    {
        var outcome = Told(News() with { Status = CaseStatus.Closed, Contact = new CaseContact(kind, null) });

        Assert.NotEmpty(outcome.Replies);
        Assert.Empty(outcome.Effects);
    }

    [Fact]
    public void After_the_end_of_the_chat_only_the_mail_tells()
    {
        var state = new ConversationState { Shop = "demo", Language = "pl", IsEnded = true };

        var outcome = Turn.Run(ShippedKnowledge.Value, state, Input(News() with { Status = CaseStatus.Resolved }, TryDialogs.Monday));

        Assert.Empty(outcome.Replies);
        Assert.Single(outcome.Effects);
        Assert.True(outcome.State.IsEnded);
    }

    [Fact]
    public void At_night_it_waits_for_the_hours_that_the_shop_states_and_what_the_customer_files_does_not()
    {
        var outcome = Turn.Run(
            WithQuietNights,
            new ConversationState { Shop = "demo", Language = "pl" },
            Input(News() with { Status = CaseStatus.Resolved }, Night));

        var filed = Filed(WithQuietNights, Night, Withdrawal);

        Assert.Equal(Instant.FromUtc(2026, 11, 24, 7, 0), Assert.Single(outcome.Effects.OfType<Effect.Notify>()).Notice.DueAt);
        Assert.Equal((CaseEvent.Filed, (Instant?)null), (filed.Event, filed.DueAt));
    }

    [Fact]
    public void Two_systems_that_answer_each_other_are_cut_off()
    {
        var outcome = Told(News() with { Status = CaseStatus.InProgress, Earlier = CaseNotices.PerDayMax });

        Assert.Empty(outcome.Effects);
        Assert.NotEmpty(outcome.Replies);
    }

    [Fact]
    public void Why_nothing_is_sent_is_known()
    {
        var address = News().Contact;
        (CaseNews News, NotSent? Why)[] all =
        [
            (News() with { Message = "x" }, null),
            (News() with { Message = "x", Earlier = CaseNotices.PerDayMax }, NotSent.DailyLimit),
            (News() with { Message = "x", Contact = new CaseContact(ContactKind.Chat, null) }, NotSent.NoAddress),
            (News() with { Contact = address with { Address = null }, Status = CaseStatus.Closed }, NotSent.NoAddress),
            (News() with { Earlier = CaseNotices.PerDayMax }, null),
        ];

        Assert.All(all, one => Assert.Equal(one.Why, one.News.NotSent));
    }

    [Fact]
    public void Every_status_has_words_of_its_own() => Assert.Equal(
        Enum.GetValues<CaseStatus>().Length,
        Enum.GetValues<CaseStatus>().Select(status => Told(News() with { Status = status }).Replies[0].Text).Distinct().Count());

    [Fact]
    public void A_text_in_another_language_than_the_case_has_that_one_s_dates()
    {
        var files = ShippedKnowledge.Files().Select(file => file.Path == "dialogs/texts.yaml"
            ? TryDialogs.File(
                file.Path,
                Regex.Replace(Encoding.UTF8.GetString(file.Content.Span), "(?m)(?<=^notice_mail:\n  )pl: .*\n  ", ""))
            : file);
        var notice = Sent(Turn.Run(
            TryDialogs.Compile([.. files]),
            new ConversationState { Shop = "demo", Language = "pl" },
            Input(News() with { Status = CaseStatus.Closed, Promised = new LocalDate(2026, 12, 7) }, TryDialogs.Monday)));

        Assert.Equal("en", notice.Language);
        Assert.Contains("The date we gave you: 7 December 2026", notice.Text, StringComparison.Ordinal);
        Assert.Contains("jest zamknięta", notice.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_that_a_stranger_writes_is_a_link_in_the_acknowledgement()
    {
        var notice = Filed(
            ShippedKnowledge.Value, TryDialogs.Monday,
            [.. Withdrawal.Select(text => text == "całe zamówienie" ? "Bank https://zly.example www.zly.example" : text)]);

        var theirs = new[] { notice.Text, notice.Brief, notice.Contact.Name ?? "", notice.Subject };
        Assert.All(theirs, text => Assert.DoesNotMatch("://|zly\\.example|www\\.z", text));
        Assert.Contains("Bank https: //zly. example www. zly. example", notice.Text, StringComparison.Ordinal);
        // The shop's own address and the receiver's are no stranger's.
        Assert.Contains("\npomoc@sklep.example\n", notice.Text, StringComparison.Ordinal);
        Assert.Contains(": jan@poczta.example", notice.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_acknowledgement_has_paragraphs_sets_the_statement_apart_and_says_nothing_twice()
    {
        var notice = Filed(ShippedKnowledge.Value, TryDialogs.Monday, Withdrawal);

        var paragraphs = notice.Text.Split("\n\n");
        Assert.Equal("Dzień dobry!", paragraphs[0]);
        Assert.StartsWith("Dziękujemy, odstąpienie od umowy", paragraphs[1], StringComparison.Ordinal);
        Assert.DoesNotContain("możesz pobrać", notice.Text, StringComparison.Ordinal);
        var statement = Array.FindIndex(paragraphs, text => text == "Oświadczenie:");
        Assert.StartsWith("    ", paragraphs[statement + 1], StringComparison.Ordinal);
        Assert.Contains("345678", paragraphs[statement + 1], StringComparison.Ordinal);
        Assert.Equal(2, notice.Text.Split("345678").Length);
        Assert.All(paragraphs, text => Assert.InRange(text.Split('\n').Length, 1, 8));
    }

    [Fact]
    public void What_was_filed_is_told_to_a_telephone_in_a_sentence_or_two()
    {
        string[] texts = [.. Withdrawal.Select(text => text == "jan@poczta.example" ? "600 700 800" : text)];
        var notice = Filed(ShippedKnowledge.Value, TryDialogs.Monday, texts);

        Assert.Equal(
            $"Sklep Górski: 23 listopada 2026 przyjęliśmy odstąpienie od umowy numer {notice.Case}. "
            + "Pieniądze oddamy najpóźniej 7 grudnia 2026.",
            notice.Brief);
    }

    [Fact]
    public void However_much_a_customer_writes_the_acknowledgement_goes_out_and_the_receipt_has_all_of_it()
    {
        var shop = ShippedKnowledge.Value.Shops["demo"];
        var line = new ReceiptLine("Co się stało", string.Join(' ', Enumerable.Repeat("rozwaliła się podeszwa.", 400)));
        var receipt = new CaseReceipt("Potwierdzenie", "pl", [.. Enumerable.Repeat(line, 40)], new string('x', 5_000));
        var filing = new CaseFiling
        {
            Id = Guid.Empty,
            Number = "GR-26-7K3QX-4",
            Kind = CaseKind.Complaint,
            Language = "pl",
            Channel = "chat",
            Received = TryDialogs.Monday,
            ReceivedOn = new LocalDate(2026, 11, 23),
            Contact = new CaseContact(ContactKind.Email, "jan@poczta.example"),
            Receipt = receipt,
        };

        var scope = TemplateRoots.For(shop, "pl", TryDialogs.Monday);
        var notice = new CaseNotices(shop, scope, TryDialogs.Monday).Of(filing, isRemark: false);

        Assert.Same(receipt, notice?.Receipt);
        Assert.InRange(notice?.Text.Length ?? 0, 8_000, 12_000);
    }

    [Fact]
    public void Who_adds_to_a_case_and_names_no_way_is_told_where_the_case_is_answered()
    {
        var conversation = new RehearsedConversation(ShippedKnowledge.Value, "demo");
        conversation.Take(new TurnEvent.Started(), TryDialogs.Monday, "pl");
        var without = Withdrawal.Select(text => text == "jan@poczta.example" ? "nie wiem" : text);
        foreach (var text in Withdrawal.Concat(without))
        {
            conversation.Say(text);
        }

        Assert.Single(conversation.Cases);
        Assert.Equal("jan@poczta.example", conversation.LastFiled?.Contact.Address);
    }

    [Fact]
    public void What_is_told_is_text_and_never_a_template()
    {
        var outcome = Told(News() with { Message = "{{ shop.name }} <b>{% if %}" });

        Assert.Contains("{{ shop.name }} <b>{% if %}", Assert.Single(outcome.Replies).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void In_a_dialog_the_open_question_is_asked_once_more()
    {
        var conversation = new RehearsedConversation(ShippedKnowledge.Value, "demo");
        conversation.Take(new TurnEvent.Started(), TryDialogs.Monday, "pl");
        conversation.Say("zadzwońcie do mnie");

        var outcome = conversation.Take(new TurnEvent.CaseChanged(News() with { Status = CaseStatus.Resolved }), TryDialogs.Monday, "pl");

        Assert.Equal("Pod jaki numer zadzwonić?", outcome.Replies[^1].Text);
        Assert.Equal(0, conversation.State.Dialog?.Misses);
    }

    [Fact]
    public void The_shop_is_reminded_before_the_date_and_alarmed_on_it()
    {
        var shop = ShippedKnowledge.Value.Shops["demo"];
        var due = new DueCase("GR-26-7K3QX-4", CaseKind.Complaint, null, new LocalDate(2026, 12, 7));

        var before = CaseReminder.Of(shop, due, Instant.FromUtc(2026, 12, 3, 23, 30));
        var on = CaseReminder.Of(shop, due, Instant.FromUtc(2026, 12, 6, 23, 30));

        Assert.Contains("zostało dni: 3", before.Text, StringComparison.Ordinal);
        Assert.StartsWith("ALARM", on.Text, StringComparison.Ordinal);
        Assert.Equal(
            ("Termin 7 grudnia 2026: sprawa GR-26-7K3QX-4", "PILNE: termin 7 grudnia 2026, sprawa GR-26-7K3QX-4"),
            (before.Subject, on.Subject));
    }

    [Theory]
    [InlineData(CaseKind.Complaint, "może oznaczać jej uznanie", "oddać pieniądze")]
    [InlineData(CaseKind.Withdrawal, "oddać pieniądze", "reklamacj")]
    [InlineData(CaseKind.Callback, "zadzwonić najpóźniej dziś o 10:00", "reklamacj")]
    [InlineData(CaseKind.Question, "upływa", "reklamacj")]
    public void An_alarm_says_what_hangs_on_the_date(CaseKind kind, string said, string unsaid)
    {
        var shop = ShippedKnowledge.Value.Shops["demo"];
        var by = kind == CaseKind.Callback ? TryDialogs.Monday : (Instant?)null;

        var alarm = CaseReminder.Of(
            shop,
            new DueCase("GR-26-7K3QX-4", kind, "GR-42-RED", new LocalDate(2026, 11, 23), by),
            TryDialogs.Monday + Duration.FromHours(1));

        Assert.Contains(said, alarm.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(unsaid, alarm.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reminder_calls_the_product_by_its_name()
    {
        var shop = ShippedKnowledge.Value.Shops["demo"];
        var due = new DueCase("GR-26-7K3QX-4", CaseKind.Complaint, "GR-42-RED", new LocalDate(2026, 11, 26));

        Assert.Contains("(Buty trekkingowe Granit)", CaseReminder.Of(shop, due, TryDialogs.Monday).Text, StringComparison.Ordinal);
        Assert.Contains("(GONE)", CaseReminder.Of(shop, due with { Sku = "GONE" }, TryDialogs.Monday).Text, StringComparison.Ordinal);
    }

    private static CaseNotice Sent(TurnOutcome outcome) => Assert.Single(outcome.Effects.OfType<Effect.Notify>()).Notice;

    /// <summary>The acknowledgement of what comes of these messages, the last of which files it.</summary>
    private static CaseNotice Filed(Knowledge knowledge, Instant at, string[] texts)
    {
        var conversation = new RehearsedConversation(knowledge, "demo");
        conversation.Take(new TurnEvent.Started(), at, "pl");
        return Sent(texts.Select(text => conversation.Take(new TurnEvent.Message(text), at, "pl")).ToList()[^1]);
    }

    private static TurnOutcome Told(CaseNews news) => Turn.Run(
        ShippedKnowledge.Value, new ConversationState { Shop = "demo", Language = "pl" }, Input(news, TryDialogs.Monday));

    private static TurnInput Input(CaseNews news, Instant now) => new() { Now = now, Event = new TurnEvent.CaseChanged(news) };

    private static CaseNews News() => new()
    {
        Number = "GR-26-7K3QX-4",
        Kind = CaseKind.Complaint,
        Version = 2,
        Language = "pl",
        Contact = new CaseContact(ContactKind.Email, "jan@poczta.example"),
    };

    private static Knowledge WithQuietNights => TryDialogs.Compile(
    [
        .. ShippedKnowledge.Files().Select(file => file.Path == "knowledge/demo/shop.yaml"
            ? TryDialogs.File(
                file.Path,
                Encoding.UTF8.GetString(file.Content.Span).Replace(
                    "  phone:  { mon-fri",
                    "  notices: { mon-sun: [08:00-21:00], public_holidays: open }\n  phone:  { mon-fri",
                    StringComparison.Ordinal))
            : file),
    ]);
}
