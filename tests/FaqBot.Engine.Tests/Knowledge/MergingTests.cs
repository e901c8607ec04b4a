using FaqBot.Testing;
using NodaTime;

namespace FaqBot.Engine.Tests;

public sealed class MergingTests
{
    [Fact]
    public void A_shop_without_entries_of_its_own_has_those_of_the_starter_pack()
    {
        var shop = KnowledgeFiles.Minimal.CompiledShop();

        Assert.Equal(["hours", "place"], shop.Entries.Select(entry => entry.Id));
        Assert.All(shop.Entries, entry => Assert.False(entry.IsOwn));
    }

    [Fact]
    public void An_override_adds_utterances_tests_and_suggestions_and_replaces_the_rest()
    {
        var files = KnowledgeFiles.Minimal.With(KnowledgeFiles.Faq, """
            - id: parking
              utterances: { en: [can I park] }
              answer: { en: Behind the house. }
            - id: hours
              utterances: { en: [opening times] }
              answer: { en: From nine to five. }
              suggest: [parking]
              tests: { en: { match: [open now], miss: [park] } }
            """);

        var entry = files.CompiledShop().EntriesById["hours"];

        Assert.True(entry.IsOwn);
        Assert.Equal(["opening times", "when are you open"], entry.Utterances["en"].AsEnumerable());
        Assert.Equal("From nine to five.", entry.Answers["en"].Source);
        Assert.Equal(["parking", "place"], entry.Suggest.AsEnumerable());
        Assert.Equal([("open now", true), ("park", false)], entry.Tests.Select(test => (test.Utterance, test.Matches)));
    }

    [Fact]
    public void An_override_that_only_adds_utterances_keeps_the_answer()
    {
        var files = KnowledgeFiles.Minimal.With(KnowledgeFiles.Faq, "- { id: hours, utterances: { en: [opening times] } }");

        Assert.Equal("Always.", files.CompiledShop().EntriesById["hours"].Answers["en"].Source);
    }

    [Fact]
    public void Replace_starts_from_nothing()
    {
        var files = KnowledgeFiles.Minimal.With(
            KnowledgeFiles.Faq, "- { id: hours, replace: true, utterances: { en: [opening times] }, answer: { en: Nine to five. } }");

        var entry = files.CompiledShop().EntriesById["hours"];

        Assert.Equal(["opening times"], entry.Utterances["en"].AsEnumerable());
        Assert.Empty(entry.Suggest);
    }

    [Fact]
    public void A_disabled_entry_is_gone_and_no_longer_suggested()
    {
        var files = KnowledgeFiles.Minimal.With(KnowledgeFiles.Faq, "- { id: place, disabled: true }");

        var shop = files.CompiledShop();

        Assert.Equal(["hours"], shop.Entries.Select(entry => entry.Id));
        Assert.Empty(shop.EntriesById["hours"].Suggest);
        Assert.Empty(files.Compile().Diagnostics);
    }

    [Theory]
    [InlineData("dialog: complaint", "complaint", false)]
    [InlineData("handoff: true", null, true)]
    public void An_action_takes_the_place_of_an_inherited_answer(string action, string? dialog, bool handoff)
    {
        var entry = KnowledgeFiles.Minimal.With(KnowledgeFiles.Faq, $"- {{ id: hours, {action} }}").CompiledShop().EntriesById["hours"];

        Assert.Equal((dialog, handoff), (entry.Dialog, entry.Handoff));
        Assert.Empty(entry.Answers);
        Assert.Equal(["en"], entry.Utterances.Keys.AsEnumerable());
    }

    [Fact]
    public void An_answer_takes_the_place_of_an_inherited_action()
    {
        var files = KnowledgeFiles.Minimal
            .With(KnowledgeFiles.BaseFaq, "- { id: complain, utterances: { en: [complain] }, dialog: complaint }")
            .With(KnowledgeFiles.Faq, "- { id: complain, answer: { en: Write to us. } }");

        var entry = files.CompiledShop().EntriesById["complain"];

        Assert.Null(entry.Dialog);
        Assert.Equal("Write to us.", entry.Answers["en"].Source);
    }

