using Microsoft.Extensions.Diagnostics.HealthChecks;
using WorkWell.Areas.Contracts;

namespace WorkWell.Areas.Catalogue;

/// <summary>
/// The health of the areas: unhealthy when none is ready; degraded when one is refused, has a refused update, fails in its code or was removed.
/// </summary>
internal sealed class AreasHealth(AreaCatalogue areas) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var statuses = areas.Statuses;
        var data = new Dictionary<string, object> { ["areas"] = statuses };
        if (areas.Ready.Count == 0) return Task.FromResult(HealthCheckResult.Unhealthy("No area is ready.", data: data));
        var troubled = statuses.Where(status => status.State == AreaState.Refused || status.RefusedUpdate is not null || status.FailedDecisions > 0)
            .Select(status => status.Code).ToArray();
        string[] says =
        [
            .. troubled.Length > 0 ? [$"To be looked at: {string.Join(", ", troubled)}."] : Array.Empty<string>(),
            .. areas.Gone.Select(code => $"The folder config/areas/{code} was removed, so the area serves nobody. If that is meant, restart the host."),
        ];
        return Task.FromResult(says.Length > 0
            ? HealthCheckResult.Degraded(string.Join(' ', says), data: data)
            : HealthCheckResult.Healthy($"{areas.Ready.Count} areas are ready.", data));
    }
}
