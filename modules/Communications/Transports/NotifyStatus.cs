using WorkWell.People.Contracts;

namespace WorkWell.Communications.Transports;

/// <summary>What Notify's words for the state of a message mean.</summary>
internal static class NotifyStatus
{
    public static SendResult Meaning(string? status, Channel channel) => status switch
    {
        "delivered" or "received" => new SendResult.Delivered(),
        // For a letter it means that the printer could not print it; the address may be right.
        "permanent-failure" when channel == Channel.Letter => new SendResult.Refused("letter-not-printed", IsAddressDead: false),
        "permanent-failure" => new SendResult.Refused("no-such-address", IsAddressDead: true),
        // Notify has given up after three days: the phone was off, the mailbox full.
        "temporary-failure" => new SendResult.Refused("not-reached", IsAddressDead: false),
        "technical-failure" or "validation-failed" or "virus-scan-failed" or "cancelled" =>
        new SendResult.Refused("failed-at-notify", IsAddressDead: false) { Of = FailureOf.Message },
        "created" or "sending" or "sent" or "pending" or "accepted" or "pending-virus-check" => new SendResult.Accepted(),
        _ => new SendResult.Unclear("notify-unknown-status"),
    };
}
