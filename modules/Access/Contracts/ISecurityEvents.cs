using WorkWell.Platform;

namespace WorkWell.Access.Contracts;

/// <summary>
/// Records what looks like an attack, in the audit trail and as a metric. A flood does not become a flood of rows: the first of a kind and key is written at
/// once, the others of that minute as one entry with their number.
/// </summary>
public interface ISecurityEvents
{
    /// <summary>Records one event.</summary>
    /// <param name="kind">One of <see cref="SecurityEvent.All"/>.</param>
    /// <param name="actor">Whose key it was; null where nobody is known.</param>
    /// <param name="cancellationToken">Stops the write; the event is then written with the next ones.</param>
    /// <returns>A task that completes when it is counted, and the first of a minute written.</returns>
    ValueTask RecordAsync(string kind, Actor? actor, CancellationToken cancellationToken);

    /// <summary>Counts an event in the metric only, for a caller that writes its own entry with the change it belongs to.</summary>
    /// <param name="kind">One of <see cref="SecurityEvent.All"/>.</param>
    void Count(string kind);
}
