using System.Text.Json;
using System.Text.RegularExpressions;
using FaqBot.Cli;
using FaqBot.Testing;

namespace FaqBot.Engine.Tests;

/// <summary>One run of the command line, as its user sees it. The console is one for the process, so only tests of
/// <see cref="ConsoleCollection"/> may run it.</summary>
internal sealed partial record CliRun(int Code, string Output, string Error)
{
    private static readonly string Dialogs = Repository.PathOf("dialogs");

    /// <summary>Standard output as JSON, a value a line.</summary>
    public IReadOnlyList<JsonElement> Json =>
        [.. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<JsonElement>(line))];

    /// <summary>Runs a verb over a folder of knowledge and the shipped dialogs.</summary>
    public static CliRun Over(string knowledge, params string[] arguments) =>
        With("", [.. arguments, "--knowledge", knowledge, "--dialogs", Dialogs]);

    /// <summary>Runs a verb with <paramref name="input"/> on its standard input.</summary>
    public static CliRun With(string input, params string[] arguments)
    {
        var (before, errorBefore, inputBefore) = (Console.Out, Console.Error, Console.In);
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        using var reader = new StringReader(input);
        Console.SetOut(output);
        Console.SetError(error);
        Console.SetIn(reader);
        try
        {
            var code = CommandLine.Run(arguments);
            return new CliRun(code, Colour().Replace(output.ToString(), ""), Colour().Replace(error.ToString(), ""));
        }
        finally
        {
            Console.SetOut(before);
            Console.SetError(errorBefore);
            Console.SetIn(inputBefore);
        }
    }

    /// <summary>Whether there are colours depends on the terminal that the tests were started in.</summary>
    [GeneratedRegex(@"\e\[[0-9;]*m")]
    private static partial Regex Colour();
}

/// <summary>The console is one for the whole process: whoever redirects it runs alone.</summary>
[CollectionDefinition(nameof(ConsoleCollection), DisableParallelization = true)]
public sealed class ConsoleCollection;
