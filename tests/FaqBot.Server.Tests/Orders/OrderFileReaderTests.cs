using System.Text;
using FaqBot.Engine;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace FaqBot.Server.Tests;

public sealed class OrderFileReaderTests
{
    [Fact]
    public async Task An_order_is_read_with_all_that_it_says()
    {
        var reading = await TestOrders.Read(
            TestOrders.Header + "GR-1001;jan@example.com;sent;DPD;0000123;https://dpd.example/0000123;2026-11-24;2026-11-21 14:05\n");

        var order = reading.Find(" #gr-1001", "Jan@Example.COM");

        Assert.Equal(
            new OrderReport("#gr-1001")
            {
                State = OrderState.Sent,
                Carrier = "DPD",
                ParcelNumber = "0000123",
                TrackingLink = new Uri("https://dpd.example/0000123"),
                ExpectedOn = new LocalDate(2026, 11, 24),
                UpdatedAt = Instant.FromUtc(2026, 11, 21, 13, 5),
            },
            order);
        Assert.Empty(reading.Findings);
    }

    [Theory]
    [InlineData("GR-1001", "eva@example.com")]
    [InlineData("GR-1002", "jan@example.com")]
    [InlineData("GR-100", "jan@example.com")]
    [InlineData("R-1001", "jan@example.com")]
    [InlineData("GR-1001", "jan@example.org")]
    public async Task Only_one_of_number_and_email_finds_nothing(string number, string email)
    {
        var reading = await TestOrders.Read(TestOrders.Header + "GR-1001;jan@example.com;sent\nGR-1002;eva@example.com;paid\n");

        Assert.Equal(2, reading.Index?.Count);
        Assert.Null(reading.Find(number, email));
    }

    [Theory]
    [InlineData("number;email;state\n7;a@b.pl;sent\n")]
    [InlineData("number,email,state\r\n7,a@b.pl,sent\r\n")]
    [InlineData("number\temail\tstate\n7\ta@b.pl\tsent")]
    [InlineData("\"number\";\"email\";\"state\"\n\"7\";\"a@b.pl\";\"sent\"\n")]
    [InlineData("sep=;\nnumber;email;state\n7;a@b.pl;sent\n")]
    [InlineData("note;state;e-mail;Nr zamówienia\n\"two\nlines; \"\"quoted\"\"\";sent;a@b.pl;7\n")]
    [InlineData("Numer zamówienia ; Adres e-mail ; Status \n 7 ; A@B.PL ; sent \n")]
    public async Task Separators_quotes_and_headers_are_those_of_the_file(string file)
    {
        var reading = await TestOrders.Read(file);

        Assert.Equal(OrderState.Sent, reading.Find("7", "a@b.pl")?.State);
        Assert.Empty(reading.Findings);
    }

    [Theory]
    [InlineData("utf-8", true, "utf-8")]
    [InlineData("utf-8", false, "utf-8")]
    [InlineData("utf-16", true, "utf-8")]
    [InlineData("utf-16BE", true, "utf-8")]
    [InlineData("windows-1250", false, "windows-1250")]
    [InlineData("utf-8", true, "windows-1250")]
    public async Task Encodings_are_known_by_their_mark_or_by_the_setting(string encoding, bool isMarked, string setting)
    {
        var written = CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding);
        byte[] file =
        [
            .. isMarked ? written.GetPreamble() : [],
            .. written.GetBytes("Nr zamówienia;E-mail;Status;Przewoźnik\nŻ-7;a@żółw.pl;Wysłane;Świetny kurier\n"),
        ];

        var order = (await TestOrders.Read(file, ("Encoding", setting), ("States:wysłane", "sent"))).Find("ż-7", "a@xn--w-uga1v8h.pl");

