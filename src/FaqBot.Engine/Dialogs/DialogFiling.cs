using System.Collections.Immutable;
using NodaTime;

namespace FaqBot.Engine;

/// <summary>Makes a case of a run's answers. Decides everything; the store only keeps it.</summary>
internal sealed class DialogFiling(DialogView view, DialogSpeech speech, TurnInput input)
{
    private const string UnknownSuffix = "_unknown";

    /// <summary>A mark that says what the shop may do at once, without asking further.</summary>
    private const string ProposedPrefix = "proposed outcome: ";

    /// <summary>A mark of answers that were not understood.</summary>
    private const string UnclearMark = "unclear_answers";

    private const string RefundRule = "refund";

    private const string SendBackRule = "send-back";

    private Shop Shop => view.Shop;

    private string? Proposed => view.Dialog.Proposals.FirstOrDefault(proposal => view.Holds(proposal.When))?.Mark;

    /// <summary>The case that <paramref name="outcome"/> files.</summary>
    /// <param name="outcome">Names a kind.</param>
    /// <param name="kind">That kind.</param>
    /// <param name="language">BCP-47; the customer's.</param>
    /// <param name="title">Of the dialog.</param>
    public CaseFiling Make(DialogOutcome outcome, CaseKind kind, string language, string title)
    {
        var open = view.OpenCase;
        var (rule, article, nominal, deadline, promised) = DatesOf(outcome, open);
        var id = open?.Id ?? input.CaseId ?? throw new InvalidOperationException("A turn that files a case needs a fresh id for it.");
        var filing = new CaseFiling
        {
            Id = id,
            Number = open?.Number ?? CaseNumber.Of(Shop.CasePrefix, view.SaidOn, id).ToString(),
            Kind = kind,
            Language = language,
            Sku = view.Product?.Sku,
            Skus = [.. view.Products.Select(product => product.Sku)],
            IsWholeOrder = view.IsWholeOrder,
            Order = view.Order,
            Product = ShownAt(DialogRoles.Product),
            Problem = ShownSlot(DialogRoles.Problem) ? ValueAt(DialogRoles.Problem) : null,
            Remedy = ValueAt(DialogRoles.Remedy),
            ProposedOutcome = Proposed,
            Answers = [.. speech.Summary.Answers(view).Select(AnswerOf)],
            Contact = ContactOf(open),
            Channel = input.Channel,
            Received = view.SaidAt,
            ReceivedOn = open?.ReceivedOn ?? CountedFrom(outcome),
            Rule = rule,
            Article = article,
            NominalEnd = nominal,
            Deadline = deadline,
            Promised = promised,
            CallWindow = kind == CaseKind.Callback ? view.CallWindow : null,
            DueAt = kind == CaseKind.Callback ? DueAt() : null,
            Team = Team(),
            Statement = view.Dialog.Statement is { } statement ? speech.Part(statement, view) : null,
            Marks = [.. Marks().Distinct()],
            Files = view.Run.Files,
            Receipt = new CaseReceipt("", language, [], ""),
        };
        return filing with { Receipt = ReceiptOf(filing, outcome, title) };
    }

    /// <summary>An open case keeps its dates; one that the law sets no date has none by what is said again either.</summary>
    private (string? Rule, string? Article, LocalDate? NominalEnd, LocalDate? Deadline, LocalDate? Promised) DatesOf(
        DialogOutcome outcome, OpenCase? open)
    {
        if (open is not null)
        {
            var rule = open.Deadline is null ? null : outcome.Rule;
            return (rule, DueFrom(rule, open.ReceivedOn)?.Rule?.Article, open.NominalEnd, open.Deadline, open.Promised);
        }
        var due = DueFrom(outcome.Rule, CountedFrom(outcome));
        return (
            outcome.Rule, due?.Rule?.Article, due?.NominalEnd, due?.Effective,
            outcome.Rule is { } kept ? view.Dates.Promised(kept) : null);
    }

    private Deadline? DueFrom(string? rule, LocalDate from) => rule is null ? null : view.Dates.ByRule(rule, from);

    private LocalDate CountedFrom(DialogOutcome outcome) =>
        outcome.Rule is { } rule ? view.Dates.CountedFrom(rule) : view.SaidOn;

    /// <summary>What texts can say of a case.</summary>
    public TemplateValue ValueOf(CaseFiling filing) => new TemplateValue.Map(name => name switch
    {
        "number" => new TemplateValue.Text(filing.Number),
        "deadline" when filing.Promised is { } day => new TemplateValue.Date(day),
        "joined" => new TemplateValue.Bool(view.OpenCase is not null),
        "received" => new TemplateValue.Text(MomentOf(input.Now, filing.Language)),
        "window" when filing.CallWindow is { } window => new TemplateValue.Text(speech.Summary.DatedTimeOf(window)),
        "due" when filing.DueAt is { } due => new TemplateValue.Text(speech.MomentAt(due)),
        "contact" when filing.Contact.Address is { } address => new TemplateValue.Text(address),
        _ => TemplateValue.Nothing,
    });

    private CaseAnswer AnswerOf((DialogTask.Question Question, SlotAnswer Answer) pair) => new(
        pair.Question.Name,
        speech.Summary.About(pair.Question, view),
        pair.Question.Slot.Type == SlotType.CallTime && view.CallWindow is { } window
            ? speech.Summary.DatedTimeOf(window)
            : speech.Summary.Shown(pair.Question, pair.Answer, view),
        pair.Question.Attribute is null || pair.Answer.Value is null ? null : pair.Answer.Value == DialogNames.Well);

