using Microsoft.Extensions.Hosting;

namespace WorkWell.Communications.Templates;

/// <summary>Reloads texts soon after a file changes.</summary>
internal sealed class TemplateFileWatcher(TemplateLibrary library) : IHostedService, IDisposable
{
    // Editors write a file in several steps.
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(300);

    private FileSystemWatcher? watcher;
    private ITimer? timer;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(library.Folder)) return Task.CompletedTask;
        // Real time, because files do not follow a demonstration's clock.
        timer = TimeProvider.System.CreateTimer(_ => library.Reload(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        watcher = new FileSystemWatcher(library.Folder) { IncludeSubdirectories = true };
        watcher.Changed += (_, _) => ReloadSoon();
        watcher.Created += (_, _) => ReloadSoon();
        watcher.Deleted += (_, _) => ReloadSoon();
        watcher.Renamed += (_, _) => ReloadSoon();
        watcher.EnableRaisingEvents = true;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        watcher?.Dispose();
        timer?.Dispose();
    }

    private void ReloadSoon() => timer?.Change(Settle, Timeout.InfiniteTimeSpan);
}
