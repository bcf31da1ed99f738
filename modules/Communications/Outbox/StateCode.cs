using WorkWell.Communications.Contracts;

namespace WorkWell.Communications.Outbox;

/// <summary>States as they are stored.</summary>
internal static class StateCode
{
    public static string Of(MessageState state) => state switch
    {
        MessageState.DeadLettered => "dead-lettered",
        _ => state.ToString().ToLowerInvariant(),
    };

    public static MessageState Read(string code) => code switch
    {
        "queued" => MessageState.Queued,
        "sending" => MessageState.Sending,
        "sent" => MessageState.Sent,
        "delivered" => MessageState.Delivered,
        "failed" => MessageState.Failed,
        "dead-lettered" => MessageState.DeadLettered,
        "unconfirmed" => MessageState.Unconfirmed,
        "cancelled" => MessageState.Cancelled,
        "suppressed" => MessageState.Suppressed,
        _ => throw new InvalidOperationException($"'{code}' is not a state of a message."),
    };
}
