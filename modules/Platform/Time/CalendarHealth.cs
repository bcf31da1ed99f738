using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace WorkWell.Platform;

/// <summary>
/// Warns early when the calendar runs out of bank holidays, and when its file is no longer the one this host reads its days from. Also stops a host that lacks
/// time-zone data or the calendar from starting.
/// </summary>
internal sealed class CalendarHealth(WorkingCalendar calendar, IConfiguration configuration, TimeProvider clock) : IHealthCheck, IHostedService
{
    // Read when the calendar is.
    private readonly string text = Text(configuration);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (Text(configuration) != text)
        {
            return Task.FromResult(HealthCheckResult.Degraded(
                "config/calendars/england.json was changed after this host started, and is not used yet. Run ./workwell check-areas, then restart the host."));
        }
        return Task.FromResult(Warning(calendar, LondonTime.DateOf(clock.GetUtcNow())) is { } warning ? HealthCheckResult.Degraded(warning)
            : HealthCheckResult.Healthy($"Bank holidays are known until {calendar.KnownUntil:yyyy-MM-dd}."));
    }

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

    // A file that is gone or cannot be read differs from the one that was.
    private static string Text(IConfiguration configuration)
    {
        try
        {
            return File.ReadAllText(CalendarFile.PathIn(configuration["ConfigFolder"] ?? ""));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
