using WorkWell.Communications.Outbox;
using WorkWell.Communications.Transports;

namespace WorkWell.Communications.Dispatch;

/// <summary>What a transport's answer means for the message.</summary>
/// <param name="State">The state, as it is stored.</param>
/// <param name="Reason">Why; null for a plain success.</param>
internal readonly record struct OutcomeRules(string State, string? Reason)
{
    public TimeSpan Wait { get; init; }

    public bool IsFailure { get; init; }

    public bool DidNotLeave { get; init; }

    /// <summary>Decides.</summary>
    /// <param name="result">The answer; a refusal is settled elsewhere.</param>
    /// <param name="failures">How many tries failed before.</param>
    /// <param name="maxFailures">After so many the message is set aside.</param>
    /// <param name="canBeAsked">Whether the transport can be asked after the message later.</param>
    /// <param name="beforeAsking">How long to wait before asking.</param>
    /// <param name="chance">A number from 0 up to 1.</param>
    public static OutcomeRules For(SendResult result, int failures, int maxFailures, bool canBeAsked, TimeSpan beforeAsking, double chance) => result switch
    {
        SendResult.Accepted => new("sent", null),
        SendResult.Delivered => new("delivered", null),
        SendResult.NotSent { Pause: { } pause } trouble => new("queued", trouble.Reason) { Wait = pause, DidNotLeave = true },
        SendResult.NotSent trouble when failures + 1 >= maxFailures => new("set-aside", trouble.Reason) { IsFailure = true, DidNotLeave = true },
        SendResult.NotSent trouble => new("queued", trouble.Reason) { Wait = RetryDelay.After(failures + 1, chance), IsFailure = true, DidNotLeave = true },
        SendResult.Unusable trouble => new("set-aside", trouble.Reason) { IsFailure = true, DidNotLeave = true },
        SendResult.Unclear { IsFinal: false } trouble when canBeAsked => new("sending", trouble.Reason) { Wait = beforeAsking },
        SendResult.Unclear trouble => new("unconfirmed", trouble.Reason),
        _ => throw new ArgumentOutOfRangeException(nameof(result), result, "A refusal is settled by itself."),
    };

    public Outcome Of(MessageReference message, int attempt, long token) =>
        new() { Message = message, Attempt = attempt, Token = token, State = State, Reason = Reason, Wait = Wait, IsFailure = IsFailure,
        DidNotLeave = DidNotLeave };
}
