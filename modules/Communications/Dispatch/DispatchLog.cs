using Microsoft.Extensions.Logging;

namespace WorkWell.Communications.Dispatch;

/// <summary>What sending writes to the log: ids, codes and counts, never who or what.</summary>
internal static partial class DispatchLog
{
    [LoggerMessage(1, LogLevel.Error, "Message {Reference} of type {Type} could not be put into words: {Kind}.")]
    public static partial void RenderingThrew(this ILogger log, string type, string reference, string kind);

    [LoggerMessage(3, LogLevel.Error, "{Count} outcomes cannot be recorded yet: {Kind}. They are kept and tried again.")]
    public static partial void RecordingFailed(this ILogger log, int count, string kind);

    [LoggerMessage(4, LogLevel.Error,
        "The outcome of message {Reference} was refused by the database and is given up: {SqlState}. Its lease will lapse and it will be looked after.")]
    public static partial void OutcomeGivenUp(this ILogger log, string reference, string sqlState);

    [LoggerMessage(5, LogLevel.Warning, "Transport {Transport} left alone for now: {Reason}.")]
    public static partial void LanePaused(this ILogger log, string transport, string reason);

    [LoggerMessage(6, LogLevel.Warning, "{Count} messages were left behind by a host that stopped: {ToAsk} are being asked after.")]
    public static partial void Reclaimed(this ILogger log, int count, int toAsk);

    [LoggerMessage(7, LogLevel.Warning, "Message {Reference} set aside: {Reason}.")]
    public static partial void DeadLettered(this ILogger log, string reference, string reason);

    [LoggerMessage(8, LogLevel.Warning, "Message {Reference} is unconfirmed: {Reason}. A person decides.")]
    public static partial void Unconfirmed(this ILogger log, string reference, string reason);

    [LoggerMessage(9, LogLevel.Error, "Transport {Transport} threw: {Kind}.")]
    public static partial void TransportThrew(this ILogger log, string transport, string kind);

    [LoggerMessage(10, LogLevel.Warning, "This host is a worker, but no transport is set up: nothing is sent. See Dispatch:Transports.")]
    public static partial void NoTransport(this ILogger log);

    [LoggerMessage(11, LogLevel.Warning, "A receipt was refused: {Reason}.")]
    public static partial void ReceiptRefused(this ILogger log, string reason);

    [LoggerMessage(12, LogLevel.Information, "{Count} returned e-mails read, {Bounced} bounced, {Stopped} asked us to stop, {Unread} not understood.")]
    public static partial void ReturnedMailRead(this ILogger log, int count, int bounced, int stopped, int unread);

    [LoggerMessage(13, LogLevel.Information, "{Count} messages about to be sent met another transaction ({SqlState}) and are written down again.")]
    public static partial void BegunAgain(this ILogger log, int count, string sqlState);

    [LoggerMessage(14, LogLevel.Error,
        "Carrier {Carrier} refused message {Reference} because of us as a sender: {Reason}. No reader can mend that; see docs/operations/running.md.")]
    public static partial void SenderRefused(this ILogger log, string carrier, string reference, string reason);
}
