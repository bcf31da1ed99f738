using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WorkWell.Areas.Contracts;
using WorkWell.Platform;

namespace WorkWell.Communications.Templates;

/// <summary>Keeps the last good form of each file of words in the database, for the next start and for every host.</summary>
internal sealed partial class LastGoodTexts(TemplateLibrary library, Database database, ILogger<LastGoodTexts> log) : IBeforeAreasLoad, IHostedService,
    IDisposable
{
    private static readonly Actor Host = Actor.Job("communications.texts");

    // Several files often change together, and each area that is checked reads all of them again.
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(500);

    private readonly SemaphoreSlim remembering = new(1);
    private Dictionary<string, string> stored = [];
    private ITimer? timer;

    /// <summary>Takes up what was good before this start, and remembers what is good now.</summary>
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
        // Files change in real time, whatever the clock of a demonstration says.
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

    /// <summary>Stores what is good now and was not stored yet.</summary>
    internal async Task RememberAsync(CancellationToken cancellationToken)
    {
        var now = library.GoodSources();
        var changed = now.Where(text => stored.GetValueOrDefault(text.File) != text.Source).OrderBy(text => text.File, StringComparer.Ordinal).ToArray();
        if (changed.Length == 0) return;
        await using var change = database.Begin(Host);
        // In one order, so that hosts which start together do not wait for each other in a circle.
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
            // Words change without a database too; what was not stored is with the next change or start.
            NotRemembered(log, error.GetType().Name);
        }
        finally
        {
            remembering.Release();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "The texts that are good now could not be stored ({Kind}). They are stored with the next change or start.")]
    private static partial void NotRemembered(ILogger log, string kind);
}
