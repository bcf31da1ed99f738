using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Npgsql;
using WorkWell.TestKit;

namespace WorkWell.Benchmarks;

/// <summary>
/// A million follow-ups due at the same time, processed by one to three hosts that also take referrals: time, memory, and the effect on the response time of
/// a referral.
/// </summary>
internal static class DrainBenchmark
{
    private const int Referrals = 100;
    private static readonly int Number = BenchmarkSize.Of(1_000_000, 10_000);
    private static readonly int[] HostCounts = BenchmarkSize.IsShort ? [1, 2] : [1, 2, 3];
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(BenchmarkSize.IsShort ? 3 : 20);

    public static async Task RunAsync(TextWriter output)
    {
        await using var database = await DurableDatabase.StartAsync("bench_drain");
        var hosts = new List<ServingProcess>();
        try
        {
            foreach (var count in HostCounts)
            {
                while (hosts.Count < count) hosts.Add(await ServingProcess.StartAsync(Checkout.Path(".workwell", "bench-data"), Settings(database)));
                await DrainAsync(output, database, hosts);
            }
        }
        finally
        {
            foreach (var host in hosts) await host.DisposeAsync();
        }
    }

    private static async Task DrainAsync(TextWriter output, DurableDatabase database, List<ServingProcess> hosts)
    {
        using var client = new HttpClient { BaseAddress = new Uri(hosts[0].Address) };
        for (var i = 0; i < Referrals; i++) await ReferAsync(client);

        // Written in one transaction, so all become due when it commits.
        await using var source = NpgsqlDataSource.Create(database.ConnectionString + ";Command Timeout=600");
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var (areas, moment) = await WriteAsync(connection, hosts.Count);
        var idle = await WatchAsync(client, () => Task.Delay(Idle));
        var started = Stopwatch.GetTimestamp();
        await transaction.CommitAsync();
        var draining = await WatchAsync(client, async () =>
        {
            // Hosts do not report an empty queue. It is polled rarely and by index, to avoid disturbing the measurement.
            await using var look = new NpgsqlCommand(
                "select exists (select from follow_ups.follow_up where area = any ($1) and state = 0 and due_at <= $2)",
                connection) { Parameters = { new() { Value = areas }, new() { Value = moment } } };
            while ((bool)(await look.ExecuteScalarAsync())!) await Task.Delay(TimeSpan.FromMilliseconds(200));
        });
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var made = await database.ReadAsync<long>($"select count(*) from communications.message where key like '%/drain/{hosts.Count}/%'");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {hosts.Count} host{(
            hosts.Count == 1 ? " "
            : "s")}: {Number:N0} due together, done in {seconds:0.0} s, {Number / seconds:N0}/s, {made:N0} messages written; memory {string.Join(
            ", ", hosts.Select(PeakMegabytes))} MB peak (target 400)"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"           referrals meanwhile: p99 {P99(draining):0} ms of {draining.Count}, idle {P99(idle):0} ms of {idle.Count}, {P99(draining) / P99(
            idle):0.0} times (target 2)"));
    }

    private static async Task<(string[] Areas, DateTime Moment)> WriteAsync(NpgsqlConnection connection, int round)
    {
        await using var write = new NpgsqlCommand($"""
            insert into follow_ups.step (id, code, trigger, recipient, message, after, at_any_hour, ended_by)
            values (42, 'drain', 'support-started', 'participant', 'coach-check-in', 'P1W', true, array[]::text[]) on conflict do nothing;
            insert into follow_ups.follow_up (referral_id, due_at, step_id, triggered_on, offer_number, repeat_number, area, step)
            select r.id, now(), 42, current_date, {round}, n, r.area, 'drain'
            from (select id, area from referrals.referral order by id limit {Referrals}) r cross join generate_series(1, {Number / Referrals}) n
            """, connection);
        await write.ExecuteNonQueryAsync();
        await using var read = new NpgsqlCommand("select array_agg(distinct area), now() from referrals.referral", connection);
        await using var row = await read.ExecuteReaderAsync();
        await row.ReadAsync();
        return (row.GetFieldValue<string[]>(0), row.GetDateTime(1));
    }

    // Two people who refer, with short pauses.
    private static async Task<IReadOnlyCollection<double>> WatchAsync(HttpClient client, Func<Task> meanwhile)
    {
        var times = new ConcurrentBag<double>();
        using var over = new CancellationTokenSource();
        var people = Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            while (!over.IsCancellationRequested)
            {
                var asked = Stopwatch.GetTimestamp();
                await ReferAsync(client);
                times.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
                await Task.Delay(TimeSpan.FromMilliseconds(20));
            }
        })).ToArray();
        await meanwhile();
        await over.CancelAsync();
        await Task.WhenAll(people);
        return times;
    }

    private static async Task ReferAsync(HttpClient client)
    {
        var someone = string.Concat(Guid.NewGuid().ToString("n").Select(c => char.IsDigit(c) ? (char)(c - '0' + 'k') : c));
        using var body = new StringContent($$$"""
            {"person":{"givenName":"{{{someone[..10]}}}","familyName":"{{{someone[10..20]}}}","email":"{{{someone}}}@people.example",
             "postcode":"LE1 0ZA"},"work":{"situation":"in-work","healthAffectsWork":true}}
            """, Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri("/api/referrals/self", UriKind.Relative), body);
        answer.EnsureSuccessStatusCode();
    }

    private static double P99(IReadOnlyCollection<double> times) => times.Order().ElementAt((int)Math.Ceiling(times.Count * 0.99) - 1);

    private static string PeakMegabytes(ServingProcess host)
    {
        var line = File.ReadLines($"/proc/{host.ProcessId}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return (long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024)
            .ToString(CultureInfo.InvariantCulture);
    }

    private static Dictionary<string, string> Settings(DurableDatabase database) => new()
    {
        ["WORKWELL_DATABASE"] = database.HostConnectionString,
        ["WORKWELL_Protection__CallsPerMinute"] = "100000000",
        ["WORKWELL_Protection__SentPerAreaPerMinute"] = "100000000",
        ["WORKWELL_Logging__LogLevel__Default"] = "Error",
    };
}
