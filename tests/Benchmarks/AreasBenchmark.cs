using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using WorkWell.Areas;
using WorkWell.Areas.Catalogue;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Plugins;
using WorkWell.Areas.Sdk;
using WorkWell.Areas.Settings;
using WorkWell.TestKit;

namespace WorkWell.Benchmarks;

/// <summary>Cold start of 42 areas, each with its own code and 26 agreed examples; and the cost of a decision across the plugin boundary.</summary>
internal static class AreasBenchmark
{
    private const int Areas = 42;
    private const int WarmLoads = 15;

    public static async Task RunAsync(TextWriter output)
    {
        var root = Directory.CreateTempSubdirectory("workwell-42-areas-").FullName;
        try
        {
            for (var i = 0; i < Areas; i++) MakeArea(root, $"area-{i.ToString(CultureInfo.InvariantCulture)}", i);
            MeasureContexts(output, root);
            var before = Environment.CpuUsage.TotalTime;
            var first = await LoadAsync(root);
            var work = Environment.CpuUsage.TotalTime - before;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {Areas} complete areas (settings, code scan, 26 examples each), cold: {first.Elapsed.TotalMilliseconds:0} ms, {work.TotalMilliseconds:0} " +
                $"ms of processor time; target 500 ms"));
            var (again, warm) = (new List<double>(), Environment.CpuUsage.TotalTime);
            for (var i = 0; i < WarmLoads; i++) again.Add((await LoadAsync(root)).Elapsed.TotalMilliseconds);
            warm = (Environment.CpuUsage.TotalTime - warm) / WarmLoads;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  the same, warm: {Rounds.Median(again):0} ms (median of {WarmLoads}), {warm.TotalMilliseconds:0} ms of processor time"));
            await CompareBoundaryAsync(output, first.Areas[0]);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static void MeasureContexts(TextWriter output, string root)
    {
        var times = new double[Areas];
        for (var i = 0; i < Areas; i++)
        {
            var started = Stopwatch.GetTimestamp();
            PluginCode.Load(Path.Combine(root, "plugins", $"area-{i.ToString(CultureInfo.InvariantCulture)}", "WorkWell.Areas.Template.dll"),
                "WorkWell.Areas.Template.TemplateArea");
            times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {Areas} load contexts only: {times.Sum():0} ms; first {times[0]:0.0} ms, others {Rounds.Median(times[1..]):0.00} ms each"));
    }

    private static async Task<(TimeSpan Elapsed, Area[] Areas)> LoadAsync(string root)
    {
        var folders = new AreaFolders(root, root, Path.Combine(root, "plugins"));
        var inspection = new AreaInspection(
            folders, new AreaPlugins(folders), new PluginTrial(folders, new ConfigurationBuilder().Build()),
            Watchdog(), new ServiceCollection().BuildServiceProvider(),
            new ConfigurationBuilder().Build(), NullLogger<AreaInspection>.Instance);
        var started = Stopwatch.GetTimestamp();
        var national = new NationalFollowUps(root);
        var inspected = await Task.WhenAll(
            Enumerable.Range(0, Areas).Select(i => inspection.FromFilesAsync($"area-{i.ToString(CultureInfo.InvariantCulture)}", national)));
        var elapsed = Stopwatch.GetElapsedTime(started);
        if (inspected.FirstOrDefault(one => one.Area is null) is { } refused) throw new InvalidOperationException(refused.Reason);
        return (elapsed, [.. inspected.Select(one => one.Area!)]);
    }

    private static async Task CompareBoundaryAsync(TextWriter output, Area area)
    {
        const int Calls = 20_000_000;
        var inside = new AlwaysYes();
        using var watchdog = Watchdog();
        var guarded = new SafeEligibility(
            new WatchedEligibility(new AlwaysYes(), watchdog.Of("benchmark")), new PluginErrorCounter("benchmark", NullLogger.Instance));
        var facts = new ReferralFacts { ReceivedOn = new DateOnly(2026, 9, 7) };
        var medians = await Rounds.CompareAsync(
            output, 7, ("interface inside the host", () => Task.FromResult(Ask(inside))),
            ("the same across the guarded boundary", () => Task.FromResult(Ask(guarded))));
        var figures = medians.Values.Select(perSecond => 1e9 / perSecond).ToArray();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"  the boundary costs {figures[1] - figures[0]:0.0} ns a call; target 5 ns. Loaded: {area.Code}"));

        long Ask(IEligibility rules)
        {
            for (var i = 0; i < Calls; i++) rules.Decide(facts, DecisionTrace.None);
            return Calls;
        }
    }

    private static PluginWatchdog Watchdog()
    {
        var settings = new ConfigurationBuilder().Build();
        return new(settings, new PluginCallJournal(settings), NullLogger<PluginWatchdog>.Instance);
    }

    // The template's plugin under 42 names, because each area must load its own assembly.
    private static void MakeArea(string root, string code, int number)
    {
        var board = (54_000_100 + number).ToString(CultureInfo.InvariantCulture);
        var plugin = Directory.CreateDirectory(Path.Combine(root, "plugins", code)).FullName;
        foreach (var file in Directory.EnumerateFiles(Checkout.Path("artifacts", "template", "template")))
            File.Copy(file, Path.Combine(plugin, Path.GetFileName(file)));
        Rewrite(Path.Combine(plugin, "plugin.json"), "\"template\"", $"\"{code}\"");
        Rewrite(Path.Combine(plugin, "examples.csv"), "E54000000", $"E{board}");
        var settings = Directory.CreateDirectory(Path.Combine(root, "areas", code)).FullName;
        File.Copy(Checkout.Path("plugins", "Template", "settings", "area.json"), Path.Combine(settings, "area.json"));
        Rewrite(Path.Combine(settings, "area.json"), "\"template\"", $"\"{code}\"");
        Rewrite(Path.Combine(settings, "area.json"), "E54000000", $"E{board}");
        Directory.CreateDirectory(Path.Combine(root, "areas", "national"));
        File.Copy(Checkout.Path("config", "areas", "national", "follow-ups.json"), Path.Combine(root, "areas", "national", "follow-ups.json"), overwrite: true);
    }

    private static void Rewrite(string path, string from, string to) =>
        File.WriteAllText(path, File.ReadAllText(path).Replace(from, to, StringComparison.Ordinal));

    private sealed class AlwaysYes : IEligibility
    {
        public EligibilityDecision Decide(ReferralFacts facts, DecisionTrace trace) => EligibilityDecision.Eligible();
    }
}
