using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Referrals.Contracts;

namespace WorkWell.Benchmarks;

/// <summary>
/// Repeats stored decisions from the database, compared with only reading the same rows. Different people are referred first; their facts and decisions are
/// then copied until there are enough.
/// </summary>
internal static class ReplayBenchmark
{
    private const int National = 250_000;
    private static readonly string[] Postcodes = ["LE1 0ZA", "DY1 0ZA", "B1 0ZA", "CR0 0ZA", "N1 0ZA"];
    private static readonly string[] Situations = ["\"in-work\"", "\"off-sick\"", "\"out-of-work\"", "null"];
    private static readonly int[] Ages = [17, 24, 40, 66];

    public static async Task RunAsync(TextWriter output)
    {
        var decisions = BenchmarkSize.Of(National, 25_000);
        await using var database = await DurableDatabase.StartAsync("bench_replay");
        await using var app = QuietHost.Build(database);
        await app.StartAsync();
        using (var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) }) await ReferAsync(client);
        await CopyAsync(database, decisions);

        var seconds = new List<double>();
        await Rounds.CompareAsync(output, 3,
            ("reading the rows, no decision", () => ReadAsync(database, decisions)),
            ("replay, stored settings, with trace", () => ReplayAsync(ReplaySettings.Stored)),
            ("replay, today's settings", () => ReplayAsync(ReplaySettings.Current)));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"  {decisions:N0} decisions again in {Rounds.Median(seconds):0.0} s (median); target {National:N0} in 30 s"));

        async Task<long> ReplayAsync(ReplaySettings settings)
        {
            var started = Stopwatch.GetTimestamp();
            var report = await app.Services.GetRequiredService<IReplay>()
                .RunAsync(new() { Settings = settings },
                differs => throw new InvalidOperationException($"{differs.Reference} has a different result: {differs.Before}; {differs.Now}"), default);
            if (report.Decided != decisions) throw new InvalidOperationException($"{report.Decided} of {decisions} decisions were repeated.");
            seconds.Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
            return report.Decided;
        }
    }

    private static async Task ReferAsync(HttpClient client)
    {
        foreach (var (postcode, situation, age) in from postcode in Postcodes from situation in Situations from age in Ages select (postcode, situation, age))
        {
            using var body = new StringContent(
                $$$"""
                {"person":{"givenName":"Rosa","familyName":"Example","age":{{{age}}},"email":"rosa@people.example","postcode":"{{{postcode}}}",
                 "consents":{"service":true,"share-with-partners":true}},
                 "work":{"situation":{{{situation}}},"healthAffectsWork":true,"atRiskOfLosingJob":true},"health":{"mainProblem":3,
                  "needs":["pain-or-movement"]},"meetingWays":["phone"]}
                """,
                Encoding.UTF8, "application/json");
            using var response = await client.PostAsync("/api/referrals/self", body);
            if (!response.IsSuccessStatusCode) throw new InvalidOperationException(await response.Content.ReadAsStringAsync());
        }
    }

    // A reference has eight of 23 letters; here they encode a counter.
    private static Task CopyAsync(DurableDatabase database, int decisions) => database.ExecuteAsync($"""
        insert into referrals.referral (id, area, reference, person_id, referral_source, received_at, outcome, next_step, is_urgent, facts, decision,
          settings_revision,
          plugin_version, service, organisation, offer_number, is_demonstration)
        select gen_random_uuid(), r.area, (select 'WW-' || left(l.letters, 4) || '-' || right(l.letters, 4) from (
            select string_agg(substr('23456789CDFHJKMNPQRTVWX', 1 + (n / (23 ^ digit)::bigint % 23)::int, 1), '' order by digit) as letters
              from generate_series(0, 7) digit) l),
          r.person_id, r.referral_source, r.received_at, r.outcome, r.next_step, r.is_urgent, r.facts, r.decision, r.settings_revision, r.plugin_version,
          r.service,
            r.organisation, r.offer_number, true
        from (select *, row_number() over (order by id) - 1 as place, count(*) over () as total from referrals.referral) r
        join lateral (select n from generate_series(r.place, {decisions - 1} - r.total, r.total) n) copies on true;
        analyze referrals.referral;
        """);

    private static async Task<long> ReadAsync(DurableDatabase database, int decisions)
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand(
            "select reference, area, settings_revision, plugin_version, facts::text, decision::text from referrals.referral order by id");
        await using var reader = await command.ExecuteReaderAsync(System.Data.CommandBehavior.SequentialAccess);
        long read = 0;
        while (await reader.ReadAsync())
        {
            if (reader.GetString(4).Length + reader.GetString(5).Length > 0) read++;
        }
        return read == decisions ? read : throw new InvalidOperationException($"Read {read} rows of {decisions}.");
    }
}
