using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using WorkWell.Communications.Outbox;
using WorkWell.Communications.Transports;

namespace WorkWell.Communications.Dispatch;

/// <summary>
/// Refusals that speak of us as a sender: a block list, a failed check of our domain, a key, a template at Notify. No reader can mend them, so an operator
/// hears of them: by a
/// count, the log, and the health report for an hour.
/// </summary>
internal sealed class SenderRefusals(TimeProvider clock, ILogger<SenderRefusals> log)
{
    private static readonly TimeSpan ReportedFor = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<(string Carrier, string Reason), long> seen = [];

    /// <summary>The refusals of the last hour: "smtp (refused-as-sender)".</summary>
    public IReadOnlyList<string> Recent =>
        [.. seen.Where(one => clock.GetElapsedTime(one.Value) < ReportedFor).Select(one => $"{one.Key.Carrier} ({one.Key.Reason})")
        .Order(StringComparer.Ordinal)];

    /// <summary>Notes what a carrier answered, if it speaks of us.</summary>
    public void Note(string carrier, MessageReference message, SendResult result)
    {
        var reason = result switch
        {
            SendResult.Refused { Of: FailureOf.Us } refused => refused.Reason,
            SendResult.NotSent { Of: FailureOf.Us } notSent => notSent.Reason,
            _ => null,
        };
        if (reason is null) return;
        seen[(carrier, reason)] = clock.GetTimestamp();
        DispatchMetrics.NoteSenderRefusal(carrier, reason);
        log.SenderRefused(carrier, message.ToString(), reason);
    }
}
