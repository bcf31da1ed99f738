using WorkWell.People.Contracts;

namespace WorkWell.Communications.Transports;

/// <summary>The meaning of Notify's message statuses.</summary>
internal static class NotifyStatus
{
    public static SendResult Meaning(string? status, Channel channel) => status switch
    {
        "delivered" or "received" => new SendResult.Delivered(),
        // The letter could not be printed; the address may be right.
        "permanent-failure" when channel == Channel.Letter => new SendResult.Refused("letter-not-printed", IsAddressDead: false),
        "permanent-failure" => new SendResult.Refused("no-such-address", IsAddressDead: true),
        // Notify gave up after three days, for example because the phone was off or the mailbox full.
        "temporary-failure" => new SendResult.Refused("not-reached", IsAddressDead: false),
        "technical-failure" or "validation-failed" or "virus-scan-failed" or "cancelled" =>
            new SendResult.Refused("failed-at-notify", IsAddressDead: false) { Of = FailureOf.Message },
        "created" or "sending" or "sent" or "pending" or "accepted" or "pending-virus-check" => new SendResult.Accepted(),
        _ => new SendResult.Unclear("notify-unknown-status"),
    };
}
