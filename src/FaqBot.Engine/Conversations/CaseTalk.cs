using System.Text.RegularExpressions;
using FaqBot.Language;

namespace FaqBot.Engine;

/// <summary>What becomes of cases and orders behind a conversation: acknowledged, told, looked up. Whatever was open is asked once more
/// behind it. Lives for one call of <see cref="Turn.Run"/>.</summary>
internal sealed partial class CaseTalk(Speaker speaker, Shop shop, TurnInput input)
{
    private const string OrderStatus = "order-status";

    /// <summary>Acknowledges what was filed, by the way that the customer chose.</summary>
    public void Acknowledge(CaseFiling filing, bool isRemark) =>
        Notify(new CaseNotices(shop, speaker.ScopeIn(filing.Language), input.Now).Of(filing, isRemark));

    /// <summary>What the shop decided about a case: a line in the chat, as long as that is open, and a message by the way that the customer
    /// chose.</summary>
    public void Tell(CaseNews news)
    {
        if (!speaker.State.IsEnded && new CaseNotices(shop, speaker.ScopeIn(speaker.Language), input.Now).LineOf(news) is { } line)
        {
            speaker.Add(line);
            speaker.Surveys.AskOf(news);
            speaker.RepeatOpen();
        }
        Notify(new CaseNotices(shop, speaker.ScopeIn(news.Language), input.Now).Of(news));
    }

    /// <summary>Who asks what became of a case by its number is told how its news come, for here nobody can see it; false where the message
    /// names none.</summary>
    public bool TryTellOf(TextAnalysis message)
    {
        foreach (Match match in Number().Matches(message.Text))
        {
            if (CaseNumber.TryParse(match.Value, out var number) && number.Prefix == shop.CasePrefix)
            {
                var named = new TemplateValue.Text(number.ToString());
                speaker.Say(TextIds.CaseAsked, ("case", new TemplateValue.Map(name => name == "number" ? named : TemplateValue.Nothing)));
                speaker.OfferPerson();
                return true;
            }
        }
        return false;
    }

    public void LookUpOrder(string number, string email)
    {
        speaker.State = speaker.State with { Order = new AskedOrder(speaker.State.Turn, number, email) };
        speaker.Effect(new Effect.LookUpOrder(speaker.State.Turn, number, email));
    }

    /// <summary>What came of looking for an order, told once.</summary>
    public void TellOrder(int ticket, OrderLookup lookup)
    {
        if (speaker.State.Order is not { } asked || asked.Ticket != ticket)
        {
            return;
        }
        speaker.State = speaker.State with { Order = lookup is OrderLookup.NotFound ? asked with { Ticket = null } : null };
        if (lookup is OrderLookup.Found { Order: var order })
        {
            speaker.Say(TextIds.OrderFound, ("order", OrderWords.Of(order, input.Now.InZone(shop.Zone), speaker.Label)));
            speaker.SuggestAfter(shop.Entries.FirstOrDefault(entry => entry.Dialog == OrderStatus));
        }
        else
        {
            speaker.Say(
                lookup is OrderLookup.NotFound ? TextIds.OrderNotFound : TextIds.OrderUnavailable,
                [.. speaker.CallbackButtons(), speaker.PersonButton()]);
            speaker.State = speaker.State with { PersonOffered = true };
        }
        speaker.RepeatOpen();
    }

    /// <summary>Who sends the number of an order and an address asks for that order; who sends one of them after it was not found may have
    /// mistyped it, and it is looked for with the other as before. False for other messages.</summary>
    public bool TryLookUp(TextAnalysis message)
    {
        if (!shop.Dialogs.TryGetValue(OrderStatus, out var dialog)
            || !dialog.Roles.TryGetValue(DialogRoles.Order, out var number)
            || !dialog.Roles.TryGetValue(DialogRoles.Contact, out var email))
        {
            return false;
        }
        var kinds = speaker.Entities(message).Select(entity => entity.Kind).ToHashSet();
        var before = speaker.State.Order is { Ticket: null } unknown ? unknown : null;
        SlotAnswer? kept = (kinds.Contains(EntityKind.OrderNumber), kinds.Contains(EntityKind.Email)) switch
        {
            (true, false) when before is not null => new SlotAnswer(email, before.Email, before.Email),
            (false, true) when before is not null => new SlotAnswer(number, before.Number, before.Number),
            _ => null,
        };
        if (kept is null && !(kinds.Contains(EntityKind.OrderNumber) && kinds.Contains(EntityKind.Email)))
        {
            return false;
        }
        speaker.BeginDialog(
            new OfferedDialog { Dialog = OrderStatus, Answers = kept is null ? [] : [kept], Story = message.Text }, null);
        return true;
    }

    /// <summary>What may be the number of a case.</summary>
    [GeneratedRegex(@"(?<![\w-])\p{L}{2,4}[- ]?\d{2}[- ]?\w{5}[- ]?\w(?![\w-])", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    private void Notify(CaseNotice? notice)
    {
        if (notice is not null)
        {
            speaker.Effect(new Effect.Notify(notice));
        }
    }
}
