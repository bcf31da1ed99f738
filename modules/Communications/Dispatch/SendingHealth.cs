using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace WorkWell.Communications.Dispatch;

/// <summary>Whether this host's ways out are open. A transport that is left alone for now does not keep the host from serving.</summary>
internal sealed class SendingHealth(TransportChannels lanes, SenderRefusals refusals, DispatchOptions options) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!options.IsEnabled) return Task.FromResult(HealthCheckResult.Healthy("Another host sends."));
        if (lanes.All.Count == 0) return Task.FromResult(HealthCheckResult.Degraded("No transport is set up: nothing is sent. See Dispatch:Transports."));
        var troubled = lanes.All.Where(lane => lane.Trouble is not null).Select(lane => $"{lane.Transport.Name} ({lane.Trouble})").ToArray();
        if (troubled.Length > 0) return Task.FromResult(HealthCheckResult.Degraded($"Left alone for now: {string.Join(", ", troubled)}. Messages wait."));
        return Task.FromResult(refusals.Recent is { Count: > 0 } ofUs
            ? HealthCheckResult.Degraded(
            $"Refused because of us as a sender within the last hour: {string.Join(", ", ofUs)}. Look into settings and reputation.")
            : HealthCheckResult.Healthy($"Messages leave by {string.Join(", ", lanes.All.Select(lane => lane.Transport.Name))}."));
    }
}
