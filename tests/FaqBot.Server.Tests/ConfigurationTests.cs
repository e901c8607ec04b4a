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
