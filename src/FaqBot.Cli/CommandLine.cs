using System.CommandLine;
using NodaTime;

namespace FaqBot.Cli;

/// <summary>The author's tool: what each verb takes, and which class does it.</summary>
internal static class CommandLine
{
    public const int Success = 0;
    public const int Findings = 1;
    public const int Usage = 2;

    public static int Run(string[] args)
    {
        Console.OutputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        Terminal.Open();
        var parsed = Root().Parse(args);
        if (parsed.Errors.Count > 0 && args.Contains("--json"))
        {
            Complain(parsed);
            return Usage;
        }
        var code = parsed.Invoke();
        return parsed.Errors.Count > 0 ? Usage : code;
    }

    /// <summary>Without the help, which would go to the standard output, where a program expects data.</summary>
    private static void Complain(ParseResult parsed)
    {
        foreach (var error in parsed.Errors)
        {
            Terminal.Complain(error.Message);
        }
    }

    private static RootCommand Root()
    {
        var knowledge =
            new Option<string?>("--knowledge") { Description = "Folder of the shops' knowledge.", Recursive = true, HelpName = "DIR" };
        var dialogs = new Option<string?>("--dialogs")
        {
            Description = "Folder of the shipped dialogs and texts.",
            Recursive = true,
            HelpName = "DIR",
        };
        var json = new Option<bool>("--json") { Description = "Data on standard output, nothing else.", Recursive = true };
        var root = new RootCommand("Check, ask and test what a FaqBot knows.") { knowledge, dialogs, json };
        Workplace Place(ParseResult parsed) => Workplace.Find(parsed.GetValue(knowledge), parsed.GetValue(dialogs), parsed.GetValue(json));

        root.Subcommands.Add(Check(Place));
        root.Subcommands.Add(Ask(Place));
        root.Subcommands.Add(Chat(Place));
        root.Subcommands.Add(Test(Place));
        root.Subcommands.Add(Schema(Place));
        root.Subcommands.Add(Eval(Place));
        root.Subcommands.Add(Detect());
        root.Subcommands.Add(Correct());
        root.Subcommands.Add(Recognize(Place));
        root.Subcommands.Add(Deadline(Place));
        return root;
    }

    private static Command Check(Func<ParseResult, Workplace> place)
    {
        var shop = new Option<string?>("--shop") { Description = "Only this shop, with what all shops share.", HelpName = "ID" };
        var command = new Command("check", "Compiles everything and lists what is wrong, as compilers do; errors last.") { shop };
        command.SetAction(parsed => CheckVerb.Run(place(parsed), parsed.GetValue(shop)));
        return command;
    }

