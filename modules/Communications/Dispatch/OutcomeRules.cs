using WorkWell.Communications.Outbox;
using WorkWell.Communications.Transports;

namespace WorkWell.Communications.Dispatch;

/// <summary>What a transport's answer means for the message.</summary>
/// <param name="State">The new state, as stored.</param>
/// <param name="Reason">Why, as a code; null for a success.</param>
internal readonly record struct OutcomeRules(string State, string? Reason)
{
    public TimeSpan Wait { get; init; }

    public bool IsFailure { get; init; }

    public bool DidNotLeave { get; init; }

    /// <summary>Decides.</summary>
    /// <param name="result">The answer; <see cref="HandleUndeliverable"/> settles a refusal.</param>
    /// <param name="failures">How many attempts failed before.</param>
    /// <param name="maxFailures">After this many the message is dead-lettered.</param>
    /// <param name="canBeAsked">Whether the transport can be asked about the message later.</param>
    /// <param name="beforeAsking">How long to wait before asking.</param>
    /// <param name="chance">A number from 0 up to 1.</param>
    /// <param name="isAtLeastOnce">Whether it is rather sent twice than not at all.</param>
    public static OutcomeRules For(
        SendResult result, int failures, int maxFailures, bool canBeAsked, TimeSpan beforeAsking, double chance, bool isAtLeastOnce = false) => result switch
    {
        SendResult.Accepted => new("sent", null),
        SendResult.Delivered => new("delivered", null),
        SendResult.NotSent { Pause: { } pause } failure => new("queued", failure.Reason) { Wait = pause, DidNotLeave = true },
        SendResult.NotSent failure when failures + 1 >= maxFailures => new("dead-lettered", failure.Reason) { IsFailure = true, DidNotLeave = true },
        SendResult.NotSent failure => new("queued", failure.Reason) { Wait = RetryDelay.After(failures + 1, chance), IsFailure = true, DidNotLeave = true },
        SendResult.Unusable failure => new("dead-lettered", failure.Reason) { IsFailure = true, DidNotLeave = true },
        SendResult.Unclear { IsFinal: false } unclear when canBeAsked => new("sending", unclear.Reason) { Wait = beforeAsking },
        SendResult.Unclear unclear when isAtLeastOnce && failures + 1 < maxFailures =>
            new("queued", unclear.Reason) { Wait = RetryDelay.After(failures + 1, chance), IsFailure = true },
        SendResult.Unclear unclear => new("unconfirmed", unclear.Reason),
        _ => throw new ArgumentOutOfRangeException(nameof(result), result, "HandleUndeliverable settles a refusal."),
    };

    public Outcome Of(MessageReference message, int attempt, long token) => new()
    {
        Message = message,
        Attempt = attempt,
        Token = token,
        State = State,
        Reason = Reason,
        Wait = Wait,
        IsFailure = IsFailure,
        DidNotLeave = DidNotLeave,
    };
}
