using System.Text;
using FaqBot.Engine;
using Microsoft.Extensions.Configuration;
using NodaTime;

namespace FaqBot.Server.Tests;

/// <summary>Files of orders as a test writes them.</summary>
internal static class TestOrders
{
    public const string Header = "number;email;state;carrier;parcel;link;expected;updated\n";

    public static readonly DateTimeZone Warsaw = DateTimeZoneProviders.Tzdb["Europe/Warsaw"];

    public static OrderSettings.File Settings(params (string Key, string Value)[] settings) =>
        Assert.IsType<OrderSettings.File>(OrderSettings.Read(Shop([("File", "orders.csv"), .. settings]), isWorkshop: false));

    /// <summary>Of the shop <c>demo</c>; keys begin below <c>Orders</c>.</summary>
    public static IConfigurationSection Shop(params (string Key, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"Shops:demo:Orders:{setting.Key}", (string?)setting.Value)))
        .Build()
        .GetSection("Shops:demo");

    public static Task<OrderFileReading> Read(byte[] file, params (string Key, string Value)[] settings) =>
        OrderFileReader.Read(new MemoryStream(file), Settings(settings), Warsaw, CancellationToken.None);

    public static Task<OrderFileReading> Read(string file, params (string Key, string Value)[] settings) =>
        Read(Encoding.UTF8.GetBytes(file), settings);

    public static OrderQuestion Question(string number, string email) =>
        OrderQuestion.Of(number, email) ?? throw new ArgumentException("None could be meant.");

    public static OrderReport? Find(this OrderFileReading reading, string number, string email) =>
        reading.Index?.Find(Question(number, email));

    /// <summary>As the log shows them.</summary>
    public static IEnumerable<string> Shown(this OrderFileReading reading) =>
        reading.Findings.Select(finding => $"{finding.Line}:{finding.Column}: {finding.Message} x{finding.Count}");
}
