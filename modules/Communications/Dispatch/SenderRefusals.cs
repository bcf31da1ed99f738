using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using WorkWell.Communications.Outbox;
using WorkWell.Communications.Transports;

namespace WorkWell.Communications.Dispatch;

/// <summary>
/// Rejections caused by the sender: a block list, a failed domain check, an API key, a template at Notify. Only an operator can fix them, so they are counted,
/// logged, and reported by the health check for an hour.
/// </summary>
internal sealed class SenderRefusals(TimeProvider clock, ILogger<SenderRefusals> log)
{
    private static readonly TimeSpan ReportedFor = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<(string Carrier, string Reason), long> seen = [];

    /// <summary>The rejections of the last hour, such as "smtp (refused-as-sender)".</summary>
    public IReadOnlyList<string> Recent =>
        [.. seen.Where(one => clock.GetElapsedTime(one.Value) < ReportedFor).Select(one => $"{one.Key.Carrier} ({one.Key.Reason})")
            .Order(StringComparer.Ordinal)];

    /// <summary>Records a carrier's answer if it was caused by the sender.</summary>
    public void Record(string carrier, MessageReference message, SendResult result)
    {
        var reason = result switch
        {
            SendResult.Refused { Of: FailureOf.Us } refused => refused.Reason,
            SendResult.NotSent { Of: FailureOf.Us } notSent => notSent.Reason,
            _ => null,
        };
        if (reason is null) return;
        seen[(carrier, reason)] = clock.GetTimestamp();
        DispatchMetrics.RecordSenderRefusal(carrier, reason);
        log.SenderRefused(carrier, message.ToString(), reason);
    }
}
