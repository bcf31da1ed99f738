using WorkWell.Browser.Tests;
using WorkWell.TestKit;

[assembly: AssemblyFixture(typeof(GalleryHost))]

namespace WorkWell.Browser.Tests;

/// <summary>The real host with the gallery of parts open, one for all tests that change nothing.</summary>
public sealed class GalleryHost : IAsyncLifetime
{
    private RunningHost host = null!;

    public async ValueTask InitializeAsync() => host = await RunningHost.StartAsync(new Dictionary<string, string?> { ["Ui:Gallery"] = "true" });

    public ValueTask DisposeAsync() => host.DisposeAsync();

    /// <summary>The host's services.</summary>
    public IServiceProvider Services => host.Services;

    /// <summary>The whole address of a path.</summary>
    public string Address(string path) => new Uri(host.Client.BaseAddress!, path).ToString();
}
