using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace FaqBot.Server.Tests;

/// <summary>An environment by its name.</summary>
internal sealed class FakeEnvironment(string name) : IHostEnvironment
{
    public string EnvironmentName { get; set; } = name;

    public string ApplicationName { get; set; } = "test";

    public string ContentRootPath { get; set; } = "";

    public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
}
