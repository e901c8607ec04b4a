namespace FaqBot.Engine.Tests;

public sealed class DialogDiagnosticTests
{
    public const string File = "knowledge/demo/dialogs/exchange.yaml";

    private const string Size = "size: { type: size, label: { en: Size }, ask: { en: Which size? } }";
    private const string Why =
        "why: { type: choice, label: { en: Why }, ask: { en: Why? }, choices: { small: { label: { en: Too small } } } }";
    private const string Done = "outcomes: [{ say: { en: Done. } }]";
    private const string BadOutcomeHint =
        "An outcome with `case` files it and does nothing else; `does` needs its roles, and `rule` needs `case`.";

    /// <summary>Id, dialog, message, hint. The mark § stands where the finding must point and is taken out before the file is
    /// compiled.</summary>
    public static TheoryData<string, string, string, string> Cases { get; } = new()
    {
        {
            "KB056", Dialog(Size, "{ ask: size }", "outcomes: [{ say: { en: \"We send {{ §answers.sise }}.\" } }]"),
            "There is no 'answers.sise'.", "Did you mean 'size'?"
        },
        {
            "KB056", Dialog(Size, "{ ask: size }, { say: { en: \"Until {{ §dates.withdrawl }}.\" } }", Done),
            "There is no 'dates.withdrawl'.", "Did you mean 'withdrawal'?"
        },
        {
            "KB056", Dialog(Size, "{ ask: size }, { say: { en: \"{% if §product.colour %}Blue{% endif %}\" } }", Done),
            "There is no 'product.colour'.", "Known: name, excluded."
        },
        {
            "KB056", Dialog(Size, "{ ask: size }", "outcomes: [{ case: question, say: { en: \"Filed: {{ §case.numbr }}\" } }]"),
            "There is no 'case.numbr'.", "Did you mean 'number'?"
        },
        {
            "KB056", Dialog(Size, "{ ask: size }", "outcomes: [{ say: { en: \"Not filed: {{ §case.number }}\" } }]"),
            "There is no case here yet, and so no 'case.number'.", "Name it in the `say` of an outcome with `case`."
        },
        {
            "KB056",
            Dialog("size: { type: size, label: { en: Size }, ask: { en: \"Which, {{ §case.number }}?\" } }", "{ ask: size }", Done),
            "There is no case here yet, and so no 'case.number'.", "Name it in the `say` of an outcome with `case`."
        },
        {
            "KB210", Dialog(Size, "{ ask: §sise }", Done),
            "There is no slot 'sise'.", "Did you mean 'size'?"
        },
        {
            "KB210", Dialog(Size, "{ ask: size, when: { §colour: known } }", Done),
            "There is no slot 'colour'.", "Correct the name, or add the slot under `slots`."
        },
        {
            "KB210", Dialog($"{Size}\n  {Day("not_before: §dai")}", "{ ask: size }, { ask: day }", Done),
            "There is no slot 'dai'.", "Did you mean 'day'?"
        },
        {
            "KB210", Dialog(Size, "{ ask: size }", $"{Done}\nroles: {{ order: §sice }}"),
            "There is no slot 'sice'.", "Did you mean 'size'?"
        },
        {
            "KB211", Dialog($"{Why}\n  {Size}", "{ ask: why }, { ask: size, when: { §why: smal } }", Done),
            "'why' is never 'smal'.", "Did you mean 'small'?"
        },
        {
            "KB211", Dialog(Size, "{ ask: size }", "outcomes: [{ when: { §withdrawal: perhaps }, say: { en: a } }, { say: { en: b } }]"),
            "'withdrawal' is never 'perhaps'.", "It may be open, late, excluded, partly_excluded, unknown."
        },
        {
            "KB212", Dialog($"{Why}\n  {Size}", "{ ask: why }, { ask: §size, when: { why: small, not: { why: small } } }", Done),
            "No answers lead to this step: what it wants of 'why' (5:44) and of 'why' (5:63) cannot both hold.",
            "Remove it, or change its `when`."
        },
        {
            "KB212", Dialog(Size, "{ ask: size }", "outcomes: [{ say: { en: a } }, §{ when: { size: known }, say: { en: b } }]"),
            "No answers lead to this outcome: those before it take all.", "Remove it, or change its `when`."
        },
        {
            "KB212", Dialog($"{Why}\n  {Size}", "{ ask: why }, { ask: §size, when: { any: [{ why: small, not: { why: small } }] } }", Done),
            "No answers lead to this step: what it wants of 'why' (5:52) never holds here.", "Remove it, or change its `when`."
        },
        {
            "KB212",
            Dialog(Size, "{ ask: size }", $"{Done}\nmarks: [§{{ mark: odd, when: {{ size: known, not: {{ size: known }} }} }}]"),
            "No answers lead to this mark: what it wants of 'size' (6:30) and of 'size' (6:50) cannot both hold.",
            "Remove it, or change its `when`."
        },
        {
            "KB212",
            Dialog(Size, "{ ask: size }", $"{Done}\nproposals: [{{ outcome: a }}, §{{ outcome: b, when: {{ size: known }} }}]"),
            "No answers lead to this proposal: those before it take all.", "Remove it, or change its `when`."
        },
        {
            "KB213", Dialog($"{Why}\n  {Size}", "{ ask: §why, when: { size: known } }, { ask: size, when: { why: small } }", Done),
            "'why' waits for 'size' (5:29), which waits for 'why' (5:67).", "Take one out of the other's `when`."
        },
        {
            "KB213", Dialog(Size, "{ ask: §size, when: { size: unknown } }", Done),
            "The question for 'size' waits for its own answer (4:30).", "Take one out of the other's `when`."
        },
        {
            "KB214", Dialog(Size, "{ ask: size }", "outcomes: [§{ when: { size: known }, say: { en: a } }]"),
            "The last outcome holds only under a condition.", "Let the last outcome stand without `when`."
        },
        {
            "KB215", "title: { en: exchange, pl: wymiana }\nslots:\n"
                + "  size: { type: size, label: { en: Size, pl: Rozmiar }, ask: { en: §Which? } }"
                + $"\nsteps: [{{ ask: size }}]\n{Done.Replace("Done.", "a, pl: b", StringComparison.Ordinal)}",
            "A text of the slot 'size' is missing in 'pl'.", "Write it in that language; until then it is said in the shop's first."
        },
        {
            "KB027", Dialog("size: { type: size, label: { en: Size }, ask: { pl: §Jaki rozmiar? } }", "{ ask: size }", Done),
            "A text of the slot 'size' is missing in 'en', the shop's default language.", "Add it."
        },
        {
            "KB027", "slots:\n  " + Size + "\nsteps: [{ ask: size }]\n" + Done + "\n§title: { pl: wymiana }",
            "The title of the dialog 'exchange' is missing in 'en', the shop's default language.", "Add it."
        },
        {
            "KB216",
            Dialog($"size: {{ type: size, label: {{ en: Size }}, ask: {{ en: §{new string('a', 301)} }} }}", "{ ask: size }", Done),
            "A text of the slot 'size' has 301 characters; 300 are enough.", "Say it in fewer words: people read chats on phones."
        },
        {
            "KB216", Dialog(Size, "{ ask: size }", $"outcomes: [{{ say: {{ en: §{new string('a', 501)} }} }}]"),
            "What an outcome says has 501 characters; 500 are enough.", "Say it in fewer words: people read chats on phones."
        },
        {
            "KB217", Dialog($"{Size}\n  §{Why}", "{ ask: size }", Done),
            "Nothing asks for the slot 'why'.", "Add a step `ask`, give it `cues`, or remove it."
        },
        {
            "KB218", Dialog("size: { type: size, §day: past, label: { en: Size }, ask: { en: Which? } }", "{ ask: size }", Done),
            "The key 'day' says nothing for this type of slot.", "Remove the key, or change the type."
        },
        {
            "KB218", Dialog("size: { type: size, §max: 3, label: { en: Size }, ask: { en: Which? } }", "{ ask: size }", Done),
            "The key 'max' says nothing for this type of slot.", "Remove the key, or change the type."
        },
        {
            "KB218", Dialog("size: { type: size, §from_story: true, label: { en: Size }, ask: { en: Which? } }", "{ ask: size }", Done),
            "The key 'from_story' says nothing for this type of slot.", "Remove the key, or change the type."
        },
        {
            "KB219", Dialog("§why: { type: choice, label: { en: Why }, ask: { en: Why? } }", "{ ask: why }", Done),
            "The slot 'why' has no choices.", "Add the key."
        },
        {
            "KB219", Dialog("§parts: { type: attributes, label: { en: Parts } }", "{ ask: parts }", Done),
            "The slot 'parts' does not say of which product (`of`).", "Add the key."
        },
        {
            "KB219", Dialog("§size: { type: size, label: { en: Size } }", "{ ask: size }", Done),
            "The slot 'size' has no question (`ask`).", "Add the key."
        },
        {
            "KB220", Dialog(Size, "{ ask: size }, §{ when: { size: known } }", Done),
            "The step must either ask or say something.", "Write `ask` with the name of a slot, or `say` with a text, one of the two."
        },
        {
            "KB220", Dialog(Size, "§{ ask: size, say: { en: Hello. } }", Done),
            "The step must either ask or say something.", "Write `ask` with the name of a slot, or `say` with a text, one of the two."
        },
        {
            "KB221", Dialog(Size, "{ ask: size, when: §{} }", Done),
            "The condition is empty.", "Write names with values, e.g. `{ problem: [defect, different], product: known }`."
        },
        {
            "KB221",
            Dialog(
                Size, "{ ask: size }, { say: { en: a }, when: { not: { not: { not: { not: { not: { not: §{ size: known } } } } } } } }",
                Done),
            "The condition is nested too deeply.", "Write names with values, e.g. `{ problem: [defect, different], product: known }`."
        },
        {
            "KB222", Dialog(Size, "{ ask: size }", "outcomes: [{ case: withdrawal, rule: §refnd, say: { en: Done. } }]"),
            "No country's law has a rule 'refnd'.", "Did you mean 'refund'?"
        },
        {
            "KB223", Dialog(Size, "{ ask: size }, { ask: §size }", Done),
            "The slot 'size' is filled in two steps.", "Put both conditions under `any` of one step."
        },
        {
            "KB226",
            Dialog($"{Size}\n  {Day("not_before: §size")}", "{ ask: size }, { ask: day }", Done),
            "`not_before` needs a slot of type `date`; 'size' is of type `size`.", "Name another slot, or remove the key."
        },
        {
            "KB226", Dialog(Day("not_before: §day"), "{ ask: day }", Done),
            "`not_before` of 'day' names the slot itself.", "Name another slot, or remove the key."
        },
        {
            "KB226",
            Dialog($"{Size}\n  parts: {{ type: attributes, of: §size, label: {{ en: Parts }} }}", "{ ask: size }, { ask: parts }", Done),
            "`of` needs a slot of type `product`; 'size' is of type `size`.", "Name another slot, or remove the key."
        },
        {
            "KB226", Dialog(Size, "{ ask: size }", $"{Done}\nroles: {{ contact: §size }}"),
            "`contact` needs a slot of type `contact` or `email` or `phone`; 'size' is of type `size`.",
            "Name another slot, or remove the key."
        },
        {
            "KB227", Dialog(Size, "{ ask: size }", "outcomes: [{ case: withdrawal, rule: §withdrawal, say: { en: Done. } }]"),
            "The rule 'withdrawal' sets no term in which the shop must answer.",
            "Name a term of the shop, such as `complaint-reply` or `refund`, or leave `rule` out."
        },
        {
            "KB229",
            Dialog(
                "§mail: { type: email, label: { en: Mail }, ask: { en: Where? } }",
                "{ ask: mail }",
                "outcomes: [{ case: question, say: { en: a } }]"),
            "The case will not know its contact from the slot 'mail': no role names it.", "Add `contact: mail` to `roles`."
        },
        {
            "KB230", Dialog(Why.Replace("small", "§unknown", StringComparison.Ordinal), "{ ask: why }", Done),
            "'unknown' cannot be the id of a choice.",
            "Choose another id: `known` and `unknown` mean an answer, and that the customer does not know."
        },
        {
            "KB232", Dialog(Size, "{ ask: size }", "outcomes: [{ dialog: §exchang, say: { en: Done. } }]"),
            "There is no dialog 'exchang'.", "Did you mean 'exchange'?"
        },
        {
            "KB233", Dialog(Size, "{ ask: size }", "outcomes: [{ dialog: §exchange, say: { en: Done. } }]"),
            "The dialog 'exchange' goes on in itself.", "Take `dialog` out of one of the outcomes."
        },
        {
            "KB234", Dialog(Size, "{ ask: size }", "outcomes: [§{ case: question, person: true, say: { en: Done. } }]"),
            "The outcome files a case, and `dialog`, `does` and `person` are not looked at.", BadOutcomeHint
        },
        {
            "KB234", Dialog(Size, "{ ask: size }", "outcomes: [§{ rule: refund, say: { en: Done. } }]"),
            "The outcome names a `rule`, but files no case that it sets the date of.", BadOutcomeHint
        },
        {
            "KB234", Dialog(Size, "{ ask: size }", "outcomes: [§{ does: look_up_order, say: { en: Done. } }]"),
            "`does: look_up_order` needs the role `order` and the role `contact`.", BadOutcomeHint
        },
        {
            "KB043", Dialog(Size.Replace("size: {", "§shoe-size: {", StringComparison.Ordinal), "{ ask: shoe-size }", Done),
            "'shoe-size' is not the name of a slot.", "Use lower-case letters, digits and underscores, a letter first."
        },
        {
            "KB225", "§" +
            Dialog(
                string.Join("\n  ", Enumerable.Range(0, 61).Select(number => $"s{number}{Size["size".Length..]}")),
                "{ ask: s0 }",
                Done),
            "The dialog has 61 slots and 1 steps; 60 and 120 are allowed.", "Divide it in two."
        },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_finding_says_where_what_and_what_to_do(string id, string marked, string message, string hint)
    {
        var before = marked[..marked.IndexOf('§', StringComparison.Ordinal)];

        var compilation = Compiled(marked.Replace("§", "", StringComparison.Ordinal));

        var span = new SourceSpan(File, before.Count(letter => letter == '\n') + 1, before.Length - before.LastIndexOf('\n'));
        var finding = Assert.Single(compilation.Diagnostics, found => (found.Id, found.Span, found.Message) == (id, span, message));
        Assert.Equal(hint, finding.Hint);
        Assert.Equal(finding.Severity == Severity.Error, compilation.Knowledge is null);
    }

    /// <summary>Nobody is told that what stands on the line above does not exist.</summary>
    [Theory]
    [InlineData("KB044", "why: { type: chioce, label: { en: Why }", "small: { label: { en: Small } }")]
    [InlineData("KB021", "why: { type: choice", "small: { label: { en: Small } }")]
    [InlineData("KB021", "why: { type: choice, label: { en: Why }", "small: {}, big: { label: { en: Big } }")]
    [InlineData("KB043", "wh-y: { type: choice, label: { en: Why }", "small: { label: { en: Small } }")]
    [InlineData("KB043", "why-not: { type: choice, label: { en: Why }", "small: { label: { en: Small } }", "why")]
    public void A_mistake_in_a_slot_is_one_finding(string id, string head, string choices, string? called = null)
    {
        var slot = $"{head}, ask: {{ en: Why? }}, choices: {{ {choices} }} }}";
        var name = called ?? head[..head.IndexOf(':', StringComparison.Ordinal)];
        var dialog = Dialog(
            $"{slot}\n  {Size}",
            $"{{ ask: {name} }}, {{ ask: size, when: {{ {name}: small }} }}, {{ say: {{ en: \"{{{{ answers.{name} }}}}\" }} }}",
            $"{Done}\nmarks: [{{ mark: a, when: {{ {name}: [small] }} }}]\nroles: {{ problem: {name} }}");

        Assert.Equal([id], Compiled(dialog).Diagnostics.Select(finding => finding.Id));
    }

    [Theory]
    [InlineData("title: { en: exchange }", "KB021")]
    [InlineData("title: { en: exchange }\n\tslots:", "KB015")]
    [InlineData("title: { en: exchange }\nsteps: [{ ask: size }]\noutcomes: [{ case: question }]\nslots: { " + Size + " }", "KB021")]
    public void A_dialog_that_cannot_be_read_is_there_all_the_same(string dialog, string id)
    {
        var files = KnowledgeFiles.Minimal.With(File, dialog);
        var entry = "- { id: hours, dialog: exchange }\n"
            + "- { id: place, answer: { en: a }, offers: { dialog: exchange, with: { why: small } } }";

        Assert.Equal([id], files.With(KnowledgeFiles.Faq, entry).Compile().Diagnostics.Select(finding => finding.Id).Distinct());
    }

    [Fact]
    public void A_round_of_dialogs_is_found_at_both_its_ends_also_where_one_is_of_all_shops()
    {
        var there = Dialog(Size, "{ ask: size }", "outcomes: [{ dialog: back, say: { en: Done. } }]");
        var back = Dialog(Size, "{ ask: size }", "outcomes: [{ dialog: exchange, say: { en: Done. } }]");
        var files = KnowledgeFiles.Minimal.With("dialogs/exchange.yaml", Dialog(Size, "{ ask: size }", Done));

        var own = files.With(File, there).With("knowledge/demo/dialogs/back.yaml", back).Compile().Diagnostics;
        var half = files.With("knowledge/demo/dialogs/back.yaml", back).Compile().Diagnostics;
        var shared = KnowledgeFiles.Minimal.With("dialogs/exchange.yaml", there).With("dialogs/back.yaml", back).Compile().Diagnostics;

        Assert.Equal(["KB233", "KB233"], own.Select(finding => finding.Id));
        Assert.Contains(own, finding => finding.Message == "The dialog 'exchange' goes on in 'back', which leads back to it.");
        Assert.Empty(half);
        Assert.Equal(["KB233", "KB233"], shared.Select(finding => finding.Id));
    }

    [Fact]
    public void A_law_that_cannot_be_read_leaves_the_rules_of_dialogs_alone()
    {
        var dialog = Dialog(Size, "{ ask: size }", "outcomes: [{ case: question, rule: refund, say: { en: \"{{ dates.refund }}\" } }]");
        var files = KnowledgeFiles.Minimal.With(File, dialog).With(KnowledgeFiles.Law, "country: PL\n\trules: {}");

        Assert.DoesNotContain(files.Compile().Diagnostics, finding => finding.Id is "KB056" or "KB222" or "KB228");
    }

    [Fact]
    public void A_rule_that_only_another_country_has_is_found_in_the_shop_that_lacks_it()
    {
        var files = KnowledgeFiles.Minimal
            .With("knowledge/_law/CZ.yaml", "country: CZ\nrules: { complaint-reply: [{ count: 30, unit: days, article: a }] }")
            .With("knowledge/cz/shop.yaml", "{ name: Obchod, languages: [en], country: CZ }");
        var dialog = Dialog(Size, "{ ask: size }", "outcomes: [{ case: question, rule: complaint-reply, say: { en: Done. } }]");

        var own = Assert.Single(files.With(File, dialog).Compile().Diagnostics);
        var shared = Assert.Single(files.With("dialogs/exchange.yaml", dialog).Compile().Diagnostics);

        Assert.Equal("The law of PL has no rule 'complaint-reply', which the dialog 'exchange' names.", own.Message);
        Assert.Equal(("KB228", new SourceSpan(File, 5, 36)), (own.Id, own.Span));
        Assert.Equal(("KB228", KnowledgeFiles.Shop, own.Message), (shared.Id, shared.Span.File, shared.Message));
    }

    [Fact]
    public void A_text_may_name_every_slot_rule_and_part_of_a_case()
    {
        var told = "{{ answers.size }} {{ dates.withdrawal }} {{ product.name }} {{ product.excluded }}";
        var steps = $"{{ ask: size }}, {{ say: {{ en: \"{told}\" }} }}";
        var say = "{{ case.number }} {{ case.deadline }} {{ case.contact }} {% if case.joined %}{{ answers.size }}{% endif %}";

        Assert.Empty(Compiled(Dialog(Size, steps, $"outcomes: [{{ case: question, say: {{ en: \"{say}\" }} }}]")).Diagnostics);
    }

    [Theory]
    [InlineData("offers: { dialog: exchange, with: { colour: red } }", "The dialog 'exchange' has no slot 'colour'.")]
    [InlineData("offers: { dialog: exchange, with: { why: large } }", "The slot 'why' cannot be filled with 'large'.")]
    public void An_entry_that_offers_a_dialog_with_what_it_cannot_take_is_found(string offers, string message)
    {
        var compilation = KnowledgeFiles.Minimal
            .With(File, Dialog(Why, "{ ask: why }", Done))
            .With(KnowledgeFiles.Faq, $"- {{ id: hours, answer: {{ en: Always. }}, {offers} }}")
            .Compile();

        var finding = Assert.Single(compilation.Diagnostics, found => found.Id == "KB224");
        Assert.Equal((new SourceSpan(KnowledgeFiles.Faq, 1, 3), message), (finding.Span, finding.Message));
        Assert.Null(compilation.Knowledge);
    }

    [Fact]
    public void What_is_confirmed_on_the_page_for_withdrawals_must_be_filed()
    {
        const string file = "knowledge/demo/dialogs/withdrawal.yaml";
        const string outcomes =
            "outcomes: [{ when: { size: known }, dialog: exchange, say: { en: Later. } }, { case: withdrawal, say: { en: Done. } }]";

        var compilation = KnowledgeFiles.Minimal
            .With(file, Dialog(Size, "{ ask: size }", outcomes))
            .With(File, Dialog(Size, "{ ask: size }", Done))
            .Compile();

        var finding = Assert.Single(compilation.Diagnostics);
        Assert.Equal(("KB231", new SourceSpan(file, 5, 12)), (finding.Id, finding.Span));
        Assert.Equal(
            "This outcome of 'withdrawal' files no case, but the page /withdraw/{shop} runs the dialog and must file.", finding.Message);
        Assert.Equal("Add `case: withdrawal` to the outcome: what a customer confirms on that page must be filed.", finding.Hint);
        Assert.Null(compilation.Knowledge);
    }

    [Fact]
    public void Every_finding_of_dialogs_is_provoked_here() =>
        Assert.Equal(
            DialogRules.All.Select(rule => rule.Id).Order(StringComparer.Ordinal),
            Cases.Select(row => (string)row[0]).Where(id => DialogRules.All.Any(rule => rule.Id == id))
                .Concat(["KB224", "KB228", "KB231"]).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void A_small_dialog_is_no_finding()
    {
        Assert.Empty(Compiled(Dialog($"{Why}\n  {Size}", "{ ask: why }, { ask: size, when: { why: small } }", Done)).Diagnostics);
    }

    [Fact]
    public void A_dialog_that_speaks_fewer_languages_than_its_shop_is_found_once()
    {
        var shop = KnowledgeFiles.Minimal.With(KnowledgeFiles.Shop, "{ name: a, languages: [en, pl], country: PL }");
        var dialog = Dialog(Size, "{ ask: size }", Done);

        var own = Assert.Single(shop.With(File, dialog).Compile().Diagnostics, found => found.Id == "KB215");
        var shared = Assert.Single(shop.With("dialogs/exchange.yaml", dialog).Compile().Diagnostics, found => found.Id == "KB215");

        Assert.Equal("The title of the dialog 'exchange' is missing in 'pl'.", own.Message);
        Assert.Equal(new SourceSpan(File, 1, 1), own.Span);
        Assert.Equal((KnowledgeFiles.Shop, "The dialog 'exchange' is not written in 'pl'."), (shared.Span.File, shared.Message));
        Assert.Equal("Write it so in a copy in the shop's folder `dialogs`; until then it is said in 'en'.", shared.Hint);
    }

    [Fact]
    public void A_shop_overrides_a_dialog_of_all_shops_whole()
    {
        var shared = Dialog(Size, "{ ask: size }", Done);
        var files = KnowledgeFiles.Minimal
            .With("dialogs/exchange.yaml", shared)
            .With("knowledge/other/shop.yaml", KnowledgeFiles.MinimalShop)
            .With(File, Dialog(Why, "{ ask: why }", Done));

        var shops = files.Compile().Knowledge?.Shops ?? throw new InvalidOperationException(string.Join('\n', files.Compile().Diagnostics));

        Assert.Equal(["why"], shops["demo"].Dialogs["exchange"].Slots.Select(slot => slot.Id));
        Assert.Equal(["size"], shops["other"].Dialogs["exchange"].Slots.Select(slot => slot.Id));
    }

    [Fact]
    public void A_dialog_with_an_error_leaves_no_knowledge_at_all()
    {
        var sound = KnowledgeFiles.Minimal.With("knowledge/other/shop.yaml", KnowledgeFiles.MinimalShop);
        var broken = sound.With(File, Dialog(Size, "{ ask: sise }", Done));

        Assert.NotNull(sound.Compile().Knowledge);
        Assert.Null(broken.Compile().Knowledge);
    }

    private static string Day(string keys) => $"day: {{ type: date, {keys}, label: {{ en: Day }}, ask: {{ en: When? }} }}";

    internal static string Dialog(string slots, string steps, string ending) =>
        $"title: {{ en: exchange }}\nslots:\n  {slots}\nsteps: [{steps}]\n{ending}\n";

    private static Compilation Compiled(string dialog) => KnowledgeFiles.Minimal.With(File, dialog).Compile();
}
