using FaqBot.Engine;
using Spectre.Console;

namespace FaqBot.Cli;

/// <summary><c>faqbot schema</c>: the JSON schemas that the YAML files refer to, beside the shops.</summary>
internal static class SchemaVerb
{
    private const string Same = "same";
    private const string Differs = "differs";
    private const string Missing = "missing";
    private const string Written = "written";

    /// <param name="place">Where the shops are.</param>
    /// <param name="write">Whether those that are missing or differ are written.</param>
    /// <returns>Findings, if one is missing or differs and is not written.</returns>
    public static int Run(Workplace place, bool write)
    {
        if (!Directory.Exists(place.KnowledgePath))
        {
            Terminal.Print([Workplace.FolderMissing(place.KnowledgePath)]);
            return CommandLine.Findings;
        }
        var folder = Path.Combine(place.KnowledgePath, KnowledgeSchemas.Folder);
        var states = KnowledgeSchemas.All.Select(
            schema => new SchemaJson(Path.Combine(folder, schema.Name), schema.Files, State(folder, schema))).ToArray();
        if (write)
        {
            states = [.. states.Zip(KnowledgeSchemas.All, Brought)];
        }
        if (place.Json)
        {
            Json.Print(states);
        }
        else
        {
            Print(states);
        }
        return states.Any(schema => schema.State is Differs or Missing) ? CommandLine.Findings : CommandLine.Success;
    }

    private static string State(string folder, KnowledgeSchema schema)
    {
        var path = Path.Combine(folder, schema.Name);
        if (!File.Exists(path))
        {
            return Missing;
        }
        return File.ReadAllText(path) == schema.Json ? Same : Differs;
    }

    private static SchemaJson Brought(SchemaJson state, KnowledgeSchema schema)
    {
        if (state.State == Same)
        {
            return state;
        }
        Directory.CreateDirectory(Path.GetDirectoryName(state.File) ?? "");
        File.WriteAllText(state.File, schema.Json);
        return state with { State = Written };
    }

    private static void Print(SchemaJson[] states)
    {
        foreach (var schema in states)
        {
            Terminal.Line($"{Markup.Escape(schema.File)} ({Markup.Escape(schema.Describes)}): {schema.State}");
        }
        if (states.Any(schema => schema.State is Differs or Missing))
        {
            Terminal.Complain("Some schemas are not those of this program. Write them with --write.");
        }
    }
}
