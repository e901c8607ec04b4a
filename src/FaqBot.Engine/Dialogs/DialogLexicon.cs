namespace FaqBot.Engine;

/// <summary>How customers name what a shop sells, in one language.</summary>
/// <param name="Products">By name, number, type and description.</param>
/// <param name="Attributes">By the words of their questions.</param>
internal sealed record DialogLexicon(ProductIndex Products, AttributeIndex Attributes)
{
    public static DialogLexicon Of(ProductCatalog catalog, string language, DialogHints hints) =>
        new(ProductIndex.Of(catalog, language), AttributeIndex.Of(catalog, language, hints));
}
