using System.Text;
using FaqBot.Engine;
using CsvHelper;
using NodaTime;

namespace FaqBot.Server;

/// <summary>Something in a file of orders that its owner should mend. It quotes nothing that stands in the file.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">In characters, from 1.</param>
/// <param name="Message">What is wrong, and what to do.</param>
internal sealed record OrderFinding(long Line, int Column, string Message)
{
    /// <summary>How often it was found; the place is that of the first.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Tells it from others with the same message; never shown, for it may stand in the file.</summary>
    public string Detail { get; init; } = "";
}

/// <summary>What came of reading a file of orders.</summary>
/// <param name="Index">Null where the file as a whole cannot be believed; then the last finding says why.</param>
/// <param name="Findings">In the order in which they were met.</param>
internal sealed record OrderFileReading(OrderIndex? Index, IReadOnlyList<OrderFinding> Findings);

/// <summary>
/// Reads a file of orders. A row that is not clear is left out and told of; a file that is cut off or holds no orders is not taken at all.
/// Throws nothing, whatever the bytes are, but what the stream throws.
/// </summary>
internal sealed class OrderFileReader : IAsyncDisposable
{
    /// <summary>Different findings that are told of one file, besides that it is not taken.</summary>
    public const int FindingsMax = 20;

    private readonly OrderSettings.File settings;
    private readonly DateTimeZone zone;
    private readonly CsvReader rows;
    private readonly bool endsWithLine;
    private readonly OrderIndex index = new();
    private readonly Dictionary<(string Message, string Detail), OrderFinding> findings = [];
    private long? openQuoteAt;

    private OrderFileReader(Stream stream, Form form, OrderSettings.File settings, DateTimeZone zone)
    {
        this.settings = settings;
        this.zone = zone;
        endsWithLine = form.EndsWithLine;
        rows = CsvReader.Create(stream, Options(settings.IsWindows1250 && !form.IsMarkedUtf8), leaveOpen: true);
    }

