using System.Collections.Immutable;

namespace FaqBot.Language;

/// <summary>Reads the words of one language. Words recur, so some of those read before are kept: never more than fit its table.</summary>
internal sealed class WordReader
{
    /// <summary>A power of two. A reader keeps about 2 MB when full.</summary>
    private const int KeptMax = 8_192;

    /// <summary>Longer ones hardly recur.</summary>
    private const int KeptLengthMax = 24;

    private static readonly WordReader Other = new(static (_, folded) => Word.Unread(folded));

    private readonly Func<string, string, Word> _read;

    /// <summary>Each word has one place, where it takes that of another. Threads may race: what they write is the same for the same word,
    /// and an entry is whole or absent.</summary>
    private readonly Entry?[] _kept = new Entry?[KeptMax];

    private WordReader(Func<string, string, Word> read) => _read = read;

    /// <param name="language">BCP-47; only its first part counts. An unknown one leaves words as they are.</param>
    public static WordReader For(string language) => LanguageTag.Primary(language) switch
    {
        "pl" => Polish.Reader,
        "en" => English.Reader,
        _ => Other,
    };

    /// <param name="written">As typed; not empty.</param>
    public Word Read(ReadOnlySpan<char> written)
    {
        if (written.Length > KeptLengthMax)
        {
            return Fresh(written.ToString());
        }
        var place = string.GetHashCode(written) & (KeptMax - 1);
        if (_kept[place] is { } entry && written.SequenceEqual(entry.Written))
        {
            return entry.Word;
        }
        var text = written.ToString();
        var word = Fresh(text);
        _kept[place] = new Entry(text, word);
        return word;
    }

    private Word Fresh(string written) => _read(written, Folding.Fold(written));

    private sealed record Entry(string Written, Word Word);

    /// <summary>Loaded with the first Polish text.</summary>
    private static class Polish
    {
        public static readonly WordReader Reader = new(MixedWords.Polish);
    }

    /// <summary>Loaded with the first English text.</summary>
    private static class English
    {
        public static readonly WordReader Reader = new(MixedWords.English);
    }
}
