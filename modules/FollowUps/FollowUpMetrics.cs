using System.Diagnostics.Metrics;

namespace WorkWell.FollowUps;

/// <summary>Measurements of follow-ups. docs/operations/alerts.yaml refers to them by name.</summary>
internal static class FollowUpMetrics
{
    public const string MeterName = "WorkWell.FollowUps";

    private static readonly Meter Meter = new(MeterName);
    private static long deadLettered;
    private static double oldestDueSeconds;

    public static readonly Counter<long> Planned = Meter.CreateCounter<long>(
        "workwell.followups.planned", description: "Follow-ups planned, including those done at once.");

    public static readonly Counter<long> Done = Meter.CreateCounter<long>(
        "workwell.followups.done", description: "Follow-ups processed, by outcome.");

    public static readonly Histogram<double> Lateness = Meter.CreateHistogram<double>(
        "workwell.followups.lateness", "s", "The time from due to done.");

    public static readonly Histogram<double> Batches = Meter.CreateHistogram<double>(
        "workwell.followups.batch", "s", "The duration of a batch, from claim to commit.");

    static FollowUpMetrics()
    {
        Meter.CreateObservableGauge(
            "workwell.followups.dead_lettered", () => Interlocked.Read(ref deadLettered), description: "Follow-ups that failed and need a person.");
        Meter.CreateObservableGauge(
            "workwell.followups.oldest_due_age", () => Volatile.Read(ref oldestDueSeconds), "s", "The age of the oldest due follow-up.");
    }

    public static void NoteDeadLettered(long count) => Interlocked.Exchange(ref deadLettered, count);

    public static void NoteOldestDue(TimeSpan age) => Volatile.Write(ref oldestDueSeconds, Math.Max(0, age.TotalSeconds));
}
