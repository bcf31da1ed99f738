using WorkWell.Communications.Outbox;
using WorkWell.Communications.Rendering;

namespace WorkWell.Communications.Transports;

/// <summary>A message on its way out.</summary>
internal sealed record OutgoingMessage
{
    /// <summary>What it is called outside, for ever: receipts and bounces bring it back.</summary>
    public required MessageReference Reference { get; init; }

    public required RenderedMessage Words { get; init; }

    /// <summary>The service's name, as the sender's name.</summary>
    public string? SenderName { get; init; }

    /// <summary>Where answers go.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>Whether the reader may ask not to get such messages.</summary>
    public bool OffersStop { get; init; }
}

/// <summary>Something that carries messages away: a mail server, a folder, GOV.UK Notify.</summary>
internal interface ITransport
{
    /// <summary>The name under which attempts are stored. Never changes.</summary>
    string Name { get; }

    /// <summary>How many calls may run at once.</summary>
    int Connections { get; }

    /// <summary>How many messages a minute may be handed over; 0 for no limit.</summary>
    int PerMinute { get; }

    /// <summary>Whether <see cref="PerMinute"/> is for all hosts together, and not for each.</summary>
    bool IsLimitShared => false;

    /// <summary>Hands a message over. Never throws for what the other side does.</summary>
    Task<SendResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken);
}

/// <summary>A transport that can be asked what became of a message.</summary>
internal interface IAnsweringTransport : ITransport
{
    /// <summary>Asks by reference.</summary>
    /// <returns>What became of it: <see cref="SendResult.NotSent"/> when it never arrived, <see cref="SendResult.Unclear"/> when there is no answer.</returns>
    Task<SendResult> AskAsync(MessageReference reference, DateTimeOffset begunAt, DateTimeOffset now, CancellationToken cancellationToken);
}

/// <summary>Whose failure it was.</summary>
internal enum FailureOf
{
    /// <summary>This message's: nobody else waits for it.</summary>
    Message,

    /// <summary>The reader's: the address, the mailbox, the telephone.</summary>
    Recipient,

    /// <summary>Ours as a sender: settings, keys, reputation. An operator has to look.</summary>
    Us,

    /// <summary>The carrier's: it is left alone for a while.</summary>
    Carrier,
}

/// <summary>What came of handing a message over.</summary>
internal abstract record SendResult
{
    private SendResult()
    {
    }

    /// <summary>The other side took it.</summary>
    internal sealed record Accepted : SendResult;

    /// <summary>The other side took it, and says that it arrived.</summary>
    internal sealed record Delivered : SendResult;

    /// <summary>It will never be taken.</summary>
    /// <param name="Reason">A code.</param>
    /// <param name="IsAddressDead">Whether later messages to this address would fail too.</param>
    internal sealed record Refused(string Reason, bool IsAddressDead) : SendResult
    {
        /// <summary>Whom the refusal speaks of.</summary>
        public FailureOf Of { get; init; } = FailureOf.Recipient;
    }

    /// <summary>It certainly did not leave, and may be tried again.</summary>
    /// <param name="Reason">A code.</param>
    internal sealed record NotSent(string Reason) : SendResult
    {
        /// <summary>For a fault that cannot come from a message: how long to leave the transport alone.</summary>
        public TimeSpan? Pause { get; init; }

        /// <summary>Whether our own settings are the cause, so that an operator has to look.</summary>
        public bool IsOurs { get; init; }

        public FailureOf Of => IsOurs ? FailureOf.Us : Pause is null ? FailureOf.Message : FailureOf.Carrier;
    }

    /// <summary>It cannot be repaired by trying again: our own settings or words are wrong. A person has to look.</summary>
    /// <param name="Reason">A code.</param>
    internal sealed record Unusable(string Reason) : SendResult;

    /// <summary>It may or may not have been taken.</summary>
    /// <param name="Reason">A code.</param>
    internal sealed record Unclear(string Reason) : SendResult
    {
        /// <summary>Whether asking again would give no other answer.</summary>
        public bool IsFinal { get; init; }
    }
}
