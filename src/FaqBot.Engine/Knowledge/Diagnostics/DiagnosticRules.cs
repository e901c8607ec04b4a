namespace FaqBot.Engine;

/// <summary>Every finding that the engine can make, for documents and tests.</summary>
public static class DiagnosticRules
{
    /// <summary>Those of knowledge, of templates and of dialogs, by id.</summary>
    public static IReadOnlyList<DiagnosticRule> All { get; } =
        [.. KnowledgeRules.All.Concat(TemplateRules.All).Concat(DialogRules.All).OrderBy(rule => rule.Id, StringComparer.Ordinal)];
}
