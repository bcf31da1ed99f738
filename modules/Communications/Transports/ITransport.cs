using WorkWell.Communications.Outbox;
using WorkWell.Communications.Rendering;

namespace WorkWell.Communications.Transports;

/// <summary>A message to be sent.</summary>
internal sealed record OutgoingMessage
{
    /// <summary>Its permanent reference, which receipts and bounces return.</summary>
    public required MessageReference Reference { get; init; }

    public required RenderedMessage Words { get; init; }

    /// <summary>The service's name, as the sender's name.</summary>
    public string? SenderName { get; init; }

    /// <summary>Where replies go.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>Whether the reader can unsubscribe from it.</summary>
    public bool OffersStop { get; init; }
}

/// <summary>A way to send messages: a mail server, a folder, GOV.UK Notify.</summary>
internal interface ITransport
{
    /// <summary>The name stored with attempts. It never changes.</summary>
    string Name { get; }

    /// <summary>How many calls may run concurrently.</summary>
    int Connections { get; }

    /// <summary>The rate limit in messages a minute; 0 for none.</summary>
    int PerMinute { get; }

    /// <summary>Whether <see cref="PerMinute"/> applies to all hosts together.</summary>
    bool IsLimitShared => false;

    /// <summary>Hands a message over. A failure of the carrier is a result, never an exception.</summary>
    Task<SendResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken);
}

/// <summary>A transport that can be asked for the outcome of a message.</summary>
internal interface IAnsweringTransport : ITransport
{
    /// <summary>Asks by reference.</summary>
    /// <returns>The outcome: <see cref="SendResult.NotSent"/> when it never arrived, <see cref="SendResult.Unclear"/> when there is no answer.</returns>
    Task<SendResult> AskAsync(MessageReference reference, DateTimeOffset begunAt, DateTimeOffset now, CancellationToken cancellationToken);
}

/// <summary>What a failure is caused by.</summary>
internal enum FailureOf
{
    /// <summary>This message; others are not affected.</summary>
    Message,

    /// <summary>The recipient's address, mailbox or telephone.</summary>
    Recipient,

    /// <summary>The sender: settings, keys or reputation. An operator has to act.</summary>
    Us,

    /// <summary>The carrier; its transport is paused.</summary>
    Carrier,
}

/// <summary>The result of handing a message over.</summary>
internal abstract record SendResult
{
    private SendResult()
    {
    }

    /// <summary>The carrier accepted it.</summary>
    internal sealed record Accepted : SendResult;

    /// <summary>The carrier reports it as delivered.</summary>
    internal sealed record Delivered : SendResult;

    /// <summary>The carrier rejected it permanently.</summary>
    /// <param name="Reason">A code.</param>
    /// <param name="IsAddressDead">Whether later messages to this address would fail too.</param>
    internal sealed record Refused(string Reason, bool IsAddressDead) : SendResult
    {
        /// <summary>The cause.</summary>
        public FailureOf Of { get; init; } = FailureOf.Recipient;
    }

    /// <summary>It certainly did not leave and may be retried.</summary>
    /// <param name="Reason">A code.</param>
    internal sealed record NotSent(string Reason) : SendResult
    {
        /// <summary>How long to pause the transport, for a failure that no single message can cause.</summary>
        public TimeSpan? Pause { get; init; }

        /// <summary>Whether our own settings are the cause.</summary>
        public bool IsOurs { get; init; }

        public FailureOf Of => IsOurs ? FailureOf.Us : Pause is null ? FailureOf.Message : FailureOf.Carrier;
    }

    /// <summary>Retrying cannot help because our own settings or text are wrong. A person has to act.</summary>
    /// <param name="Reason">A code.</param>
    internal sealed record Unusable(string Reason) : SendResult;

    /// <summary>The carrier may or may not have accepted it.</summary>
    /// <param name="Reason">A code.</param>
    internal sealed record Unclear(string Reason) : SendResult
    {
        /// <summary>Whether asking again cannot give another answer.</summary>
        public bool IsFinal { get; init; }
    }
}
