using FaqBot.Language;
using FsCheck;
using FsCheck.Fluent;

namespace FaqBot.Engine.Tests;

public sealed class MatchModelFormatTests
{
    private static readonly MatchModel Model = MatchModel.Train(Shops.Small);
    private static readonly byte[] Written = Shops.Bytes(Model);
    private static readonly Arbitrary<int> Bits = Gen.Choose(0, (Written.Length * 8) - 1).ToArbitrary();

    [Fact]
    public void A_model_that_was_written_and_read_answers_alike()
    {
        var read = Read(Written);

        Assert.NotNull(read);
        Assert.Equal(Model.Hash, read.Hash);
        Assert.Equal(Model.Threshold, read.Threshold);
        Assert.Equal(Written, Shops.Bytes(read));
        Assert.All(
            Shops.Small.Entries.SelectMany(entry => entry.Utterances).Append("co to jest"),
            text => Assert.Equal(Match(Model, text), Match(read, text)));
    }

    [Fact]
    public void An_empty_model_is_written_and_read() =>
        Assert.NotNull(Read(Shops.Bytes(MatchModel.Train(new TrainingSet("pl", []))), new TrainingSet("pl", [])));

    [Fact]
    public void A_model_of_another_set_is_not_taken() =>
        Assert.Null(Read(Written, Shops.Small with { Concepts = Concepts.Of("pl", [["paczka", "pudło"]]) }));

    [Fact]
    public void A_flipped_bit_is_noticed() => Check.QuickThrowOnFailure(Prop.ForAll(Bits, bit =>
    {
        var damaged = Written.ToArray();
        damaged[bit / 8] ^= (byte)(1 << (bit % 8));

        Assert.Null(Read(damaged));
    }));

    [Fact]
    public void A_cut_file_is_noticed() => Check.QuickThrowOnFailure(
        Prop.ForAll(Gen.Choose(0, Written.Length - 1).ToArbitrary(), length => Assert.Null(Read(Written[..length]))));

    [Fact]
    public void Random_bytes_are_no_model() => Check.QuickThrowOnFailure(Prop.ForAll<byte[]>(bytes => Assert.Null(Read(bytes))));

    [Fact]
    public void A_body_that_makes_no_sense_is_refused_even_under_a_right_checksum() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000), Prop.ForAll(
            Gen.Choose(12, Written.Length - 33).ToArbitrary(), Gen.Choose(1, 255).ToArbitrary(), (at, change) =>
            {
                var damaged = Written.ToArray();
                damaged[at] ^= (byte)change;
                System.Security.Cryptography.SHA256.HashData(damaged.AsSpan(0, damaged.Length - 32), damaged.AsSpan(damaged.Length - 32));

                var model = Read(damaged);

                Assert.InRange(model?.Match(TextAnalysis.Of("gdzie jest paczka", "pl"), 4).Length ?? 0, 0, 4);
            }));

    [Fact]
    public void A_length_that_the_bytes_do_not_keep_takes_no_memory()
    {
        byte[] promising = [.. Written[..8], 0xFF, 0xFF, 0xFF, 0x0F, .. new byte[100]];
        var before = GC.GetAllocatedBytesForCurrentThread();

        var model = Read(promising);

        Assert.Null(model);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4_000_000);
    }

    [Fact]
    public void What_follows_the_model_is_left_in_the_stream()
    {
        using var stream = new MemoryStream([.. Written, 42]);

        MatchModel.Read(stream, Shops.Small);

        Assert.Equal(42, stream.ReadByte());
    }

    [Fact]
    public void A_model_that_was_cut_or_grew_or_is_of_another_version_is_not_whole()
    {
        byte[] older = [.. Written];
        older[7]--;
        byte[] negative = [.. Written[..8], 0xFF, 0xFF, 0xFF, 0xFF, .. Written[12..]];
        byte[][] broken = [[], Written[..5], Written[..12], Written[..^1], [.. Written, 0], older, negative];

        Assert.True(IsWhole(Written));
        Assert.All(broken, bytes => Assert.False(IsWhole(bytes)));
    }

    private static bool IsWhole(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        return MatchModel.IsWhole(stream);
    }

    private static Candidate[] Match(MatchModel model, string text) => [.. model.Match(TextAnalysis.Of(text, "pl"), 4)];

    private static MatchModel? Read(byte[] bytes) => Read(bytes, Shops.Small);

    private static MatchModel? Read(byte[] bytes, TrainingSet set)
    {
        using var stream = new MemoryStream(bytes);
        return MatchModel.Read(stream, set);
    }
}
