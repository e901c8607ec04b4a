using FaqBot.Testing;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using NodaTime;

namespace FaqBot.Server.Tests;

/// <summary>What stands in the folder after a row was carried out.</summary>
public sealed class MailFolderTests : IDisposable
{
    private const string Number = "GR-26-7K3QX-4";

    private static readonly Instant Now = Instant.FromUtc(2026, 11, 21, 12, 0);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("faqbot-mail-");
    private readonly ManualTime time = new(Now.ToDateTimeOffset());
    private readonly CurrentKnowledge knowledge = new();

    public MailFolderTests() => knowledge.Swap(TestKnowledge.Of(TestConversations.Shop));

    private static OutgoingMail Notice => new()
    {
        Shop = TestConversations.Shop,
        To = "anna@kowalska.example",
        ToName = "Anna Żółć",
        Subject = "Reklamacja GR-26-7K3QX-4: przyjęta",
        Text = "Dzień dobry,\n.przyjęliśmy\n",
        Html = "<p>Dzień dobry</p>",
        Language = "pl",
        Id = $"{Number}.1.filed",
        Thread = Number,
    };

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_mail_is_a_file_that_a_mail_program_opens()
    {
        var mail = Notice with { Attachments = [new MailAttachment("potwierdzenie ż.html", "text/html", Text: "<p>ż</p>")] };

        var carried = await CarryOut(mail);

        Assert.IsType<Carried.Done>(carried);
        var file = Assert.Single(folder.GetFileSystemInfos());
        Assert.Equal($"demo.{Number}.1.filed.eml", file.Name);
        var read = ReadMail.Of(await File.ReadAllBytesAsync(file.FullName));
        Assert.Equal("=?utf-8?Q?", read.Headers.Single(header => header.Name == "To").Value[..10]);
        Assert.Equal("Anna Żółć <anna@kowalska.example>", read.Find("To"));
        Assert.Equal("\"Sklep\" <pomoc@sklep.example>", read.Find("From"));
        Assert.Equal("Reklamacja GR-26-7K3QX-4: przyjęta", read.Find("Subject"));
        Assert.Equal("Sat, 21 Nov 2026 12:00:00 +0000", read.Find("Date"));
        Assert.Equal($"<demo.{Number}.1.filed@sklep.example>", read.Find("Message-ID"));
        Assert.Equal($"<demo.{Number}@sklep.example>", read.Find("References"));
        Assert.Equal(read.Find("References"), read.Find("In-Reply-To"));
        Assert.Equal("auto-generated", read.Find("Auto-Submitted"));
        Assert.Equal("All", read.Find("X-Auto-Response-Suppress"));
        Assert.Equal("pl", read.Find("Content-Language"));
        Assert.StartsWith("multipart/mixed", read.Find("Content-Type"), StringComparison.Ordinal);
        Assert.StartsWith("multipart/alternative", read.Parts[0].Find("Content-Type"), StringComparison.Ordinal);
        var leaves = read.Leaves.ToList();
        Assert.Equal(["Dzień dobry,\r\n.przyjęliśmy\r\n", "<p>Dzień dobry</p>", "<p>ż</p>"], leaves.Select(leaf => leaf.Text));
        Assert.Equal("text/html; charset=utf-8", leaves[1].Find("Content-Type"));
        Assert.Contains("potwierdzenie ż.html", leaves[2].Find("Content-Disposition"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_that_is_carried_out_again_takes_the_place_of_the_first()
    {
        await CarryOut(Notice);
        time.Advance(TimeSpan.FromHours(1));
        await CarryOut(Notice);

        var file = Assert.Single(folder.GetFileSystemInfos());
        Assert.Equal("Sat, 21 Nov 2026 13:00:00 +0000", ReadMail.Of(await File.ReadAllBytesAsync(file.FullName)).Find("Date"));
    }

    [Fact]
    public async Task Whatever_stands_in_names_subjects_and_texts_no_header_is_forged()
    {
        string[] headers =
        [
            "Message-ID", "In-Reply-To", "References", "Auto-Submitted", "X-Auto-Response-Suppress", "Content-Language", "MIME-Version",
            "From", "To", "Date", "Subject", "Content-Type",
        ];
        var any = from subject in HostileText.Any
                  from name in HostileText.Any
                  from text in HostileText.Any
                  from file in HostileText.Any
                  select Notice with
                  {
                      Subject = $"a{subject}",
                      ToName = name,
                      Text = $"a{text}",
                      Html = $"a{text}",
                      Id = name,
                      Thread = subject,
                      Language = file,
                      Attachments = [new MailAttachment(file, text, Text: text)],
                  };

        await Task.Run(() => Check.QuickThrowOnFailure(Prop.ForAll(Arb.From(any), mail =>
        {
            var read = Written(mail).GetAwaiter().GetResult();
            Assert.Equal(headers.Order(), read.Headers.Select(header => header.Name).Order());
            Assert.Equal(MailHeader.Line(mail.Subject, MailLimits.SubjectCharsMax), read.Find("Subject"));
            Assert.EndsWith("anna@kowalska.example", read.Find("To")?.TrimEnd('>'), StringComparison.Ordinal);
            Assert.Equal(MailHeader.Name(mail.ToName ?? ""), NameOf(read.Find("To") ?? ""));
            Assert.Equal(3, read.Leaves.Count());
        })));
    }

    [Fact]
    public async Task Mails_of_a_thread_refer_to_the_same_and_each_has_an_id_of_its_own()
    {
        var mails = new[] { await Written(Notice), await Written(Notice with { Id = $"{Number}.2.status", To = "b@x.example" }) };

        Assert.Single(mails.Select(mail => mail.Find("References")).Distinct());
        Assert.Equal(2, mails.Select(mail => mail.Find("Message-ID")).Distinct().Count());
        Assert.DoesNotContain(mails, mail => mail.Find("Message-ID") == mail.Find("References"));
    }

    [Theory]
    [InlineData("pomoc@sklep.example")]
    [InlineData("POMOC@Sklep.example")]
    [InlineData("sklep@poczta.example")]
    public async Task A_customer_s_mail_never_goes_to_the_shop_itself(string to)
    {
        knowledge.Swap(TestKnowledge.With(TestConversations.Shop, "contact: { email: sklep@poczta.example }"));

        var carried = await CarryOut(Notice with { To = to });
        var forShop = await CarryOut(Notice with { To = to, IsForShop = true });

        Assert.Equal(new Carried.Refused("a customer's mail is addressed to the shop itself"), carried);
        Assert.IsType<Carried.Done>(forShop);
    }

    [Fact]
    public async Task Answers_go_to_the_shop_s_contact_which_is_the_sender_where_none_is_set()
    {
        knowledge.Swap(TestKnowledge.With(TestConversations.Shop, "contact: { email: sklep@poczta.example }"));

        var with = await Written(Notice);
        await CarryOut(Notice, ("Mail:From", ""));
        var without = await Read();

        Assert.Equal("\"Sklep\" <pomoc@sklep.example>", with.Find("From"));
        Assert.Equal("\"Sklep\" <sklep@poczta.example>", with.Find("Reply-To"));
        Assert.Equal("\"Sklep\" <sklep@poczta.example>", without.Find("From"));
        Assert.Equal($"<demo.{Number}.1.filed@poczta.example>", without.Find("Message-ID"));
    }

    [Fact]
    public async Task Without_any_sender_it_waits_for_one()
    {
        var carried = await CarryOut(Notice, ("Mail:From", ""));

        Assert.Equal(new Carried.Failed("there is no sender: state Mail:From, or contact.email in shop.yaml of demo"), carried);
    }

    [Theory]
    [InlineData("a@b.example, c@d.example")]
    [InlineData("a@b.example\r\nBcc: c@d.example")]
    public async Task What_is_no_address_is_given_up(string to) =>
        Assert.Equal(new Carried.Refused("it is addressed to what is no e-mail address"), await CarryOut(Notice with { To = to }));

    [Fact]
    public async Task What_is_too_large_is_given_up()
    {
        var file = new MailAttachment("a.bin", "application/octet-stream", Bytes: new byte[MailLimits.MailBytesMax]);

        Assert.Equal(new Carried.Refused("it is too large"), await CarryOut(Notice with { Attachments = [file] }));
        Assert.IsType<Carried.Done>(await CarryOut(Notice with { Attachments = [file with { Bytes = [0, 13, 10, 255] }] }));
        Assert.Equal([0, 13, 10, 255], (await Read()).Leaves.Last().Content);
    }

    [Fact]
    public async Task What_is_no_mail_is_given_up_and_the_mail_of_a_shop_that_is_gone_waits_for_it()
    {
        var gone = await CarryOut(Notice with { Shop = "gone" });
        var broken = await Kind().CarryOut(
            new OutboxRow { ConversationId = "c1", Turn = 1, Kind = "Mail", Payload = "{}", CreatedAt = Now }, CancellationToken.None);

        Assert.Equal(new Carried.Failed("its shop is not there") { IsItsOwn = true }, gone);
        Assert.Equal(new Carried.Refused("what is stored is no mail"), broken);
    }

    [Fact]
    public async Task A_shop_s_own_settings_go_before_the_common_ones()
    {
        await CarryOut(Notice, ("Shops:demo:Mail:From", "demo@x.example"), ("Shops:other:Mail:From", "other@x.example"));

        Assert.Equal("\"Sklep\" <demo@x.example>", (await Read()).Find("From"));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_tried_again()
    {
        var file = Path.Combine(folder.FullName, "file");
        await File.WriteAllTextAsync(file, "");

        var carried = await CarryOut(Notice, ("Mail:Folder", Path.Combine(file, "mail")));

        Assert.Equal(new Carried.Failed("Mail:Folder cannot be written"), carried);
    }

    [Theory]
    [InlineData("Mail:From", "nobody", "Mail:From is 'nobody'")]
    [InlineData("Mail:Host", "", "Mail:Host is ''")]
    [InlineData("Mail:Port", "465", "Mail:Port is 465")]
    [InlineData("Mail:User", "shop", "Mail:User and Mail:Password")]
    [InlineData("Shops:demo:Mail:Port", "465", "Shops:demo:Mail:Port is 465")]
    [InlineData("Shops:demo:Mail:TimeoutSeconds", "0", "Shops:demo:Mail: ")]
    public void A_setting_that_makes_no_sense_stops_the_start(string key, string value, string why)
    {
        var failure = Assert.Throws<StartFailure>(() => Kind(("Mail:Transport", "Smtp"), ("Mail:Host", "smtp.x.example"), (key, value)));

        Assert.StartsWith(why, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_password_does_not_go_over_the_net_in_the_clear()
    {
        (string, string)[] settings =
            [("Mail:Transport", "Smtp"), ("Mail:StartTls", "false"), ("Mail:User", "shop"), ("Mail:Password", "secret")];

        var failure = Assert.Throws<StartFailure>(() => Kind([.. settings, ("Mail:Host", "smtp.x.example")]));
        Kind([.. settings, ("Mail:Host", "127.0.0.1")]);

        Assert.Contains("in the clear", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_names_its_lane_and_what_there_is_one_of()
    {
        var row = Notice.ToRow("c1", 3, Now, Now + Duration.FromHours(8));

        Assert.Equal(("c1", 3, "Mail", "demo", $"demo {Number}.1.filed"), (row.ConversationId, row.Turn, row.Kind, row.Lane, row.Dedupe));
        Assert.Equal((Now, Now + Duration.FromHours(8)), (row.CreatedAt, row.DueAt));
        Assert.Equal(Notice with { Attachments = [] }, OutgoingMail.Read(row.Payload) with { Attachments = [] });
        Assert.Contains("Żółć", row.Payload, StringComparison.Ordinal);
    }

    private static string NameOf(string address) =>
        address.LastIndexOf('<') is > 0 and var at ? address[..at].Trim() is ['"', .. var quoted, '"'] ? quoted : address[..at].Trim() : "";

    private async Task<ReadMail> Written(OutgoingMail mail)
    {
        Assert.IsType<Carried.Done>(await CarryOut(mail));
        return await Read();
    }

    /// <summary>The only file, which is gone afterwards.</summary>
    private async Task<ReadMail> Read()
    {
        var file = Assert.Single(folder.GetFileSystemInfos());
        var read = ReadMail.Of(await File.ReadAllBytesAsync(file.FullName));
        file.Delete();
        return read;
    }

    private Task<Carried> CarryOut(OutgoingMail mail, params (string Key, string Value)[] settings) =>
        Kind(settings).CarryOut(mail.ToRow("c1", 1, Now), CancellationToken.None);

    private Mails Kind(params (string Key, string Value)[] settings)
    {
        (string Key, string Value)[] all = [("Mail:Folder", folder.FullName), ("Mail:From", "pomoc@sklep.example"), .. settings];
        return TestMails.Kind(knowledge, time, all);
    }
}

/// <summary>Mail as one node has it.</summary>
internal static class TestMails
{
    /// <param name="knowledge">In force.</param>
    /// <param name="time">The test's.</param>
    /// <param name="settings">Later ones go before earlier ones.</param>
    public static Mails Kind(CurrentKnowledge knowledge, TimeProvider time, params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(all).Build();
        var options = configuration.GetSection(MailOptions.Section).Get<MailOptions>() ?? new MailOptions();
        return new Mails(knowledge, new MailSettings(configuration, Options.Create(options), time));
    }
}
