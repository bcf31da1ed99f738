using Microsoft.Extensions.Diagnostics.HealthChecks;
using WorkWell.Areas.Contracts;

namespace WorkWell.Areas.Catalogue;

/// <summary>
/// How the areas stand: no area ready is a host that cannot serve; an area refused, updated in vain or failing is one that serves the others.
/// </summary>
internal sealed class AreasHealth(IAreaCatalogue areas) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var statuses = areas.Statuses;
        var data = new Dictionary<string, object> { ["areas"] = statuses };
        if (areas.Ready.Count == 0) return Task.FromResult(HealthCheckResult.Unhealthy("No area is ready.", data: data));
        var troubled = statuses.Where(status => status.State == AreaState.Refused || status.RefusedUpdate is not null || status.FailedDecisions > 0)
            .Select(status => status.Code).ToArray();
        return Task.FromResult(troubled.Length > 0
            ? HealthCheckResult.Degraded($"To be looked at: {string.Join(", ", troubled)}.", data: data)
            : HealthCheckResult.Healthy($"{areas.Ready.Count} areas are ready.", data));
    }
}
