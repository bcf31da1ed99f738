using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WorkWell.Communications.Contracts;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.Host.Tests;

/// <summary>The alert rules use real measurements, and every promise has an alert.</summary>
public sealed partial class AlertTests
{
    private static readonly string Rules = File.ReadAllText(Checkout.Path("docs", "operations", "alerts.yaml"));
    private static readonly string Runbook = File.ReadAllText(Checkout.Path("docs", "operations", "running.md"));

    public static TheoryData<string> Alerts { get; } = [.. Blocks().Select(block => block.Name)];

    [Fact]
    public async Task Every_measurement_a_rule_names_is_made_by_a_host_with_the_labels_the_rule_goes_by()
    {
        var measured = new ConcurrentDictionary<string, ConcurrentDictionary<string, bool>>();
        using var listener = Listen(measured);
        await using (var host = await RunningHost.StartAsync(
            new Dictionary<string, string?> { ["Work:Enabled"] = "true", ["Dispatch:Transports:Email"] = "pickup",
            ["Pickup:Folder"] = Checkout.Path(".workwell", "alert-tests", Guid.NewGuid().ToString("n")) },
            replace: WrongClock.Of(TimeSpan.Zero)))
        {
            await SendOneAndHoldOneAsync(host);
            var jobs = host.Services.GetRequiredService<RecurringJobs>();
            foreach (var job in jobs.All) await jobs.RunAsync(job.Key, default);
            // The scheduler runs in real time; its first tick takes a second.
            while (!measured.TryGetValue("workwell_jobs_duration_seconds", out var labels) || labels.IsEmpty)
            {
                listener.RecordObservableInstruments();
                await Task.Delay(20);
            }
            listener.RecordObservableInstruments();
        }

        var used = Rule().Matches(Rules)
            .Select(match => (Name: Bare(match.Groups[1].Value), Labels: Label().Matches(match.Groups[2].Value).Select(label => label.Groups[1].Value)))
            .ToArray();
        Assert.True(used.Length > 8, "No measurements were found in the rules.");
        Assert.All(used, use =>
        {
            Assert.True(measured.TryGetValue(use.Name, out var labels),
                $"{use.Name} is measured by nobody. There are: {string.Join(", ", measured.Keys.Order())}");
            // A counter of failures has no labels on a healthy host.
            if (!labels.IsEmpty) Assert.All(use.Labels, label => Assert.Contains(label, labels.Keys));
        });
    }

    [Theory]
    [MemberData(nameof(Alerts))]
    public void An_alert_says_what_it_means_whose_promise_it_keeps_and_what_to_do(string alert)
    {
        var block = Blocks().Single(block => block.Name == alert).Text;
        Assert.Matches(@"expr: \S", block);
        Assert.Matches(@"for: \d+[mh]", block);
        Assert.Matches("severity: (page|ticket)", block);
        Assert.Matches("summary: \"[^\"]+\"", block);
        var promise = Regex.Match(block, "promise: ([a-z-]+)").Groups[1].Value;
        Assert.Contains($"runbook: \"docs/operations/running.md#{promise}\"", block, StringComparison.Ordinal);
        Assert.Contains(promise, Promises().Keys);
        Assert.Contains(alert, Promises()[promise], StringComparison.Ordinal);
    }

    [Fact]
    public void Every_promise_is_watched_by_an_alert()
    {
        Assert.True(Promises().Count >= 7, "No promises were found in the runbook.");
        Assert.All(Promises(), promise => Assert.Contains(Blocks(), block => block.Text.Contains($"promise: {promise.Key} ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_host_that_is_told_a_collector_sends_it_what_it_measures()
    {
        var bodies = new ConcurrentBag<byte[]>();
        await using var collector = await CollectorAsync(bodies);
        await using (var host = await RunningHost.StartAsync(
            new Dictionary<string, string?> { ["Telemetry:Metrics"] = $"{collector.Urls.First()}/v1/metrics",
            ["Telemetry:Traces"] = $"{collector.Urls.First()}/v1/traces" }))
        {
            await host.Client.GetAsync("/health/live");
            await host.Services.GetRequiredService<RecurringJobs>().RunAsync("follow-ups.count-dead-lettered", default);
            await host.StopAsync();
        }
        var sent = string.Concat(bodies.Select(System.Text.Encoding.Latin1.GetString));
        Assert.Contains("workwell.followups.dead_lettered", sent, StringComparison.Ordinal);
        Assert.Contains("http.server.request.duration", sent, StringComparison.Ordinal);
        Assert.Contains("/health/live", sent, StringComparison.Ordinal);
    }

    private static async Task SendOneAndHoldOneAsync(RunningHost host)
    {
        await using (var change = host.Services.GetRequiredService<Database>().Begin(Actor.Job("test")))
        {
            host.Services.GetRequiredService<IMessages>().Queue(change, Message("one", change.At));
            await change.CommitAsync(default);
        }
        await host.Services.GetRequiredService<IMessageDispatch>().SendDueAsync(default);
        await using (var change = host.Services.GetRequiredService<Database>().Begin(Actor.Job("test")))
        {
            host.Services.GetRequiredService<IMessages>().Queue(change, Message("two", change.At));
            await change.CommitAsync(default);
        }
    }

    private static MessageRequest Message(string key, DateTimeOffset at) => new()
    {
        Key = key,
        Area = "ncl",
        Type = "referrer-receipt",
        ReferralId = Guid.NewGuid(),
        To = MessageTo.Address("gp@example.org"),
        Fields = new Dictionary<string, string> { ["reference"] = "WW-7K3M-P9QX", ["receivedOn"] = "2026-09-07" },
        NotBefore = at,
    };

    private static MeterListener Listen(ConcurrentDictionary<string, ConcurrentDictionary<string, bool>> measured)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (!instrument.Meter.Name.StartsWith("WorkWell.", StringComparison.Ordinal)) return;
                measured.TryAdd(PrometheusName(instrument), []);
                listening.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Note(instrument, tags));
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Note(instrument, tags));
        listener.Start();
        return listener;

        void Note(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            foreach (var tag in tags) measured[PrometheusName(instrument)][tag.Key] = true;
        }
    }

    // As Prometheus names measurements received over OTLP, without _total, _bucket, _sum and _count.
    private static string PrometheusName(Instrument instrument) => instrument.Name.Replace('.', '_') + (instrument.Unit == "s" ? "_seconds" : "");

    private static string Bare(string name) => Ending().Replace(name, "");

    private static IEnumerable<(string Name, string Text)> Blocks() =>
        Rules.Split("- alert: ").Skip(1)
        .Select(text => (text[..text.IndexOf('\n', StringComparison.Ordinal)].Trim(), text.Replace("}", " }", StringComparison.Ordinal)));

    // The sections below "Measurements and alerts", by their link anchors.
    private static Dictionary<string, string> Promises() => Runbook.Split("\n### ").Skip(1)
        .ToDictionary(text => text[..text.IndexOf('\n', StringComparison.Ordinal)].Trim().ToLowerInvariant().Replace(' ', '-'), text => text.Split("\n## ")[0]);

    private static async Task<WebApplication> CollectorAsync(ConcurrentBag<byte[]> bodies)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost("/v1/{kind}", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            bodies.Add(body.ToArray());
        });
        await app.StartAsync();
        return app;
    }

    [GeneratedRegex(@"(workwell_[a-z_]+)(\{[^}]*\})?")]
    private static partial Regex Rule();

    [GeneratedRegex(@"([a-z_]+)=~?""")]
    private static partial Regex Label();

    [GeneratedRegex("_(total|bucket|sum|count)$")]
    private static partial Regex Ending();
}
