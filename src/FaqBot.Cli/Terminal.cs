using FaqBot.Engine;
using Spectre.Console;

namespace FaqBot.Cli;

/// <summary>What people see. Findings go to standard error, so that standard output carries only what was asked for.</summary>
internal static class Terminal
{
    private static IAnsiConsole output = AnsiConsole.Console;
    private static IAnsiConsole error = AnsiConsole.Console;

    /// <summary>Begins a run: writes to what the console is now, wherever it has been redirected to.</summary>
    public static void Open()
    {
        output = On(Console.Out, Console.IsOutputRedirected);
        error = On(Console.Error, Console.IsErrorRedirected);
    }

    /// <summary>One line each, as compilers print them.</summary>
    public static void Print(IReadOnlyCollection<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
        {
            var (color, kind) = diagnostic.Severity == Severity.Error ? ("red", "error") : ("yellow", "warning");
            Line(error, $"{Markup.Escape(diagnostic.Span.ToString())}: [{color}]{kind} {diagnostic.Id}[/]: "
                + $"{Markup.Escape(diagnostic.Message)} [grey]{Markup.Escape(diagnostic.Hint)}[/]");
        }
    }

    public static void Complain(string message) => Line(error, $"[red]error[/]: {Markup.Escape(message)}");

    public static void Print(FailureJson failure) =>
        Line(
            error,
            Markup.Escape($"{failure.File}:{failure.Line}:{failure.Column}: ") + $"[red]failed[/]: {Markup.Escape(failure.Message)}");

    /// <summary>One line of what was asked for.</summary>
    public static void Line(string markup) => Line(output, markup);

    /// <summary>Where the next message is typed.</summary>
    public static void Ask() => output.Markup("[green]> [/]");

    /// <summary>Never wrapped: a wrapped diagnostic cannot be clicked, a wrapped answer cannot be searched.</summary>
    private static void Line(IAnsiConsole console, string markup) => console.MarkupLine(markup);

    /// <summary>Colours are for a terminal only: in a file or a pipe they would stand between the words.</summary>
    private static IAnsiConsole On(TextWriter writer, bool isRedirected)
    {
        var ansi = isRedirected ? AnsiSupport.No : AnsiSupport.Detect;
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = ansi, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = int.MaxValue / 4;
        return console;
    }
}
