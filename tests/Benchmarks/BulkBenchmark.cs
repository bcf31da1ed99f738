using System.Diagnostics;
using System.Globalization;
using System.IO.Pipelines;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Access.Contracts;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.Benchmarks;

/// <summary>
/// Uploads a million referrals as files through the API, each row read, checked, decided and routed, compared with copying the same rows into a bare table
/// and with a set-based write of the same referrals into the real tables. The contenders take turns on growing tables.
/// </summary>
internal static class BulkBenchmark
{
    private const int BarWidth = 40;

    // Including the discarded warm-up round.
    private static readonly int RoundsEach = BenchmarkSize.IsShort ? 3 : 10;
    private static readonly int PerRound = BenchmarkSize.Of(1_000_000, 9000) / RoundsEach;

    public static async Task RunAsync(TextWriter output)
    {
        await using var database = await DurableDatabase.StartAsync("bench_bulk");
        var secret = await KeyAsync(database);
        await using var host = await ServingProcess.StartAsync(Checkout.Path(".workwell", "bench-data"), new Dictionary<string, string>
        {
            ["WORKWELL_DATABASE"] = database.HostConnectionString,
            ["WORKWELL_Protection__CallsPerMinute"] = "100000000",
            ["WORKWELL_Protection__SentPerAreaPerMinute"] = "100000000",
            ["WORKWELL_Dispatch__Enabled"] = "false",
            ["WORKWELL_Work__Enabled"] = "false",
            ["WORKWELL_Logging__LogLevel__Default"] = "Error",
        });
        using var client = new HttpClient { BaseAddress = new Uri(host.Address), Timeout = TimeSpan.FromHours(1),
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", secret) } };
        await UploadAsync(client, 500, _ => { });
        await using var reference = await BulkReference.StartAsync(database);

        var done = 0;
        var peaks = new List<long>();
        ProcessorTime used = default, usedByReference = default;
        const string setBased = "set-based: copied, one insert for each table";
        const string ours = "ours: one file, each row checked and decided";
        var medians = await Rounds.CompareAsync(output, RoundsEach - 1,
            (setBased, async () =>
            {
                var before = ProcessorTime.Now(database.ProcessId);
                await reference.SetBasedAsync(PerRound);
                usedByReference = usedByReference + ProcessorTime.Now(database.ProcessId) - before;
                return PerRound;
            }),
            ("bare COPY of the cells into one table", () => reference.CopyAsync(PerRound)),
            (ours, async () =>
            {
                var before = Used(host, database);
                await UploadAsync(client, PerRound, part => Show(done + part));
                used = used + Used(host, database) - before;
                done += PerRound;
                peaks.Add(PeakMegabytes(host));
                return PerRound;
            }),
            ("one by one, one connection", () => PostAsync(client, PerRound / 100)));
        if (!Console.IsErrorRedirected) Console.Error.Write("\r" + new string(' ', BarWidth + 40) + "\r");

        var rowsEach = await reference.RowsEachAsync();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"  of set-based {medians[ours] / medians[setBased]:0.00} (target 0.5); {rowsEach} rows for each referral"));
        output.WriteLine($"  set-based: {usedByReference.Each(done)}");
        output.WriteLine($"  ours: {used.Each(done)}");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {done:N0} referrals from {RoundsEach} files; peak memory of the host after each: {string.Join(", ", peaks)} MB (target 300)"));
    }

    private static async Task<string> KeyAsync(DurableDatabase database)
    {
        await using var app = QuietHost.Build(database);
        var (secret, _) = await app.Services.GetRequiredService<IServiceKeys>().MakeAsync(
            new() { Name = "bench", Areas = Actor.AllAreas, Permissions = [Permission.BulkReferEmployer], Lasts = TimeSpan.FromDays(1) }, default);
        return secret!;
    }

    private static async Task UploadAsync(HttpClient client, int rows, Action<int> sent)
    {
        var pipe = new Pipe();
        var writing = WriteAsync(pipe.Writer, rows, sent);
        using var content = new StreamContent(pipe.Reader.AsStream()) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } };
        using var response = await client.PostAsync("/api/referrals/employer/bulk", content);
        await writing;
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        if ((int)answer["received"]! != rows) throw new InvalidOperationException(answer.ToJsonString());
    }

    private static async Task WriteAsync(PipeWriter to, int rows, Action<int> sent)
    {
        await to.WriteAsync(Encoding.UTF8.GetBytes(BulkRows.Headings));
        var written = 0;
        foreach (var part in BulkRows.Parts(rows))
        {
            await to.WriteAsync(Encoding.UTF8.GetBytes(part));
            written = Math.Min(rows, written + BulkRows.RowsInPart);
            sent(written);
        }
        await to.CompleteAsync();
    }

    private static async Task<long> PostAsync(HttpClient client, int posts)
    {
        for (var i = 0; i < posts; i++)
        {
            var n = BulkRows.Next();
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/referrals/employer")
            {
                Content = new StringContent(
                    $$$"""
                    {"person":{"givenName":"Rosa{{{BulkRows.Letters(n)}}}","familyName":"Example","bornOn":"{{{BulkRows.BornOn(n):yyyy-MM-dd}}}",
                     "email":"rosa{{{n}}}@people.example","phone":"{{{BulkRows.Phone(n)}}}","postcode":"LE1 0ZA","consents":{"service":true}},
                     "work":{"situation":"off-sick","weeksOffSick":6,"healthAffectsWork":true,"atRiskOfLosingJob":true},
                      "health":{"needs":["pain-or-movement","talking-to-employer"]},
                     "referrer":{"name":"Sam Example","email":"sam@referrer.example","agreement":"She asked me to send this"}}
                    """, Encoding.UTF8, "application/json"),
                Headers = { { "Idempotency-Key", $"bench-{n}" } },
            };
            using var response = await client.SendAsync(request);
            if (!response.IsSuccessStatusCode) throw new InvalidOperationException(await response.Content.ReadAsStringAsync());
        }
        return posts;
    }

    // The host runs as a separate process, so this one's time is the client's.
    private static ProcessorTime Used(ServingProcess host, DurableDatabase database)
    {
        using var process = Process.GetProcessById(host.ProcessId);
        return ProcessorTime.Now(database.ProcessId) with { Here = process.TotalProcessorTime };
    }

    private static long PeakMegabytes(ServingProcess host)
    {
        using var process = Process.GetProcessById(host.ProcessId);
        return process.PeakWorkingSet64 / 1024 / 1024;
    }

    private static void Show(int done)
    {
        if (Console.IsErrorRedirected) return;
        var all = PerRound * RoundsEach;
        var filled = (int)((long)BarWidth * done / all);
        Console.Error.Write(string.Create(
            CultureInfo.InvariantCulture, $"\r[{new string('#', filled)}{new string('.', BarWidth - filled)}] {done:N0} of {all:N0} referrals   "));
    }
}
