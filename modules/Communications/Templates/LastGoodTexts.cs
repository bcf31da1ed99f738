using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WorkWell.Areas.Contracts;
using WorkWell.Platform;

namespace WorkWell.Communications.Templates;

/// <summary>Stores the last good version of each text file in the database, for restarts and for other hosts.</summary>
internal sealed partial class LastGoodTexts(TemplateLibrary library, Database database, ILogger<LastGoodTexts> log) : IBeforeAreasLoad, IHostedService,
    IDisposable
{
    private static readonly Actor Host = Actor.Job("communications.texts");

    // Several files often change together, and each area check reloads them.
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(500);

    private readonly SemaphoreSlim remembering = new(1);
    private Dictionary<string, string> stored = [];
    private ITimer? timer;

    /// <summary>Loads the stored versions, then stores the current good ones.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            Host, "select file, source from communications.good_text", [], row => (File: row.GetString(0), Source: row.GetString(1)), cancellationToken);
        stored = rows.ToDictionary(row => row.File, row => row.Source);
        library.Recall(stored);
        await RememberAsync(cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // Real time, because files do not follow a demonstration's clock.
        timer = TimeProvider.System.CreateTimer(_ => _ = RememberSafelyAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        library.Changed += RememberSoon;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        library.Changed -= RememberSoon;
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        timer?.Dispose();
        remembering.Dispose();
    }

    /// <summary>Stores the current good versions that are not stored yet.</summary>
    internal async Task RememberAsync(CancellationToken cancellationToken)
    {
        var now = library.GoodSources();
        var changed = now.Where(text => stored.GetValueOrDefault(text.File) != text.Source).OrderBy(text => text.File, StringComparer.Ordinal).ToArray();
        if (changed.Length == 0) return;
        await using var change = database.Begin(Host);
        // Ordered by file, to avoid deadlocks between hosts that start together.
        change.Write(
            """
            insert into communications.good_text (file, source, read_at)
            select given.file, given.source, $3 from unnest($1, $2) with ordinality as given (file, source, place) order by given.place
            on conflict (file) do update set source = excluded.source, read_at = excluded.read_at where good_text.source <> excluded.source
            """,
            changed.Select(text => text.File).ToArray(), changed.Select(text => text.Source).ToArray(), change.At);
        await change.CommitAsync(cancellationToken);
        stored = now.ToDictionary(text => text.File, text => text.Source);
    }

    private void RememberSoon(object? sender, EventArgs change) => timer?.Change(Settle, Timeout.InfiniteTimeSpan);

    private async Task RememberSafelyAsync()
    {
        await remembering.WaitAsync();
        try
        {
            await RememberAsync(CancellationToken.None);
        }
        catch (Exception error)
        {
            // Texts work without the database; this is stored at the next change or start.
            NotRemembered(log, error.GetType().Name);
        }
        finally
        {
            remembering.Release();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "The current texts could not be stored ({Kind}). They will be stored at the next change or start.")]
    private static partial void NotRemembered(ILogger log, string kind);
}
