using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using WorkWell.Host;
using WorkWell.TestKit;

namespace WorkWell.Benchmarks;

/// <summary>A referral from the post to the committed answer, over Kestrel at 32 connections, beside the least an intake could write.</summary>
internal static class IntakeBenchmark
{
    private const int Connections = 32;
    private const int PerRound = 2000;
    private const int RoundsEach = 5;

    public static async Task RunAsync(TextWriter output)
    {
        await using var database = await DurableDatabase.StartAsync("bench_intake");
        await using var bare = await BareIntake.StartAsync(database);
        await using var app = WorkWellHost.Build(new HostSettings
        {
            ConnectionString = database.ConnectionString,
            ConfigFolder = Checkout.Path("config"),
            PluginsFolder = Checkout.Path("artifacts", "areas"),
            DataFolder = Checkout.Path(".workwell", "bench-data"),
            Address = "http://127.0.0.1:0",
            // What happens after the commit is measured elsewhere.
            Overrides = new Dictionary<string, string?> { ["Dispatch:Enabled"] = "false", ["Work:Enabled"] = "false", ["Logging:LogLevel:Default"] = "Error", ["Protection:CallsPerMinute"] = "100000000" },
        });
        await app.StartAsync();
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Connections });
        var (bareTimes, ourTimes) = (new ConcurrentBag<double>(), new ConcurrentBag<double>());

        var medians = await Rounds.CompareAsync(output, RoundsEach,
            ("bare: 3 tables, 14 rows, one batch", () => PostAsync(client, new Uri(bare.Address + "/refer"), bareTimes)),
            ("ours: from the post to the committed answer", () => PostAsync(client, new Uri(app.Urls.First() + "/api/referrals/primary-care"), ourTimes)));

        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  of the bare batch {medians.Values.Last() / medians.Values.First():0.00} (target 0.75); p99 {Percentile(ourTimes, 99):0.0} ms (target 50), bare {Percentile(bareTimes, 99):0.0} ms; p50 {Percentile(ourTimes, 50):0.0} ms, bare {Percentile(bareTimes, 50):0.0} ms"));
        var referrals = await database.ReadAsync<long>("select count(*) from referrals.referral");
        var rows = await database.ReadAsync<long>("""
            select (select count(*) from people.person) + (select count(*) from people.consent) + (select count(*) from access.audit_entry) + (select count(*) from partners.hold)
              + (select count(*) from follow_ups.due) + (select count(*) from communications.message) + (select count(*) from referrals.referral)
            """);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {referrals} referrals, {(double)rows / referrals:0.0} rows for each"));
    }

    private static async Task<long> PostAsync(HttpClient client, Uri address, ConcurrentBag<double> times)
    {
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(async _ =>
        {
            while (Interlocked.Increment(ref next) <= PerRound)
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = Body() };
                request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
                var started = Stopwatch.GetTimestamp();
                using var response = await client.SendAsync(request);
                if (!response.IsSuccessStatusCode) throw new InvalidOperationException(await response.Content.ReadAsStringAsync());
                await response.Content.LoadIntoBufferAsync();
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }));
        return PerRound;
    }

    // Different people each time: nobody is anybody's likely duplicate.
    private static ByteArrayContent Body()
    {
        var someone = Guid.NewGuid().ToString("n");
        var name = string.Concat(someone.Select(c => char.IsDigit(c) ? (char)(c - '0' + 'k') : c));
        return new(Encoding.UTF8.GetBytes($$$"""
            {"person":{"givenName":"{{{name[..10]}}}","familyName":"{{{name[10..20]}}}","bornOn":"1984-0{{{Random.Shared.Next(1, 10)}}}-1{{{Random.Shared.Next(0, 10)}}}","email":"{{{someone}}}@people.example",
             "phone":"0{{{Random.Shared.NextInt64(7_700_000_000, 7_800_000_000)}}}","addressLines":["12 Example Street","Leicester"],"postcode":"LE1 0ZA","consents":{"service":true,"share-with-partners":true}},
             "work":{"situation":"off-sick","weeksOffSick":6,"healthAffectsWork":true,"atRiskOfLosingJob":true},"health":{"mainProblem":3,"needs":["pain-or-movement","talking-to-employer"]},
             "meetingWays":["phone","in-person"],"referrer":{"name":"Sam Example","organisation":"Example practice","email":"sam@referrer.example","agreement":"Asked for it in our meeting.","progressAllowed":true}}
            """)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
    }

    private static double Percentile(IReadOnlyCollection<double> times, int percent)
    {
        var sorted = times.Order().ToArray();
        return sorted[(int)Math.Min(sorted.Length - 1, Math.Ceiling(sorted.Length * percent / 100.0))];
    }
}
