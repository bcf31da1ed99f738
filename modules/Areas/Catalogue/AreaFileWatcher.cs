using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Plugins;
using WorkWell.Areas.Publishing;
using WorkWell.Platform;

namespace WorkWell.Areas.Catalogue;

/// <summary>
/// Loads area files and switches: all of them at the start, then each as it changes while the host runs. It compares content every two seconds, because file
/// events are lost on network drives and container mounts, and reloads only what was the same twice, so a file is not read while it is being written. An area
/// that timed out on a slow machine is loaded again once its first attempt has finished.
/// </summary>
internal sealed class AreaFileWatcher(
    AreaFolders folders, FollowPublications publications, AreaCatalogue catalogue, AreaInspection inspection, PluginWatchdog watchdog,
    IEnumerable<IBeforeAreasLoad> before,
    IEnumerable<IAfterAreaChanged> after, IConfiguration configuration, TimeProvider clock, ILogger<AreaFileWatcher> logger)
    : IAreaLoading, IHostedService, IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    // All hosts serve something newly published within two seconds.
    private static readonly TimeSpan PublishedInterval = TimeSpan.FromSeconds(1);
    private readonly CancellationTokenSource stopping = new();
    private Dictionary<string, Stamp> loaded = [];
    private Dictionary<string, Stamp> lastPoll = [];
    private readonly HashSet<string> slow = [];
    private IReadOnlyList<string> knownOverdue = [];
    private string loadedSwitches = "";
    private string lastSwitches = "";
    private ITimer? timer;

    /// <summary>The current poll, or the last one.</summary>
    public Task Poll { get; private set; } = Task.CompletedTask;

    public IReadOnlyList<AreaReport> Inspect(string? only = null, Action<string>? progress = null) => catalogue.Inspect(only, progress);

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        await publications.FetchAsync(cancellationToken);
        foreach (var module in before) await module.PrepareAsync(cancellationToken);
        // Stamped before the files are read: a change in between is seen as a change.
        loadedSwitches = lastSwitches = HashOf(SwitchFile);
        loaded = Stamps();
        await SayAsync(await catalogue.ReloadAsync(loaded.Keys, cancellationToken), cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var interval = publications.IsOn ? PublishedInterval : Interval;
        timer = clock.CreateTimer(_ => { if (Poll.IsCompleted) Poll = PollAsync(stopping.Token); }, null, interval, interval);
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
            ReloadSwitches();
            await publications.FetchAsync(cancellationToken);
            var now = Stamps();
            // What is published is whole; a file in the config folder may be half written.
            var isWhole = now.Where(area => publications.IsOn || lastPoll.GetValueOrDefault(area.Key)?.Files == area.Value.Files);
            slow.UnionWith(inspection.FinishedLate());
            var overdue = watchdog.Overdue;
            var changed = isWhole.Where(area => loaded.GetValueOrDefault(area.Key) != area.Value).Select(area => area.Key).Concat(loaded.Keys.Except(now.Keys))
                .Union(slow).Union(overdue.Except(knownOverdue)).Union(knownOverdue.Except(overdue)).ToArray();
            lastPoll = now;
            if (changed.Length == 0) return;
            var taken = await catalogue.ReloadAsync(changed, cancellationToken);
            slow.Clear();
            knownOverdue = overdue;
            foreach (var code in changed)
            {
                if (now.TryGetValue(code, out var stamp)) loaded[code] = stamp;
                else loaded.Remove(code);
            }
            await SayAsync(taken, cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The edge of a job: the next poll tries again.
            AreasLog.ReloadFailed(logger, failure.GetType().Name);
        }
    }

    private async Task SayAsync(IReadOnlyList<(Area Before, Area After)> taken, CancellationToken cancellationToken)
    {
        foreach (var (served, serving) in taken)
        {
            foreach (var module in after) await module.ChangedAsync(served, serving, cancellationToken);
        }
    }

    private void ReloadSwitches()
    {
        var now = HashOf(SwitchFile);
        if (now != loadedSwitches && now == lastSwitches)
        {
            loadedSwitches = now;
            // Reloading an unreadable file would forget every switch, and so switch areas on that were off.
            if (IsJson(SwitchFile)) ((IConfigurationRoot)configuration).Reload();
            else AreasLog.SwitchesUnreadable(logger);
        }
        lastSwitches = now;
    }

    private Dictionary<string, Stamp> Stamps()
    {
        var national = HashOf(Path.Combine(folders.Served, "areas", Area.National));
        return catalogue.Codes()
            .ToDictionary(code => code,
            code => new Stamp(national + HashOf(Path.Combine(folders.Served, "areas", code)), configuration[$"Areas:{code}:Enabled"]));
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

    // A pipe counts as a change when it appears or disappears; reading it could wait for ever.
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
            // As the configuration reads it.
            using var document = JsonDocument.Parse(
                RegularFile.ReadAllBytes(path), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
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
