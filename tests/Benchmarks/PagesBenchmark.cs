using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using WorkWell.TestKit;

namespace WorkWell.Benchmarks;

/// <summary>
/// The response time of each public page with 100,000 referrals stored, and of each page of the form, compared with an empty ASP.NET Core page in the same
/// run. One reader at a time over loopback, which measures the page and not a queue.
/// </summary>
internal static partial class PagesBenchmark
{
    private const double Target = 25;
    private const int RoundsEach = 5;

    private static readonly string[] Pages =
        ["/", "/areas/llr", "/help-now", "/refer", "/refer/self", "/refer/bulk", "/my-referral", "/contact", "/privacy", "/accessibility",
        "/cookies", "/find-help", "/find-help/results?need=mental-health&authority=E06000016&board=E54000015", "/find-help/results", "/no-such-page"];

    private static readonly Dictionary<string, string> Answers = new()
    {
        ["place"] = "Way=postcode&Postcode=LE1+0ZA",
        ["situation"] = "Situation=in-work",
        ["health"] = "Affects=yes",
        ["safety"] = "Safety=safe",
        ["referrer"] = "FullName=Sam+Example&Email=sam@referrer.example",
        ["name"] = "GivenName=Asha&FamilyName=Patel",
        ["contact"] = "Ways=email&Email=asha.patel@example.org",
        ["referrer/contact-at-work"] = "Answer=no",
        ["language"] = "Language=en",
        ["barriers"] = "Needs=mental-health",
        ["health-problem"] = "Problem=12",
        ["meeting"] = "Ways=phone",
        ["occupational-health"] = "Has=no",
        ["agreement"] = "Agreement=Asha+asked+me+to+send+this.",
        ["referrer/progress"] = "Answer=no",
        ["consent"] = "Service=yes&Partners=yes&Employer=no&Evaluation=yes",
    };

    public static Task RunAsync(TextWriter output) => RunAsync(output, 100_000, 100, 100);

    public static Task RunShortAsync(TextWriter output) => RunAsync(output, 10_000, 20, 4);

    private static async Task RunAsync(TextWriter output, int referrals, int loads, int forms)
    {
        await using var database = await DurableDatabase.StartAsync("bench_pages");
        await using var app = QuietHost.Build(database);
        await app.StartAsync();
        await using var empty = await StartEmptyAsync();
        var host = new Uri(app.Urls.First());
        await SeedAsync(host, database, referrals);

        var times = new Dictionary<string, List<double>>();
        using var client = new HttpClient(
            new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = host,
            DefaultRequestHeaders = { { "Accept", "text/html" }, { "Accept-Language", "ar" } } };
        using var plain = new HttpClient { BaseAddress = new Uri(empty.Urls.First()) };
        await LoadAsync(plain, "/", loads * Pages.Length, []);
        foreach (var page in Pages) await LoadAsync(client, page, loads, []);
        await FillAsync(host, forms, []);

        var reference = new List<double>();
        await Rounds.CompareAsync(
            output, RoundsEach, [("an empty ASP.NET Core page", () => LoadAsync(plain, "/", loads, reference)),
            .. Pages.Select(page => (page, (Func<Task<long>>)(() => LoadAsync(client, page, loads, Of(times, page)))))]);
        for (var i = 0; i < forms; i++) await FillAsync(host, 1, times);

        var stored = await database.ReadAsync<long>("select count(*) from referrals.referral");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {stored:N0} referrals stored; empty page p95 {At(reference, 0.95):0.00} ms; target of every page p95 {Target} ms"));
        foreach (var (page, all) in times.OrderByDescending(one => At(one.Value, 0.95)))
            output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"    {page,-78} median {At(all, 0.5),6:0.00} ms   p95 {At(all, 0.95),6:0.00} ms{(At(all, 0.95) > Target ? "   OVER THE TARGET" : "")}"));
    }

    private static async Task<WebApplication> StartEmptyAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGet("/", () => Results.Content("<!DOCTYPE html><html lang=\"en\"><title>Empty</title><p>Nothing</p></html>", "text/html"));
        await app.StartAsync();
        return app;
    }

    private static async Task<long> LoadAsync(HttpClient client, string page, int times, List<double> taken)
    {
        for (var i = 0; i < times; i++)
        {
            var started = Stopwatch.GetTimestamp();
            using var response = await client.GetAsync(page);
            await response.Content.ReadAsByteArrayAsync();
            // A refusal is quick, and is no page.
            if (response.StatusCode == HttpStatusCode.TooManyRequests) throw new InvalidOperationException($"{page}: {response.StatusCode}");
            taken.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
        return times;
    }

    // Fills in a form from the first page to the reference.
    private static async Task FillAsync(Uri host, int forms, Dictionary<string, List<double>> times)
    {
        for (var i = 0; i < forms; i++)
        {
            using var client = new HttpClient(
                new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = host, DefaultRequestHeaders = { { "Accept", "text/html" } } };
            var address = "/refer/employer";
            while (true)
            {
                var html = await TimedAsync(client, HttpMethod.Get, address, null, times);
                if (address.EndsWith("/done", StringComparison.Ordinal)) break;
                var key = address["/refer/employer".Length..].TrimStart('/');
                var answers = Answers.GetValueOrDefault(key, "");
                address = await TimedAsync(client, HttpMethod.Post, address, $"form-token={Token().Match(html).Groups[1].Value}&{answers}", times);
            }
            await OpenOnePageAsync(client, times);
        }
    }

    // The form of an office that refers often, with every question at once.
    private static async Task OpenOnePageAsync(HttpClient client, Dictionary<string, List<double>> times)
    {
        var start = await TimedAsync(client, HttpMethod.Get, "/refer/employer", null, times);
        var onePage = await TimedAsync(client, HttpMethod.Post, "/refer/employer", $"form-token={Token().Match(start).Groups[1].Value}&OnePage=yes", times);
        await TimedAsync(client, HttpMethod.Get, onePage, null, times);
    }

    private static async Task<string> TimedAsync(HttpClient client, HttpMethod method, string address, string? body, Dictionary<string, List<double>> times)
    {
        using var request = new HttpRequestMessage(
            method, address) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/x-www-form-urlencoded") };
        var started = Stopwatch.GetTimestamp();
        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Of(times, $"{method} {address}").Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        if (method == HttpMethod.Get) return response.IsSuccessStatusCode ? text : throw new InvalidOperationException($"{address}: {response.StatusCode}");
        return response.Headers.Location?.ToString() ?? throw new InvalidOperationException($"{address} was refused: {Mistake().Match(text).Groups[1].Value}");
    }

    private static async Task SeedAsync(Uri host, DurableDatabase database, int referrals)
    {
        await FillAsync(host, 4, []);
        await database.ExecuteAsync(ManyReferrals.CopyEach(referrals / 4));
    }

    private static List<double> Of(Dictionary<string, List<double>> times, string page) => times.TryGetValue(page, out var known) ? known : times[page] = [];

    private static double At(List<double> times, double share)
    {
        var sorted = times.Order().ToArray();
        return sorted[(int)Math.Ceiling(sorted.Length * share) - 1];
    }

    [GeneratedRegex("name=\"form-token\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("error-summary__list\">(.{0,400})", RegexOptions.Singleline)]
    private static partial Regex Mistake();
}
