using System.Collections.Concurrent;

namespace WorkWell.Platform;

/// <summary>The jobs of this host, to run one by hand: from a command, a demonstration or a test.</summary>
/// <param name="jobs">What the modules registered.</param>
/// <param name="services">Makes the jobs.</param>
public sealed class RecurringJobs(IEnumerable<RecurringJob> jobs, IServiceProvider services)
{
    private readonly Dictionary<string, RecurringJob> byKey = jobs.ToDictionary(job => job.Key);
    private readonly ConcurrentDictionary<string, IRecurringJob> begun = new();

    /// <summary>Every job.</summary>
    public IReadOnlyCollection<RecurringJob> All => byKey.Values;

    /// <summary>Runs a job now.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="ArgumentException">There is no job of that key.</exception>
    public Task RunAsync(string key, CancellationToken cancellationToken) =>
        byKey.TryGetValue(key, out var job)
            ? begun.GetOrAdd(key, _ => job.Job(services)).RunAsync(cancellationToken)
            : throw new ArgumentException($"There is no job '{key}'. There are: {string.Join(", ", byKey.Keys.Order(StringComparer.Ordinal))}.", nameof(key));

    /// <summary>The job of a key, or null where this host has none of it.</summary>
    internal RecurringJob? Find(string key) => byKey.GetValueOrDefault(key);

    /// <summary>Lets a job end what it left under way.</summary>
    internal Task FinishAsync(string key) => begun.TryGetValue(key, out var job) ? job.FinishAsync() : Task.CompletedTask;
}
