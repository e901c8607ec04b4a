namespace FaqBot.Engine;

/// <summary>Finds a character of a scalar's value in the file it was read from. YAML folds lines and resolves escapes, so a
/// template of three lines in quotes is one line by the time it is parsed; an author wants the line in the file.</summary>
internal static class ScalarMap
{
    /// <summary>Walks value and file side by side.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="start">Where the scalar begins, with its quote or block sign.</param>
    /// <param name="value">What YAML made of it.</param>
    /// <param name="index">Into <paramref name="value"/>; its length means the end.</param>
    /// <returns>An offset into <paramref name="file"/>; the nearest before it where the two cannot be matched.</returns>
    public static int OffsetOf(string file, int start, string value, int index)
    {
        var quote = start < file.Length && file[start] is '"' or '\'' ? file[start] : '\0';
        var at = start < file.Length ? Content(file, start) : start;
        for (var i = 0; i < Math.Min(index, value.Length); i++)
        {
            at = SkipContinuations(file, at, quote);
            at += Consumed(file, at, value[i], quote);
        }
        return SkipContinuations(file, SkipFold(file, at, value, index), quote);
    }

    /// <summary>Past the opening quote, or past the line of a block sign (<c>|</c>, <c>&gt;-</c>) and the first line's
    /// indentation.</summary>
    private static int Content(string file, int start)
    {
        if (file[start] is '"' or '\'')
        {
            return start + 1;
        }
        if (file[start] is not ('|' or '>'))
        {
            return start;
        }
        var at = file.IndexOf('\n', start) + 1;
        while (at > 0 && at < file.Length && file[at] is ' ' or '\n')
        {
            at++;
        }
        return at > 0 ? at : start;
    }

    /// <summary>A backslash at the end of a line in double quotes joins it to the next; neither it nor the indentation is
    /// content.</summary>
    private static int SkipContinuations(string file, int at, char quote)
    {
        while (quote == '"' && at + 1 < file.Length && file[at] == '\\' && file[at + 1] == '\n')
        {
            at = SkipBlanks(file, at + 1);
        }
        return at;
    }

    /// <summary>After a fold the next character stands behind the indentation of the next line.</summary>
    private static int SkipFold(string file, int at, string value, int index)
    {
        var isBlank = index < value.Length && char.IsWhiteSpace(value[index]);
        var next = isBlank ? at : SkipBlanks(file, at);
        return next < file.Length ? next : at;
    }

    private static int SkipBlanks(string file, int at)
    {
        while (at < file.Length && file[at] is ' ' or '\t' or '\n')
        {
            at++;
        }
        return at;
    }

    /// <summary>How many characters of the file the value's character took.</summary>
    private static int Consumed(string file, int at, char character, char quote)
    {
        if (at >= file.Length)
        {
            return 0;
        }
        if (file[at] == '\\' && quote == '"')
        {
            return EscapeLength(file, at, character);
        }
        if (file[at] == '\'' && quote == '\'')
        {
            return 2;
        }
        if (file[at] is ' ' or '\t' or '\n' && SkipBlanks(file, at) is var next && file.IndexOf('\n', at, next - at) >= 0)
        {
            return next - at;
        }
        return file[at] == character ? 1 : 0;
    }

    /// <summary>A character outside the basic plane is two in the value: the first takes the escape, the second nothing.</summary>
    private static int EscapeLength(string file, int at, char character)
    {
        if (char.IsLowSurrogate(character) || at + 1 >= file.Length)
        {
            return 0;
        }
        var length = file[at + 1] switch { 'x' => 4, 'u' => 6, 'U' => 10, _ => 2 };
        return Math.Min(length, file.Length - at);
    }
}
