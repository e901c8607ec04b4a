using FaqBot.Engine;
using Spectre.Console;

namespace FaqBot.Cli;

/// <summary>What people see. Findings go to standard error, so that standard output carries only what was asked for.</summary>
internal static class Terminal
{
    public static IAnsiConsole Error { get; } = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });

    /// <summary>One line each, as compilers print them.</summary>
    public static void Print(IReadOnlyCollection<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
        {
            var isError = diagnostic.Severity == Severity.Error;
            Line(Error, $"{diagnostic.Span}: [{(isError ? "red" : "yellow")}]{(isError ? "error" : "warning")} {diagnostic.Id}[/]: "
                + $"{Markup.Escape(diagnostic.Message)} [grey]{Markup.Escape(diagnostic.Hint)}[/]");
        }
    }

    public static void Complain(string message) => Line(Error, $"[red]error[/]: {Markup.Escape(message)}");

    /// <summary>One line, never wrapped: a wrapped diagnostic cannot be clicked, a wrapped answer cannot be searched.</summary>
    public static void Line(IAnsiConsole console, string markup)
    {
        console.Profile.Width = int.MaxValue / 4;
        console.MarkupLine(markup);
    }

    public static void Line(string markup) => Line(AnsiConsole.Console, markup);
}
