using System.Buffers;
using System.Collections.Frozen;

namespace FaqBot.Language;

/// <summary>
/// Cuts English endings: Porter's second algorithm, written anew after its published description (M. Porter and R. Boulton, "The English
/// (Porter2) stemming algorithm", edition of 2025). Irregular words that shops hear are a table of our own, looked up first.
/// </summary>
/// <example>"delivered", "delivering", "delivers": "deliv"; "bought": "buy"; "dying": "die".</example>
internal static class EnglishStemmer
{
    private const int WordLengthMin = 3;

    /// <summary>No English word is longer; a longer one stays as it is.</summary>
    private const int WordLengthMax = 45;

    /// <summary>Vowels; a y that begins a word or follows a vowel is a consonant, written Y meanwhile.</summary>
    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouy");

    private static readonly FrozenDictionary<string, string> Irregular = Pairs(
        "bought buy, paid pay, payment pay, payments pay, sent send, got get, gotten get, lost lose, broke break, broken break, "
        + "came come, went go, gone go, goes go, "
        + "did do, done do, does do, said say, told tell, took take, taken take, gave give, given give, "
        + "made make, found find, wrote write, written write, chose choose, chosen choose, sold sell, "
        + "kept keep, left leave, felt feel, forgot forget, forgotten forget, "
        + "withdrew withdraw, withdrawn withdraw, worn wear, wore wear, torn tear, tore tear, wasnt isnt, arent isnt, werent isnt, "
        + "was be, were be, is be, are be, am be, been be, being be, has have, had have, having have, "
        + "this this, his his, us us, yes yes, bus bus, gas gas, during during, thing thing, things thing, children child, shoes shoe");

    /// <summary>Words of the description that its steps would spoil: as they are, or what they become.</summary>
    private static readonly FrozenDictionary<string, string> Exceptions = Pairs(
        "skis ski, skies sky, idly idl, gently gentl, ugly ugli, early earli, only onli, singly singl, sky sky, news news, howe howe, "
        + "atlas atlas, cosmos cosmos, bias bias, andes andes");

    /// <summary>Beginnings behind which the first region starts at once: general is not generous.</summary>
    private static readonly string[] Beginnings = ["gener", "commun", "arsen", "past", "univers", "later", "emerg", "organ", "inter"];

    /// <summary>Step 2, longest first among those with one last letter; what precedes must hold a syllable (the region R1).</summary>
    private static readonly (string Ending, string Replacement)[] SecondStep =
    [
        ("ational", "ate"), ("ization", "ize"), ("fulness", "ful"), ("ousness", "ous"), ("iveness", "ive"),
        ("tional", "tion"), ("biliti", "ble"), ("lessli", "less"), ("ation", "ate"), ("alism", "al"), ("aliti", "al"), ("iviti", "ive"),
        ("fulli", "ful"), ("entli", "ent"), ("ousli", "ous"), ("ogist", "og"), ("enci", "ence"), ("anci", "ance"), ("abli", "able"),
        ("alli", "al"), ("izer", "ize"), ("ator", "ate"), ("bli", "ble"), ("ogi", "og"), ("li", ""),
    ];

    private static readonly (string Ending, string Replacement)[] ThirdStep =
    [
        ("ational", "ate"), ("tional", "tion"), ("alize", "al"), ("icate", "ic"), ("iciti", "ic"), ("ative", ""), ("ical", "ic"),
        ("ness", ""), ("ful", ""),
    ];

    /// <summary>Step 4: cut where two syllables precede (the region R2).</summary>
    private static readonly string[] FourthStep =
    [
        "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize", "ion", "al", "er", "ic",
    ];

    /// <param name="word">Folded.</param>
    public static string Shorten(string word)
    {
        if (Irregular.TryGetValue(word, out var known) || Exceptions.TryGetValue(word, out known))
        {
            return known;
        }
        if (word.Length is < WordLengthMin or > WordLengthMax || !char.IsAsciiLetterLower(word[^1]))
        {
            return word;
        }
        var stem = new Stem(word, stackalloc char[WordLengthMax + 1]);
        stem.CutPlural();
        stem.CutPastOrGerund();
        stem.MakeFinalYVowel();
        stem.Derive(SecondStep);
        stem.Derive(ThirdStep);
        stem.CutDerivation();
        stem.CutLastLetter();
        return stem.Text();
    }

    private static FrozenDictionary<string, string> Pairs(string pairs) => pairs.Split(", ")
        .Select(static pair => pair.Split(' ')).ToFrozenDictionary(static pair => pair[0], static pair => pair[1], StringComparer.Ordinal);

