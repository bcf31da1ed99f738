using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using WorkWell.Communications.Outbox;

namespace WorkWell.Communications.Dispatch;

/// <summary>Whether this host can send. A failing carrier degrades the host; it does not make it unhealthy.</summary>
internal sealed class SendingHealth(
    TransportChannels transports, SenderRefusals refusals, DispatchOptions options, IConfiguration configuration) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(Check());

    // In a demonstration nobody is to be written to.
    private string[] OnlyWritten() =>
        configuration.GetValue("Demonstration", false) || configuration.GetValue("Pickup:IsCollected", false) ? []
        : [.. options.Transports.Where(transport => transport.Value == "pickup").Select(transport => ChannelCode.Of(transport.Key))
            .Order(StringComparer.Ordinal)];

    private HealthCheckResult Check()
    {
        if (!options.IsEnabled) return HealthCheckResult.Healthy("Another host sends.");
        if (transports.All.Count == 0) return HealthCheckResult.Degraded("No transport is configured, so nothing is sent. See Dispatch:Transports.");
        if (OnlyWritten() is { Length: > 0 } written)
        {
            return HealthCheckResult.Degraded(
                $"Nothing is being sent by {string.Join(", ", written)}: messages are only written to a folder, because Dispatch:Transports says \"pickup\". " +
                "Name smtp or notify there; if a mail system collects the folder, set Pickup:IsCollected to true.");
        }
        var failing = transports.All.Where(transport => transport.LastFailure is not null)
            .Select(transport => $"{transport.Name} ({transport.LastFailure})").ToArray();
        if (failing.Length > 0) return HealthCheckResult.Degraded($"Paused after failures: {string.Join(", ", failing)}. Messages wait.");
        return refusals.Recent is { Count: > 0 } recent
            ? HealthCheckResult.Degraded($"Rejected because of the sender within the last hour: {string.Join(", ", recent)}. Check settings and reputation.")
            : HealthCheckResult.Healthy($"Messages leave by {string.Join(", ", transports.All.Select(transport => transport.Name))}.");
    }
}
