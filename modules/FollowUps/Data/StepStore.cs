using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Npgsql;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;

namespace WorkWell.FollowUps;

/// <summary>Stores steps as they were when follow-ups were planned from them, and caches them in memory.</summary>
internal sealed class StepStore(Database database)
{
    private readonly ConcurrentDictionary<long, PlannedStep> known = new();
    private readonly ConditionalWeakTable<AreaSettings, ConditionalWeakTable<FollowUpStep, Resolved>> resolved = [];

    /// <summary>Resolves steps for an area, once for each revision of its settings.</summary>
    public List<PlannedStep> ResolveSteps(IReadOnlyList<FollowUpStep> steps, AreaSettings settings)
    {
        var cache = resolved.GetValue(settings, static _ => []);
        var planned = new List<PlannedStep>(steps.Count);
        foreach (var step in steps)
        {
            if (!cache.TryGetValue(step, out var entry)) cache.AddOrUpdate(step, entry = new(PlannedStep.From(step, settings.Limits)));
            if (entry.Step is { } one) planned.Add(one);
        }
        return planned;
    }

    /// <summary>Stores missing steps in the same transaction as the follow-ups that refer to them.</summary>
    public void Store(Change change, IEnumerable<PlannedStep> steps)
    {
        foreach (var step in steps)
        {
            if (known.ContainsKey(step.Id)) continue;
            change.Write(
                """
                insert into follow_ups.step (id, code, trigger, recipient, message, task, after, length, at_any_hour, ended_by)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                on conflict do nothing
                """,
                step.Id, step.Code, StoredKeys<Trigger>.Of(step.Trigger), StoredKeys<Recipient>.Of(step.For), step.Message, step.Task, step.After.ToString(),
                step.Length?.ToString(), step.AtAnyHour,
                step.EndedBy.Select(StoredKeys<Trigger>.Of).ToArray());
            change.AfterCommit(() => known.TryAdd(step.Id, step));
        }
    }

    /// <summary>Finds stored steps.</summary>
    public async ValueTask<IReadOnlyDictionary<long, PlannedStep>> FindAsync(IEnumerable<long> ids, CancellationToken cancellationToken)
    {
        var missing = ids.Distinct().Where(id => !known.ContainsKey(id)).ToArray();
        if (missing.Length == 0) return known;
        var found = await database.ReadAsync(
            Actor.Job("follow-ups.tick"),
            "select id, code, trigger, recipient, message, task, after, length, at_any_hour, ended_by from follow_ups.step where id = any ($1)",
            [missing], Read, cancellationToken);
        foreach (var step in found) known.TryAdd(step.Id, step);
        return known;
    }

    private static PlannedStep Read(NpgsqlDataReader row) => new()
    {
        Id = row.GetInt64(0),
        Code = row.GetString(1),
        Trigger = StoredKeys<Trigger>.Read(row.GetString(2)),
        For = StoredKeys<Recipient>.Read(row.GetString(3)),
        Message = row.IsDBNull(4) ? null : row.GetString(4),
        Task = row.IsDBNull(5) ? null : row.GetString(5),
        After = Delay.Parse(row.GetString(6)),
        Length = row.IsDBNull(7) ? null : Delay.Parse(row.GetString(7)),
        AtAnyHour = row.GetBoolean(8),
        EndedBy = [.. row.GetFieldValue<string[]>(9).Select(StoredKeys<Trigger>.Read)],
    };

    // The step is null when the area does not state its limit.
    private sealed record Resolved(PlannedStep? Step);
}
