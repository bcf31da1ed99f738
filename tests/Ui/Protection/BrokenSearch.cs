using Microsoft.Extensions.DependencyInjection;
using WorkWell.Partners.Contracts;
using WorkWell.TestKit;

namespace WorkWell.Ui.Tests.Protection;

/// <summary>A host whose results page fails half-way through a request, as the test specifies.</summary>
public sealed class BrokenSearch : IPartnerSearch, IAsyncLifetime
{
    public RunningHost Host { get; private set; } = null!;

    public Exception Failure { get; set; } = new InvalidOperationException("Asha Patel, LE4 7QX");

    public async ValueTask InitializeAsync() => Host = await RunningHost.StartAsync(
        new Dictionary<string, string?> { ["Ui:Gallery"] = "true", ["Protection:TrustedProxies:0"] = "127.0.0.1" }, replace: services =>
        services.AddSingleton<IPartnerSearch>(this));

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    public ValueTask<PartnerSearchResults> SearchAsync(PartnerQuery query, CancellationToken cancellationToken) => throw Failure;
}
