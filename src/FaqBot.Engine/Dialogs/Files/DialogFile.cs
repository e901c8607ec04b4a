using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using FaqBot.Language;

namespace FaqBot.Engine;

/// <summary>Reads a dialog. What names something else is checked by <see cref="DialogChecks"/>.</summary>
internal static class DialogFile
{
    public const int SlotsMax = 60;
    public const int StepsMax = 120;

    /// <summary>Shorter words of a label name nothing.</summary>
    private const int LabelWordMin = 3;

    private static readonly ImmutableArray<Key> KeysOfDates = [DialogKeys.Day, DialogKeys.NotBefore, DialogKeys.Approximate];
    private static readonly ImmutableArray<Key> KeysOfNumbers = [DialogKeys.Min, DialogKeys.Max];
    private static readonly ImmutableArray<Key> KeysOfAttributes = [DialogKeys.Of, DialogKeys.Rest];

    /// <summary>Without a dialog where the file is no mapping, or lacks what a dialog cannot be without; that is then found.</summary>
    public static DialogStatement Read(YamlNode root, string id, Values values)
    {
        if (DialogKeys.File.Read(root, values) is not { } section)
        {
            return new DialogStatement(id, null, root.Span);
        }
        var references = ImmutableArray.CreateBuilder<SlotReference>();
        var stated = section.Read(DialogKeys.Slots);
        var slots = stated.Select(pair => Slot(pair, values, references)).OfType<DialogSlot>().ToImmutableArray();
        var steps = section.Read(DialogKeys.Steps)
            .Select((item, index) => Step(item, index, values))
            .OfType<DialogStep>()
            .ToImmutableArray();
        var outcomes = section.Read(DialogKeys.Outcomes)
            .Select(item => (Outcome: Outcome(item, values, out var rule, out var next), Rule: rule, Next: next))
            .ToImmutableArray();
        var dialog = new Dialog
        {
            Id = id,
            Span = section.Span,
            Title = new DialogText(section.Read(DialogKeys.Title)),
            Topic = section.Read(DialogKeys.Topic),
            TakesFaults = section.Read(DialogKeys.TakesFaults) ?? false,
            Begins = Words(section.Read(DialogKeys.Begins)),
            Opening = Optional(section.Read(DialogKeys.Opening)),
            Statement = Optional(section.Read(DialogKeys.Declaration)),
            SubmitLabel = Optional(section.Read(DialogKeys.SubmitLabel)),
            ConfirmLabel = Optional(section.Read(DialogKeys.ConfirmLabel)),
            Slots = slots,
            SlotsById = slots.ToFrozenDictionary(slot => slot.Id, StringComparer.Ordinal),
            Steps = steps,
            Outcomes = [.. outcomes.Select(outcome => outcome.Outcome).OfType<DialogOutcome>()],
            Marks = [.. section.Read(DialogKeys.Marks).Select(item => Mark(item, DialogKeys.MarkName, values)).OfType<DialogMark>()],
            Proposals =
                [.. section.Read(DialogKeys.Proposals).Select(item => Mark(item, DialogKeys.ProposedOutcome, values)).OfType<DialogMark>()],
            Roles = Roles(section.Read(DialogKeys.Roles), values, references),
        };
        return new DialogStatement(id, IsUsable(dialog, values.Findings) ? dialog : null, section.SpanOf(DialogKeys.Title))
        {
            Unread = [.. Unread(section[DialogKeys.Slots], dialog)],
            References = references.ToImmutable(),
            Rules = [.. outcomes.Select(outcome => outcome.Rule).OfType<YamlScalar>()],
            Next = [.. outcomes.Select(outcome => outcome.Next).OfType<YamlScalar>()],
        };
    }

    private static bool IsUsable(Dialog dialog, Findings findings)
    {
        if (dialog.Slots.Length > SlotsMax || dialog.Steps.Length > StepsMax)
        {
            findings.Add(
                DialogRules.DialogTooLarge, dialog.Span,
                $"The dialog has {dialog.Slots.Length} slots and {dialog.Steps.Length} steps; {SlotsMax} and {StepsMax} are allowed.");
            return false;
        }
        return !dialog.Title.IsEmpty && !dialog.Slots.IsEmpty && !dialog.Steps.IsEmpty && !dialog.Outcomes.IsEmpty;
    }

    private static IEnumerable<string> Unread(YamlNode? slots, Dialog dialog) => slots is YamlMapping mapping
        ? mapping.Pairs
            .Where(pair => !dialog.SlotsById.TryGetValue(pair.Key.Text, out var slot) || slot.Choices.Length < StatedChoices(pair.Value))
            .Select(pair => pair.Key.Text)
        : [];

    private static int StatedChoices(YamlNode slot) =>
        slot is YamlMapping mapping
            && mapping.Pairs.FirstOrDefault(pair => pair.Key.Text == DialogKeys.Choices.Name) is { Value: YamlMapping choices }
            ? choices.Pairs.Length
            : 0;

