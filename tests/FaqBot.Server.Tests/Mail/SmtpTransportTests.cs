using System.Net.Mail;
using FaqBot.Testing;

namespace FaqBot.Server.Tests;

/// <summary>What a real mail server gets and answers, and what is made of it.</summary>
public sealed class SmtpTransportTests
{
    [Fact]
    public async Task What_is_acknowledged_is_what_was_composed()
    {
        using var server = await SmtpProcess.New();

        var carried = await Send(server, "anna@kowalska.example");

        Assert.IsType<Carried.Done>(carried);
        var mail = ReadMail.Of(await File.ReadAllBytesAsync(Assert.Single(server.Mails).Value));
        Assert.Equal("<demo.n1@sklep.example>", mail.Find("Message-ID"));
        Assert.Equal("Żółta łódź", mail.Find("Subject"));
        Assert.Equal(".kropka\r\n..\r\n", Assert.Single(mail.Leaves).Text);
        Assert.Equal([(1, "<demo.n1@sklep.example>")], await server.AcknowledgedAll(1));
    }

    [Theory]
    [InlineData("code-550-5.1.1@x.example", "the mail server refuses its receiver (550 5.1.1)")]
    [InlineData("code-552-5.2.2@x.example", "the mail server refuses its receiver (552 5.2.2)")]
    [InlineData("code-553@x.example", "the mail server refuses its receiver (553)")]
    public async Task A_mailbox_that_is_refused_is_given_up(string to, string why)
    {
        using var server = await SmtpProcess.New();

        Assert.Equal(new Carried.Refused(why), await Send(server, to));
        Assert.Empty(server.Mails);
    }

    [Theory]
    [InlineData("code-450-4.2.0@x.example", "the mail server does not take it for its receiver now (450 4.2.0)", true)]
    [InlineData("code-452@x.example", "the mail server does not take it for its receiver now (452)", true)]
    [InlineData("code-550-5.7.1@x.example", "the mail server does not let us send to others, see Mail:User (550 5.7.1)", false)]
    public async Task What_may_be_mended_is_tried_again(string to, string why, bool isItsOwn)
    {
        using var server = await SmtpProcess.New();

        Assert.Equal(new Carried.Failed(why) { IsItsOwn = isItsOwn }, await Send(server, to));
    }

    [Fact]
    public async Task A_sender_that_is_refused_is_for_the_operator_to_mend()
    {
        using var server = await SmtpProcess.New();

        var carried = await Send(server, "anna@kowalska.example", from: "code-550-5.1.8@sklep.example");

        Assert.Equal(
            new Carried.Failed("the mail server refuses our mail, see Mail:From, Mail:User and Mail:StartTls (550 5.1.8)"), carried);
    }

    [Theory]
    [InlineData("right", true)]
    [InlineData("wrong", false)]
    public async Task A_login_that_is_refused_is_for_the_operator_to_mend(string password, bool isRight)
    {
        using var server = await SmtpProcess.New("""{"user": "shop", "password": "right"}""");

        var carried = await Send(server, "anna@kowalska.example", options => (options.User, options.Password) = ("shop", password));

        Assert.Equal(isRight, carried is Carried.Done);
        Assert.Equal(
            !isRight,
            carried is Carried.Failed { IsItsOwn: false, Why: var why }
                && why.Contains("see Mail:User and Mail:Password (530", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_is_away_is_said_to_be()
    {
        using var server = await SmtpProcess.New();
        await server.Kill();

        Assert.Equal(
            new Carried.Failed("the mail server cannot be reached (ConnectionRefused)"), await Send(server, "anna@kowalska.example"));
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_not_waited_for_without_end()
    {
        using var server = await SmtpProcess.New("""{"silent": true}""");

        var carried = await Send(server, "anna@kowalska.example", options => options.TimeoutSeconds = 1);

        Assert.Equal(new Carried.Failed("the mail server did not take it within 1 s"), carried);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task Letters_of_other_alphabets_before_the_sign_go_only_where_they_are_taken(bool isOffered, bool isSent)
    {
        using var server = await SmtpProcess.New($$"""{"unicode": {{(isOffered ? "true" : "false")}}}""");

        var carried = await Send(server, "zażółć@kowalska.example");

        Assert.Equal(isSent, carried is Carried.Done);
        Assert.Equal(!isSent, carried is Carried.Refused { Why: var why } && why.Contains("SMTPUTF8", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_encryption_is_wanted_and_not_offered_nothing_is_sent()
    {
        using var server = await SmtpProcess.New();

        var carried = await Send(server, "anna@kowalska.example", options => options.StartTls = true);

        Assert.Equal(new Carried.Failed("the mail server does not answer as one does, or does not offer STARTTLS"), carried);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_not_taken()
    {
        using var certificate = new SelfSigned();
        using var server = await SmtpProcess.New(
            $$"""{"key": "{{certificate.KeyFile}}", "certificate": "{{certificate.CertificateFile}}"}""");

        var carried = await Send(
            server, "anna@kowalska.example", options => (options.StartTls, options.Host) = (true, "localhost"));

        Assert.Equal(new Carried.Failed("the connection to the mail server cannot be encrypted, see its certificate"), carried);
        Assert.Empty(server.Mails);
    }

    [Fact]
    public async Task A_connection_is_kept_for_the_next_mail_and_one_that_was_closed_meanwhile_costs_none()
    {
        using var server = await SmtpProcess.New();
        using var transport = Transport(server);

        var kept = await Send(transport, "anna@kowalska.example");
        await server.Kill();
        await server.Start();
        var again = await Send(transport, "anna@kowalska.example");
        await server.Kill();
        var away = await Send(transport, "anna@kowalska.example");

        Assert.Equal([new Carried.Done(), new Carried.Done(), new Carried.Failed("the mail server cannot be reached (ConnectionRefused)")],
            [kept, again, away]);
        Assert.Equal(2, server.Mails.Count);
    }

    [Fact]
    public async Task The_socket_of_System_Net_Mail_is_still_found_where_it_was()
    {
        using var server = await SmtpProcess.New();
        using var client = new SmtpClient("127.0.0.1", server.Port);
        var before = SmtpSocket.HurryUp(client);

        await client.SendMailAsync("a@x.example", "b@x.example", "", "");

        Assert.False(before);
        Assert.True(SmtpSocket.HurryUp(client));
    }

    private static async Task<Carried> Send(
        SmtpProcess server, string to, Action<MailOptions>? change = null, string from = "pomoc@sklep.example")
    {
        using var transport = Transport(server, change);
        return await Send(transport, to, from);
    }

    private static SmtpTransport Transport(SmtpProcess server, Action<MailOptions>? change = null)
    {
        var options = new MailOptions { Host = "127.0.0.1", Port = server.Port, StartTls = false };
        change?.Invoke(options);
        return new SmtpTransport(options);
    }

    private static async Task<Carried> Send(SmtpTransport transport, string to, string from = "pomoc@sklep.example")
    {
        Assert.True(Mailbox.TryParse(to, out var mailbox) & Mailbox.TryParse(from, out var sender));
        var mail = new OutgoingMail
        {
            Shop = "demo",
            To = to,
            Subject = "Żółta łódź",
            Text = ".kropka\n..\n",
            Language = "pl",
            Id = "n1",
        };
        var shop = TestKnowledge.Of("demo").Shops["demo"];
        using var message = MailComposer.Compose(mail, shop, new MailEnvelope(sender, mailbox, null));
        return await transport.Send(message, MailComposer.Name(mail), CancellationToken.None);
    }
}
