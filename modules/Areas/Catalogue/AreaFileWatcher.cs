using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WorkWell.Areas.Contracts;
using WorkWell.Platform;

namespace WorkWell.Areas.Catalogue;

/// <summary>
/// Takes up area files and switches: all of them at the start, then each as it changes while the host runs. It looks every two seconds, by content, because
/// file events are lost on network drives and
/// container mounts; and it takes up only what looked the same twice, so that a file that is being written is left alone until it is whole. An area that was
/// given up because the machine was
/// slow is tried again as soon as the first try has come to its end.
/// </summary>
internal sealed class AreaFileWatcher(
    AreaFolders folders, AreaCatalogue catalogue, AreaInspection inspection, IEnumerable<IBeforeAreasLoad> before, IConfiguration configuration,
    TimeProvider clock, ILogger<AreaFileWatcher> logger) : IAreaLoading, IHostedService, IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private readonly CancellationTokenSource stopping = new();
    private Dictionary<string, Stamp> taken = [];
    private Dictionary<string, Stamp> lastPoll = [];
    private readonly HashSet<string> slow = [];
    private string takenSwitches = "";
    private string lastSwitches = "";
    private ITimer? timer;

    /// <summary>The look that is under way or was the last.</summary>
    public Task Poll { get; private set; } = Task.CompletedTask;

    public IReadOnlyList<AreaReport> Inspect() => catalogue.Inspect();

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        foreach (var module in before) await module.PrepareAsync(cancellationToken);
        // Stamped before the files are read: a change in between is seen as a change.
        takenSwitches = lastSwitches = HashOf(SwitchFile);
        taken = Stamps();
        await catalogue.TakeUpAsync(taken.Keys, cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        timer = clock.CreateTimer(_ => { if (Poll.IsCompleted) Poll = PollAsync(stopping.Token); }, null, Interval, Interval);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (timer is not null) await timer.DisposeAsync();
        await stopping.CancelAsync();
        await Poll.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync()
    {
        if (timer is not null) await timer.DisposeAsync();
        stopping.Dispose();
    }

    private string SwitchFile => Path.Combine(folders.Config, "workwell.json");

    private async Task PollAsync(CancellationToken cancellationToken)
    {
        try
        {
            TakeUpSwitches();
            var now = Stamps();
            var isWhole = now.Where(area => lastPoll.GetValueOrDefault(area.Key)?.Files == area.Value.Files);
            slow.UnionWith(inspection.FinishedLate());
            var changed = isWhole.Where(area => taken.GetValueOrDefault(area.Key) != area.Value).Select(area => area.Key).Concat(taken.Keys.Except(now.Keys))
                .Union(slow).ToArray();
            lastPoll = now;
            if (changed.Length == 0) return;
            await catalogue.TakeUpAsync(changed, cancellationToken);
            slow.Clear();
            foreach (var code in changed)
            {
                if (now.TryGetValue(code, out var stamp)) taken[code] = stamp;
                else taken.Remove(code);
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // A look is the edge of a job: the next one tries again.
            AreasLog.ReloadFailed(logger, failure.GetType().Name);
        }
    }

    private void TakeUpSwitches()
    {
        var now = HashOf(SwitchFile);
        if (now != takenSwitches && now == lastSwitches)
        {
            takenSwitches = now;
            // Reloading an unreadable file would forget every switch, and so switch areas on that were off.
            if (IsJson(SwitchFile)) ((IConfigurationRoot)configuration).Reload();
            else AreasLog.SwitchesUnreadable(logger);
        }
        lastSwitches = now;
    }

    private Dictionary<string, Stamp> Stamps()
    {
        var national = HashOf(Path.Combine(folders.Config, "areas", Area.National));
        return catalogue.Codes()
            .ToDictionary(code => code,
            code => new Stamp(national + HashOf(Path.Combine(folders.Config, "areas", code)), configuration[$"Areas:{code}:Enabled"]));
    }

    private static string HashOf(string path)
    {
        var files = Directory.Exists(path) ? RegularFile.Below(path) : File.Exists(path) ? [path] : Enumerable.Empty<string>();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(file));
            hash.AppendData(Content(file));
        }
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    // A pipe is a change when it comes and when it goes, and nothing to wait for.
    private static byte[] Content(string file)
    {
        try
        {
            return RegularFile.ReadAllBytes(file);
        }
        catch (IrregularFileException)
        {
            return [];
        }
    }

    private static bool IsJson(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(RegularFile.ReadAllBytes(path));
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (Exception unreadable) when (unreadable is JsonException or IOException)
        {
            return false;
        }
    }

    // What an area depends on: its own files and the national ones, and its switch.
    private sealed record Stamp(string Files, string? Switch);
}
