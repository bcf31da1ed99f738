using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace WorkWell.Benchmarks;

/// <summary>A referral from POST to the committed response, over Kestrel with 32 connections, compared with the minimum database write.</summary>
internal static class IntakeBenchmark
{
    private const int Connections = 32;
    private const int PerRound = 2000;
    private const int RoundsEach = 5;

    // Enough for the final compilation tier: a host runs for weeks.
    private const int WarmUps = 4;

    public static async Task RunAsync(TextWriter output)
    {
        await using var database = await DurableDatabase.StartAsync("bench_intake");
        await using var bare = await BareIntake.StartAsync(database);
        await using var app = QuietHost.Build(database);
        await app.StartAsync();
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Connections });
        var theBare = new Contender(new Uri(bare.Address + "/refer"), database.ProcessId);
        var ours = new Contender(new Uri(app.Urls.First() + "/api/referrals/primary-care"), database.ProcessId);
        for (var i = 0; i < WarmUps; i++)
        {
            await theBare.PostAsync(client);
            await ours.PostAsync(client);
        }
        theBare.Forget();
        ours.Forget();

        var medians = await Rounds.CompareAsync(output, RoundsEach,
            ("bare: 3 tables, 14 rows, one batch", () => theBare.PostAsync(client)),
            ("ours: from the post to the committed answer", () => ours.PostAsync(client)));

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"  of the bare batch {medians.Values.Last() / medians.Values.First():0.00} (target 0.75); p99 target 50 ms"));
        output.WriteLine($"  bare: {theBare.Summarise()}");
        output.WriteLine($"  ours: {ours.Summarise()}");
        var referrals = await database.ReadAsync<long>("select count(*) from referrals.referral");
        var rows = await database.ReadAsync<long>("""
            select (select count(*) from people.person) + (select count(*) from people.consent) + (select count(*) from access.audit_entry) +
              (select count(*) from partners.reservation)
              + (select count(*) from follow_ups.follow_up) + (select count(*) from communications.message) + (select count(*) from referrals.referral)
            """);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {referrals} referrals, {(double)rows / referrals:0.0} rows for each"));
    }

    // Different people each time, so none is a likely duplicate.
    private static ByteArrayContent Body()
    {
        var someone = Guid.NewGuid().ToString("n");
        var name = string.Concat(someone.Select(c => char.IsDigit(c) ? (char)(c - '0' + 'k') : c));
        return new(Encoding.UTF8.GetBytes($$$"""
            {"person":{"givenName":"{{{name[..10]}}}","familyName":"{{{name[10..20]}}}",
             "bornOn":"1984-0{{{Random.Shared.Next(1, 10)}}}-1{{{Random.Shared.Next(0, 10)}}}","email":"{{{someone}}}@people.example",
             "phone":"0{{{Random.Shared.NextInt64(7_700_000_000, 7_800_000_000)}}}","addressLines":["12 Example Street","Leicester"],
              "postcode":"LE1 0ZA","consents":{"service":true,"share-with-partners":true}},
             "work":{"situation":"off-sick","weeksOffSick":6,"healthAffectsWork":true,"atRiskOfLosingJob":true},"health":{"mainProblem":3,
              "needs":["pain-or-movement","talking-to-employer"]},
             "meetingWays":["phone","in-person"],"referrer":{"name":"Sam Example","organisation":"Example practice","email":"sam@referrer.example",
              "agreement":"Asked for it in our meeting.","progressAllowed":true}}
            """)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
    }

    private sealed class Contender(Uri address, int server)
    {
        private readonly ConcurrentBag<double> times = [];
        private ProcessorTime used;

        public void Forget()
        {
            times.Clear();
            used = default;
        }

        public async Task<long> PostAsync(HttpClient client)
        {
            var before = ProcessorTime.Now(server);
            var next = 0;
            await Task.WhenAll(Enumerable.Range(0, Connections).Select(async _ =>
            {
                while (Interlocked.Increment(ref next) <= PerRound) await PostOneAsync(client);
            }));
            used = ProcessorTime.Now(server) - before + used;
            return PerRound;
        }

        public string Summarise() =>
            string.Create(CultureInfo.InvariantCulture, $"p50 {Percentile(50):0.0} ms, p99 {Percentile(99):0.0} ms; {used.Each(times.Count)}");

        private async Task PostOneAsync(HttpClient client)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = Body() };
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
            var started = Stopwatch.GetTimestamp();
            using var response = await client.SendAsync(request);
            if (!response.IsSuccessStatusCode) throw new InvalidOperationException(await response.Content.ReadAsStringAsync());
            await response.Content.LoadIntoBufferAsync();
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        private double Percentile(int percent)
        {
            var sorted = times.Order().ToArray();
            return sorted[(int)Math.Min(sorted.Length - 1, Math.Ceiling(sorted.Length * percent / 100.0))];
        }
    }
}
