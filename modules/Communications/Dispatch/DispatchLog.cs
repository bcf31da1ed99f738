using Microsoft.Extensions.Logging;

namespace WorkWell.Communications.Dispatch;

/// <summary>The log messages of sending: ids, codes and counts, and nothing personal.</summary>
internal static partial class DispatchLog
{
    [LoggerMessage(1, LogLevel.Error, "Message {Reference} of type {Type} could not be rendered: {Kind}.")]
    public static partial void RenderingThrew(this ILogger log, string type, string reference, string kind);

    [LoggerMessage(3, LogLevel.Error, "{Count} outcomes could not be recorded ({Kind}); they will be retried.")]
    public static partial void RecordingFailed(this ILogger log, int count, string kind);

    [LoggerMessage(4, LogLevel.Error,
        "The database rejected the outcome of message {Reference} ({SqlState}). The message is recovered when its lease expires.")]
    public static partial void OutcomeRejected(this ILogger log, string reference, string sqlState);

    [LoggerMessage(5, LogLevel.Warning, "Transport {Transport} paused: {Reason}.")]
    public static partial void TransportPaused(this ILogger log, string transport, string reason);

    [LoggerMessage(6, LogLevel.Warning, "Recovered {Count} messages with an expired lease; the transport is asked about {ToAsk} of them.")]
    public static partial void ExpiredLeasesRecovered(this ILogger log, int count, int toAsk);

    [LoggerMessage(7, LogLevel.Warning, "Message {Reference} dead-lettered: {Reason}.")]
    public static partial void DeadLettered(this ILogger log, string reference, string reason);

    [LoggerMessage(8, LogLevel.Warning, "The outcome of message {Reference} is unknown: {Reason}. A person has to decide.")]
    public static partial void Unconfirmed(this ILogger log, string reference, string reason);

    [LoggerMessage(9, LogLevel.Error, "Transport {Transport} threw {Kind}.")]
    public static partial void TransportThrew(this ILogger log, string transport, string kind);

    [LoggerMessage(10, LogLevel.Warning, "This host is a worker without a transport, so it sends nothing. See Dispatch:Transports.")]
    public static partial void NoTransport(this ILogger log);

    [LoggerMessage(11, LogLevel.Warning, "Delivery receipt rejected: {Reason}.")]
    public static partial void ReceiptRefused(this ILogger log, string reason);

    [LoggerMessage(12, LogLevel.Information, "Read {Count} returned e-mails: {Bounced} bounces, {Stopped} unsubscribe requests, {Unread} not understood.")]
    public static partial void ReturnedMailRead(this ILogger log, int count, int bounced, int stopped, int unread);

    [LoggerMessage(13, LogLevel.Information, "Writing {Count} attempts conflicted with another transaction ({SqlState}); retrying.")]
    public static partial void BeginRetried(this ILogger log, int count, string sqlState);

    [LoggerMessage(14, LogLevel.Error,
        "Carrier {Carrier} rejected message {Reference} because of the sender: {Reason}. An operator has to act; see docs/operations/running.md.")]
    public static partial void SenderRefused(this ILogger log, string carrier, string reference, string reason);
}
