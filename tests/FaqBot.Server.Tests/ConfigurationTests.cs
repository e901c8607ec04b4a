using System.Reflection;
using FaqBot.Files;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FaqBot.Server.Tests;

/// <summary>The root <c>appsettings.json</c> shows every option with its default, and nothing that there is not.</summary>
public sealed class ConfigurationTests
{
    /// <summary>What has no options class: the framework's own, and what is read as it stands.</summary>
    private static readonly string[] OtherSections = ["Logging", "ConnectionStrings"];

    private static readonly IConfigurationRoot Shown =
        new ConfigurationBuilder().AddJsonFile(Path.Combine(ProgramFolder.Path, "appsettings.json")).Build();

    [Fact]
    public void Every_option_is_shown_with_its_default()
    {
        var differences =
            from options in OptionsClasses()
            let section = Shown.GetSection(Section(options))
            let defaults = Activator.CreateInstance(options)
            let bound = section.Get(options) ?? defaults
            from property in options.GetProperties()
            where section[property.Name] is null || !Equals(property.GetValue(bound), property.GetValue(defaults))
            select $"{Section(options)}:{property.Name}";

        Assert.Empty(differences);
    }

    [Fact]
    public void Nothing_is_shown_that_there_is_not()
    {
        var known = OptionsClasses().ToDictionary(Section, options => options.GetProperties().Select(property => property.Name));

        var strangers =
            from section in Shown.GetChildren()
            where !OtherSections.Contains(section.Key)
            from setting in section.GetChildren()
            where !known.TryGetValue(section.Key, out var properties) || !properties.Contains(setting.Key)
            select setting.Path;

        Assert.Empty(strangers);
    }

    [Theory]
    [InlineData("Shops:demo:Oders:File", "There is no setting Shops:demo:Oders. Did you mean Shops:demo:Orders?")]
    [InlineData("SHOPS:demo:ORDERS:FIEL", "There is no setting SHOPS:demo:ORDERS:FIEL. Did you mean Shops:demo:ORDERS:File?")]
    [InlineData("Shops:demo:Mail:Frm", "There is no setting Shops:demo:Mail:Frm. Did you mean Shops:demo:Mail:From?")]
    [InlineData(
        "Shops:demo:Webhooks:0:Secrte", "There is no setting Shops:demo:Webhooks:0:Secrte. Did you mean Shops:demo:Webhooks:0:Secret?")]
    [InlineData(
        "Shops:demo:Connector:Key", "There is no setting Shops:demo:Connector:Key. Shops:demo:Connector has AppId, AppPassword, TenantId.")]
    [InlineData("RateLimits:Enbled", "There is no setting RateLimits:Enbled. Did you mean RateLimits:Enabled?")]
    public void A_setting_that_there_is_not_stops_the_start_and_the_nearest_is_told(string key, string message)
    {
        var failure = Assert.Throws<StartFailure>(() => ServerBuilder.Build(["--" + key, "x"]));

        Assert.Equal(message, failure.Message, ignoreCase: true);
    }

    [Fact]
    public void Settings_of_shops_that_there_are_not_and_sections_nearly_called_like_ours_are_told()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                new[] { "Shops:demo:ApiKey", "Shops:dmeo:ApiKey", "Shops:later:ApiKey", "Shop:demo:ApiKey", "Logging:LogLevel:X", "npm:y" }
                    .Select(key => KeyValuePair.Create(key, (string?)"x")))
            .Build();

        Assert.Equal(
            [
                "There are settings Shops:dmeo, but the knowledge has no shop 'dmeo'. Did you mean Shops:demo?",
                "There are settings Shops:later, but the knowledge has no shop 'later'.",
                "Settings Shop are not ours. Did you mean Shops?",
            ],
            KnownSettings.Strange(configuration, ["demo", "volt"]));
    }

    [Fact]
    public async Task What_is_shown_is_valid()
    {
        await using var app = ServerBuilder.Build([]);

        app.Services.GetRequiredService<IStartupValidator>().Validate();
    }

    [Fact]
    public async Task No_settings_file_is_watched_for_the_database_may_lie_beside_it()
    {
        await using var app = ServerBuilder.Build([]);

        var files = ((IConfigurationRoot)app.Configuration).Providers.OfType<FileConfigurationProvider>().ToList();

        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.False(file.Source.ReloadOnChange));
    }

    private static IEnumerable<Type> OptionsClasses() =>
        typeof(ServerBuilder).Assembly
            .GetTypes()
            .Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal) && FindSection(type) is not null);

    private static string Section(Type options) => FindSection(options) ?? "";

    private static string? FindSection(Type options) =>
        options.GetField("Section", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue() as string;
}
