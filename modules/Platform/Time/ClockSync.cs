using System.Diagnostics.Metrics;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace WorkWell.Platform;

/// <summary>Keeps the host's time in step with the database's and reports a wrong host clock.</summary>
internal sealed class ClockSync : BackgroundService, IHealthCheck
{
    // How soon a clock change on this machine is noticed.
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan WorthSaying = TimeSpan.FromSeconds(5);
    private static readonly Meter Meter = new("WorkWell.Work");
    private static long aheadTicks;
    private readonly DatabaseClock? kept;

    static ClockSync() => Meter.CreateObservableGauge(
        "workwell.clock.ahead", () => TimeSpan.FromTicks(Interlocked.Read(ref aheadTicks)).TotalSeconds, "s",
        "How far this host's own clock is ahead of the database's; negative means behind.");

    public ClockSync(TimeProvider clock) => kept = clock as DatabaseClock;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        kept is { } clock && clock.Ahead.Duration() > WorthSaying
            ? HealthCheckResult.Degraded(
            $"This machine's clock is {clock.Ahead.Duration().TotalSeconds:0} s {(
            clock.Ahead > TimeSpan.Zero ? "ahead of" : "behind")} the database's. WorkWell uses the database's; correct this machine's clock.")
            : HealthCheckResult.Healthy("This machine's clock agrees with the database's."));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (kept is null) return;
        using var timer = new PeriodicTimer(Between);
        try
        {
            do await MeasureAsync(kept, stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping.
        }
    }

    private static async Task MeasureAsync(DatabaseClock clock, CancellationToken cancellationToken)
    {
        try
        {
            await clock.MeasureAsync(cancellationToken);
            Interlocked.Exchange(ref aheadTicks, clock.Ahead.Ticks);
        }
        catch (Exception away) when (away is NpgsqlException or TimeoutException or IOException)
        {
            // The database health check reports the failure; the last correction applies until the database is back.
        }
    }
}
