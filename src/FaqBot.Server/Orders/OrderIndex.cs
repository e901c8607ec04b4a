using System.Security.Cryptography;
using System.Text;
using FaqBot.Engine;
using NodaTime;

namespace FaqBot.Server;

/// <summary>
/// The orders of a file. Of number and e-mail it holds a keyed hash only, so a look-up takes as long whichever of the two is wrong, and
/// the memory names no customer. About 225 bytes an order.
/// </summary>
internal sealed class OrderIndex
{
    private const int KeyBytes = 16;
    private const char Between = '\n';

    private readonly byte[] key = RandomNumberGenerator.GetBytes(KeyBytes);
    private readonly Dictionary<UInt128, Entry> entries = [];

    /// <summary>Orders, each with its e-mail.</summary>
    public int Count => entries.Count;

    /// <summary>Of several rows of one order and e-mail the one that changed last stands; of those that changed at the same time, or do
    /// not say, the last.</summary>
    public void Add(string number, string email, OrderReport order)
    {
        var entry = new Entry(
            order.State,
            order.UpdatedAt is { } updated ? Microseconds.Of(updated) : null,
            order.ExpectedOn,
            Encoding.UTF8.GetBytes(string.Join(Between, order.Carrier, order.ParcelNumber, order.TrackingLink?.AbsoluteUri)));
        var place = KeyOf(number, email);
        if (!entries.TryGetValue(place, out var known) || (entry.UpdatedAt ?? long.MinValue) >= (known.UpdatedAt ?? long.MinValue))
        {
            entries[place] = entry;
        }
    }

    public OrderReport? Find(OrderQuestion question)
    {
        if (!entries.TryGetValue(KeyOf(question.Number, question.Email), out var entry))
        {
            return null;
        }
        var texts = Encoding.UTF8.GetString(entry.Texts).Split(Between);
        return new OrderReport(question.Written)
        {
            State = entry.State,
            Carrier = Stated(texts[0]),
            ParcelNumber = Stated(texts[1]),
            TrackingLink = Stated(texts[2]) is { } link ? new Uri(link) : null,
            ExpectedOn = entry.ExpectedOn,
            UpdatedAt = entry.UpdatedAt is { } updated ? Microseconds.ToInstant(updated) : null,
        };
    }

    private static string? Stated(string text) => text.Length > 0 ? text : null;

    private UInt128 KeyOf(string number, string email)
    {
        Span<byte> bytes = stackalloc byte[KeyBytes + (4 * (OrderLimits.NumberCharsMax + OrderLimits.EmailCharsMax + 1))];
        key.CopyTo(bytes);
        var length = KeyBytes + Encoding.UTF8.GetBytes($"{number}{Between}{email}", bytes[KeyBytes..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..length], hash);
        return BitConverter.ToUInt128(hash);
    }

    private readonly record struct Entry(OrderState? State, long? UpdatedAt, LocalDate? ExpectedOn, byte[] Texts);
}
