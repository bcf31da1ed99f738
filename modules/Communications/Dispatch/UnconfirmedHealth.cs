using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using WorkWell.Platform;

namespace WorkWell.Communications.Dispatch;

/// <summary>Degraded while a message waits for a person to find out whether it left before a crash.</summary>
internal sealed class UnconfirmedHealth(Database database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var count = (await database.ReadAsync(
            Actor.Job("communications.health"), "select count(*) from communications.message where state = 'unconfirmed'", [], row => row.GetInt64(0),
            cancellationToken)).Single();
        return count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(string.Create(CultureInfo.InvariantCulture,
            $"{count} messages may or may not have left before a host stopped. A task asks for each; ./workwell work resolve settles it."));
    }
}
