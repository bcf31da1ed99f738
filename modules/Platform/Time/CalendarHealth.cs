using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace WorkWell.Platform;

/// <summary>Warns early when the calendar runs out of bank holidays. Also stops a host that lacks time-zone data or the calendar from starting.</summary>
internal sealed class CalendarHealth(WorkingCalendar calendar, TimeProvider clock) : IHealthCheck, IHostedService
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Warning(calendar, LondonTime.DateOf(clock.GetUtcNow())) is { } warning ? HealthCheckResult.Degraded(warning)
        : HealthCheckResult.Healthy($"Bank holidays are known until {calendar.KnownUntil:yyyy-MM-dd}."));

    public Task StartAsync(CancellationToken cancellationToken)
    {
        LondonTime.Check();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Follow-ups are planned a year ahead and bank holidays are published two years ahead, so half a year's notice is enough.
    internal static string? Warning(WorkingCalendar calendar, DateOnly today) =>
        today.AddMonths(6) <= calendar.KnownUntil ? null
        : $"Bank holidays are known only until {calendar.KnownUntil:yyyy-MM-dd}. Add the next years to config/calendars/england.json.";
}
