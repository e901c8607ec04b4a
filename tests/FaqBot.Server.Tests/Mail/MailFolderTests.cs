using FaqBot.Testing;
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

    private Task<Carried> CarryOut(OutgoingMail mail, params (string Key, string Value)[] settings)
    {
        (string Key, string Value)[] all = [("Mail:Folder", folder.FullName), ("Mail:From", "pomoc@sklep.example"), .. settings];
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(all.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build();
        var options = configuration.GetSection(MailOptions.Section).Get<MailOptions>() ?? new MailOptions();
        var kind = new Mails(knowledge, new MailSettings(configuration, Options.Create(options), time));
        return kind.CarryOut(mail.ToRow("c1", 1, Now), CancellationToken.None);
    }
}
