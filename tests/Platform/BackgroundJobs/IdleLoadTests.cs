using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using WorkWell.TestKit;

namespace WorkWell.Platform.Tests;

/// <summary>The database load of an idle host, counted over the ticks of a simulated minute.</summary>
public sealed class IdleLoadTests
{
    // Hangfire's own share of the target of 2 a second is measured by ./workwell bench background.
    private const int MaxTransactionsAMinute = 72;

    [Fact]
    public async Task The_ticks_of_a_minute_with_nothing_due_are_few_transactions()
    {
        var machine = new SteppedClock();
        await using var host = await RunningHost.StartAsync(
            new Dictionary<string, string?> { ["Dispatch:Enabled"] = "true", ["Dispatch:Transports:Email"] = "pickup" },
            replace: services => services.AddSingleton<TimeProvider>(
                provider => new DatabaseClock(provider.GetRequiredService<NpgsqlDataSource>(), machine)));
        var ticks = host.Services.GetRequiredService<RecurringJobs>().All.Where(job => job.Schedule is JobSchedule.OnEveryHost)
            .Select(job => (job.Key, (int)((JobSchedule.OnEveryHost)job.Schedule).Interval.TotalSeconds)).ToArray();
        Assert.True(ticks.Length >= 5);
        foreach (var (key, _) in ticks) await host.Services.GetRequiredService<RecurringJobs>().RunAsync(key, default);

        var before = await TransactionsAsync(host);
        await LiveAMinuteAsync(host, machine, ticks);
        var after = await TransactionsAsync(host);

        Assert.InRange(after - before, 12, MaxTransactionsAMinute);
    }

    private static async Task LiveAMinuteAsync(RunningHost host, SteppedClock machine, (string Key, int Interval)[] ticks)
    {
        var jobs = host.Services.GetRequiredService<RecurringJobs>();
        for (var second = 1; second <= 60; second++)
        {
            machine.Step(TimeSpan.FromSeconds(1));
            foreach (var (key, interval) in ticks)
            {
                if (second % interval == 0) await jobs.RunAsync(key, default);
            }
            if (second % 10 == 0)
                await ((DatabaseClock)host.Services.GetRequiredService<TimeProvider>()).MeasureAsync(default);
        }
    }

    // A session reports its transactions at the latest when it ends.
    private static async Task<long> TransactionsAsync(RunningHost host)
    {
        host.Services.GetRequiredService<NpgsqlDataSource>().Clear();
        await using var source = NpgsqlDataSource.Create(host.Database.ConnectionString + ";Pooling=false");
        while (await ReadAsync(source, "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()") > 0)
            await Task.Delay(20);
        return await ReadAsync(source, "select xact_commit + xact_rollback from pg_stat_database where datname = current_database()");
    }

    private static async Task<long> ReadAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private sealed class SteppedClock : TimeProvider
    {
        private long stepped;

        public void Step(TimeSpan by) => Interlocked.Add(ref stepped, by.Ticks);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => TimeSpan.TicksPerDay + Interlocked.Read(ref stepped);
    }
}
