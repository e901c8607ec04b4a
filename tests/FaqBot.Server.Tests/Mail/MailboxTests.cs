using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace FaqBot.Server.Tests;

public sealed class MailboxTests
{
    [Theory]
    [InlineData("anna@kowalska.example", "anna@kowalska.example")]
    [InlineData("Anna.Maria+sklep@Kowalska.Example", "Anna.Maria+sklep@kowalska.example")]
    [InlineData("o'neil_{x}@a-b.c.example", "o'neil_{x}@a-b.c.example")]
    [InlineData("anna@żółw.example", "anna@xn--w-uga1v8h.example")]
    [InlineData("anna@xn--w-uga1v8h.example", "anna@xn--w-uga1v8h.example")]
    [InlineData("zażółć@kowalska.example", "zażółć@kowalska.example")]
    public void An_address_is_taken(string text, string address)
    {
        Assert.True(Mailbox.TryParse(text, out var mailbox));
        Assert.Equal(address, mailbox.ToString());
        Assert.Equal(!Ascii.IsValid(mailbox.Local), mailbox.NeedsUnicode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("anna")]
    [InlineData("@x.example")]
    [InlineData("anna@")]
    [InlineData("anna@localhost")]
    [InlineData("anna@[127.0.0.1]")]
    [InlineData("anna@127.0.0.1")]
    [InlineData("a@b@x.example")]
    [InlineData("\"a b\"@x.example")]
    [InlineData("\"a@b\"@x.example")]
    [InlineData("anna(comment)@x.example")]
    [InlineData("Anna <anna@x.example>")]
    [InlineData("a@x.example,b@x.example")]
    [InlineData("a@x.example;b@x.example")]
    [InlineData("a@x.example b@x.example")]
    [InlineData(" anna@x.example")]
    [InlineData("anna@x.example\r\nBcc: b@x.example")]
    [InlineData("anna\r\n@x.example")]
    [InlineData("anna@x.example\n")]
    [InlineData("anna\0@x.example")]
    [InlineData(".anna@x.example")]
    [InlineData("anna.@x.example")]
    [InlineData("an..na@x.example")]
    [InlineData("anna@x..example")]
    [InlineData("anna@.example")]
    [InlineData("anna@-x.example")]
    [InlineData("anna@x_y.example")]
    [InlineData("anna\u202e@x.example")]
    [InlineData("anna\u200b@x.example")]
    [InlineData("\ud83d@x.example")]
    [InlineData("mailto:anna@x.example")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@x.example")]
    public void Anything_else_is_not(string? text) => Assert.False(Mailbox.TryParse(text, out _));

    [Fact]
    public void What_is_taken_is_one_address_without_tricks_and_is_taken_again()
    {
        var any = from local in HostileText.Any from domain in HostileText.Any select $"{local}a@b{domain}.example";

        Check.QuickThrowOnFailure(Prop.ForAll(Arb.From(any), text =>
        {
            if (Mailbox.TryParse(text, out var mailbox))
            {
                Assert.Equal(1, mailbox.ToString().Count(c => c == '@'));
                Assert.DoesNotContain(mailbox.ToString(), c => char.IsControl(c) || char.IsWhiteSpace(c) || "\"\\<>(),;:[]".Contains(c));
                Assert.True(Ascii.IsValid(mailbox.Domain));
                Assert.True(Mailbox.TryParse(mailbox.ToString(), out var again));
                Assert.Equal(mailbox, again);
            }
        }));
    }
}

public sealed class MailHeaderTests
{
    [Theory]
    [InlineData("Reklamacja przyjęta", "Reklamacja przyjęta")]
    [InlineData(" a \r\n b\t\u2028c ", "a b c")]
    [InlineData("a\0b\u202ec", "a bc")]
    [InlineData("=?utf-8?B?DQo=?=", "= ?utf-8?B?DQo= ?=")]
    [InlineData("0123456789 12345678👩‍👩‍👧", "0123456789 12345678👩‍👩‍👧")]
    [InlineData("0123456789 12345678👩‍👩‍👧x", "0123456789 12345678…")]
    public void A_header_is_one_line_of_bounded_length(string text, string line) => Assert.Equal(line, MailHeader.Line(text, 20));

    [Fact]
    public void Half_a_letter_is_shown_as_none() => Assert.Equal("\ufffdx", MailHeader.Line("\ud83dx", 20));

    [Fact]
    public void An_id_that_is_plain_stays_and_others_become_their_hash()
    {
        Assert.Equal("GR-26-7K3QX-4.3.status", MailHeader.Id("GR-26-7K3QX-4.3.status"));
        Assert.All(
            ["", "a b", "../x", "a..b", ".x", "ż", "a\r\n", new string('x', 101)],
            id => Assert.Matches("^h[0-9a-f]{64}$", MailHeader.Id(id)));
        Assert.NotEqual(MailHeader.Id("a b"), MailHeader.Id("a c"));
    }
}
