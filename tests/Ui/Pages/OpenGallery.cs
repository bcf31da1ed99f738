using WorkWell.TestKit;

namespace WorkWell.Ui.Tests.Pages;

/// <summary>The real host with the parts gallery enabled.</summary>
public sealed class OpenGallery : IAsyncLifetime
{
    public RunningHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        Host = await RunningHost.StartAsync(new Dictionary<string, string?> { ["Ui:Gallery"] = "true" });

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
