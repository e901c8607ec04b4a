using System.Collections.Frozen;

namespace FaqBot.Language;

/// <summary>Colours in all their forms; the value is the English name, so that it is one in both languages: "ciemnozielonej" is
/// <c>dark green</c>.</summary>
internal static class Colors
{
    private static readonly string[] Cues = ["kolor", "colour", "color", "barw", "in", "shade", "odcie"];

    private sealed record Language(
        FrozenDictionary<string, string> Names, FrozenSet<string> Light, FrozenSet<string> Dark, FrozenSet<string> Blocked,
            FrozenSet<string> Asked, FrozenSet<string> Named);

    private static readonly Language Polish = Read("colors-pl.txt");
    private static readonly Language English = Read("colors-en.txt");

    /// <summary>Adds what could be read as a colour.</summary>
    public static void Find(ScannedText text, List<Candidate> found)
    {
        if (!text.IsPolish && !text.IsEnglish)
        {
            return;
        }
        var language = text.IsPolish ? Polish : English;
        for (var at = 0; at < text.Count; at++)
        {
            if (text[at].IsWord && language.Names.TryGetValue(text[at].Text ?? "", out var name) && IsColor(text, language, at, name))
            {
                Add(text, language, at, name, found);
            }
        }
    }

    private static bool IsColor(ScannedText text, Language language, int at, string name)
    {
        var word = text[at].Text ?? "";
        // Złoty is money behind a number; "czarno" is half of a colour before a hyphen only.
        var isMoney = name == "gold" && text.IsPolish
            && (text[at - 1].IsDigits || NumberWords.Of(text).At(text, at - 1).Role != NumberRole.None);
        var isHalf = text.IsPolish && word[^1] == 'o' && !word.EndsWith("ego", StringComparison.Ordinal)
            && name is not ("burgundy" or "indigo") && !text[at + 1].IsMark('-');
        var isAsked = !language.Asked.Contains(word) || Codes.IsWhole(text, at, at + 1) || Codes.HasCue(text, at, Cues);
        return !isMoney && !isHalf && isAsked && !IsName(text, language, at);
    }

    /// <summary>Black Friday is a day, "ul. Czarna" a street.</summary>
    private static bool IsName(ScannedText text, Language language, int at)
    {
        var before = text[at - 1].IsMark('.') ? at - 2 : at - 1;
        return language.Blocked.Contains(text[at + 1].Text ?? "")
            || (char.IsUpper(text.Written(at)[0]) && language.Named.Contains(text[before].Text ?? ""));
    }

    private static void Add(ScannedText text, Language language, int at, string name, List<Candidate> found)
    {
        var from = at;
        var before = at - (text[at - 1].IsMark('-') ? 2 : 1);
        var shade = Shade(language, text[before].Text ?? "");
        if (shade is not null && !name.Contains(' ', StringComparison.Ordinal))
        {
            (from, name) = (before, $"{shade} {name}");
        }
        else if (text.IsEnglish && name == "blue" && text[at - 1].Text is "navy" or "royal" or "sky" or "baby")
        {
            (from, name) = (at - 1, text[at - 1].Is("navy") ? "navy" : text[at - 1].Is("royal") ? "cobalt" : "light blue");
        }
        found.Add(new Candidate(EntityKind.Color, text[from].Start, text[at].End, [new EntityValue.Text(name)]));
    }

    private static string? Shade(Language language, string word) =>
        language.Light.Contains(word) ? "light" : language.Dark.Contains(word) ? "dark" : null;

    private static Language Read(string file)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var lists = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var lines = DataFile.Lines(file).Select(static line => line.Split(' ')).ToList();
        foreach (var line in lines.Where(static line => line[0] is "endings" or "light" or "dark" or "blocked" or "asked" or "named"))
        {
            lists[line[0]] = line[1..];
        }
        foreach (var line in lines.Where(line => !lists.ContainsKey(line[0])))
        {
            AddForms(names, line[0].Replace('_', ' '), line, lists.GetValueOrDefault("endings", []));
        }
        return new Language(names.ToFrozenDictionary(StringComparer.Ordinal), Set(lists, "light"), Set(lists, "dark"),
            Set(lists, "blocked"), Set(lists, "asked"), Set(lists, "named"));
    }

    private static void AddForms(Dictionary<string, string> names, string name, string[] line, string[] endings)
    {
        var words = Array.IndexOf(line, "|");
        var stems = line[1..(words < 0 ? line.Length : words)];
        foreach (var stem in stems)
        {
            foreach (var ending in endings)
            {
                names.TryAdd(stem + ending, name);
                names.TryAdd("jasno" + stem + ending, $"light {name}");
                names.TryAdd("ciemno" + stem + ending, $"dark {name}");
            }
        }
        foreach (var word in words < 0 ? [] : line[(words + 1)..])
        {
            names.TryAdd(word, name);
        }
    }

    private static FrozenSet<string> Set(Dictionary<string, string[]> lists, string name) =>
        lists.GetValueOrDefault(name, []).ToFrozenSet(StringComparer.Ordinal);
}
