using Microsoft.Extensions.Hosting;

namespace WorkWell.People;

/// <summary>Seals what an earlier release left in the clear before this host answers anybody: until then the same NHS number would not be recognised.</summary>
internal sealed class SealAtStart(SealDetails seal) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => seal.RunAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
