using System.Diagnostics.Metrics;

namespace WorkWell.FollowUps;

/// <summary>What is measured of follow-ups. The alert rules in docs/operations/alerts.yaml go by these names.</summary>
internal static class FollowUpMetrics
{
    public const string MeterName = "WorkWell.FollowUps";

    private static readonly Meter Meter = new(MeterName);
    private static long setAside;
    private static double oldestDueSeconds;

    public static readonly Counter<long> Planned = Meter.CreateCounter<long>(
        "workwell.followups.planned", description: "Follow-ups planned, those done at once included.");

    public static readonly Counter<long> Done = Meter.CreateCounter<long>(
        "workwell.followups.done", description: "Follow-ups whose time came, by what became of them.");

    public static readonly Histogram<double> Lateness = Meter.CreateHistogram<double>(
        "workwell.followups.lateness", "s", "From the time a follow-up was due to the time it was done.");

    public static readonly Histogram<double> Batches = Meter.CreateHistogram<double>(
        "workwell.followups.batch", "s", "How long a batch took, from claim to commit.");

    static FollowUpMetrics()
    {
        Meter.CreateObservableGauge(
            "workwell.followups.set_aside", () => Interlocked.Read(ref setAside), description: "Follow-ups that a person has to look at.");
        Meter.CreateObservableGauge(
            "workwell.followups.oldest_due_age", () => Volatile.Read(ref oldestDueSeconds), "s", "How long the oldest follow-up that is due has been waiting.");
    }

    public static void NoteSetAside(long count) => Interlocked.Exchange(ref setAside, count);

    public static void NoteOldestDue(TimeSpan age) => Volatile.Write(ref oldestDueSeconds, Math.Max(0, age.TotalSeconds));
}
