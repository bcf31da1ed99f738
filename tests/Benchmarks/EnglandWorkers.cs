using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace WorkWell.Benchmarks;

/// <summary>The worker processes of the England run. A killed worker is restarted and given the same command again.</summary>
internal sealed class EnglandWorkers(int count, string connectionString, int ledger) : IAsyncDisposable
{
    private readonly Process?[] running = new Process?[count];
    private int next;

    public int Killed { get; private set; }

    public long PeakMegabytes { get; private set; }

    /// <summary>The processor time of all ended workers, killed or disposed of.</summary>
    public TimeSpan Used { get; private set; }

    /// <summary>Runs one day on all workers. They share the arrivals, the starts and the due work.</summary>
    public async Task LiveAsync(DateTimeOffset now, (int From, int To) arriving, (int From, int To) starting, TimeSpan? killAfter)
    {
        var victim = killAfter is null ? -1 : next++ % count;
        await Task.WhenAll(Enumerable.Range(0, count).Select(async i =>
        {
            var (arrive, start) = (Share(arriving, i), Share(starting, i));
            var told = string.Create(CultureInfo.InvariantCulture, $"{now.UtcTicks} {arrive.From} {arrive.To} {start.From} {start.To}");
            if (i != victim)
            {
                await TellAsync(i, told);
                return;
            }
            var telling = TellAsync(i, told);
            await Task.WhenAny(telling, Task.Delay(killAfter!.Value));
            await EndAsync(i);
            Killed++;
            await telling.ContinueWith(_ => { }, TaskScheduler.Default);
            await TellAsync(i, told);
        }));
    }

    public async ValueTask DisposeAsync()
    {
        for (var i = 0; i < count; i++) await EndAsync(i);
    }

    private (int From, int To) Share((int From, int To) all, int i)
    {
        var number = all.To - all.From;
        return (all.From + (number * i / count), all.From + (number * (i + 1) / count));
    }

    private async Task EndAsync(int i)
    {
        if (running[i] is not { } process) return;
        Note(process);
        Used += process.TotalProcessorTime;
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        running[i] = null;
    }

    private async Task TellAsync(int i, string told)
    {
        var process = running[i] ??= Start();
        await process.StandardInput.WriteLineAsync(told);
        await process.StandardInput.FlushAsync();
        string? line;
        do line = await process.StandardOutput.ReadLineAsync();
        while (line is not (null or "done"));
        if (line is null) throw new InvalidOperationException("A worker ended unexpectedly.");
        Note(process);
    }

    private Process Start() =>
        Process.Start(new ProcessStartInfo(
        "dotnet", [Assembly.GetExecutingAssembly().Location, "england", .. BenchmarkSize.Arguments, "--worker", connectionString,
        ledger.ToString(CultureInfo.InvariantCulture)])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;

    private void Note(Process process)
    {
        try
        {
            process.Refresh();
            PeakMegabytes = Math.Max(PeakMegabytes, process.PeakWorkingSet64 / 1024 / 1024);
        }
        catch (InvalidOperationException)
        {
            // The worker has already ended.
        }
    }
}
