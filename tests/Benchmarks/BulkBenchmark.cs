using System.Diagnostics;
using System.Globalization;
using System.IO.Pipelines;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Access.Contracts;
using WorkWell.Platform;

namespace WorkWell.Benchmarks;

/// <summary>One file of many referrals through the API, each row checked, decided and routed, beside the same referrals posted one by one over one connection.</summary>
internal static class BulkBenchmark
{
    private const string Headings = "your_reference,given_name,family_name,email,postcode,work_situation,weeks_off_sick,health_affects_work,at_risk_of_losing_job,needs,referrer_name,referrer_email,agreement\r\n";

    private static int next;

    public static Task RunAsync(TextWriter output) => RunAsync(output, 20_000, 1000);

    public static Task RunShortAsync(TextWriter output) => RunAsync(output, 2000, 200);

    private static async Task RunAsync(TextWriter output, int rows, int posts)
    {
        await using var database = await DurableDatabase.StartAsync("bench_bulk");
        await using var app = QuietHost.Build(database);
        await app.StartAsync();
        var (secret, _) = await app.Services.GetRequiredService<IServiceKeys>().MakeAsync(
            new() { Name = "bench", Areas = Actor.AllAreas, Permissions = [Permission.BulkReferEmployer], Lasts = TimeSpan.FromDays(1) }, default);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()), Timeout = TimeSpan.FromMinutes(10), DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", secret) } };
        await UploadAsync(client, 1000);
        var before = Process.GetCurrentProcess().WorkingSet64;
        await Rounds.CompareAsync(output, 2,
            ("one by one, one connection", () => PostAsync(client, posts)),
            ("one file, each row checked", () => UploadAsync(client, rows)));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  memory of the process grew by {(Process.GetCurrentProcess().WorkingSet64 - before) / 1024 / 1024} MB over {rows * 3:N0} rows; target under 300 MB in all"));
    }

    private static async Task<long> UploadAsync(HttpClient client, int rows)
    {
        var pipe = new Pipe();
        var writing = WriteAsync(pipe.Writer, rows);
        using var content = new StreamContent(pipe.Reader.AsStream()) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } };
        using var response = await client.PostAsync("/api/referrals/employer/bulk", content);
        await writing;
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        return (int)answer["received"]! == rows ? rows : throw new InvalidOperationException(answer.ToJsonString());
    }

    private static async Task WriteAsync(PipeWriter to, int rows)
    {
        await to.WriteAsync(Encoding.UTF8.GetBytes(Headings));
        for (var i = 0; i < rows; i++)
        {
            var n = Interlocked.Increment(ref next);
            await to.WriteAsync(Encoding.UTF8.GetBytes($"B-{n},Rosa{Letters(n)},Example,rosa{n}@people.example,LE1 0ZA,off-sick,6,yes,yes,pain-or-movement; talking-to-employer,Sam Example,sam@referrer.example,She asked me to send this\r\n"));
        }
        await to.CompleteAsync();
    }

    private static async Task<long> PostAsync(HttpClient client, int posts)
    {
        for (var i = 0; i < posts; i++)
        {
            var n = Interlocked.Increment(ref next);
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/referrals/employer")
            {
                Content = new StringContent(
                    $$$"""
                    {"person":{"givenName":"Rosa{{{Letters(n)}}}","familyName":"Example","email":"rosa{{{n}}}@people.example","postcode":"LE1 0ZA","consents":{"service":true}},
                     "work":{"situation":"off-sick","weeksOffSick":6,"healthAffectsWork":true,"atRiskOfLosingJob":true},"health":{"needs":["pain-or-movement","talking-to-employer"]},
                     "referrer":{"name":"Sam Example","email":"sam@referrer.example","agreement":"She asked me to send this"}}
                    """, Encoding.UTF8, "application/json"),
                Headers = { { "Idempotency-Key", $"bench-{n}" } },
            };
            using var response = await client.SendAsync(request);
            if (!response.IsSuccessStatusCode) throw new InvalidOperationException(await response.Content.ReadAsStringAsync());
        }
        return posts;
    }

    private static string Letters(int n) => string.Concat(n.ToString(CultureInfo.InvariantCulture).Select(digit => (char)(digit - '0' + 'a')));
}