    /// <summary>A word on its way through the steps; at most one letter longer than it came.</summary>
    private ref struct Stem
    {
        private readonly Span<char> _letters;

        /// <summary>Where the part after the first vowel and consonant begins (R1), and after the next such (R2).</summary>
        private readonly int _region1;
        private readonly int _region2;
        private int _length;

        public Stem(string word, Span<char> letters)
        {
            _letters = letters;
            _length = word.Length;
            word.CopyTo(letters);
            for (var at = 0; at < _length; at++)
            {
                if (letters[at] == 'y' && (at == 0 || IsVowel(at - 1)))
                {
                    letters[at] = 'Y';
                }
            }
            var beginning = Beginnings.FirstOrDefault(start => word.StartsWith(start, StringComparison.Ordinal));
            _region1 = beginning?.Length ?? RegionFrom(0);
            _region2 = RegionFrom(_region1);
        }

        public readonly string Text()
        {
            _letters[.._length].Replace('Y', 'y');
            return _letters[.._length].ToString();
        }

        public void CutPlural()
        {
            if (EndsWith("sses"))
            {
                _length -= 2;
            }
            else if (EndsWith("ied") || EndsWith("ies"))
            {
                _length -= _length > 4 ? 2 : 1;
            }
            else if (EndsWith("s") && !EndsWith("us") && !EndsWith("ss") && HasVowel(_length - 2))
            {
                _length--;
            }
        }

        public void CutPastOrGerund()
        {
            var agreed = EndsWith("eedly") ? _length - 5 : EndsWith("eed") ? _length - 3 : -1;
            if (agreed >= 0)
            {
                if (agreed >= _region1 && _letters[..agreed] is not ("proc" or "exc" or "succ"))
                {
                    _length = agreed + 2;
                }
                return;
            }
            var before = _length - EndingLength("ingly", "edly", "ing", "ed");
            if (before == _length || (EndsWith("ing") && IsSpecialGerund(before)) || !HasVowel(before))
            {
                return;
            }
            _length = before;
            Repair();
        }

        /// <summary>A final y behind a consonant that does not begin the word becomes i.</summary>
        public readonly void MakeFinalYVowel()
        {
            if (_length > 2 && _letters[_length - 1] is 'y' or 'Y' && !IsVowel(_length - 2))
            {
                _letters[_length - 1] = 'i';
            }
        }

        /// <summary>Steps 2 and 3: one ending for another; the longest that fits decides, also when its conditions are not met.</summary>
        public void Derive((string Ending, string Replacement)[] endings)
        {
            foreach (var (ending, replacement) in endings)
            {
                if (EndsWith(ending))
                {
                    var before = _length - ending.Length;
                    if (before >= _region1 && IsAllowed(ending, before))
                    {
                        replacement.CopyTo(_letters[before..]);
                        _length = before + replacement.Length;
                    }
                    return;
                }
            }
        }

        public void CutDerivation()
        {
            foreach (var ending in FourthStep)
            {
                if (EndsWith(ending))
                {
                    var before = _length - ending.Length;
                    if (before >= _region2 && (ending != "ion" || _letters[before - 1] is 's' or 't'))
                    {
                        _length = before;
                    }
                    return;
                }
            }
        }

        public void CutLastLetter()
        {
            var before = _length - 1;
            var last = _letters[before];
            var isCut = last == 'e'
                ? before >= _region2 || (before >= _region1 && !EndsInShortSyllable(before))
                : last == 'l' && before >= _region2 && _letters[before - 1] == 'l';
            _length -= isCut ? 1 : 0;
        }

        private readonly bool IsAllowed(string ending, int before) => ending switch
        {
            "li" => _letters[before - 1] is 'c' or 'd' or 'e' or 'g' or 'h' or 'k' or 'm' or 'n' or 'r' or 't',
            "ogi" => _letters[before - 1] == 'l',
            "ative" => before >= _region2,
            _ => true,
        };

        /// <summary>dying is die; inning, outing, canning, herring, earring and evening stay.</summary>
        private bool IsSpecialGerund(int before)
        {
            if (before == 2 && _letters[1] is 'y' && !IsVowel(0))
            {
                "ie".CopyTo(_letters[1..]);
                _length = 3;
                return true;
            }
            return _letters[..before] is "inn" or "out" or "cann" or "herr" or "earr" or "even";
        }

        /// <summary>hopp(ing) is hop, hop(ing) is hope.</summary>
        private void Repair()
        {
            if (EndsWith("at") || EndsWith("bl") || EndsWith("iz"))
            {
                _letters[_length++] = 'e';
            }
            else if (EndsInDouble())
            {
                _length -= _length == 3 && _letters[0] is 'a' or 'e' or 'o' ? 0 : 1;
            }
            else if (_length == _region1 && EndsInShortSyllable(_length))
            {
                _letters[_length++] = 'e';
            }
        }

        private readonly bool EndsInDouble() => _length >= 2 && _letters[_length - 1] == _letters[_length - 2]
            && _letters[_length - 1] is 'b' or 'd' or 'f' or 'g' or 'm' or 'n' or 'p' or 'r' or 't';

        private readonly bool EndsInShortSyllable(int length) => length switch
        {
            2 => IsVowel(0) && !IsVowel(1),
            > 2 => (!IsVowel(length - 3) && IsVowel(length - 2) && !IsVowel(length - 1) && _letters[length - 1] is not ('w' or 'x' or 'Y'))
                || _letters[..length].EndsWith("past"),
            _ => false,
        };

        private readonly int RegionFrom(int start)
        {
            for (var at = start + 1; at < _length; at++)
            {
                if (!IsVowel(at) && IsVowel(at - 1))
                {
                    return at + 1;
                }
            }
            return _length;
        }

        private readonly int EndingLength(params ReadOnlySpan<string> endings)
        {
            foreach (var ending in endings)
            {
                if (EndsWith(ending))
                {
                    return ending.Length;
                }
            }
            return 0;
        }

        private readonly bool EndsWith(string ending) => _letters[.._length].EndsWith(ending);

        private readonly bool HasVowel(int end) => end > 0 && _letters[..end].ContainsAny(Vowels);

        private readonly bool IsVowel(int at) => Vowels.Contains(_letters[at]);
    }
}
