using System.Collections.Concurrent;

namespace WorkWell.Platform;

/// <summary>The jobs of this host, to run one from a command, a demonstration or a test.</summary>
/// <param name="jobs">The registered jobs.</param>
/// <param name="services">Creates the jobs.</param>
public sealed class RecurringJobs(IEnumerable<RecurringJob> jobs, IServiceProvider services)
{
    private readonly Dictionary<string, RecurringJob> byKey = jobs.ToDictionary(job => job.Key);
    private readonly ConcurrentDictionary<string, IRecurringJob> begun = new();

    /// <summary>Every job.</summary>
    public IReadOnlyCollection<RecurringJob> All => byKey.Values;

    /// <summary>Runs a job now.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    /// <exception cref="ArgumentException">There is no job with that key.</exception>
    public Task RunAsync(string key, CancellationToken cancellationToken) =>
        byKey.TryGetValue(key, out var job)
            ? begun.GetOrAdd(key, _ => job.Job(services)).RunAsync(cancellationToken)
            : throw new ArgumentException($"There is no job '{key}'. There are: {string.Join(", ", byKey.Keys.Order(StringComparer.Ordinal))}.", nameof(key));

    /// <summary>Finds a job by key; null when this host has none.</summary>
    internal RecurringJob? Find(string key) => byKey.GetValueOrDefault(key);

    /// <summary>Lets a job complete what is in progress.</summary>
    internal Task FinishAsync(string key) => begun.TryGetValue(key, out var job) ? job.FinishAsync() : Task.CompletedTask;
}
