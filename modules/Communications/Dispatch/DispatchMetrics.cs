using System.Diagnostics.Metrics;

namespace WorkWell.Communications.Dispatch;

/// <summary>The metrics of sending. Labels are codes, never personal facts.</summary>
internal static class DispatchMetrics
{
    private static readonly Meter Meter = new("WorkWell.Messages");
    private static readonly Counter<long> Outcomes = Meter.CreateCounter<long>(
        "workwell.messages.outcomes", description: "Outcomes of attempts, by state and reason.");
    private static readonly Counter<long> SenderRefusals = Meter.CreateCounter<long>(
        "workwell.messages.sender_refusals", description: "Messages rejected because of the sender, by carrier and reason.");
    private static readonly Histogram<double> Calls = Meter.CreateHistogram<double>(
        "workwell.messages.call.duration", "s", "How long a transport took to answer.");
    private static readonly Histogram<double> Lateness = Meter.CreateHistogram<double>(
        "workwell.messages.lateness", "s", "How long after its due time a message was claimed.");
    private static volatile IReadOnlyList<Measurement<long>> unfinished = [];
    private static volatile IReadOnlyList<Measurement<double>> oldest = [];

    static DispatchMetrics()
    {
        Meter.CreateObservableGauge("workwell.messages.standing", () => unfinished, description: "Unfinished messages, by area, channel and state.");
        Meter.CreateObservableGauge("workwell.messages.oldest", () => oldest, "s", "How long the oldest due message has waited, by area, channel and state.");
    }

    public static void RecordOutcome(string state, string? reason) => Outcomes.Add(1, new("state", state), new("reason", reason ?? ""));

    public static void RecordSenderRefusal(string carrier, string reason) => SenderRefusals.Add(1, new("transport", carrier), new("reason", reason));

    public static void RecordCall(string transport, TimeSpan took) =>
        Calls.Record(took.TotalSeconds, new KeyValuePair<string, object?>("transport", transport));

    public static void RecordLateness(TimeSpan late) => Lateness.Record(Math.Max(0, late.TotalSeconds));

    public static void RecordUnfinished(IReadOnlyList<Measurement<long>> counts, IReadOnlyList<Measurement<double>> ages) =>
        (unfinished, oldest) = (counts, ages);
}