    private static Command Ask(Func<ParseResult, Workplace> place)
    {
        var (shop, language, at, trace) = Conversation();
        var text = new Argument<string[]>("text")
        {
            Description = "The question; without it one question a line from standard input.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var command = new Command("ask", "Answers one question.") { shop, language, at, trace, text };
        command.SetAction(parsed => AskVerb.Run(
            place(parsed), Setting(parsed, shop, language, at, trace),
            parsed.GetValue(text) is { Length: > 0 } words ? string.Join(' ', words) : null));
        return command;
    }

    private static Command Chat(Func<ParseResult, Workplace> place)
    {
        var (shop, language, at, trace) = Conversation();
        var command = new Command("chat", "Holds a conversation; with redirected input one message a line.") { shop, language, at, trace };
        command.SetAction(parsed => ChatVerb.Run(place(parsed), Setting(parsed, shop, language, at, trace)));
        return command;
    }

    private static Command Test(Func<ParseResult, Workplace> place)
    {
        var shop = new Option<string?>("--shop") { Description = "Only this shop.", HelpName = "ID" };
        var update = new Option<bool>("--update")
        {
            Description = "Writes the bot's side of the transcripts anew; read the difference before you keep it.",
        };
        var command = new Command("test", "Runs the tests in the YAML files and the golden transcripts.") { shop, update };
        command.SetAction(parsed => TestVerb.Run(place(parsed), parsed.GetValue(shop), parsed.GetValue(update)));
        return command;
    }

    private static Command Schema(Func<ParseResult, Workplace> place)
    {
        var write = new Option<bool>("--write") { Description = "Writes those that are missing or differ." };
        var command = new Command(
            "schema", "Compares the JSON schemas beside the shops with this program; editors complete the YAML files by them.") { write };
        command.SetAction(parsed => SchemaVerb.Run(place(parsed), parsed.GetValue(write)));
        return command;
    }

    private static Command Eval(Func<ParseResult, Workplace> place)
    {
        var train = new Argument<string>("TRAIN") { Description = "Utterances with their intents, JSON Lines." };
        var test = new Argument<string>("TEST") { Description = "Utterances without labels, JSON Lines." };
        var predictions = new Argument<string>("PRED") { Description = "Written: a prediction a line." };
        var command = new Command("eval", "Trains the matcher on foreign data and predicts.") { train, test, predictions };
        command.SetAction(parsed => Evaluation.Run(
            place(parsed).SharedWords(), parsed.GetRequiredValue(train),
            parsed.GetRequiredValue(test), parsed.GetRequiredValue(predictions)));
        return command;
    }

    private static Command Detect()
    {
        var languages =
            new Option<string>("--languages") { Description = "The candidates, e.g. pl,en.", Required = true, HelpName = "LANG,..." };
        var command =
            new Command("detect", "Tells the language of each line of standard input: one of the candidates, or und.") { languages };
        command.SetAction(parsed => DetectVerb.Run(parsed.GetRequiredValue(languages)));
        return command;
    }

    private static Command Correct()
    {
        var language =
            new Option<string>("--lang") { Description = "The language of the words: pl or en.", Required = true, HelpName = "LANG" };
        var command = new Command(
            "correct",
            "Says of each word from standard input, one a line, whether it is known and what else it may be; JSON Lines.") { language };
        command.SetAction(parsed => CorrectVerb.Run(parsed.GetRequiredValue(language)));
        return command;
    }

    private static Command Recognize(Func<ParseResult, Workplace> place)
    {
        var shop = new Option<string?>("--shop") { Description = "Also this shop's order numbers.", HelpName = "ID" };
        var command = new Command(
            "recognize", "Dates, amounts, numbers and the like in lines {id, input, lang, reference_time}, as JSON lines.") { shop };
        command.SetAction(parsed => RecognizeVerb.Run(
            place(parsed), parsed.GetValue(shop), LocalDateTime.FromDateTime(TimeProvider.System.GetLocalNow().DateTime)));
        return command;
    }

    private static Command Deadline(Func<ParseResult, Workplace> place)
    {
        var country = new Option<string>("--country") { Description = "Whose law, e.g. PL.", Required = true, HelpName = "CODE" };
        var rule = new Option<string?>("--rule") { Description = "A rule of that law, e.g. complaint-reply.", HelpName = "ID" };
        var count = new Option<string?>("--count") { Description = "Instead of a rule: how many of --unit.", HelpName = "N" };
        var unit = new Option<string?>("--unit") { Description = "days, weeks, months or years.", HelpName = "UNIT" };
        var from = new Option<string>("--from")
        {
            Description = "The day of the event, e.g. 2026-12-10.",
            Required = true,
            HelpName = "DATE",
        };
        var contract = new Option<string?>("--contract")
        {
            Description = "The day of the contract, whose version of the rule holds; without it that of --from.",
            HelpName = "DATE",
        };
        var language = new Option<string?>("--lang") { Description = "The language of names, e.g. pl; else en.", HelpName = "LANG" };
        var command = new Command("deadline", "When a term of law ends, and why.") { country, rule, count, unit, from, contract, language };
        command.SetAction(parsed => DeadlineVerb.Run(
            place(parsed),
            new DeadlineQuestion(
                parsed.GetRequiredValue(country), parsed.GetValue(rule), parsed.GetValue(count), parsed.GetValue(unit),
                parsed.GetRequiredValue(from), parsed.GetValue(contract), parsed.GetValue(language))));
        return command;
    }

    private static (Option<string> Shop, Option<string?> Language, Option<string?> At, Option<bool> Trace) Conversation() => (
        new Option<string>("--shop") { Description = "Which shop.", Required = true, HelpName = "ID" },
        new Option<string?>("--lang") { Description = "The page's language; the shop's first without it.", HelpName = "LANG" },
        new Option<string?>("--at")
        {
            Description = "The time of the question, e.g. 2026-11-23T10:00+01:00, or local without an offset.",
            HelpName = "INSTANT",
        },
        new Option<bool>("--trace") { Description = "Says why, step by step." });

    private static ConversationSetting Setting(
        ParseResult parsed, Option<string> shop, Option<string?> language, Option<string?> at, Option<bool> trace) =>
        new(parsed.GetRequiredValue(shop), parsed.GetValue(language), parsed.GetValue(at), parsed.GetValue(trace));
}

/// <summary>What a question or conversation is held in, as typed.</summary>
internal sealed record ConversationSetting(string Shop, string? Language, string? At, bool Trace);
