using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Extensions.Hosting;
using Npgsql;
using WorkWell.Access.Contracts;
using WorkWell.Platform;

namespace WorkWell.Access;

internal sealed class SecurityEvents(Database database, IAuditTrail audit, TimeProvider clock) : BackgroundService, ISecurityEvents
{
    /// <summary>How many kinds and keys a host tells apart in a minute; what is beyond is counted together.</summary>
    internal const int MaxApart = 100;

    private const string Somebody = "anybody";
    private static readonly TimeSpan Together = TimeSpan.FromMinutes(1);
    private static readonly Meter Meter = new("WorkWell.Access");
    private static readonly Counter<long> Events = Meter.CreateCounter<long>("workwell.security.events", description: "What looks like an attack, by kind.");
    private readonly Lock gate = new();
    private readonly Dictionary<(string Kind, string Who, string Area), int> counted = [];

    public async ValueTask RecordAsync(string kind, Actor? actor, CancellationToken cancellationToken)
    {
        Count(kind);
        if (!IsFirst(kind, actor)) return;
        await WriteAsync([new(KeyOf(kind, actor), 1)], cancellationToken);
    }

    public void Count(string kind) => Events.Add(1, new KeyValuePair<string, object?>("kind", kind));

    /// <summary>Writes what was counted since the last time.</summary>
    internal async Task WriteCountedAsync(CancellationToken cancellationToken)
    {
        KeyValuePair<(string, string, string), int>[] due;
        lock (gate)
        {
            due = [.. counted.Where(pair => pair.Value > 0)];
            counted.Clear();
        }
        if (due.Length > 0) await WriteAsync(due, cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await WriteCountedAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Together, clock, stoppingToken);
                await WriteCountedAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops, and StopAsync writes what is left.
        }
    }

    private bool IsFirst(string kind, Actor? actor)
    {
        lock (gate)
        {
            var key = KeyOf(kind, actor);
            if (!counted.TryGetValue(key, out var before) && counted.Count < MaxApart)
            {
                counted[key] = 0;
                return true;
            }
            if (!counted.ContainsKey(key)) key = (kind, Somebody, Everywhere);
            counted[key] = counted.GetValueOrDefault(key) + 1;
            return false;
        }
    }

    private const string Everywhere = "national";

    // An entry belongs to one area, whose people may read it; what concerns several stands with the national desk.
    private static (string Kind, string Who, string Area) KeyOf(string kind, Actor? actor) =>
        (kind, actor?.Name ?? Somebody, actor?.Areas is [var area] && area != Actor.AllAreas[0] ? area : Everywhere);

    private async Task WriteAsync(IReadOnlyList<KeyValuePair<(string Kind, string Who, string Area), int>> due, CancellationToken cancellationToken)
    {
        try
        {
            // Each key writes under its own name, as everything else in the trail.
            foreach (var who in due.GroupBy(pair => pair.Key.Who))
            {
                await using var change = database.Begin(new Actor(who.Key, Actor.AllAreas, "security"));
                foreach (var (key, number) in who)
                    audit.Record(change, key.Area, $"security.{key.Kind}", Guid.Empty,
                        string.Create(CultureInfo.InvariantCulture, $$"""{"times":{{number}}}"""));
                await change.CommitAsync(cancellationToken);
            }
        }
        catch (Exception failure) when (failure is NpgsqlException or OperationCanceledException)
        {
            // Counted again, to be written when the database answers; the refusal itself does not depend on it.
            lock (gate)
            {
                foreach (var (key, number) in due) counted[key] = counted.GetValueOrDefault(key) + number;
            }
        }
    }
}