    /// <param name="stream">The file, from its beginning; it can be sought in.</param>
    /// <param name="settings">Of the shop.</param>
    /// <param name="zone">Of the shop, for times without an offset.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static async Task<OrderFileReading> Read(
        Stream stream, OrderSettings.File settings, DateTimeZone zone, CancellationToken cancellation)
    {
        var form = await Form.Of(stream, cancellation);
        await using var reader = new OrderFileReader(stream, form, settings, zone);
        try
        {
            return await reader.ReadAll(cancellation);
        }
        catch (CsvFormatException exception)
        {
            return reader.Refuse(
                exception.LineNumber, $"the row is longer than {OrderLimits.RowBytesMax} bytes; a quote may be missing in it.");
        }
    }

    public ValueTask DisposeAsync() => rows.DisposeAsync();

    private async Task<OrderFileReading> ReadAll(CancellationToken cancellation)
    {
        var reading = await ReadRows(cancellation);
        return openQuoteAt is not { } line ? reading : Refuse(
            line,
            "the file ends in the middle of a row. A quote is opened in this one and never closed: close it, or, "
            + "where the file was cut off, write it under another name and rename it when it is whole.");
    }

    private async Task<OrderFileReading> ReadRows(CancellationToken cancellation)
    {
        if (!await rows.ReadAsync(cancellation))
        {
            return Refuse(1, "the file is empty; it begins with a row of headers.");
        }
        string[] header = [.. Enumerable.Range(0, rows.FieldCount).Select(rows.GetString)];
        if (OrderColumns.Find(header, settings, out var trouble) is not { } columns)
        {
            return Refuse(rows.LineNumber, trouble);
        }
        var (count, line, isShort) = (0, rows.LineNumber, false);
        while (await rows.ReadAsync(cancellation))
        {
            (count, line, isShort) = (count + 1, rows.LineNumber, rows.FieldCount < columns.Count);
            if (count > OrderLimits.RowsMax)
            {
                return Refuse(line, $"the file has more than {OrderLimits.RowsMax} rows; leave out orders that nobody asks about.");
            }
            Take(columns);
        }
        if (isShort && !endsWithLine)
        {
            foreach (var ofIt in findings.Where(finding => finding.Value.Line == line).ToList())
            {
                findings.Remove(ofIt.Key);
            }
            return Refuse(line, "the file ends in the middle of a row. Write it under another name and rename it when it is whole.");
        }
        return index.Count > 0
            ? new OrderFileReading(index, [.. findings.Values])
            : Refuse(line, "the file holds no order that can be read.");
    }

    private void Take(OrderColumns columns)
    {
        if (Enumerable.Range(columns.Count, Math.Max(0, rows.FieldCount - columns.Count)).Any(extra => !rows.GetSpan(extra).IsEmpty))
        {
            Find(columns.Count, "the row has more fields than headers, so it is left out. Quote fields that hold the separator.");
            return;
        }
        if (OrderQuestion.NumberOf(Text(columns, OrderColumns.Number)) is not { } number)
        {
            Find(columns, OrderColumns.Number, "there is no number, or none that can be read, so the row is left out.");
            return;
        }
        if (OrderQuestion.EmailOf(Text(columns, OrderColumns.Email)) is not { } email)
        {
            Find(columns, OrderColumns.Email, "there is no e-mail, or none that can be read, so nobody can ask about this order.");
            return;
        }
        index.Add(number, email, new OrderReport(number)
        {
            State = StateOf(columns),
            Carrier = Optional(columns, OrderColumns.Carrier, text => OrderFields.Line(text, OrderLimits.CarrierCharsMax)),
            ParcelNumber = Optional(columns, OrderColumns.Parcel, OrderFields.Parcel),
            TrackingLink = Optional(columns, OrderColumns.Link, OrderFields.Link),
            ExpectedOn = Optional(columns, OrderColumns.Expected, text => OrderFields.Day(text)),
            UpdatedAt = Optional(columns, OrderColumns.Updated, text => OrderFields.Moment(text, zone)),
        });
    }

    private OrderState? StateOf(OrderColumns columns)
    {
        var word = Text(columns, OrderColumns.State);
        if (settings.StateOf(word) is { } state)
        {
            return state;
        }
        Find(
            columns, OrderColumns.State,
            $"the state is none of {string.Join(", ", OrderStateWords.States)}, so it is not said. "
            + $"Say which one it is: Shops:{settings.Shop}:{OrderSettings.Section}:States, with the word as the key.",
            word);
        return null;
    }

    private T? Optional<T>(OrderColumns columns, string name, Func<string, T?> read)
    {
        var text = Text(columns, name);
        var value = read(text);
        if (value is null && !string.IsNullOrWhiteSpace(text))
        {
            Find(columns, name, $"the {name} cannot be read, so it is not said. {OrderColumns.Form(name)}");
        }
        return value;
    }

    /// <summary>Empty where the row has no such field.</summary>
    private string Text(OrderColumns columns, string name) => columns[name] is { } place ? rows.GetString(place) : "";

    private void Find(OrderColumns columns, string name, string message, string detail = "") =>
        Find(columns[name] ?? 0, message, detail);

    private void Find(int field, string message, string detail = "") =>
        Find(message, detail, () => PlaceOf(Math.Min(field, rows.FieldCount - 1)));

    private void Find(string message, string detail, Func<(long Line, int Column)> place)
    {
        if (findings.TryGetValue((message, detail), out var known))
        {
            findings[(message, detail)] = known with { Count = known.Count + 1 };
            return;
        }
        if (findings.Count < FindingsMax)
        {
            var (line, column) = place();
            findings[(message, detail)] = new OrderFinding(line, column, message) { Detail = detail };
        }
    }

    private (long Line, int Column) PlaceOf(int field)
    {
        var offset = 0;
        for (var earlier = 0; earlier < field; earlier++)
        {
            offset += rows.GetRawSpan(earlier).Length + 1;
        }
        var before = rows.RawRecord[..offset];
        var lines = before.Count((byte)'\n');
        return (rows.LineNumber + lines, Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1);
    }

    private OrderFileReading Refuse(long line, string message) =>
        new(null, [.. findings.Values, new OrderFinding(Math.Max(1, line), 1, message)]);

    private CsvReaderOptions Options(bool isWindows1250) => new()
    {
        HasHeader = false,
        TrackLineNumbers = true,
        IncludeValuesInExceptions = false,
        MaxRecordSize = OrderLimits.RowBytesMax,
        TrimWhitespace = true,
        MalformedData = CsvMalformedDataHandling.Skip,
        OnMalformedRecord = Skipped,
        Encoding = isWindows1250 ? CodePagesEncodingProvider.Instance.GetEncoding("windows-1250") : null,
    };

    private void Skipped(CsvMalformedRecord row)
    {
        if (row.Reason == CsvMalformedReason.UnterminatedQuote)
        {
            openQuoteAt = row.LineNumber;
            return;
        }
        Find(
            "quotes do not match in this row, so it is left out. Quote the whole field, and double the quotes within.", "",
            () => (row.LineNumber, 1));
    }

    /// <summary>What is seen of a file without reading it.</summary>
    /// <param name="IsMarkedUtf8">It begins with the mark of UTF-8.</param>
    /// <param name="EndsWithLine">Its last row is ended, in whatever encoding.</param>
    private sealed record Form(bool IsMarkedUtf8, bool EndsWithLine)
    {
        private const int MarkBytes = 3;
        private const int EndBytes = 2;

        public static async Task<Form> Of(Stream stream, CancellationToken cancellation)
        {
            var mark = new byte[MarkBytes];
            var markLength = await stream.ReadAtLeastAsync(mark, MarkBytes, throwOnEndOfStream: false, cancellation);
            stream.Position = Math.Max(0, stream.Length - EndBytes);
            var end = new byte[EndBytes];
            var endLength = await stream.ReadAtLeastAsync(end, EndBytes, throwOnEndOfStream: false, cancellation);
            stream.Position = 0;
            return new Form(
                mark.AsSpan(0, markLength).SequenceEqual("\uFEFF"u8),
                end.AsSpan(0, endLength).IndexOfAny((byte)'\n', (byte)'\r') >= 0);
        }
    }
}
