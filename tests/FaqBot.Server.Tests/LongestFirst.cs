using Xunit.Abstractions;

[assembly: TestCollectionOrderer("FaqBot.Server.Tests.LongestFirst", "FaqBot.Server.Tests")]

namespace FaqBot.Server.Tests;

/// <summary>Begins with the classes that take longest, so that none of them goes on alone when all others have ended.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Longest =
    [
        Programs.Name, nameof(WireTranscriptTests), nameof(CaseEndpointsOnPostgresTests), nameof(RateLimitsTests),
        nameof(OutboxWorkerOnPostgresTests), nameof(OutboxVerbOnPostgresTests), nameof(PostgresWriterTests), nameof(CaseEndpointsTests),
        nameof(OutboxWorkerTests), nameof(OutboxVerbTests),
    ];

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(Place);

    private static int Place(ITestCollection collection) =>
        Array.FindIndex(Longest, name => collection.DisplayName.Contains(name, StringComparison.Ordinal)) is var place and >= 0
            ? place
            : Longest.Length;
}
