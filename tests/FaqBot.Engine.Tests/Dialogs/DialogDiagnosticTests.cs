namespace FaqBot.Engine.Tests;

public sealed class DialogDiagnosticTests
{
    public const string File = "knowledge/demo/dialogs/exchange.yaml";

    private const string Size = "size: { type: size, label: { en: Size }, ask: { en: Which size? } }";
    private const string Why =
        "why: { type: choice, label: { en: Why }, ask: { en: Why? }, choices: { small: { label: { en: Too small } } } }";
    private const string Done = "outcomes: [{ say: { en: Done. } }]";

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
            "There is no slot 'sise' that could stand here.", "Did you mean 'size'?"
        },
        {
            "KB210", Dialog(Size, "{ ask: size, when: { §colour: known } }", Done),
            "There is no slot 'colour'.", "Correct the name, or add the slot under `slots`."
        },
        {
            "KB210",
            Dialog(
                $"{Size}\n  §day: {{ type: date, not_before: size, label: {{ en: Day }}, ask: {{ en: When? }} }}",
                "{ ask: size }, { ask: day }",
                Done),
            "There is no slot 'size' that could stand here.", "Correct the name, or add the slot under `slots`."
        },
        {
            "KB210",
            Dialog($"{Size}\n  §parts: {{ type: attributes, of: size, label: {{ en: Parts }} }}", "{ ask: size }, { ask: parts }", Done),
            "There is no slot 'size' that could stand here.", "Correct the name, or add the slot under `slots`."
        },
        {
            "KB210", "§" + Dialog(Size, "{ ask: size }", $"{Done}\nroles: {{ contact: sice }}"),
            "There is no slot 'sice' that could stand here.", "Did you mean 'size'?"
        },
        {
            "KB211", Dialog($"{Why}\n  {Size}", "{ ask: why }, { ask: size, when: { §why: smal } }", Done),
            "'why' is never 'smal'.", "Did you mean 'small'?"
        },
        {
            "KB211", Dialog(Size, "{ ask: size }", "outcomes: [{ when: { §withdrawal: perhaps }, say: { en: a } }, { say: { en: b } }]"),
            "'withdrawal' is never 'perhaps'.", "It may be open, late, excluded, unknown."
        },
        {
            "KB212", Dialog($"{Why}\n  {Size}", "{ ask: why }, { ask: §size, when: { why: small, not: { why: small } } }", Done),
            "No answers lead to this step.", "Remove it, or change its `when`: no answers lead here."
        },
        {
            "KB212", Dialog(Size, "{ ask: size }", "outcomes: [{ say: { en: a } }, §{ when: { size: known }, say: { en: b } }]"),
            "No answers lead to this outcome.", "Remove it, or change its `when`: no answers lead here."
        },
        {
            "KB213", Dialog($"{Why}\n  {Size}", "{ ask: §why, when: { size: known } }, { ask: size, when: { why: small } }", Done),
            "The question for 'why' waits for its own answer.", "Take one out of the other's `when`."
        },
        {
            "KB213", Dialog(Size, "{ ask: §size, when: { size: unknown } }", Done),
            "The question for 'size' waits for its own answer.", "Take one out of the other's `when`."
        },
        {
            "KB214", Dialog(Size, "{ ask: size }", "outcomes: [§{ when: { size: known }, say: { en: a } }]"),
            "The last outcome holds only under a condition.", "Let the last outcome stand without `when`."
        },
        {
            "KB215", Dialog("size: { type: size, label: { en: Size }, ask: { pl: §Jaki rozmiar? } }", "{ ask: size }", Done),
            "A text of the slot 'size' is missing in 'en'.", "Write it in that language; until then it is said in the shop's first."
        },
        {
            "KB216",
            Dialog($"size: {{ type: size, label: {{ en: Size }}, ask: {{ en: §{new string('a', 301)} }} }}", "{ ask: size }", Done),
            "A text of the slot 'size' has 301 characters.",
            "Say it in fewer words: people read chats on phones. 300 characters are enough for a question."
        },
        {
            "KB216", Dialog(Size, "{ ask: size }", $"outcomes: [{{ say: {{ en: §{new string('a', 501)} }} }}]"),
            "What an outcome says has 501 characters.",
            "Say it in fewer words: people read chats on phones. 300 characters are enough for a question."
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
            "KB222", Dialog(Size, "{ ask: size }", "outcomes: [§{ case: withdrawal, rule: withdrawel, say: { en: Done. } }]"),
            "No country's law has a rule 'withdrawel'.", "Did you mean 'withdrawal'?"
        },
        {
            "KB223", Dialog(Size, "{ ask: size }, { ask: §size }", Done),
            "The slot 'size' is filled in two steps.", "Put both conditions under `any` of one step."
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

    [Fact]
    public void A_text_may_name_every_slot_rule_and_part_of_a_case()
    {
        var steps = "{ ask: size }, { say: { en: \"{{ answers.size }} {{ dates.withdrawal }} {{ product.name }} {{ product.excluded }}\" } }";
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
    public void Every_finding_of_dialogs_is_provoked_here() =>
        Assert.Equal(
            DialogRules.All.Select(rule => rule.Id).Order(StringComparer.Ordinal),
            Cases.Select(row => (string)row[0]).Where(id => id != "KB056").Append("KB224").Distinct().Order(StringComparer.Ordinal));

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

        Assert.Equal("The dialog 'exchange' is not written in 'pl'.", own.Message);
        Assert.Equal(File, own.Span.File);
        Assert.Equal((KnowledgeFiles.Shop, own.Message), (shared.Span.File, shared.Message));
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

    internal static string Dialog(string slots, string steps, string ending) =>
        $"title: {{ en: exchange }}\nslots:\n  {slots}\nsteps: [{steps}]\n{ending}\n";

    private static Compilation Compiled(string dialog) => KnowledgeFiles.Minimal.With(File, dialog).Compile();
}