    [Theory]
    [InlineData("answer: { en: Write to us. }", true, "Write to us.")]
    [InlineData("handoff: false", false, "Call us.")]
    [InlineData("handoff: false, answer: { en: Write to us. }", false, "Write to us.")]
    [InlineData("handoff: true", true, "Call us.")]
    [InlineData("utterances: { en: [human please] }", true, "Call us.")]
    public void An_inherited_entry_with_answer_and_handoff_keeps_the_one_that_the_shop_does_not_state(
        string own, bool handoff, string answer)
    {
        var files = KnowledgeFiles.Minimal
            .With(KnowledgeFiles.BaseFaq, "- { id: person, utterances: { en: [a human] }, handoff: true, answer: { en: Call us. } }")
            .With(KnowledgeFiles.Faq, $"- {{ id: person, {own} }}");

        var entry = files.CompiledShop().EntriesById["person"];

        Assert.Equal(handoff, entry.Handoff);
        Assert.Equal(answer, entry.Answers["en"].Source);
    }

    [Fact]
    public void Base_none_leaves_the_starter_pack_out()
    {
        var files = KnowledgeFiles.Minimal
            .With(KnowledgeFiles.Shop, "{ name: a, languages: [en], country: PL, base: none }")
            .With(KnowledgeFiles.Faq, "- { id: own, utterances: { en: [x] }, answer: { en: a } }");

        Assert.Equal(["own"], files.CompiledShop().Entries.Select(entry => entry.Id));
    }

    [Fact]
    public void A_directory_without_starter_pack_and_law_is_valid()
    {
        var files = KnowledgeFiles.Minimal.Without(KnowledgeFiles.BaseFaq).Without(KnowledgeFiles.Law)
            .With(KnowledgeFiles.Faq, "- { id: own, utterances: { en: [x] }, answer: { en: a } }");

        var shop = files.CompiledShop();

        Assert.Null(shop.Law);
        Assert.Equal(["own"], shop.Entries.Select(entry => entry.Id));
    }

    [Fact]
    public void A_shop_with_two_languages_and_no_entries_compiles()
    {
        var files = KnowledgeFiles.Minimal.With(KnowledgeFiles.Shop, "{ name: a, languages: [en, pl], country: PL, base: none }");

        Assert.Empty(files.CompiledShop().Models);
    }

    [Fact]
    public void Only_the_languages_of_the_shop_are_kept()
    {
        var files = KnowledgeFiles.Minimal.With(KnowledgeFiles.BaseFaq, """
            - id: hours
              title: { pl: Godziny }
              utterances: { pl: [kiedy otwarte], en: [when open] }
              answer: { pl: Zawsze., en: Always. }
              tests: { pl: { match: [czy otwarte] } }
            """);

        var entry = files.CompiledShop().EntriesById["hours"];

        Assert.Equal(["en"], entry.Utterances.Keys.AsEnumerable());
        Assert.Equal(["en"], entry.Answers.Keys.AsEnumerable());
        Assert.Empty(entry.Tests);
    }

    [Fact]
    public void A_title_falls_back_to_the_first_utterance()
    {
        Assert.Equal("when are you open", KnowledgeFiles.Minimal.CompiledShop().EntriesById["hours"].Titles["en"]);
    }

    [Fact]
    public void A_regional_language_is_served_by_its_parent()
    {
        var files = KnowledgeFiles.Minimal
            .With(KnowledgeFiles.Shop, "{ name: a, languages: [en-GB], country: GB }")
            .With(KnowledgeFiles.Commands, "start_over: { en: [start over] }")
            .With(KnowledgeFiles.Faq, "- { id: hours, utterances: { en-GB: [opening times] } }");

        var shop = files.CompiledShop();

        Assert.Equal(["opening times", "when are you open"], shop.EntriesById["hours"].Utterances["en-GB"].Order(StringComparer.Ordinal));
        Assert.Equal("Text of greeting", shop.Texts[TextIds.Greeting, "en-GB"].Template.Source);
        Assert.Equal(Command.StartOver, shop.Commands.Find("start over", "en-GB"));
    }

