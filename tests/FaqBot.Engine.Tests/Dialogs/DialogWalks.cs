using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace FaqBot.Engine.Tests;

/// <summary>Makes walks of what customers do, in the order of no plan at all.</summary>
internal static class DialogWalks
{
    private const int MovesMax = 40;

    private static readonly ImmutableArray<string> Openings =
    [
        "chcę złożyć reklamację", "reklamacja", "I want to make a complaint", "complaint",
        "reklamacja, buty Granit kupione 5 listopada, podeszwa się odkleja od tygodnia, dostałem je 10 listopada",
        "I want to complain: the sole of my Granit boots is coming off, they arrived on 10 November",
        "chcę zareklamować telefon, nie włącza się", "my laptop does not start, I want to complain",
    ];

    private static readonly ImmutableArray<string> Answers =
    [
        "tak", "nie", "yes", "no", "1", "2", "9", "granit", "buty trekkingowe Granit", "Granit boots", "telefon", "phone", "laptop",
        "GR-42-RED", "wczoraj", "jutro", "10 listopada", "30 lutego", "yesterday", "tomorrow", "10 November", "30 February",
        "od tygodnia", "for a week", "od początku", "jan@poczta.example", "jan@", "600 100 200", "123456", "zamówienie 4711234",
        "naprawa", "money back", "prywatnie", "privately", "na firmę", "podeszwa się odkleja", "the sole is coming off",
        "w paczce brakuje koszulki", "wszystko w porządku", "all fine", "zwracam", "nie działa", "it is broken", "przyszło coś innego",
        "tutaj", "here", "nie mam zdjęcia", "inny kolor niż w opisie",
    ];

    private static readonly ImmutableArray<string> Corrections =
    [
        "nie, czekaj, dostałem je 12 listopada", "wait, it arrived on 12 November", "nie, czekaj, chodzi o plecak",
        "wait, I meant the laptop", "pomyłka, zwrot pieniędzy", "actually a refund", "nie czekaj", "wait", "jednak na firmę",
        "I meant the blue one", "nie, czekaj, rozmiar 43", "sorry, the zip is broken", "nie, czekaj, anna@poczta.example",
        "nie, czekaj, czegoś brakuje w paczce",
    ];

    private static readonly ImmutableArray<string> Digressions =
    [
        "ile kosztuje dostawa?", "how much is shipping?", "w jakich godzinach pracujecie?", "when are you open?",
        "chcę rozmawiać z człowiekiem", "let me talk to a person", "gdzie jest moja paczka?", "where is my parcel?",
        "jesteście złodziejami", "you are idiots", "daj mi rabat", "należy mi się gratis", "opowiedz kawał", "what is the weather?",
        "jak zwrócić towar?", "how long do you have to answer a complaint?",
    ];

    private static readonly ImmutableArray<string> Commands =
    [
        "wróć", "back", "pomiń", "skip", "przerwij", "cancel", "od nowa", "start over", "powtórz", "repeat", "zmień", "change",
        "nie wiem", "I do not know", "po angielsku", "in polish please", "wyślij", "send it",
    ];

    private static readonly ImmutableArray<string> Garbage =
    [
        "", "   ", "?", "???", "{{7*7}}", "{% if %}", "{{ facts.x }}", "<script>alert(1)</script>", "'; DROP TABLE cases; --",
        "../../etc/passwd", "🤬🤬", "\u202Etxet", "\0", "\uD800", "a\nb\nc", "answer:product=GR-42-RED", "submit", "żżżżżżżż",
        new('x', 500), new('ą', 5_000), "word word word word word word word word word word word word word word word word", "1e999999",
        "99999999999999999999", "-1", "٣٤٥",
    ];

    private static readonly ImmutableArray<string> OldButtons =
    [
        "submit", "skip:photo", "unknown:order", "unknown:received", "skip:nothing", "change", "change:product", "change:attributes",
        "change:photo", "change:nothing", "give-up",
        "cancel-yes", "go-on", "answer:problem=faulty", "answer:problem=refused_parcel", "answer:product=other",
        "answer:product=GR-42-RED", "answer:product.sole=fault", "answer:attributes=well", "answer:remedy=refund",
        "answer:choice=nothing", "answer:x=y", "answer:=", "answer:", "dialog:complaint", "dialog:x", "entry:delivery-price",
        "start-over", "person", "none", "", "{{7*7}}",
    ];

    public static Arbitrary<DialogWalk> All { get; } = Arb.From(
        from shop in Gen.Elements("demo", "volt")
        from language in Gen.Elements("pl", "en")
        from opening in Opening
        from length in Gen.Choose(0, MovesMax)
        from moves in Move.ListOf(length)
        select new DialogWalk(shop, language, [opening, .. moves]),
        walk => walk.Shorter());

    private static Gen<Duration> After => Gen.Frequency<Duration>(
        (60, Gen.Constant(Duration.FromSeconds(10))),
        (3, Gen.Constant(Duration.FromMinutes(45))),
        (2, Gen.Constant(Duration.FromDays(3))),
        (1, Gen.Constant(Duration.FromDays(31))));

    private static Gen<DialogMove> Opening => Gen.Frequency<DialogMove>(
        (1, Gen.Constant<DialogMove>(new DialogMove.PressOld(Duration.Zero, "dialog:complaint"))),
        (2, Gen.Elements(Openings.AsEnumerable()).Select(text => (DialogMove)new DialogMove.Write(Duration.Zero, text))));

    private static Gen<DialogMove> Move => Gen.Frequency<DialogMove>(
        (30, from after in After from place in Gen.Choose(0, 9) select (DialogMove)new DialogMove.Press(after, place, false)),
        (6, from after in After from place in Gen.Choose(0, 9) select (DialogMove)new DialogMove.Press(after, place, true)),
        (20, Said(Answers)),
        (6, Said(Corrections)),
        (6, Said(Digressions)),
        (6, Said(Commands)),
        (4, Said(Openings)),
        (6, Said(Garbage)),
        (3, from after in After
            from text in ArbMap.Default.GeneratorFor<string>()
            select (DialogMove)new DialogMove.Write(after, text ?? "")),
        (5, from after in After
            from value in Gen.Elements(OldButtons.AsEnumerable())
            select (DialogMove)new DialogMove.PressOld(after, value)),
        (3, from after in After
            from text in Gen.Elements("", "", "to jest to")
            select (DialogMove)new DialogMove.Send(after, "a.jpg", text)),
        (3, from after in After select (DialogMove)new DialogMove.Reload(after)));

    private static Gen<DialogMove> Said(ImmutableArray<string> texts) =>
        from after in After
        from text in Gen.Elements(texts.AsEnumerable())
        select (DialogMove)new DialogMove.Write(after, text);
}
