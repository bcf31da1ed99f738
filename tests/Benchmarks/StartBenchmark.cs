using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using WorkWell.Areas.Places;
using WorkWell.TestKit;

namespace WorkWell.Benchmarks;

/// <summary>
/// Time from process start to the first response that reports every area ready: all areas, 2.6 million invented postcodes and a running database, compared
/// with an empty ASP.NET Core host. A new process each time.
/// </summary>
internal static partial class StartBenchmark
{
    /// <summary>The argument that makes this program run as the empty host.</summary>
    public const string EmptyHost = "--empty-host";

    private const int Postcodes = 2_600_000;
    private const int Starts = 7;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static async Task RunAsync(TextWriter output)
    {
        await using var database = await DurableDatabase.StartAsync("bench_start");
        var data = Directory.CreateTempSubdirectory("workwell-start-").FullName;
        try
        {
            LoadPostcodes(data);
            var settings = new Dictionary<string, string> { ["WORKWELL_DATABASE"] = database.HostConnectionString, ["WORKWELL_DATA"] = data };
            var (empty, ours) = (new List<Took>(), new List<Took>());
            for (var i = 0; i <= Starts; i++)
            {
                var one = await StartAsync([typeof(StartBenchmark).Assembly.Location, EmptyHost], [], "/");
                var other = await StartAsync([ServingProcess.HostFile, "serve", "--port", "0"], settings, "/health/ready");
                // The first start publishes the areas' settings and fills the disk cache.
                if (i == 0) continue;
                empty.Add(one);
                ours.Add(other);
            }
            Write(output, "empty ASP.NET Core host, first answer", empty);
            Write(output, $"ours, every area ready, {Postcodes:N0} postcodes", ours);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {Median(ours, took => took.Clock) / Median(empty, took => took.Clock):0.0} times the empty host; target: first answer within 1,500 ms"));
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    /// <summary>A minimal host.</summary>
    public static Task RunEmptyHostAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/", () => TypedResults.Ok());
        app.Lifetime.ApplicationStarted.Register(() => Console.Error.WriteLine($"Ready at {app.Urls.First()}/"));
        return app.RunAsync();
    }

    private static void LoadPostcodes(string data)
    {
        var file = Path.Combine(data, "ONSPD_SYNTHETIC.csv");
        SyntheticPostcodes.Write(file, SyntheticPostcodes.Make(Postcodes));
        new PlaceLoader(new PlaceFolders(data, data), TimeProvider.System).LoadPostcodes(file, acceptSmaller: false, null, default);
        File.Delete(file);
    }

    private static async Task<Took> StartAsync(IReadOnlyList<string> arguments, Dictionary<string, string> settings, string path)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var (name, value) in settings) start.Environment[name] = value;
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        try
        {
            using var patience = new CancellationTokenSource(Patience);
            _ = process.StandardOutput.ReadToEndAsync(patience.Token);
            var address = await AddressAsync(process.StandardError, patience.Token);
            _ = process.StandardError.ReadToEndAsync(patience.Token);
            using var client = new HttpClient();
            (await client.GetAsync(new Uri(address + path), patience.Token)).EnsureSuccessStatusCode();
            return new(Stopwatch.GetElapsedTime(started), process.TotalProcessorTime);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private static async Task<string> AddressAsync(StreamReader says, CancellationToken cancellationToken)
    {
        while (await says.ReadLineAsync(cancellationToken) is { } line)
        {
            if (Address().Match(line) is { Success: true } found) return found.Value;
        }
        throw new InvalidOperationException("The host did not report its address.");
    }

    private static void Write(TextWriter output, string what, IReadOnlyList<Took> starts) => output.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"  {what,-52} median {Median(starts, took => took.Clock),6:0} ms, longest {starts.Max(took => took.Clock.TotalMilliseconds),6:0} ms, {Median(
        starts, took => took.Processor),6:0} ms of processor time"));

    private static double Median(IEnumerable<Took> starts, Func<Took, TimeSpan> time) => Rounds.Median(starts.Select(took => time(took).TotalMilliseconds));

    [GeneratedRegex("http://127[^/ ]+")]
    private static partial Regex Address();

    private sealed record Took(TimeSpan Clock, TimeSpan Processor);
}