    [Fact]
    public void A_test_is_run_in_the_language_of_the_shop_that_it_serves()
    {
        var files = KnowledgeFiles.Minimal
            .With(KnowledgeFiles.Shop, "{ name: a, languages: [en-GB, pl, en-US], country: GB }")
            .With(
                KnowledgeFiles.Faq,
                "- { id: hours, tests: { en: { match: [open now] }, en-US: { match: [store hours] }, de: { match: [x] } } }");

        var tests = files.CompiledShop().EntriesById["hours"].Tests;

        Assert.Equal([("en-GB", "open now"), ("en-US", "store hours")], tests.Select(test => (test.Language, test.Utterance)));
    }

    [Fact]
    public void The_command_of_the_nearer_language_wins()
    {
        var files = KnowledgeFiles.Minimal
            .With(KnowledgeFiles.Shop, "{ name: a, languages: [en-GB], country: GB }")
            .With(KnowledgeFiles.Commands, "\"no\": { en-GB: [one, two, three] }\n\"yes\": { en: [one, two, three] }");

        var commands = files.CompiledShop().Commands;

        Assert.All(["one", "two", "three"], wording => Assert.Equal(Command.No, commands.Find(wording, "en-GB")));
    }

    [Fact]
    public void A_system_text_is_the_shops_own_then_everybodys_then_of_the_default_language()
    {
        var files = KnowledgeFiles.Minimal.With(KnowledgeFiles.Shop, """
            name: a
            languages: [pl, en, de]
            country: PL
            texts: { greeting: { pl: Cześć }, apology: Sorry }
            """);

        var texts = files.CompiledShop().Texts;

        Assert.Equal("Cześć", texts[TextIds.Greeting, "pl"].Template.Source);
        Assert.Equal("Text of greeting", texts[TextIds.Greeting, "en"].Template.Source);
        Assert.Equal("Cześć", texts[TextIds.Greeting, "de"].Template.Source);
        Assert.Equal("Cześć", texts[TextIds.Greeting, "uk"].Template.Source);
        Assert.Equal("Sorry", texts[TextIds.Apology, "de"].Template.Source);
        Assert.Equal("Tekst no_words", texts[TextIds.NoWords, "pl"].Template.Source);
        Assert.Equal("Tekst no_words", texts[TextIds.NoWords, "de"].Template.Source);
    }

    [Fact]
    public void A_text_that_neither_the_language_nor_the_default_language_has_is_said_in_English()
    {
        var shop = KnowledgeFiles.Minimal.With(KnowledgeFiles.Shop, "{ name: a, languages: [de, fr], country: PL }").CompiledShop();

        Assert.Equal("Text of no_words", shop.Texts[TextIds.NoWords, "fr"].Template.Source);
        Assert.Equal("Text of chat_title", shop.Texts["chat_title", "de"].Template.Source);
    }

    [Theory]
    [InlineData("pl", "Kurier DPD: 14,99 zł, 1-2 dni, pn.-pt. 9:00-17:00")]
    [InlineData("uk", "Kurier DPD: 14,99 zł, 1-2 dni, pn.-pt. 9:00-17:00")]
    [InlineData("en", "Courier: PLN 14.99, 1-2 days, Mon-Fri 9:00-17:00")]
    [InlineData("de", "Kurier DPD: 14,99 zł, 1-2 dni, pn.-pt. 9:00-17:00")]
    public void A_text_that_serves_for_another_language_prints_its_values_in_its_own(string language, string expected)
    {
        var shop = KnowledgeFiles.Minimal.With(KnowledgeFiles.Shop, """
            name: a
            languages: [pl, uk, en]
            country: PL
            hours: { phone: { mon-fri: [09:00-17:00] } }
            facts: { courier_price: 14.99 PLN, courier_time: 1-2 days, courier_name: { pl: Kurier DPD } }
            texts:
              greeting:
                pl: "{{ facts.courier_name }}: {{ facts.courier_price }}, {{ facts.courier_time }}, {{ hours.phone }}"
                en: "Courier: {{ facts.courier_price }}, {{ facts.courier_time }}, {{ hours.phone }}"
            """).CompiledShop();

        Assert.Equal(expected, shop.Say(TextIds.Greeting, language, default));
    }

