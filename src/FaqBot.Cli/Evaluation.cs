using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using FaqBot.Engine;
using FaqBot.Language;

namespace FaqBot.Cli;

/// <summary>Runs the matcher on foreign data, for comparison with other programs: JSON lines in, JSON lines out.</summary>
internal static class Evaluation
{
    private const int RankingLength = 10;
    private const string OutOfScope = "__oos__";
    private const string DefaultLanguage = "en";

    /// <summary>Utterances are matched for so long before the clock counts, so that compiling the program's own code is not
    /// measured.</summary>
    private static readonly TimeSpan WarmUpTime = TimeSpan.FromSeconds(1);

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Trains on one file and predicts another.</summary>
    /// <param name="words">What is known of words, by language.</param>
    /// <param name="trainPath">Rows <c>{id, text, intent, lang}</c>; rows labelled <c>__oos__</c> are left out: nothing is learned from
    /// them.</param>
    /// <param name="testPath">Rows <c>{id, text, lang}</c>.</param>
    /// <param name="predPath">Rows <c>{id, intent, top, score, ranking}</c>, then <c>{_stats}</c>; <c>intent</c> is null below the
    /// threshold.</param>
    /// <returns>The exit code.</returns>
    public static int Run(ImmutableDictionary<string, WordLists> words, string trainPath, string testPath, string predPath)
    {
        try
        {
            Predict(words, trainPath, testPath, predPath);
            return CommandLine.Success;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Terminal.Complain(exception.Message);
            return CommandLine.Usage;
        }
    }

    private static void Predict(ImmutableDictionary<string, WordLists> words, string trainPath, string testPath, string predPath)
    {
        var train = Rows(trainPath).Where(static row => row.Intent is not (null or OutOfScope)).ToList();
        var clock = Stopwatch.StartNew();
        var models = train.GroupBy(static row => row.Language)
            .ToDictionary(static rows => rows.Key, rows => MatchModel.Train(TrainingSetOf(rows.Key, rows, words)));
        var trainMilliseconds = clock.Elapsed.TotalMilliseconds;
        var tests = Rows(testPath).ToList();
        WarmUp(models, tests);
        var times = new List<double>(tests.Count);
        using var output = new StreamWriter(predPath);
        foreach (var row in tests)
        {
            var begin = Stopwatch.GetTimestamp();
            var (candidates, threshold) = Match(models, row);
            times.Add(Stopwatch.GetElapsedTime(begin).TotalMicroseconds);
            output.WriteLine(JsonSerializer.Serialize(Prediction(row.Id, candidates, threshold), Json));
        }
        output.WriteLine(JsonSerializer.Serialize(Statistics(trainMilliseconds, times), Json));
    }

    private static TrainingSet TrainingSetOf(string language, IEnumerable<Row> rows, ImmutableDictionary<string, WordLists> words) =>
        new(language, [.. rows.GroupBy(static row => row.Intent ?? "", static row => row.Text)
            .OrderBy(static rows => rows.Key, StringComparer.Ordinal)
            .Select(static rows => new TrainingEntry(rows.Key, [.. rows]))])
        { Concepts = Concepts.Of(language, (words.GetValueOrDefault(language) ?? WordLists.None).Meanings) };

    private static (ImmutableArray<Candidate> Candidates, int Threshold) Match(Dictionary<string, MatchModel> models, Row row) =>
        models.TryGetValue(row.Language, out var model)
            ? (model.Match(TextAnalysis.Of(row.Text, row.Language, model.Spelling), RankingLength), model.Threshold)
            : ([], 0);

    private static void WarmUp(Dictionary<string, MatchModel> models, List<Row> tests)
    {
        var clock = Stopwatch.StartNew();
        for (var at = 0; clock.Elapsed < WarmUpTime && tests.Count > 0; at++)
        {
            Match(models, tests[at % tests.Count]);
        }
    }

    private static object Prediction(string id, ImmutableArray<Candidate> candidates, int threshold)
    {
        var best = candidates is [var first, ..] ? first : new Candidate(OutOfScope, 0);
        var isAnswered = candidates.Length > 0 && best.Score >= threshold;
        return new
        {
            id,
            intent = isAnswered ? best.Entry : null,
            top = best.Entry,
            score = best.Score,
            ranking = candidates.Select(static candidate => candidate.Entry),
        };
    }

    private static object Statistics(double trainMilliseconds, List<double> times)
    {
        times.Sort();
        using var process = Process.GetCurrentProcess();
        return new
        {
            _stats = new
            {
                train_ms = Math.Round(trainMilliseconds),
                median_us = Quantile(times, 0.5),
                p99_us = Quantile(times, 0.99),
                rss_mb = process.PeakWorkingSet64 / 1_000_000,
            },
        };
    }

    private static double Quantile(List<double> sorted, double share) =>
        sorted.Count > 0 ? Math.Round(sorted[(int)(share * (sorted.Count - 1))], 1) : 0;

    private static IEnumerable<Row> Rows(string path) => File.ReadLines(path).Index()
        .Where(static row => !string.IsNullOrWhiteSpace(row.Item))
        .Select(row => RowOf(row.Item) ?? throw new InvalidDataException($"{path}:{row.Index + 1}: The row is not a JSON object."));

    private static Row? RowOf(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var row = json.RootElement;
            return row.ValueKind == JsonValueKind.Object
                ? new Row(Text(row, "id") ?? "", Text(row, "text") ?? "", Text(row, "intent"), Text(row, "lang") ?? DefaultLanguage)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement row, string name) => row.TryGetProperty(name, out var value) ? value.ToString() : null;

    private sealed record Row(string Id, string Text, string? Intent, string Language);
}
