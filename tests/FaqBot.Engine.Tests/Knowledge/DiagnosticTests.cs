using System.Reflection;
using NodaTime;

namespace FaqBot.Engine.Tests;

public sealed class DiagnosticTests
{
    /// <summary>Id, file, content. The mark § stands where the finding must point and is taken out before the file is compiled.</summary>
    public static TheoryData<string, string, string> Cases { get; } = new()
    {
        { "KB002", KnowledgeFiles.Faq, "- id: a\n  x: §\u0007" },
        { "KB002", KnowledgeFiles.Faq, "- { id: a, title: { en: §\"\\0\" } }" },
        { "KB002", KnowledgeFiles.Faq, "- { id: a, answer: { en: a }, utterances: { en: [§\"ł\\uFFFEdź\"] } }" },
        { "KB004", KnowledgeFiles.Faq, "- id: a\n  title: { en: §\"never closed }" },
        { "KB004", KnowledgeFiles.Shop, "name: a\nlanguages: [en]\ncountry: PL§: x" },
        { "KB004", KnowledgeFiles.Shop, "name: a\ncontact:\n    email: a@b.pl #mail\n  §phone: '1'" },
        { "KB008", KnowledgeFiles.Faq, "- id: §&a hours" },
        { "KB008", KnowledgeFiles.Faq, "- id: §*a" },
        { "KB009", KnowledgeFiles.Faq, "- id: §!!str hours" },
        { "KB010", KnowledgeFiles.Shop, "name: a\nlanguages: [en]\n§name: b" },
        { "KB011", KnowledgeFiles.Faq, "- { id: hours }\n§---\n- { id: place }" },
        { "KB012", KnowledgeFiles.Shop, "name: a\n§[x]: b" },
        { "KB014", KnowledgeFiles.Faq, "- { id: hours, topic: a }\n- §{ id: hours, topic: b }" },
        { "KB015", KnowledgeFiles.Shop, "name: a\ncontact:\n  email: a@b.pl\n§\tphone: '1'" },
        { "KB015", KnowledgeFiles.Shop, "name: a\ntheme:\n§\tcolor: '#1f5c3d'\nbase: none" },
        { "KB015", KnowledgeFiles.Shop, "name: a\nhours:\n  phone:\n  §\tmon: [09:00-10:00]" },
        { "KB015", KnowledgeFiles.Faq, "- id: a\n  utterances:\n    en:\n§\t- one\n\t- two" },
        { "KB015", KnowledgeFiles.Faq, "- id: a\n  answer:\n    en: |\n      One line\n§\tand another" },
        { "KB015", KnowledgeFiles.Shop, "§\tname: a\n\tlanguages: [en]\n\tcountry: PL" },
        { "KB017", "knowledge/demo/faqs.yaml", "§[]" },
        { "KB017", "knowledge/shop.yaml", "§{}" },
        { "KB018", "knowledge/My-Shop/shop.yaml", "§name: a" },
        { "KB019", "knowledge/other/faq/a.yaml", "§[]" },
        { "KB020", KnowledgeFiles.Shop, "name: a\nlanguages: [en]\n§contry: PL" },
        { "KB020", KnowledgeFiles.Faq, "- id: hours\n  §anser: { en: a }" },
        { "KB021", KnowledgeFiles.Shop, "§languages: [en]" },
        { "KB021", KnowledgeFiles.Shop, "§" },
        { "KB021", KnowledgeFiles.Faq, "- §topic: a" },
        { "KB021", KnowledgeFiles.Shop, "name: a\nlanguages: [en]\nhours: { chat: { mon: ['8:00-9:00'] } }\ncountry: US".Insert(0, "§") },
        { "KB022", KnowledgeFiles.Shop, "name: §[a]\nlanguages: [en]" },
        { "KB022", KnowledgeFiles.Faq, "§hours: { id: hours }" },
        { "KB022", KnowledgeFiles.Faq, "- { id: hours, utterances: { en: §just one } }" },
        { "KB023", KnowledgeFiles.Shop, "name: §''\nlanguages: [en]" },
        { "KB023", KnowledgeFiles.Shop, "name: a\nlanguages: §[]" },
        { "KB023", KnowledgeFiles.Shop, "name: a\nlanguages: [§~]" },
        { "KB024", KnowledgeFiles.Faq, "- id: hours\n  suggest: §[a, b, c, d, e, f, g, h, i, j, k]" },
        { "KB025", KnowledgeFiles.Faq, $"- id: hours\n  title: {{ en: §{new string('a', 81)} }}" },
        { "KB026", KnowledgeFiles.Faq, "- { id: hours, answer: { §de: Immer. } }" },
        { "KB027", KnowledgeFiles.Shop, "name: a\nlanguages: [en]\nnotices:\n  - §text: { pl: Uwaga }" },
        { "KB028", KnowledgeFiles.Shop, "§name: a\nlanguages: [en]" },
        { "KB029", KnowledgeFiles.Shop, "name: a\nlanguages: [en]\ntheme:\n  color: §#1f5c3d\n  side: left" },
        { "KB029", KnowledgeFiles.Shop, "name: a\nlanguages: [en]\ntheme: { color: §#1f5c3d, side: left }" },
        { "KB029", KnowledgeFiles.Shop, "name: a\nlanguages: [en]\ntheme: { side: left, color: §#1f5c3d }\nbase: none" },
        { "KB029", KnowledgeFiles.Shop, "name: a\nlanguages: [en]\ntheme: {\n  color: §#1f5c3d,\n  side: left }" },
        { "KB029", KnowledgeFiles.Shop, "name: §#1 shop\nlanguages: [en]\ncountry: PL" },
        { "KB029", KnowledgeFiles.Faq, "- id: hours\n  utterances:\n    en:\n      - §#promo\n      - when" },
        { "KB029", KnowledgeFiles.Faq, "- { id: hours, utterances: { en: [the §#promo, when] } }" },
        { "KB029", KnowledgeFiles.Faq, "- { id: hours, utterances: { en: [when, §#promo] } }\n- { id: place }" },
        { "KB029", KnowledgeFiles.Faq, "- id: hours\n  answer: { en: Write §#7 into the field, pl: Tak }" },
        { "KB029", KnowledgeFiles.Faq, "- id: hours\n  answer:\n    en: Write §#7 into the\n      field" },
        { "KB058", KnowledgeFiles.Faq, "- id: hours\n  answer:\n    en: Write §#7 into the field" },
        { "KB030", KnowledgeFiles.Shop, "name: a\nlanguages: [§English]" },
        { "KB030", KnowledgeFiles.Faq, "- { id: hours, answer: { §PL: Tak. } }" },
        { "KB031", KnowledgeFiles.Shop, "name: a\nlanguages: [en]\ncountry: §Poland" },
        { "KB032", KnowledgeFiles.Shop, "name: a\nlanguages: [en]\ntime_zone: §Europe/Warsav" },
        { "KB033", KnowledgeFiles.Shop, "name: a\nlanguages: [en]\nhours: { chat: { mon: [§17:00-09:00] } }" },
        { "KB033", KnowledgeFiles.Shop, "name: a\nlanguages: [en]\nhours: { chat: { mon: [§09:00-24:01] } }" },
        { "KB034", KnowledgeFiles.Shop, "name: a\nlanguages: [en]\nhours: { chat: { §monday: [09:00-17:00] } }" },
        { "KB034", KnowledgeFiles.Shop, "name: a\nlanguages: [en]\nhours: { chat: { §mon-fri-sun: [09:00-17:00] } }" },
        { "KB035", KnowledgeFiles.Faq, "- { id: hours, valid_from: §2026-02-30 }" },
        { "KB035", KnowledgeFiles.Shop, "name: a\nlanguages: [en]\nhours: { dates: { §24-12-2026: [] } }" },
        { "KB036", KnowledgeFiles.Shop, "name: a\nlanguages: [en]\ncontact: { email: §help-at-shop }" },
        { "KB037", KnowledgeFiles.Shop, "name: a\nlanguages: [en]\ncontact: { phone: §call us }" },
        { "KB038", KnowledgeFiles.Shop, "name: a\nlanguages: [en]\nprivacy_url: §shop.example/privacy" },
        { "KB038", KnowledgeFiles.Shop, "name: a\nlanguages: [en]\nprivacy_url: §javascript:alert(1)" },
        { "KB039", KnowledgeFiles.Shop, "name: a\nlanguages: [en]\ntheme: { color: §green }" },
        { "KB040", KnowledgeFiles.Shop, "name: a\nlanguages: [en]\norigins: [§https://shop.example/page]" },
        { "KB041", KnowledgeFiles.Shop, "name: a\nlanguages: [en]\norder_number: §'(?=a)b'" },
        { "KB041", KnowledgeFiles.Shop, "name: a\nlanguages: [en]\norder_number: §'[0-9'" },
        { "KB042", KnowledgeFiles.Faq, "- { id: hours, disabled: §maybe }" },
        { "KB043", KnowledgeFiles.Faq, "- { id: §Opening Hours }" },
        { "KB044", KnowledgeFiles.Faq, "- { id: hours, kind: §chat }" },
        { "KB044", KnowledgeFiles.Shop, "name: a\nlanguages: [en]\nbase: §nothing" },
        { "KB045", KnowledgeFiles.Law, "country: PL\nrules: { withdrawal: [{ count: §two, unit: days, article: a }] }" },
        { "KB046", KnowledgeFiles.Shop, "name: a\nlanguages: [en]\ncase_prefix: §shop-1" },
        { "KB047", KnowledgeFiles.Shop, "name: a\nlanguages: [en]\nhours: { chat: { mon: [09:00-12:00, §11:00-17:00] } }" },
        { "KB048", KnowledgeFiles.Faq, "- { id: hours, valid_from: 2026-05-02, valid_until: §2026-05-01 }" },
        { "KB049", KnowledgeFiles.Shop, "name: a\nlanguages: [en]\nhours: { chat: { mon-fri: [09:00-17:00], §fri: [09:00-12:00] } }" },
        { "KB050", KnowledgeFiles.Shop, "name: a\nlanguages: [en]\nfacts: { §Courier-Price: 1 PLN }" },
        { "KB051", KnowledgeFiles.Shop, "name: a\nlanguages: [en]\nfacts: { courier_price: §cheap }" },
        { "KB051", KnowledgeFiles.Shop, "name: a\nlanguages: [en]\nfacts: { return_days: §{ en: fourteen } }" },
        { "KB052", KnowledgeFiles.Faq, "- { id: hours, answer: { en: \"From {{ §facts.curier_price }}.\" } }" },
        {
            "KB052", KnowledgeFiles.BaseFaq,
            "- id: a\n  utterances: { en: [x] }\n  answer:\n    en: \"First line \\\n      and {{ §facts.nonsense }}.\""
        },
        {
            "KB052", KnowledgeFiles.BaseFaq,
            "- id: a\n  utterances: { en: [x] }\n  answer:\n    en: |\n      First line\n      and {{ §facts.nonsense }}."
        },
        { "KB053", KnowledgeFiles.Faq, "- §{ id: hours, answer: { en: \"{{ facts.courier_price }}\" } }" },
        { "KB053", KnowledgeFiles.BaseFaq, "[{ id: a, utterances: { en: [x] }, answer: { en: \"{{ facts.blik }}\" } }]" },
        { "KB054", KnowledgeFiles.Shop, "name: a\nlanguages: [en]\ncountry: PL\nfacts: { return_days: §10 }" },
        { "KB059", KnowledgeFiles.Shop, "name: a\nlanguages: [en]\ncountry: PL\nfacts: { refund_days: §30 }" },
        {
            "KB021", KnowledgeFiles.Law,
            "country: PL\nrules: { a: [{ count: 1, unit: days, article: a }] }\nfacts: [§{ fact: a, rule: a }]"
        },
        { "KB055", KnowledgeFiles.Shop, "name: a\nlanguages: [en]\nfacts: { blik: §{ pl: tak } }" },
        { "KB056", KnowledgeFiles.Faq, "- { id: hours, answer: { en: \"Write to {{ §shop.mail }}.\" } }" },
        { "KB057", KnowledgeFiles.Shop, "name: a\nlanguages: [en]\nfacts: { §curier_price: 5 PLN }" },
        { "KB056", KnowledgeFiles.Shop, Texts("notice_resolved: { en: \"{{ case.message }} {{ §case.numer }}\" }") },
        { "KB056", KnowledgeFiles.Shop, Texts("notice_filed: { en: \"{{ notice }} {% if §case.message %}a{% endif %}\" }") },
        { "KB056", KnowledgeFiles.Shop, Texts("notice_mail: { en: \"{{ §notice.text }}\" }") },
        { "KB056", KnowledgeFiles.Shop, Texts("alarm_text: { en: \"{{ case.number }}: {{ §case.dayz }}\" }") },
        { "KB056", KnowledgeFiles.Shop, Texts("order_found: { en: \"{{ order.state }}, {{ §order.nubmer }}\" }") },
        { "KB056", KnowledgeFiles.Shop, Texts("case_asked: { en: \"{{ §case.deadline }}\" }") },
        { "KB056", KnowledgeFiles.Shop, Texts("receipt_title: { en: \"{{ §case.nubmer }}\" }") },
        { "KB056", KnowledgeFiles.Texts, "notice_sms: { en: \"{{ notice }} {{ §case.numbr }}\" }" },
        { "KB060", KnowledgeFiles.Faq, "- §{ id: own, answer: { en: a } }" },
        { "KB062", KnowledgeFiles.Faq, "- { id: own, utterances: { en: [a, §WHERE are you?!] }, answer: { en: a } }" },
        { "KB062", KnowledgeFiles.Commands, "\"yes\": { en: [sure] }\n\"no\": { en: [§Sure!] }" },
        { "KB063", KnowledgeFiles.Faq, "- { id: hours, suggest: [§plase] }" },
        { "KB064", KnowledgeFiles.Faq, "- { id: hours, suggest: [§place] }\n- { id: place, disabled: true }" },
        { "KB064", KnowledgeFiles.Faq, "- { id: hours, suggest: [§hours] }" },
        { "KB065", KnowledgeFiles.Faq, "- { id: hours, dialog: §complaint }" },
        { "KB065", KnowledgeFiles.Faq, "- { id: hours, offers: { dialog: §complaint } }" },
        { "KB066", KnowledgeFiles.Faq, "- §{ id: own, utterances: { en: [x] } }" },
        { "KB068", KnowledgeFiles.Faq, "- §{ id: hours, handoff: true, dialog: complaint }" },
        { "KB069", KnowledgeFiles.Faq, "- §{ id: ours, disabled: true }" },
        { "KB070", KnowledgeFiles.Faq, "- §{ id: ours, replace: true, utterances: { en: [x] }, answer: { en: a } }" },
        { "KB071", KnowledgeFiles.Faq, "- { id: hours, utterances: { en: [§'?!'] } }" },
        { "KB074", KnowledgeFiles.Shop, "name: a\n§languages: [en, de]" },
        { "KB081", KnowledgeFiles.Texts, "§greeting: { en: Hello }" },
        { "KB082", KnowledgeFiles.Texts, "greeting: { en: Hello }\n§greating: { en: Hello }" },
        { "KB082", KnowledgeFiles.Shop, "name: a\nlanguages: [en]\ntexts: { §hello: { en: Hi } }" },
        { "KB082", KnowledgeFiles.Texts, "§chat_title: { en: Chat }" },
        { "KB081", KnowledgeFiles.Interface, "§chat_title: { en: Chat }" },
        { "KB084", KnowledgeFiles.Shop, "name: a\nlanguages: [en]\ntexts: { chat_unread: { en: \"{count} of §{total}\" } }" },
        { "KB084", KnowledgeFiles.Shop, "name: a\nlanguages: [en]\ntexts: { greeting: \"Hi §{name}\" }" },
        { "KB085", KnowledgeFiles.Shop, "name: a\n§languages: [en, de]" },
        { "KB086", KnowledgeFiles.Shop, "name: a\nlanguages: [en]\ntheme: { greeting: §soon }" },
        { "KB086", KnowledgeFiles.Shop, "name: a\nlanguages: [en]\ntheme: { greeting: §601 s }" },
        { "KB087", KnowledgeFiles.Shop, "name: a\nlanguages: [en]\ntheme: { color: \"#ffe0f0\", on_color: §\"#ffffff\" }" },
        { "KB087", KnowledgeFiles.Shop, "name: a\nlanguages: [en]\ntheme: { color: \"#1f5c3d\", on_color: §\"#555555\" }" },
        { "KB083", KnowledgeFiles.Commands, "§maybe: { en: [perhaps] }" },
        { "KB106", KnowledgeFiles.Faq, "- { id: hours, answer: { en: 'It''s {{ shop.name | §mony }}.' } }" },
        {
            "KB051", KnowledgeFiles.Products,
            "types: { a: { name: { en: a } } }\nproducts: [{ sku: A1, type: a, name: { en: a }, price: §cheap }]"
        },
        { "KB088", KnowledgeFiles.Shop, Texts("notice_mail: { en: §Thank you. }") },
        { "KB088", KnowledgeFiles.Shop, Texts("notice_resolved: { en: §\"Done: {{ case.number }}\" }") },
        { "KB089", KnowledgeFiles.Shop, "name: a\nlanguages: [en]\nteams: { first: [§shiping] }" },
        { "KB090", "dialogs/withdrawal.yaml", Withdrawal("{{ shop.address }}") },
        { "KB090", "dialogs/withdrawal.yaml", Withdrawal("{% if facts.return_address %}{{ facts.return_address }}{% endif %}") },
        {
            "KB140", KnowledgeFiles.Products,
            "types: { shoes: { name: { en: shoes } } }\nproducts: [{ sku: A1, type: §shoe, name: { en: a } }]"
        },
        {
            "KB141", KnowledgeFiles.Products,
            "types: { shoes: { name: { en: shoes } } }\n"
            + "products: [{ sku: A1, type: shoes, name: { en: a }, attributes: { §color: { en: red } } }]"
        },
        {
            "KB141", KnowledgeFiles.Products,
            "types: { phone: { name: { en: a }, attributes: { sound: { kind: works, ask: { en: Does it work? }, "
            + "when: { attribute: §power, ok: true } } } } }"
        },
        {
            "KB142", KnowledgeFiles.Products,
            "types: { a: { name: { en: a } } }\n"
            + "products:\n  - { sku: A1, type: a, name: { en: a } }\n  - §{ sku: A1, type: a, name: { en: b } }"
        },
        { "KB143", KnowledgeFiles.Products, "types: { a: { §name: { pl: a } } }" },
        { "KB144", KnowledgeFiles.Products, "types: { a: { name: { en: a }, withdrawal: { excluded: §made_to_ordre } } }" },
        {
            "KB145", KnowledgeFiles.Products,
            "types: { a: { name: { en: a }, attributes: { §b: { kind: works, ask: { en: Works? }, when: { attribute: b, ok: true } } } } }"
        },
        {
            "KB146", KnowledgeFiles.Products,
            "types: { a: { name: { en: a }, attributes: { sole: { kind: works, ask: { en: Works? } } } } }\n"
            + "products: [{ sku: A1, type: a, name: { en: a }, attributes: { sole: §{ en: red } } }]"
        },
        {
            "KB147", KnowledgeFiles.Products,
            "types: { a: { name: { en: a }, attributes: { sole: { kind: works, ask: { en: §Is the sole broken? } } } } }"
        },
        { "KB148", KnowledgeFiles.Products, "products: [{ sku: §'no spaces', type: a, name: { en: a } }]" },
        { "KB160", KnowledgeFiles.Words, "families: { en: [§[return]] }" },
        {
            "KB170", KnowledgeFiles.Law,
            "country: PL\nrules: { refund: [{ count: 14, unit: days, article: a, valid_to: 2020-05-01 }, "
            + "§{ count: 7, unit: days, article: b, valid_from: 2020-05-01 }] }"
        },
        { "KB171", KnowledgeFiles.Law, "country: PL\ndays_off: [§{ name: { en: a } }]" },
        { "KB171", KnowledgeFiles.Law, "country: PL\ndays_off: [{ date: §13-01 }]" },
        { "KB172", KnowledgeFiles.Law, "country: §DE" },
        { "KB173", KnowledgeFiles.Shop, "name: a\nlanguages: [en]\n§country: CZ" },
        { "KB026", KnowledgeFiles.OwnLocales, "uk: §{ today: сьогодні }" },
        { "KB020", KnowledgeFiles.Locales, "en: { durations: { §fortnight: { other: \"{count} fortnights\" } } }" },
        { "KB182", KnowledgeFiles.Locales, "en: { durations: { day: { one: a day, §few: \"{count} days\", other: \"{count} days\" } } }" },
        { "KB044", KnowledgeFiles.OwnLocales, "en: { decimal: §dot }" },
        { "KB084", KnowledgeFiles.Locales, "en: { moment: \"{day} at {time} §{zone}\" }" },
        { "KB180", KnowledgeFiles.Locales, "en: { days: §[Mon, Tue] }" },
        { "KB180", KnowledgeFiles.OwnLocales, "en: { months: §[] }" },
        { "KB181", KnowledgeFiles.Locales, "en: { date: §\"{day} {month}\" }" },
        { "KB181", KnowledgeFiles.Locales, "en: { durations: { day: { one: a day, other: §days } } }" },
        { "KB181", KnowledgeFiles.Locales, "uk: { durations: { day: { one: §день, few: \"{count} дні\", many: \"{count} днів\" } } }" },
        { "KB182", KnowledgeFiles.Locales, "uk: { durations: { day: §{ one: \"{count} день\", few: \"{count} дні\" } } }" },
        { "KB183", KnowledgeFiles.Locales, "en: { currencies: { §zloty: zł } }" },
        { "KB184", KnowledgeFiles.Shop, "name: a\n§languages: [en, de]" },
        { "KB174", KnowledgeFiles.Law, "country: PL\nfacts: [{ fact: return_days, at_least: 14, rule: §withdraw }]" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_finding_has_its_id_and_points_at_the_character(string id, string path, string marked)
    {
        var before = marked[..Math.Max(0, marked.IndexOf('§', StringComparison.Ordinal))];
        var files = KnowledgeFiles.Minimal.With(path, marked.Replace("§", "", StringComparison.Ordinal));

        var compilation = files.Compile();

        // A case without a mark is one whose finding stands in another file: where the owner can mend it.
        var expected = marked.Contains('§', StringComparison.Ordinal)
            ? new SourceSpan(path, before.Count(character => character == '\n') + 1, before.Length - (before.LastIndexOf('\n') + 1) + 1)
            : new SourceSpan(KnowledgeFiles.Shop, 1, 1);
        Assert.Contains((id, expected), compilation.Diagnostics.Select(diagnostic => (diagnostic.Id, diagnostic.Span)));
        Assert.Equal(compilation.Diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error), compilation.Knowledge is null);
    }

    [Fact]
    public void A_team_s_topic_is_that_of_an_entry_or_a_dialog_and_the_nearest_is_told()
    {
        var files = KnowledgeFiles.Minimal
            .With(KnowledgeFiles.Faq, "- { id: hours, topic: shipping }")
            .With("dialogs/exchange.yaml", Dialog("topic: swaps", "say: { en: a }"))
            .With(KnowledgeFiles.Shop, "name: a\nlanguages: [en]\ncountry: PL\nteams: { first: [shipping, swaps, shiping] }");

        var finding = Assert.Single(files.Compile().Diagnostics, finding => finding.Id == "KB089");
        Assert.Equal(("No entry and no dialog has the topic 'shiping'.", "Did you mean 'shipping'?"), (finding.Message, finding.Hint));
    }

    [Fact]
    public void A_withdrawal_that_names_no_address_and_one_that_has_them_are_no_finding()
    {
        var whole = KnowledgeFiles.Minimal
            .With("dialogs/withdrawal.yaml", Withdrawal("{{ shop.address }} {{ facts.return_address }}"))
            .With(
                KnowledgeFiles.Shop,
                "name: a\nlanguages: [en]\ncountry: PL\ncontact: { address: Here 1 }\nfacts: { return_address: There 2 }");

        Assert.DoesNotContain(whole.Compile().Diagnostics, finding => finding.Id == "KB090");
        Assert.DoesNotContain(
            KnowledgeFiles.Minimal.With("dialogs/withdrawal.yaml", Withdrawal("Done.")).Compile().Diagnostics,
            finding => finding.Id == "KB090");
    }

    [Fact]
    public void A_date_of_a_law_that_cannot_be_read_is_one_finding()
    {
        var law = "country: PL\nrules: { refund: [{ count: 14, unit: days, article: a, valid_to: 2020-13-01 }, "
            + "{ count: 7, unit: days, article: b, valid_from: 2021-01-01 }] }";

        Assert.Equal(["KB035"], KnowledgeFiles.Minimal.With(KnowledgeFiles.Law, law).Compile().Diagnostics.Select(found => found.Id));
    }

    /// <summary>Whatever YAML makes of the line, the author has forgotten the quotes and reads that, once.</summary>
    [Fact]
    public void A_text_that_was_taken_for_a_comment_is_one_finding()
    {
        foreach (var (id, path, marked) in Cases.Select(row => ((string)row[0], (string)row[1], (string)row[2]))
            .Where(row => row.Item1 is "KB029" or "KB058"))
        {
            var found = KnowledgeFiles.Minimal.With(path, marked.Replace("§", "", StringComparison.Ordinal)).Compile().Diagnostics;

            var finding = Assert.Single(found, finding => finding.Id != "KB028");
            Assert.Equal(id, finding.Id);
            Assert.Matches("^`#` begins a comment, so '#(1f5c3d|1|7|promo)' is not read.$", finding.Message);
            Assert.Contains("in quotes", finding.Hint, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("name: a        # as customers know it\nlanguages: [en] # the first is the default\ncountry: PL # Poland")]
    [InlineData("name: a\nlanguages: [en]\ncountry: PL\ntheme: # none yet\n# color: \"#1f5c3d\"\n")]
    [InlineData("name: a\nlanguages: [en]\ncountry: PL\ntheme: #colours\n  color: \"#1f5c3d\" #green\n  side: left ##### right\n")]
    [InlineData("name: Shop#1\nlanguages: [en]\ncountry: PL\ncontact: { address: 'Room #7' }")]
    public void A_comment_is_no_finding(string shop)
    {
        Assert.Empty(KnowledgeFiles.Minimal.With(KnowledgeFiles.Shop, shop).Compile().Diagnostics);
    }

    [Fact]
    public void A_key_without_a_value_is_as_if_it_were_not_there()
    {
        string[] shop =
        [
            .. Names("shop.json").Select(key => $"{key}:"),
            .. new[] { "email", "phone", "address" }.Select(key => $"contact: {{ {key}: }}"),
            .. new[] { "color", "on_color", "side", "greeting" }.Select(key => $"theme: {{ {key}: }}"),
            .. new[] { "chat:", "office:", "public_holidays:", "dates:", "dates: { 2026-12-24: }" }.Select(key => $"hours: {{ {key} }}"),
            "hours: { chat: { mon: , mon-fri: [09:00-17:00], dates: { 2026-12-24: }, public_holidays: } }",
            "facts: { courier_price: , blik: { en: } }",
            "texts: { greeting: , chat_title: { en: } }",
            "notices: [{ text: Hello, valid_from: , valid_until: }]",
        ];
        foreach (var line in shop.Where(line => line is not ("name:" or "languages:" or "country:")))
        {
            Assert.Empty(
                KnowledgeFiles.Minimal.With(KnowledgeFiles.Shop, $"name: a\nlanguages: [en]\ncountry: PL\n{line}").Compile().Diagnostics);
        }
        foreach (var key in Names("entries.json").Where(key => key != "id"))
        {
            Assert.Empty(KnowledgeFiles.Minimal.With(KnowledgeFiles.Faq, $"- id: hours\n  {key}:").Compile().Diagnostics);
        }
        foreach (var key in new[] { "price:", "about:", "color:", "attributes:", "attributes: { sole: }", "withdrawal:" })
        {
            var type = "a: { name: { en: a }, attributes: { sole: { kind: works, ask: { en: Works? } } } }";
            var product = $"types: {{ {type} }}\nproducts: [{{ sku: A1, type: a, name: {{ en: a }}, {key} }}]";
            Assert.Empty(KnowledgeFiles.Minimal.With(KnowledgeFiles.Products, product).Compile().Diagnostics);
        }
    }

    [Fact]
    public void A_date_without_hours_is_a_day_like_any_other()
    {
        var hours = KnowledgeFiles.Minimal
            .With(
                KnowledgeFiles.Shop,
                "{ name: a, languages: [en], country: PL, hours: { chat: { mon-sun: [09:00-17:00] }, "
                + "dates: { 2026-12-24: , 2026-12-31: [] } } }")
            .CompiledShop().Hours;

        Assert.True(hours.IsOpen(HoursKind.Chat, Instant.FromUtc(2026, 12, 24, 11, 0)));
        Assert.False(hours.IsOpen(HoursKind.Chat, Instant.FromUtc(2026, 12, 31, 11, 0)));
    }

    [Fact]
    public void A_file_that_is_not_UTF_8_is_found_at_the_wrong_byte() =>
        AssertFound(
            "KB001",
            KnowledgeFiles.Minimal.With(KnowledgeFiles.Shop, [.. "name: a\ncity: Krak"u8, 0xF3, .. "w"u8]),
            new(KnowledgeFiles.Shop, 2, 11));

    [Fact]
    public void A_file_above_the_limit_is_found() =>
        AssertFound(
            "KB003",
            KnowledgeFiles.Minimal.With(KnowledgeFiles.Shop, new byte[KnowledgeLimits.FileBytesMax + 1]),
            new(KnowledgeFiles.Shop, 1, 1));

    [Fact]
    public void Too_many_files_of_one_shop_are_found()
    {
        var files = Enumerable.Range(0, KnowledgeLimits.FilesPerShopMax)
            .Aggregate(KnowledgeFiles.Minimal, (all, number) => all.With($"knowledge/demo/faq/{number:000}.yaml", "[]"));

        AssertFound("KB013", files, new("knowledge/demo/faq/000.yaml", 1, 1));
    }

    [Theory]
    [InlineData(KnowledgeLimits.UtterancesPerLanguageMax, false)]
    [InlineData(KnowledgeLimits.UtterancesPerLanguageMax + 1, true)]
    public void Too_many_utterances_of_a_shop_in_one_language_are_found(int count, bool isFound)
    {
        var chunks = Enumerable.Range(0, count - 2).Chunk(KnowledgeLimits.UtterancesPerEntryMax);
        var entries = chunks.Select(chunk =>
            $"- {{ id: e{chunk[0]}, "
            + $"utterances: {{ en: [{string.Join(", ", chunk.Select(number => $"w{number}"))}] }}, answer: {{ en: a }} }}");

        var compilation = KnowledgeFiles.Minimal.With(KnowledgeFiles.Faq, string.Join('\n', entries)).Compile();

        Assert.Equal(isFound, compilation.Diagnostics.Any(found => found is { Id: "KB073", Span.File: KnowledgeFiles.Shop }));
        Assert.Equal(isFound, compilation.Knowledge is null);
    }

    [Fact]
    public void A_path_that_is_handed_over_twice_is_found()
    {
        var files = KnowledgeFiles.Minimal.All;

        var compilation = KnowledgeFiles.Compile([.. files, files[0]]);

        Assert.Contains(compilation.Diagnostics, diagnostic => diagnostic.Id == "KB016");
    }

    [Fact]
    public void Missing_system_texts_are_found()
    {
        AssertFound("KB080", KnowledgeFiles.Minimal.Without(KnowledgeFiles.Texts), new(KnowledgeFiles.Texts, 1, 1));
        AssertFound("KB080", KnowledgeFiles.Minimal.Without(KnowledgeFiles.Interface), new(KnowledgeFiles.Interface, 1, 1));
    }

    [Fact]
    public void An_entry_without_an_answer_in_a_language_is_found_and_not_offered_there()
    {
        var files = KnowledgeFiles.Minimal
            .With(KnowledgeFiles.Shop, "{ name: a, languages: [en, pl], country: PL }")
            .With(KnowledgeFiles.Faq, "- { id: own, utterances: { en: [x], pl: [y] }, answer: { en: a } }");

        var compilation = files.Compile();

        Assert.Contains(compilation.Diagnostics, found => found is { Id: "KB061", Span: { File: KnowledgeFiles.Faq, Line: 1, Column: 3 } });
        Assert.Equal(["en"], files.CompiledShop().EntriesById["own"].Utterances.Keys.AsEnumerable());
    }

    [Theory]
    [InlineData(KnowledgeLimits.EntriesPerLanguageMin - 1, "KB074", "In 'de' the bot can answer from 11 entries, in 'en' from 22 entries.")]
    [InlineData(
        KnowledgeLimits.EntriesPerLanguageMin, "KB072", "10 entries of _base have no utterances in 'de' and are not offered there.")]
    public void A_language_that_answers_less_than_a_dozen_entries_is_found(int count, string id, string message)
    {
        var common =
            Enumerable.Range(0, 22).Select(number => $"- {{ id: e{number}, utterances: {{ en: [e{number}] }}, answer: {{ en: a }} }}");
        var own =
            Enumerable.Range(0, count).Select(number => $"- {{ id: e{number}, utterances: {{ de: [d{number}] }}, answer: {{ de: b }} }}");

        var found = KnowledgeFiles.Minimal
            .With(KnowledgeFiles.Shop, "{ name: a, languages: [en, de], country: PL }")
            .With(KnowledgeFiles.BaseFaq, string.Join('\n', common))
            .With(KnowledgeFiles.Faq, string.Join('\n', own))
            .Compile().Diagnostics;

        Assert.Equal(
            (id, message),
            Assert.Single(found.Select(finding => (finding.Id, finding.Message)), finding => finding.Id is "KB072" or "KB074"));
    }

    [Fact]
    public void All_texts_that_a_language_lacks_are_named()
    {
        var found = KnowledgeFiles.Minimal.With(KnowledgeFiles.Shop, "{ name: a, languages: [en, de], country: PL }").Compile().Diagnostics;

        var hint = Assert.Single(found, finding => finding.Id == "KB085").Hint;
        Assert.All(TextIds.All.Concat(InterfaceTextIds.All), id => Assert.Contains(id, hint, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("languages: [en, ua]", "KB030", "Did you mean \"uk\"?")]
    [InlineData("languages: [en, en_gb]", "KB030", "Did you mean \"en-gb\"?")]
    [InlineData("languages: [en, PL]", "KB030", "Did you mean \"pl\"?")]
    [InlineData("country: Poland", "KB031", "Did you mean \"PL\"?")]
    [InlineData("country: pl", "KB031", "Did you mean \"PL\"?")]
    [InlineData("hours: { chat: { sun: closed } }", "KB033", "Write `[]` for a day on which nobody answers, else e.g. `[09:00-17:00]`.")]
    [InlineData(
        "hours: { dates: { 2026-12-24: [closed] } }", "KB033", "Write `[]` for a day on which nobody answers, else e.g. `[09:00-17:00]`.")]
    [InlineData("privacy: https://shop.example", "KB020", "Did you mean 'privacy_url'?")]
    [InlineData("privacy_url: shop.example/privacy", "KB038", "Did you mean \"https://shop.example/privacy\"?")]
    [InlineData("theme: { color: 1f5c3d }", "KB039", "Did you mean \"#1f5c3d\"?")]
    [InlineData("theme: { color: '#abc' }", "KB039", "Did you mean \"#aabbcc\"?")]
    [InlineData("origins: https://shop.example", "KB022", "Write `[\"https://shop.example\"]`.")]
    [InlineData("origins: [https://Shop.example/page?x]", "KB040", "Did you mean \"https://shop.example\"?")]
    [InlineData("origins: [shop.example]", "KB040", "Did you mean \"https://shop.example\"?")]
    [InlineData("origins: ['file:///C:/shop.html']", "KB040", "Write scheme and host only, e.g. `https://shop.example`.")]
    [InlineData("facts: { return_days: 10 }", "KB054", "Write at least 14.")]
    [InlineData("facts: { refund_days: 30 }", "KB059", "Write at most 14.")]
    public void A_hint_says_what_to_write(string line, string id, string hint)
    {
        var shop =
            string.Join('\n', new[] { "name: a", "languages: [en]", "country: PL" }.Where(other => other[..4] != line[..4]).Append(line));

        var found = KnowledgeFiles.Minimal.With(KnowledgeFiles.Shop, shop).Compile().Diagnostics;

        var finding = Assert.Single(found);
        Assert.Equal((id, hint), (finding.Id, finding.Hint));
    }

    [Fact]
    public void A_name_without_languages_is_answered_with_the_form()
    {
        var found = KnowledgeFiles.Minimal.With(KnowledgeFiles.Faq, "- { id: hours, title: Opening hours }").Compile().Diagnostics;

        Assert.Equal("Write e.g. `{ pl: \"Opening hours\" }`.", Assert.Single(found).Hint);
    }

    [Fact]
    public void A_wrong_country_is_one_finding_also_where_hours_are_stated()
    {
        var shop = "{ name: a, languages: [en], country: Polska, hours: { chat: { mon: [09:00-17:00] } } }";

        Assert.Equal("KB031", Assert.Single(KnowledgeFiles.Minimal.With(KnowledgeFiles.Shop, shop).Compile().Diagnostics).Id);
    }

    [Fact]
    public void A_type_that_is_not_there_is_looked_for_where_types_are()
    {
        var found = KnowledgeFiles.Minimal
            .With(KnowledgeFiles.Products, "types: { boots: { name: { en: a } } }\nproducts: [{ sku: A1, type: gloves, name: { en: a } }]")
            .Compile().Diagnostics;

        var finding = Assert.Single(found);
        Assert.Equal(("There is no type 'gloves' under `types` of this file.", "Types there: boots."), (finding.Message, finding.Hint));
    }

    [Fact]
    public void A_fact_below_the_law_is_answered_with_the_entries_that_say_it()
    {
        var found = KnowledgeFiles.Minimal
            .With(KnowledgeFiles.Shop, "{ name: a, languages: [en], country: PL, facts: { return_days: 3 } }")
            .With(KnowledgeFiles.BaseFaq, "[{ id: return-deadline, utterances: { en: [x] }, answer: { en: \"{{ facts.return_days }}\" } }]")
            .Compile().Diagnostics;

        Assert.Equal(
            "Write at least 14. For goods that the law excepts, leave the fact out and say so in answers of your own: 'return-deadline'.",
            Assert.Single(found).Hint);
    }

    [Fact]
    public void Every_rule_has_an_id_of_its_own_and_is_listed()
    {
        var declared = typeof(KnowledgeRules)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => field.GetValue(null))
            .OfType<DiagnosticRule>();

        Assert.Equal(declared.Select(rule => rule.Id).Order(), KnowledgeRules.All.Select(rule => rule.Id).Order());
        Assert.Distinct(DiagnosticRules.All.Select(rule => rule.Id));
    }

    [Fact]
    public void Every_rule_is_provoked_by_a_test()
    {
        var elsewhere = new[] { "KB001", "KB003", "KB005", "KB006", "KB007", "KB013", "KB016", "KB061", "KB072", "KB073", "KB080" };

        var untested = KnowledgeRules.All.Select(rule => rule.Id).Except(Cases.Select(row => (string)row[0])).Except(elsewhere);

        Assert.Empty(untested);
    }

    [Fact]
    public void A_wrong_key_is_answered_with_the_nearest_one()
    {
        var files = KnowledgeFiles.Minimal.With(KnowledgeFiles.Shop, "name: a\nlanguages: [en]\nprivacy-url: https://a.example");

        var compilation = files.Compile();

        Assert.Contains(compilation.Diagnostics, diagnostic => diagnostic.Hint == "Did you mean 'privacy_url'?");
    }

    [Fact]
    public void Findings_come_all_at_once_and_in_reading_order()
    {
        var compilation = KnowledgeFiles.Minimal
            .With(KnowledgeFiles.Shop, "name: ''\nlanguages: [en]\ncountry: Poland\nbase: some\nx: y")
            .With(KnowledgeFiles.Faq, "- { id: A }\n- { id: hours, kind: x }")
            .Compile();

        Assert.Equal(
            ["KB043", "KB044", "KB023", "KB031", "KB044", "KB020"],
            compilation.Diagnostics.Select(diagnostic => diagnostic.Id));
    }

    private static string Withdrawal(string said) => Dialog("", $"case: withdrawal, say: {{ en: \"{said}\" }}");

    private static string Dialog(string head, string outcome) =>
        $"title: {{ en: a }}\nslots: {{ size: {{ type: text, label: {{ en: a }}, ask: {{ en: a }} }} }}\n"
        + $"steps: [{{ ask: size }}]\noutcomes: [{{ {outcome} }}]\n{head}";

    private static string Texts(string text) => $"name: a\nlanguages: [en]\ntexts:\n  {text}";

    private static IEnumerable<string> Names(string schema) =>
        KnowledgeSchemas.All.Single(known => known.Name == schema).Keys.Select(key => key.Name);

    private static void AssertFound(string id, KnowledgeFiles files, SourceSpan span)
    {
        var compilation = files.Compile();

        Assert.Contains((id, span), compilation.Diagnostics.Select(diagnostic => (diagnostic.Id, diagnostic.Span)));
        Assert.Null(compilation.Knowledge);
    }
}
