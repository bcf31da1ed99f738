using System.Diagnostics.Metrics;
using WorkWell.Communications.Contracts;
using WorkWell.Communications.Outbox;
using WorkWell.Platform;

namespace WorkWell.Communications.Dispatch;

/// <summary>Updates the metrics of unfinished messages, once a minute.</summary>
internal sealed class MeasureMessages(ISentMessages sent, TimeProvider clock) : IRecurringJob
{
    public const string Key = "communications.measure-messages";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var counts = await sent.CountsAsync(Actor.Job(Key), cancellationToken);
        var now = clock.GetUtcNow();
        DispatchMetrics.RecordUnfinished(
            [.. counts.Select(count => new Measurement<long>(count.Count, Tags(count)))],
            [.. counts.Where(count => count.Due > 0 && count.Oldest is not null)
                .Select(count => new Measurement<double>((now - count.Oldest!.Value).TotalSeconds, Tags(count)))]);
    }

    private static KeyValuePair<string, object?>[] Tags(MessageCount count) =>
        [new("area", count.Area), new("channel", ChannelCode.Of(count.Channel)), new("state", StoredKeys<MessageState>.Of(count.State))];
}