    [Fact]
    public void A_text_of_English_prints_its_values_in_English()
    {
        var shop = KnowledgeFiles.Minimal
            .With(KnowledgeFiles.Texts, File.ReadAllText(Repository.PathOf("dialogs", "texts.yaml")))
            .With(KnowledgeFiles.Shop, "{ name: a, languages: [uk], country: PL, hours: { phone: { mon-fri: [09:00-17:00] } } }")
            .CompiledShop();

        Assert.Equal("en", shop.Texts[TextIds.PersonClosed, "uk"].Language);
        Assert.Contains("Monday", shop.Say(TextIds.PersonClosed, "uk", Instant.FromUtc(2026, 11, 21, 12, 0)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_shop_in_any_language_compiles_with_its_own_texts_alone()
    {
        var texts = string.Join('\n', TextPurpose.All.Values
            .Select(text => (text.Id, Says: text.Says is [var says, ..] ? $" {{{{ {says} }}}}" : ""))
            .Select(text => $"  {text.Id}: {{ uk: \"Текст {text.Id}{text.Says}\", ar: \"نص {text.Id}{text.Says}\" }}"));
        var files = KnowledgeFiles.Minimal
            .With(KnowledgeFiles.Shop, $"name: a\nlanguages: [uk, ar]\ncountry: PL\nbase: none\ntexts:\n{texts}")
            .With(KnowledgeFiles.Faq, "- { id: own, utterances: { uk: [привіт], ar: [مرحبا] }, answer: { uk: Так., ar: نعم } }");

        var shop = files.CompiledShop();

        Assert.Empty(files.Compile().Diagnostics);
        Assert.Equal("نص chat_title", shop.Say("chat_title", "ar", default));
    }

    [Fact]
    public void Pages_of_no_shop_speak_the_languages_that_have_all_their_texts_first_that_of_most_shops()
    {
        var texts = InterfaceTextIds.All.Select(id => $"{id}: {{ en: Text }}")
            .Concat(HomeTexts.All.Skip(1).Select(id => $"{id}: {{ en: Text, uk: Текст, pl: Tekst }}"))
            .Append($"{HomeTexts.All[0]}: {{ en: Text, uk: Текст }}");
        var files = KnowledgeFiles.Minimal
            .With(KnowledgeFiles.Interface, string.Join('\n', texts))
            .With(KnowledgeFiles.Shop, "{ name: a, languages: [uk, en], country: PL }");

        var home = files.Compile().Knowledge?.Home;

        Assert.Equal(["uk", "en"], home?.Languages.Select(locale => locale.Language));
        Assert.Equal("Текст", home?[HomeTexts.All[0], "uk"]);
    }

    [Fact]
    public void A_notice_without_languages_serves_all()
    {
        var files = KnowledgeFiles.Minimal.With(KnowledgeFiles.Shop, """
            name: a
            languages: [pl, en]
            country: PL
            notices: [{ text: DPD strike, valid_from: 2026-01-01, valid_until: 2026-01-03 }]
            """);

        var notice = Assert.Single(files.CompiledShop().Notices);

        Assert.Equal(["en", "pl"], notice.Text.Keys.Order());
    }

    [Fact]
    public void Needed_facts_that_are_not_stated_are_one_warning_for_all_entries_of_the_starter_pack()
    {
        var files = KnowledgeFiles.Minimal
            .With(KnowledgeFiles.Shop, "{ name: a, languages: [en, pl], country: PL }")
            .With(KnowledgeFiles.BaseFaq, """
                - id: cost
                  utterances: { pl: [ile], en: [how much] }
                  answer: { pl: "{{ facts.courier_price }}", en: "{{ facts.courier_price }}{% if facts.blik %}{{ facts.blik }}{% endif %}" }
                - { id: both, utterances: { pl: [oba], en: [both] }, answer: { pl: "{{ facts.invoice }}{{ facts.courier_price }}", en: b } }
                """);

        var finding = Assert.Single(files.Compile().Diagnostics);

        Assert.Equal("Entries of _base that will not be answered, because a fact is not stated: 2.", finding.Message);
        Assert.EndsWith("courier_price (both, cost); invoice (both).", finding.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void A_needed_fact_of_an_own_entry_that_is_not_stated_is_a_warning_at_the_entry()
    {
        var files = KnowledgeFiles.Minimal
            .With(
                KnowledgeFiles.Faq,
                "- { id: hours, answer: { en: \"{{ facts.courier_price }}\" } }\n"
                + "- { id: own, utterances: { en: [x] }, answer: { en: \"{{ facts.blik }}\" } }");

        Assert.Equal(
            [
                "The entry 'hours' will not be answered: it needs 'courier_price', which is not stated.",
                "The entry 'own' will not be answered: it needs 'blik', which is not stated.",
            ],
            files.Compile().Diagnostics.Select(finding => finding.Message));
    }

    [Fact]
    public void A_country_with_one_time_zone_needs_no_other_statement()
    {
        Assert.Equal("Europe/Warsaw", KnowledgeFiles.Minimal.CompiledShop().Zone.Id);
    }

    [Fact]
    public void Everything_a_shop_states_is_compiled()
    {
        var shop = KnowledgeFiles.Minimal.With(KnowledgeFiles.Shop, """
            name: Sklep Górski
            languages: [en]
            country: PL
            time_zone: Europe/Warsaw
            case_prefix: GR
            origins: [https://sklep.example, "http://localhost:8080"]
            contact: { email: pomoc@sklep.example, phone: "+48 22 123 45 67", address: "ul. Halna 1" }
            facts: { courier_price: 14.99 PLN }
            order_number: '[0-9]{6}'
            privacy_url: https://sklep.example/privacy
            theme: { color: "#1f5c3d" }
            teams: { returns: [returns, complaints] }
            """).CompiledShop();

        Assert.Equal(("Sklep Górski", "PL", "GR", "[0-9]{6}"), (shop.Name, shop.Country, shop.CasePrefix, shop.OrderNumber));
        Assert.Equal(["https://sklep.example", "http://localhost:8080"], shop.Origins.AsEnumerable());
        Assert.Equal(new ShopContact("pomoc@sklep.example", "+48 22 123 45 67", "ul. Halna 1"), shop.Contact);
        Assert.Equal(("https://sklep.example/privacy", "#1f5c3d"), (shop.PrivacyUrl, shop.Theme.Color));
        Assert.Equal("PLN 14.99", shop.Facts["courier_price"].Print(Shipped.Locale("en")));
        Assert.Equal(["returns", "complaints"], shop.Teams["returns"].AsEnumerable());
    }

    [Theory]
    [InlineData("demo", "DE")]
    [InlineData("x1y2", "XY")]
    [InlineData("a7", "AX")]
    public void A_shop_without_a_case_prefix_has_the_first_letters_of_its_id(string id, string prefix)
    {
        var compilation = KnowledgeFiles.Minimal.With($"knowledge/{id}/shop.yaml", KnowledgeFiles.MinimalShop).Compile();

        Assert.Equal(prefix, compilation.Knowledge?.Shops[id].CasePrefix);
    }

    [Fact]
    public void Words_of_the_shop_stand_before_those_of_the_starter_pack()
    {
        var shop = KnowledgeFiles.Minimal
            .With("knowledge/_base/words.yaml", "synonyms: { en: [[money, cash]] }")
            .With(KnowledgeFiles.Words, "synonyms: { en: [[parcel, package]] }\nnames: { en: [[DPD]] }\njoints: { en: [and] }")
            .CompiledShop();

        Assert.Equal(["parcel", "money"], shop.Words["en"].Lists.Synonyms.Select(words => words[0]));
        Assert.Equal("DPD", shop.Words["en"].Lists.Names[0][0]);
        Assert.Equal(["and"], shop.Words["en"].Lists.Joints.AsEnumerable());
    }
}
