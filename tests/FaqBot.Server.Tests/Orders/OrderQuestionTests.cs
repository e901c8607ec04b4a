using FsCheck;
using FsCheck.Fluent;

namespace FaqBot.Server.Tests;

public sealed class OrderQuestionTests
{
    [Theory]
    [InlineData("GR-1024", "GR-1024")]
    [InlineData("  #gr-1024 ", "GR-1024")]
    [InlineData("# 1024", "1024")]
    [InlineData("0001", "0001")]
    [InlineData("zażółć/7", "ZAŻÓŁĆ/7")]
    [InlineData("Z\u0307-7", "\u017B-7")]
    [InlineData("10\u200B24", "1024")]
    [InlineData("\uFEFF1024", "1024")]
    [InlineData("", null)]
    [InlineData("#", null)]
    [InlineData("..", null)]
    [InlineData("10\n24", null)]
    [InlineData("10\u000024", null)]
    [InlineData("\uFFFD1", null)]
    public void Numbers_are_compared_in_one_form(string written, string? number) => Assert.Equal(number, OrderQuestion.NumberOf(written));

    [Theory]
    [InlineData("Jan@Example.COM", "jan@example.com")]
    [InlineData(" jan@example.com. ", "jan@example.com")]
    [InlineData("jan+1@example.com", "jan+1@example.com")]
    [InlineData("jan@żółw.example", "jan@xn--w-uga1v8h.example")]
    [InlineData("jan@ŻÓŁW.example", "jan@xn--w-uga1v8h.example")]
    [InlineData("jan@XN--W-UGA1V8H.example", "jan@xn--w-uga1v8h.example")]
    [InlineData("\"a@b\"@example.com", "\"a@b\"@example.com")]
    [InlineData("jan", null)]
    [InlineData("@example.com", null)]
    [InlineData("jan@", null)]
    [InlineData("jan@.", null)]
    [InlineData("jan kowalski@example.com", null)]
    [InlineData("jan@example.com\r\nBcc: x", null)]
    [InlineData("", null)]
    public void Emails_are_compared_in_one_form(string written, string? email) => Assert.Equal(email, OrderQuestion.EmailOf(written));

    [Fact]
    public void What_is_too_long_is_none()
    {
        Assert.NotNull(OrderQuestion.NumberOf(new string('7', OrderLimits.NumberCharsMax)));
        Assert.Null(OrderQuestion.NumberOf(new string('7', OrderLimits.NumberCharsMax + 1)));
        Assert.Null(OrderQuestion.EmailOf($"{new string('a', OrderLimits.EmailCharsMax)}@b.pl"));
    }

    [Fact]
    public void Whatever_is_written_has_one_form_or_none_and_can_be_looked_up() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<string?>(), ArbMap.Default.ArbFor<string?>(), ArbMap.Default.ArbFor<string?>(), (number, local, domain) =>
        {
            var email = $"{local}@{domain}";
            var form = OrderQuestion.EmailOf(email);
            Assert.Equal(form, form is null ? null : OrderQuestion.EmailOf(form));
            if (OrderQuestion.Of(number ?? "", email) is { } question)
            {
                Assert.Equal(question.Number, OrderQuestion.NumberOf(question.Number));
                Assert.Null(new OrderIndex().Find(question));
            }
        }));

    [Fact]
    public void The_longest_question_can_be_looked_up()
    {
        var question = OrderQuestion.Of(
            new string('ż', OrderLimits.NumberCharsMax), $"{new string('ż', 200)}@{new string('ż', 40)}.example");

        Assert.NotNull(question);
        Assert.Null(new OrderIndex().Find(question));
    }
}
