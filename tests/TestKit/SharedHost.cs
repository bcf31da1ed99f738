using Xunit;

namespace WorkWell.TestKit;

/// <summary>One host for all tests of a class, each of which looks only at rows of its own. Starting a host costs more than most tests do.</summary>
public sealed class SharedHost : IAsyncLifetime
{
    /// <summary>The host.</summary>
    public RunningHost Host { get; private set; } = null!;

    /// <summary>Starts it.</summary>
    public async ValueTask InitializeAsync() => Host = await RunningHost.StartAsync();

    /// <summary>Stops it and drops its database.</summary>
    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
