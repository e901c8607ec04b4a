namespace FaqBot.Engine;

/// <summary>From what the machine and the examples say to one number.</summary>
internal static class Confidence
{
    /// <summary>Highest score.</summary>
    public const int ScoreMax = 1000;

    /// <summary>(decision + 1) x (0.7 of the cosine to the centroid + 0.3 of the cosine to the nearest example) as a score per mille. The
    /// root only spreads low values; it changes no order. Never divided by the scores of other entries: a question that is foreign to all
    /// must stay low for all.</summary>
    /// <param name="decision">About 1 inside the entry, -1 outside.</param>
    /// <param name="centroid">0 to 1.</param>
    /// <param name="nearest">0 to 1.</param>
    public static int Score(double decision, double centroid, double nearest)
    {
        var confidence = Math.Max(decision + 1, 0) * ((0.7 * centroid) + (0.3 * nearest));
        return (int)Math.Round(ScoreMax * Math.Sqrt(Math.Min(confidence / 2, 1)));
    }
}
