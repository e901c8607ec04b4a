using System.Collections.Immutable;
using System.Text;

namespace FaqBot.Language;

/// <summary>Reads the words of one language. Words recur, so some of those read before are kept: never more than fit its table.</summary>
internal sealed class WordReader
{
    /// <summary>A power of two. A reader keeps about 3 MB when full.</summary>
    private const int KeptMax = 8_192;

    /// <summary>Longer ones hardly recur.</summary>
    private const int KeptLengthMax = 24;

    /// <summary>In letters: what may stand behind a word that is written together with it; and how many such words there may be.</summary>
    private const int BehindLengthMin = 3;
    private const int RunTogetherMax = 4;

    /// <summary>In letters: the first part of a word that is parted.</summary>
    private const int FirstPartLengthMax = 6;

    private static readonly WordReader Other = new(static (_, folded) => Word.Unread(folded), writtenOut: null, split: null, []);

    private readonly Func<string, string, Word> _read;

    /// <summary>From a folded word to the words it stands for: wgl is w ogóle, napewno is na pewno.</summary>
    private readonly SortedTable? _writtenOut;

    /// <summary>From the folded parts of a word, with a space between, to the word: na prawde is naprawdę.</summary>
    private readonly SortedTable? _split;

    /// <summary>What people write together with the words behind it: niemoge.</summary>
    private readonly ImmutableArray<string> _runTogether;

    /// <summary>Each word has one place, where it takes that of another. Threads may race: what they write is the same for the same word,
    /// and an entry is whole or absent.</summary>
    private readonly Entry?[] _kept = new Entry?[KeptMax];

    private WordReader(Func<string, string, Word> read, SortedTable? writtenOut, SortedTable? split, ImmutableArray<string> runTogether)
    {
        _read = read;
        _writtenOut = writtenOut;
        _split = split;
        _runTogether = runTogether;
    }

    /// <param name="language">BCP-47; only its first part counts. An unknown one leaves words as they are.</param>
    public static WordReader For(string language) => LanguageTag.Primary(language) switch
    {
        "pl" => Polish.Reader,
        "en" => English.Reader,
        _ => Other,
    };

    /// <summary>The word, or the words that it stands for; one or more, never more than it has letters.</summary>
    /// <param name="written">As typed; not empty.</param>
    public ImmutableArray<Word> Read(ReadOnlySpan<char> written)
    {
        if (written.Length > KeptLengthMax)
        {
            return Fresh(written.ToString());
        }
        var place = Place(written);
        if (_kept[place] is { } entry && written.SequenceEqual(entry.Written))
        {
            return entry.Words;
        }
        var text = written.ToString();
        var words = Fresh(text);
        _kept[place] = new Entry(text, words);
        return words;
    }

    /// <summary>Words parted by spaces, each as it is.</summary>
    public ImmutableArray<Word> ReadAll(string words) =>
        [.. words.Split(' ').Select(word => _read(word, Folding.Fold(word)))];

    private ImmutableArray<Word> Fresh(string written)
    {
        var folded = Folding.Fold(written);
        if (_writtenOut is not null && _writtenOut.TryFind(folded, out var words))
        {
            return ReadAll(Encoding.UTF8.GetString(words));
        }
        var word = _read(written, folded);
        return word.IsKnown ? [word] : Apart(written, RunTogetherMax) is { IsEmpty: false } apart ? apart : [word];
    }

    /// <summary>"niemoge", "gdziejestmojapaczka": words of the list and a known one at the end; empty for anything else.</summary>
    private ImmutableArray<Word> Apart(string written, int wordsMax)
    {
        foreach (var first in wordsMax > 1 ? _runTogether : [])
        {
            var rest = written.Length - first.Length < BehindLengthMin ? "" : written[first.Length..];
            if (rest.Length == 0 || Folding.Fold(written.AsSpan(0, first.Length)) != first)
            {
                continue;
            }
            ImmutableArray<Word> behind = _read(rest, Folding.Fold(rest)) is { Language: "pl" } known ? [known] : Apart(rest, wordsMax - 1);
            return behind.IsEmpty ? [] : [_read(first, first), .. behind];
        }
        return [];
    }

    /// <summary>The word of which these are the parts: "na prawde"; null where they are two words.</summary>
    public Word? Joined(string first, string second)
    {
        if (_split is null || first.Length > FirstPartLengthMax || first.Length + second.Length > KeptLengthMax)
        {
            return null;
        }
        Span<char> parts = stackalloc char[KeptLengthMax + 1];
        first.CopyTo(parts);
        parts[first.Length] = ' ';
        second.CopyTo(parts[(first.Length + 1)..]);
        return _split.TryFind(parts[..(first.Length + 1 + second.Length)], out var word)
            ? ReadAll(Encoding.UTF8.GetString(word))[0]
            : null;
    }

    /// <summary>By FNV.</summary>
    private static int Place(ReadOnlySpan<char> written)
    {
        var hash = 2166136261u;
        foreach (var unit in written)
        {
            hash = (hash ^ unit) * 16777619u;
        }
        return (int)((hash ^ (hash >> 16)) & (KeptMax - 1));
    }

    private sealed record Entry(string Written, ImmutableArray<Word> Words);

    /// <summary>Loaded with the first Polish text.</summary>
    private static class Polish
    {
        public static readonly WordReader Reader = new(
            MixedWords.Polish,
            SortedTable.Read("written-out-pl.txt"),
            SortedTable.Read("split-words-pl.txt"),
            DataFile.Lines("run-together-pl.txt"));
    }

    /// <summary>Loaded with the first English text.</summary>
    private static class English
    {
        public static readonly WordReader Reader = new(
            MixedWords.English,
            SortedTable.Read("written-out-en.txt"),
            SortedTable.Read("split-words-en.txt"),
            []);
    }
}
