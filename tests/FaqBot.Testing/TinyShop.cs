using System.Text;
using FaqBot.Engine;

namespace FaqBot.Testing;

/// <summary>A shop of a few entries for tests of behaviour: what it says is short and known by heart.</summary>
public static class TinyShop
{
    /// <summary>Monday to Friday 9:00-17:00 in Warsaw.</summary>
    public const string ShopYaml = """
        name: Mały Sklep
        languages: [pl, en]
        country: PL
        time_zone: Europe/Warsaw
        contact: { email: pomoc@maly.example, phone: "+48 22 000 00 00" }
        hours: { chat: { mon-fri: [09:00-17:00] } }
        facts: { courier_price: 10 PLN }
        """;

    public const string FaqYaml = """
        - id: courier-price
          utterances: { pl: [ile kosztuje kurier, po ile jest dostawa kurierem, jaka jest cena kuriera], en: [how much is the courier, what does courier delivery cost, courier price please] }
          answer: { pl: "Kurier: {{ facts.courier_price }}.", en: "Courier: {{ facts.courier_price }}." }
          title: { pl: Cena kuriera, en: Courier price }
          suggest: [return-steps]
        - id: locker-price
          utterances: { pl: [ile kosztuje paczkomat, jaka jest cena paczkomatu, po ile dostawa do automatu], en: [how much is the parcel locker, what does the locker cost, locker price please] }
          answer: { pl: "Paczkomat: {{ facts.locker_price }}.", en: "Locker: {{ facts.locker_price }}." }
          title: { pl: Cena paczkomatu, en: Locker price }
        - id: return-steps
          utterances: { pl: [jak oddać buty, chcę zwrócić zakupy, zwrot towaru krok po kroku], en: [how do i return shoes, i want to send my things back, return steps] }
          answer: { pl: "Spakuj i wyślij.", en: "Pack it and send it." }
          title: { pl: Zwrot, en: Return }
        - id: hello
          kind: smalltalk
          utterances: { pl: [cześć, dzień dobry, hej], en: [hello, good morning, hi there] }
          answer: { pl: "Cześć!", en: "Hello!" }
          title: { pl: Powitanie, en: Hello }
        - id: guarantee
          utterances: { pl: [jaka jest gwarancja na plecak, ile lat gwarancji ma plecak, gwarancja plecaka], en: [what is the guarantee on a backpack, backpack guarantee] }
          answer: { pl: "{% if facts.guarantee %}{{ facts.guarantee }}{% endif %}", en: "{% if facts.guarantee %}{{ facts.guarantee }}{% endif %}" }
        - id: address
          utterances: { pl: [pod jakim adresem jest biuro, gdzie macie biuro, adres biura], en: [where is your office, office address] }
          answer: { pl: "Biuro: {{ shop.address }}.", en: "Office: {{ shop.address }}." }
        - id: boss
          handoff: true
          utterances: { pl: [chcę rozmawiać z szefem, dajcie mi szefa, gdzie jest wasz szef], en: [i want to talk to the boss, where is your manager] }
          answer: { pl: "Szef oddzwoni.", en: "The boss will call back." }
        - id: person
          handoff: true
          utterances: { pl: [daj mi człowieka, połącz z konsultantem, rozmowa z pracownikiem], en: [give me a human, connect me with an agent, talk to staff] }
          title: { pl: Człowiek, en: Person }
        """;

    private static readonly Lazy<Engine.Knowledge> Compiled = new(() => Compile(ShopYaml, FaqYaml));

    public static Engine.Knowledge Knowledge => Compiled.Value;

    public static Engine.Knowledge Compile(string shopYaml, string faqYaml)
    {
        var compilation = Engine.Knowledge.Compile(
            [.. ShippedKnowledge.Dialogs(), File("shop.yaml", shopYaml), File("faq/all.yaml", faqYaml)], ShippedKnowledge.Model);
        return compilation.Knowledge ?? throw new InvalidOperationException(string.Join('\n', compilation.Diagnostics));
    }

    private static KnowledgeFile File(string path, string yaml) =>
        new($"knowledge/tiny/{path}", $"knowledge/tiny/{path}", Encoding.UTF8.GetBytes(yaml));
}
