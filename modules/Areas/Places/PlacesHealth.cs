using Microsoft.Extensions.Diagnostics.HealthChecks;
using WorkWell.Areas.Contracts;

namespace WorkWell.Areas.Places;

/// <summary>The postcodes and practices in use. A host without them still accepts referrals, but asks more questions.</summary>
internal sealed class PlacesHealth(IPlaces places) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Judge(places.Status));

    private static HealthCheckResult Judge(PlacesStatus status)
    {
        if (status.Refused.Count > 0) return HealthCheckResult.Degraded($"Refused: {string.Join("; ", status.Refused)}. Load the official files again.");
        if (status.Postcodes is not { } postcodes || status.Practices is not { } practices)
            return HealthCheckResult.Degraded("Postcodes or practices are not loaded. Run load-postcodes and load-practices.");
        return HealthCheckResult.Healthy($"{Described("postcodes", postcodes)} {Described("practices", practices)}");
    }

    private static string Described(string what, PlaceIndexStatus index) =>
        FormattableString.Invariant(
        $"{index.Entries:N0} {what} from {index.Source}, loaded on {index.LoadedAt:yyyy-MM-dd}{(index.IsSample ? ": only the SAMPLE" : "")}.");
}