        Assert.Equal((OrderState.Sent, "Świetny kurier"), (order?.State, order?.Carrier));
    }

    [Fact]
    public async Task A_file_in_another_encoding_than_stated_shows_no_broken_letters()
    {
        var file = "number;email;state;carrier\n7;a@b.pl;sent;Poczta\n8;a@b.pl;sent;Świetny\n"u8.ToArray();
        file[Array.IndexOf(file, (byte)0xC5)] = (byte)'?';

        var reading = await TestOrders.Read(file);

        Assert.Equal("Poczta", reading.Find("7", "a@b.pl")?.Carrier);
        Assert.Null(reading.Find("8", "a@b.pl")?.Carrier);
        Assert.Equal(
            ["3:15: the carrier cannot be read, so it is not said. It has one line of at most 80 characters. x1"], reading.Shown());
    }

    [Fact]
    public async Task Of_two_rows_of_one_order_the_one_that_changed_last_stands()
    {
        var reading = await TestOrders.Read(
            "number;email;state;updated\n7;a@b.pl;delivered;2026-11-22 10:00\n7;A@b.pl;sent;2026-11-21 10:00\n7;a@b.pl;paid;\n");

        Assert.Equal(OrderState.Delivered, reading.Find("7", "a@b.pl")?.State);
        Assert.Equal(1, reading.Index?.Count);
    }

    [Fact]
    public async Task Where_no_row_says_when_it_changed_the_last_stands()
    {
        var reading = await TestOrders.Read("number;email;state\n7;a@b.pl;sent\n7;a@b.pl;delivered\n");

        Assert.Equal(OrderState.Delivered, reading.Find("7", "a@b.pl")?.State);
    }

    [Fact]
    public async Task One_number_with_two_emails_is_two_orders()
    {
        var reading = await TestOrders.Read("number;email;state\n7;a@b.pl;sent\n7;c@d.pl;cancelled\n");

        Assert.Equal(OrderState.Sent, reading.Find("7", "a@b.pl")?.State);
        Assert.Equal(OrderState.Cancelled, reading.Find("7", "c@d.pl")?.State);
    }

    [Theory]
    [InlineData("sent", OrderState.Sent)]
    [InlineData("ready_for_pickup", OrderState.ReadyForPickup)]
    [InlineData("Wysłane", OrderState.Sent)]
    [InlineData("WYSŁANE", OrderState.Sent)]
    [InlineData("w realizacji", null)]
    [InlineData("shipped", null)]
    [InlineData("3", null)]
    [InlineData("", null)]
    public async Task A_state_is_one_of_ours_or_mapped_and_never_guessed(string word, object? expected)
    {
        var reading = await TestOrders.Read($"number;email;state\n7;a@b.pl;{word}\n", ("States:wysłane", "sent"));

        Assert.NotNull(reading.Find("7", "a@b.pl"));
        Assert.Equal(expected, reading.Find("7", "a@b.pl")?.State);
        Assert.Equal(expected is null, reading.Findings.Count == 1);
    }

    [Theory]
    [InlineData("http://dpd.example/1")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://dpd.example@evil.example/")]
    [InlineData("https://10.0.0.1/")]
    [InlineData("dpd.example/1")]
    public async Task A_link_that_nobody_should_follow_is_left_out(string link)
    {
        var reading = await TestOrders.Read($"number;email;state;link\n7;a@b.pl;sent;{link}\n");

        Assert.NotNull(reading.Find("7", "a@b.pl"));
        Assert.Null(reading.Find("7", "a@b.pl")?.TrackingLink);
        Assert.Equal("2:15: the link cannot be read, so it is not said. It begins with https:// and has at most 500 characters. x1",
            Assert.Single(reading.Shown()));
    }

    [Fact]
    public async Task Findings_say_where_and_what_to_do_and_quote_nothing()
    {
        var reading = await TestOrders.Read(
            """
            number;email;state;expected
            1;a@b.pl;sent;tomorrow
            ;secret@b.pl;sent;
            3;secret;sent;
            4;a@b.pl;secret;
            5;a@b.pl;sent;;secret
            "6"x;a@b.pl;sent;
            7;a@b.pl;secret;30.02.2026

            """);

        Assert.Equal(2, reading.Index?.Count - 1);
        Assert.Equal(
            [
                "2:15: the expected cannot be read, so it is not said. Write 2026-11-24 or 24.11.2026. x2",
                "3:1: there is no number, or none that can be read, so the row is left out. x1",
                "4:3: there is no e-mail, or none that can be read, so nobody can ask about this order. x1",
                "5:10: the state is none of received, paid, packed, sent, out_for_delivery, ready_for_pickup, delivered, returned, "
                    + "cancelled, so it is not said. Say which one it is: Shops:demo:Orders:States, with the word as the key. x2",
                "6:16: the row has more fields than headers, so it is left out. Quote fields that hold the separator. x1",
                "7:1: quotes do not match in this row, so it is left out. Quote the whole field, and double the quotes within. x1",
            ],
            reading.Shown());
    }

    [Theory]
    [InlineData("", "1:1: the file is empty")]
    [InlineData("number;email;state\n", "1:1: the file holds no order that can be read.")]
    [InlineData("number;email\n7;a@b.pl\n", "1:1: no column is the state.")]
    [InlineData("number;email;state;Status\n7;a@b.pl;sent;paid\n", "1:1: columns 3 and 4 may both be the state.")]
    [InlineData("<!DOCTYPE html>\n<html><body>Log in</body></html>\n", "1:1: no column is the number.")]
    [InlineData("number;email;state\n7;a@b.pl;sent\n8;a@", "3:1: the file ends in the middle of a row.")]
    [InlineData("number;email;state\n7;a@b.pl;sent\n8;\"a@b.pl;sent\n9;a@b.pl;sent\n", "3:1: the file ends in the middle of a row.")]
    [InlineData("number;email;state\n7;a@b.pl;sent\n8;a@b.pl;\"se", "3:1: the file ends in the middle of a row.")]
    [InlineData("\"number;email;state\n7;a@b.pl;sent\n", "1:1: the file ends in the middle of a row.")]
    public async Task A_file_that_cannot_be_believed_is_not_taken(string file, string why)
    {
        var reading = await TestOrders.Read(file);

        Assert.Null(reading.Index);
        Assert.Contains(why, Assert.Single(reading.Shown()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_without_an_end_is_not_kept_in_memory()
    {
        var reading = await TestOrders.Read("number;email;state\n7;a@b.pl;sent\n" + new string(';', 4 * OrderLimits.RowBytesMax));

        Assert.Null(reading.Index);
        Assert.Contains("longer than 65536 bytes", reading.Shown().Last(), StringComparison.Ordinal);
    }

    [Fact]
    public void No_bytes_make_it_throw() => Check.QuickThrowOnFailure(Prop.ForAll(
        Pieces(), pieces => Assert.NotNull(TestOrders.Read([.. pieces.SelectMany(piece => piece)]).GetAwaiter().GetResult())));

    [Fact]
    public async Task Wherever_it_is_cut_off_no_column_but_the_last_is_half_told()
    {
        var whole = Encoding.UTF8.GetBytes(
            TestOrders.Header + "7;a@b.pl;sent;DPD;12345;https://dpd.example/12345;2026-11-24;2026-11-21 14:05\n");
        var told = (await TestOrders.Read(whole)).Find("7", "a@b.pl");

        for (var length = 0; length < whole.Length; length++)
        {
            if ((await TestOrders.Read(whole[..length])).Find("7", "a@b.pl") is { } order)
            {
                Assert.Equal(told, order with { UpdatedAt = told?.UpdatedAt });
            }
        }
    }

    private static Arbitrary<byte[][]> Pieces() => Gen.Elements<byte[]>(
        [
            .. "number|email|state|7|a@b.pl|sent|;|;|,|\t|\n|\n|\r\n|\"|\"|\"\"|\0|\uFEFF|sep=;\n|#|ż|=|'|number;email;state\n|"
                .Split('|').Select(Encoding.UTF8.GetBytes),
            [0xFF], [0xFE], [0xC5], [0x00], [0xFF, 0xFE], [0xFE, 0xFF], [0xFF, 0xFE, 0, 0], [0xEF, 0xBB], [0xF0, 0x9F],
        ]).ArrayOf().ToArbitrary();
}
