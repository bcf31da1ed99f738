using System.Collections.Concurrent;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace WorkWell.FollowUps;

/// <summary>
/// Says what changes of plans, since the host started, have left as it was. This is no fault: the dates are kept on purpose, and whoever made the change may
/// not expect it.
/// </summary>
internal sealed class PlansHealth : IHealthCheck
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<string>> kept = new(StringComparer.Ordinal);

    /// <summary>Replaces what is said of an area.</summary>
    public void Note(string area, IReadOnlyList<string> says) => kept[area] = says;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        string[] says = [.. kept.OrderBy(area => area.Key, StringComparer.Ordinal).SelectMany(area => area.Value.Select(line => $"{area.Key}: {line}"))];
        return Task.FromResult(HealthCheckResult.Healthy(says.Length > 0 ? string.Join(' ', says) : "No plan has changed for what was planned before."));
    }
}