    private CaseReceipt ReceiptOf(CaseFiling filing, DialogOutcome outcome, string title)
    {
        var ofCase = ValueOf(filing);
        var lines = ImmutableArray.CreateBuilder<ReceiptLine>();
        lines.Add(new ReceiptLine(speech.Label(DialogTextIds.ReceiptShop), LineOf(Shop)));
        lines.Add(new ReceiptLine(speech.Label(DialogTextIds.ReceiptNumber), filing.Number));
        lines.Add(new ReceiptLine(speech.Label(DialogTextIds.ReceiptKind), title));
        lines.Add(new ReceiptLine(speech.Label(DialogTextIds.ReceiptReceived), MomentOf(input.Now, filing.Language)));
        if (filing.Promised is { } told)
        {
            var label = filing.Rule == RefundRule ? DialogTextIds.ReceiptRefund : DialogTextIds.ReceiptDeadline;
            lines.Add(new ReceiptLine(speech.Label(label), Shop.Locales[filing.Language].Date(told)));
        }
        if (filing.Rule == RefundRule && SendBack() is { } sendBack)
        {
            lines.Add(new ReceiptLine(
                speech.Label(DialogTextIds.ReceiptSendBack), Shop.Locales[filing.Language].Date(sendBack.Effective)));
        }
        if (filing.DueAt is { } due)
        {
            lines.Add(new ReceiptLine(speech.Label(DialogTextIds.ReceiptDue), speech.MomentAt(due)));
        }
        if (filing.Statement is { } statement)
        {
            lines.Add(new ReceiptLine(speech.Label(DialogTextIds.ReceiptStatement), statement));
        }
        lines.AddRange(filing.Answers.Select(answer => new ReceiptLine(answer.Question, answer.Answer)));
        if (!filing.Files.IsEmpty)
        {
            lines.Add(new ReceiptLine(speech.Label(DialogTextIds.ReceiptFiles), string.Join('\n', filing.Files.Select(file => file.Name))));
        }
        return new CaseReceipt(
            speech.Label(DialogTextIds.ReceiptTitle, "case", ofCase),
            filing.Language,
            lines.ToImmutable(),
            speech.Said(outcome.Say, view, ofCase).Text);
    }

    private Deadline? SendBack() =>
        view.OpenCase is { } open ? view.Dates.ByRule(SendBackRule, open.ReceivedOn) : view.Dates.ByRule(SendBackRule);

    /// <summary>Who the shop is, in a receipt.</summary>
    public static string LineOf(Shop shop) =>
        string.Join('\n', new[] { shop.Name, shop.Contact.Address, shop.Contact.Email, shop.Contact.Phone }.OfType<string>());

    /// <summary>To the second: it may be asked for as proof.</summary>
    private string MomentOf(Instant at, string language)
    {
        var local = at.InZone(Shop.Zone);
        var time = NodaTime.Text.LocalTimePattern.ExtendedIso.Format(local.TimeOfDay.With(TimeAdjusters.TruncateToSecond));
        return $"{Shop.Locales[language].Date(local.Date)}, {time}";
    }

    /// <summary>Who adds to an open case and names no way is answered as that case is.</summary>
    private CaseContact ContactOf(OpenCase? open)
    {
        var name = view.GivenTo(DialogRoles.Name)?.Text;
        return ValueAt(DialogRoles.Contact) switch
        {
            null or DialogCondition.Unknown when open?.Contact is { } known => known with { Name = name ?? known.Name },
            null or DialogCondition.Unknown => new CaseContact(ContactKind.None, null, name),
            var address when address.Contains('@', StringComparison.Ordinal) => new CaseContact(ContactKind.Email, address, name),
            var number when number.Any(char.IsAsciiDigit) => new CaseContact(ContactKind.Phone, number, name),
            _ => new CaseContact(ContactKind.Chat, null, name),
        };
    }

    /// <summary>The end of the time that was agreed; without one what the shop promises.</summary>
    private Instant? DueAt() => view.CallWindow is { } window ? view.Calls.InstantOf(window.To) : view.CallPromised;

    /// <summary>By what the customer says it is about, else by what the dialog is about.</summary>
    private string? Team() => Shop.TeamOf(speech.TopicOf(view.GivenTo(DialogRoles.Matter)?.Text)) ?? Shop.TeamOf(view.Dialog.Topic);

    /// <summary>Those of the dialog's file, and every question that a person must still clear up.</summary>
    private IEnumerable<string> Marks()
    {
        foreach (var mark in view.Dialog.Marks.Where(mark => view.Holds(mark.When)))
        {
            yield return mark.Mark;
        }
        if (Proposed is { } proposed)
        {
            yield return ProposedPrefix + proposed;
        }
        var answers = speech.Summary.Answers(view);
        foreach (var (question, _) in answers.Where(pair => pair.Question.Attribute is null && pair.Answer.Kind == AnswerKind.Unknown))
        {
            yield return question.Name + UnknownSuffix;
        }
        if (answers.Any(pair => pair.Answer.Kind == AnswerKind.Unclear))
        {
            yield return UnclearMark;
        }
    }

    private bool ShownSlot(string role) =>
        view.Dialog.Roles.TryGetValue(role, out var slot) && view.Holds(view.Dialog.SlotsById[slot].Shown);

    private string? ValueAt(string role) =>
        view.Dialog.Roles.TryGetValue(role, out var slot) && view.ValueOf(slot) is { } value && value != DialogCondition.Unknown
            ? value
            : null;

    private string? ShownAt(string role) =>
        view.Dialog.Roles.TryGetValue(role, out var slot)
        && view.Applies(slot)
        && view.QuestionOf(slot) is { } question
        && view.Answer(slot) is { Kind: AnswerKind.Given or AnswerKind.Unclear } answer
            ? speech.Summary.Shown(question, answer, view)
            : null;
}