    private static DialogSlot? Slot(YamlPair pair, Values values, ImmutableArray<SlotReference>.Builder references)
    {
        if (DialogKeys.Slot.Read(pair.Value, values) is not { } section
            || section.Read(DialogKeys.Type) is not { } type
            || new DialogText(section.Read(DialogKeys.Label)) is not { IsEmpty: false } label)
        {
            return null;
        }
        var stated = section.Read(DialogKeys.Choices);
        CheckChoiceIds(stated, values.Findings);
        var choices = stated
            .Select(choice => (Stated: DialogKeys.Choice.Read(choice.Value, values), Id: choice.Key.Text))
            .Select(choice => choice.Stated is { } stated ? Choice(choice.Id, stated, values) : null)
            .OfType<(SlotChoice Choice, ImmutableDictionary<string, ImmutableArray<YamlScalar>> Words)>()
            .ToImmutableArray();
        var slot = new DialogSlot
        {
            Id = pair.Key.Text,
            Type = DialogKeys.Types[type],
            Label = label,
            Ask = Optional(section.Read(DialogKeys.Ask)),
            Explain = Optional(section.Read(DialogKeys.Explain)),
            Rest = Optional(section.Read(DialogKeys.Rest)),
            Choices = [.. choices.Select(choice => choice.Choice)],
            ChoiceWords = Words(choices),
            OffersUnknown = section.Read(DialogKeys.OffersUnknown) ?? false,
            Skip = Optional(section.Read(DialogKeys.Skip)),
            Window = section.Read(DialogKeys.Day) switch { "past" => DateWindow.Past, "future" => DateWindow.Future, _ => DateWindow.Any },
            NotBefore = Reference(section, DialogKeys.NotBefore, SlotType.Date)?.Text,
            IsApproximate = section.Read(DialogKeys.Approximate) ?? false,
            Cues = Words(section.Read(DialogKeys.Cues)),
            HasCues = section[DialogKeys.Cues] is not null,
            LabelWords = WordsOf(label),
            Shown = DialogConditions.Read(section.Read(DialogKeys.Shown), values),
            Min = section.Read(DialogKeys.Min),
            Max = section.Read(DialogKeys.Max),
            Of = Reference(section, DialogKeys.Of, SlotType.Product)?.Text,
            IsFromStory = section.Read(DialogKeys.FromStory) ?? false,
            Span = pair.Key.Span,
        };
        CheckKeys(slot, section, values.Findings);
        return slot;

        YamlScalar? Reference(Section section, Key<YamlScalar?> key, SlotType type)
        {
            if (section.Read(key) is not { } name)
            {
                return null;
            }
            references.Add(new SlotReference(key.Name, pair.Key.Text, name, [type]));
            return name;
        }
    }

    private static void CheckChoiceIds(ImmutableArray<YamlPair> choices, Findings findings)
    {
        foreach (var (key, _) in choices.Where(choice => choice.Key.Text is DialogCondition.Known or DialogCondition.Unknown))
        {
            findings.Add(DialogRules.ChoiceReserved, key.Span, $"'{key.Text}' cannot be the id of a choice.");
        }
    }

    /// <summary>A key that its type does not read would say nothing.</summary>
    private static void CheckKeys(DialogSlot slot, Section section, Findings findings)
    {
        Check(KeysOfDates, slot.Type == SlotType.Date);
        Check(KeysOfNumbers, slot.Type == SlotType.Number);
        Check(KeysOfAttributes, slot.Type == SlotType.Attributes);
        Check([DialogKeys.FromStory], slot.Type == SlotType.Text);
        if (slot.Type == SlotType.Choice && slot.Choices.IsEmpty)
        {
            findings.Add(DialogRules.SlotIncomplete, slot.Span, $"The slot '{slot.Id}' has no choices.");
        }
        if (slot.Type == SlotType.Attributes && slot.Of is null)
        {
            findings.Add(DialogRules.SlotIncomplete, slot.Span, $"The slot '{slot.Id}' does not say of which product (`of`).");
        }

        void Check(ImmutableArray<Key> keys, bool isRight)
        {
            foreach (var key in keys.Where(key => !isRight && section[key] is not null))
            {
                findings.Add(DialogRules.KeyForOtherType, section.SpanOf(key), $"The key '{key.Name}' says nothing for this type of slot.");
            }
        }
    }

    private static (SlotChoice Choice, ImmutableDictionary<string, ImmutableArray<YamlScalar>> Words)? Choice(
        string id, Section section, Values values)
    {
        var label = new DialogText(section.Read(DialogKeys.Label));
        var words = section.Read(DialogKeys.Words);
        var when = DialogConditions.Read(section.Read(DialogKeys.When), values);
        var implied = DialogConditions.Read(section.Read(DialogKeys.ImpliedBy), values);
        var onWrong = section.Read(DialogKeys.OnWrong);
        return label.IsEmpty ? null : (new SlotChoice(id, label, when, implied, onWrong), words);
    }

