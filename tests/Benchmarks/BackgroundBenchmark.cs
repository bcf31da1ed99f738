using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using WorkWell.FollowUps.Contracts;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.Benchmarks;

/// <summary>A real host that works, beside a process that only commits: how soon it is woken, and what it costs the database while nothing is due.</summary>
internal static class BackgroundBenchmark
{
    private const double MaxIdleLoad = 2;
    private const double MaxPickUp = 100;

    public static async Task RunAsync(TextWriter output)
    {
        await using var database = await DurableDatabase.StartAsync("bench_background");
        var data = Directory.CreateTempSubdirectory("workwell-bench-");
        await using (var host = await ServingProcess.StartAsync(
            data.FullName, new Dictionary<string, string> { ["WORKWELL_DATABASE"] = database.HostConnectionString }))
        {
            // Its first looks, its announcement and its first sweep are over.
            await Task.Delay(TimeSpan.FromSeconds(10));
            await PickUpAsync(output, database);
            await IdleAsync(output, database);
        }
        data.Delete(recursive: true);
    }

    private static async Task PickUpAsync(TextWriter output, DurableDatabase database)
    {
        var others = new HangfireClient(
            new HangfireStorage(database.ConnectionString, TimeProvider.System), TimeProvider.System, NullLogger<HangfireClient>.Instance);
        for (var i = 0; i < BenchmarkSize.Of(100, 20); i++)
        {
            others.TellOthers(IFollowUps.TickJob);
            await Task.Delay(TimeSpan.FromMilliseconds(300));
        }
        const string waits = "from hangfire.job j join hangfire.state s on s.jobid = j.id and s.name = 'Processing'";
        var (count, median, longest) = (
            await database.ReadAsync<long>($"select count(*) {waits}"),
            await database.ReadAsync<double>(
            $"select percentile_cont(0.5) within group (order by extract(epoch from s.createdat - j.createdat)::float8) * 1000 {waits}"),
            await database.ReadAsync<double>($"select max(extract(epoch from s.createdat - j.createdat)::float8) * 1000 {waits}"));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  picked up by another process, {count} wake-ups      {median,6:0} ms median, {longest:0} ms at most (target {MaxPickUp:0} median)"));
    }

    private static async Task IdleAsync(TextWriter output, DurableDatabase database)
    {
        var seconds = BenchmarkSize.Of(180, 60);
        var before = await TransactionsAsync(database);
        await Task.Delay(TimeSpan.FromSeconds(seconds));
        var load = (await TransactionsAsync(database) - before) / (double)seconds;
        var connections = await database.ReadAsync<long>(
            "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  a host with nothing to do                      {load,6:0.00} transactions/s (target {MaxIdleLoad:0}), {connections} connections"));
    }

    private static Task<long> TransactionsAsync(DurableDatabase database) =>
        database.ReadAsync<long>("select xact_commit + xact_rollback from pg_stat_database where datname = current_database()");
}
