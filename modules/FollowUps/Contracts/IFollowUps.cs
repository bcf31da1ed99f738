using WorkWell.Platform;

namespace WorkWell.FollowUps.Contracts;

/// <summary>Shows the follow-ups of a referral and of each area, and retries or cancels those that failed.</summary>
public interface IFollowUps
{
    /// <summary>The key of the job that processes due follow-ups.</summary>
    const string TickJob = "follow-ups.tick";

    /// <summary>Lists every follow-up of a referral, done or not.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="area">The referral's area.</param>
    /// <param name="referral">The referral.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>The follow-ups, ordered by due time.</returns>
    Task<IReadOnlyList<FollowUp>> OfReferralAsync(Actor actor, string area, Guid referral, CancellationToken cancellationToken);

    /// <summary>Counts the work of each area.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>One entry for each area that has follow-ups.</returns>
    Task<IReadOnlyList<FollowUpWork>> WorkAsync(Actor actor, CancellationToken cancellationToken);

    /// <summary>Lists failed follow-ups, oldest first.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="max">The maximum number to return.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>The follow-ups that need a person.</returns>
    Task<IReadOnlyList<FollowUp>> DeadLetteredAsync(Actor actor, int max, CancellationToken cancellationToken);

    /// <summary>Makes failed follow-ups due again.</summary>
    /// <param name="actor">Who decides.</param>
    /// <param name="which">The follow-ups to change.</param>
    /// <param name="cancellationToken">Stops the change.</param>
    /// <returns>The number of follow-ups changed.</returns>
    Task<int> RetryAsync(Actor actor, DeadLetterSelection which, CancellationToken cancellationToken);

    /// <summary>Cancels failed follow-ups.</summary>
    /// <param name="actor">Who decides.</param>
    /// <param name="which">The follow-ups to change.</param>
    /// <param name="cancellationToken">Stops the change.</param>
    /// <returns>The number of follow-ups changed.</returns>
    Task<int> DropAsync(Actor actor, DeadLetterSelection which, CancellationToken cancellationToken);
}

/// <summary>Selects failed follow-ups. A null value selects all.</summary>
/// <param name="Area">Those of one area.</param>
/// <param name="Referral">Those of one referral.</param>
/// <param name="Step">Those of one step.</param>
public sealed record DeadLetterSelection(string? Area, Guid? Referral, string? Step);

/// <summary>The state of a follow-up.</summary>
public enum FollowUpOutcome
{
    /// <summary>It is planned, or due and not yet processed.</summary>
    Due,

    /// <summary>Its message was written or its task opened.</summary>
    Done,

    /// <summary>An event made it unnecessary.</summary>
    Cancelled,

    /// <summary>It was no longer useful when it was processed.</summary>
    TooLate,

    /// <summary>It has no recipient, for example because the referrer gave no address.</summary>
    NoRecipient,

    /// <summary>It failed and needs a person.</summary>
    DeadLettered,
}

/// <summary>One follow-up.</summary>
public sealed record FollowUp
{
    /// <summary>The area's code.</summary>
    public required string Area { get; init; }

    /// <summary>The referral.</summary>
    public required Guid ReferralId { get; init; }

    /// <summary>The step's code.</summary>
    public required string Step { get; init; }

    /// <summary>The number of the repeat, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>When it is or was due, in UTC.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>When it was done, was cancelled or failed, in UTC.</summary>
    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>Its state.</summary>
    public required FollowUpOutcome Outcome { get; init; }

    /// <summary>The reason for its state, as a code.</summary>
    public string? Reason { get; init; }

    /// <summary>The type of the message it sends, if any.</summary>
    public string? Message { get; init; }

    /// <summary>The task it opens for the area's team, if any.</summary>
    public string? Task { get; init; }
}

/// <summary>The state of one area's follow-ups.</summary>
public sealed record FollowUpWork
{
    /// <summary>The area's code.</summary>
    public required string Area { get; init; }

    /// <summary>The number due later.</summary>
    public required long Planned { get; init; }

    /// <summary>The number due now.</summary>
    public required long Due { get; init; }

    /// <summary>The number due for more than five minutes.</summary>
    public required long Late { get; init; }

    /// <summary>The number that failed and need a person.</summary>
    public required long DeadLettered { get; init; }

    /// <summary>The number done in the last hour.</summary>
    public required long DoneInTheLastHour { get; init; }

    /// <summary>The number of open tasks of the area's team.</summary>
    public required long OpenTasks { get; init; }

    /// <summary>The due time of the oldest due follow-up, in UTC.</summary>
    public DateTimeOffset? OldestDueAt { get; init; }

    /// <summary>The due time of the next planned follow-up, in UTC.</summary>
    public DateTimeOffset? NextDueAt { get; init; }
}