    /// <summary>One list for a choice, so that the longer phrase of one hides the shorter of another.</summary>
    private static DialogWords Words(
        ImmutableArray<(SlotChoice Choice, ImmutableDictionary<string, ImmutableArray<YamlScalar>> Words)> choices) => new(
            choices.SelectMany(choice => choice.Words.Keys.Concat(choice.Choice.Label.Texts.Keys)).Distinct().ToImmutableDictionary(
                language => language,
                language => Concepts.Of(language, [.. choices.Select(choice => WordsOf(choice.Choice, choice.Words, language))]),
                StringComparer.Ordinal));

    private static ImmutableArray<string> WordsOf(
        SlotChoice choice, ImmutableDictionary<string, ImmutableArray<YamlScalar>> words, string language) =>
    [
        .. DialogHints.AlsoPlain([.. words.GetValueOrDefault(language, []).Select(word => word.Text)]),
        .. choice.Label.Texts.TryGetValue(language, out var label) ? [label.Template.Source] : Array.Empty<string>(),
    ];

    private static DialogStep? Step(Section section, int index, Values values)
    {
        var when = DialogConditions.Read(section.Read(DialogKeys.When), values);
        var ask = section.Read(DialogKeys.AskStep);
        var say = new DialogText(section.Read(DialogKeys.SayStep));
        if ((ask is null) == say.IsEmpty)
        {
            if (section[DialogKeys.SayStep] is null || ask is not null)
            {
                values.Findings.Add(DialogRules.BadStep, section.Span, "The step must either ask or say something.");
            }
            return null;
        }
        return ask is null
            ? new DialogStep.Say(string.Create(CultureInfo.InvariantCulture, $"step-{index + 1}"), say, when, section.Span)
            : new DialogStep.Ask(ask.Text, when, ask.Span);
    }

    private static DialogOutcome? Outcome(Section section, Values values, out YamlScalar? rule, out YamlScalar? next)
    {
        var when = DialogConditions.Read(section.Read(DialogKeys.When), values);
        var kind = section.Read(DialogKeys.FiledKind);
        rule = section.Read(DialogKeys.Rule);
        next = section.Read(DialogKeys.NextDialog);
        var deed = section.Read(DialogKeys.Does);
        var say = new DialogText(section.Read(DialogKeys.Say));
        return say.IsEmpty ? null : new DialogOutcome(when, say, section.Span)
        {
            Kind = kind is null ? null : DialogKeys.Kinds[kind],
            Rule = rule?.Text,
            Next = next?.Text,
            OffersPerson = section.Read(DialogKeys.OffersPerson) ?? false,
            Deed = deed is null ? DialogDeed.None : DialogKeys.Deeds[deed],
        };
    }

    private static DialogMark? Mark(Section section, Key<string?> name, Values values)
    {
        var when = DialogConditions.Read(section.Read(DialogKeys.When), values);
        return section.Read(name) is { } mark ? new DialogMark(mark, when, section.Span) : null;
    }

    private static FrozenDictionary<string, string> Roles(
        ImmutableArray<YamlPair> pairs, Values values, ImmutableArray<SlotReference>.Builder references)
    {
        var roles = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in pairs)
        {
            if (!DialogRoles.All.Contains(key.Text))
            {
                var hint = values.Findings.Nearest(key.Text, DialogRoles.All, $"Known here: {string.Join(", ", DialogRoles.All)}.");
                values.Findings.Add(KnowledgeRules.UnknownKey, key.Span, $"A case knows nothing by the name '{key.Text}'.", hint);
            }
            else if (values.Scalar(value) is { } slot)
            {
                roles[key.Text] = slot.Text;
                references.Add(new SlotReference(key.Text, null, slot, DialogKeys.TypesByRole[key.Text]));
            }
        }
        return roles.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static DialogText? Optional(ImmutableDictionary<string, TemplateText> texts) => texts.IsEmpty ? null : new DialogText(texts);

    private static DialogWords WordsOf(DialogText label) => new(label.Texts.ToImmutableDictionary(
        text => text.Key,
        text => Concepts.Of(text.Key, [[.. NamingWords(text.Value.Template.Source, text.Key)]]),
        StringComparer.Ordinal));

    private static IEnumerable<string> NamingWords(string label, string language) => TextAnalysis.Of(label, language).Tokens
        .Where(token => token.Folded.Length >= LabelWordMin)
        .Select(token => label.Substring(token.Start, token.Length));

    private static DialogWords Words(ImmutableDictionary<string, ImmutableArray<YamlScalar>> lists) => new(lists.ToImmutableDictionary(
        list => list.Key,
        list => Concepts.Of(list.Key, [DialogHints.AlsoPlain([.. list.Value.Select(word => word.Text)])]),
        StringComparer.Ordinal));
}
