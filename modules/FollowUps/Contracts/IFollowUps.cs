using WorkWell.Platform;

namespace WorkWell.FollowUps.Contracts;

/// <summary>Follow-ups, for whoever looks at them: the work that is due, and what became of one referral's.</summary>
public interface IFollowUps
{
    /// <summary>The key of the job that does what is due.</summary>
    const string TickJob = "follow-ups.tick";

    /// <summary>Everything planned for a referral, done or not.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="area">The referral's area.</param>
    /// <param name="referral">The referral.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>The follow-ups by the time they are due.</returns>
    Task<IReadOnlyList<FollowUp>> OfReferralAsync(Actor actor, string area, Guid referral, CancellationToken cancellationToken);

    /// <summary>How the work stands, by area.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>One entry for each area that has follow-ups.</returns>
    Task<IReadOnlyList<FollowUpWork>> WorkAsync(Actor actor, CancellationToken cancellationToken);

    /// <summary>What was set aside, oldest first.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>The follow-ups that a person has to look at.</returns>
    Task<IReadOnlyList<FollowUp>> SetAsideAsync(Actor actor, int most, CancellationToken cancellationToken);

    /// <summary>Makes follow-ups that were set aside due again.</summary>
    /// <param name="actor">Who decides.</param>
    /// <param name="which">Which of them.</param>
    /// <param name="cancellationToken">Stops the change.</param>
    /// <returns>How many.</returns>
    Task<int> RetryAsync(Actor actor, DeadLetterSelection which, CancellationToken cancellationToken);

    /// <summary>Gives up follow-ups that were set aside.</summary>
    /// <param name="actor">Who decides.</param>
    /// <param name="which">Which of them.</param>
    /// <param name="cancellationToken">Stops the change.</param>
    /// <returns>How many.</returns>
    Task<int> DropAsync(Actor actor, DeadLetterSelection which, CancellationToken cancellationToken);
}

/// <summary>Which of the follow-ups that were set aside. What is null is not looked at.</summary>
/// <param name="Area">Those of one area.</param>
/// <param name="Referral">Those of one referral.</param>
/// <param name="Step">Those of one step.</param>
public sealed record DeadLetterSelection(string? Area, Guid? Referral, string? Step);

/// <summary>How a follow-up stands.</summary>
public enum FollowUpOutcome
{
    /// <summary>Its time has not come, or nobody has got to it yet.</summary>
    Due,

    /// <summary>Its message was written or its task opened.</summary>
    Done,

    /// <summary>Something made it needless.</summary>
    Cancelled,

    /// <summary>When somebody got to it, it no longer made sense.</summary>
    TooLate,

    /// <summary>There was nobody to tell, for example a referrer who gave no address.</summary>
    NoRecipient,

    /// <summary>It cannot be done; a person has to look.</summary>
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

    /// <summary>Which repeat, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>When it is or was due, in UTC.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>When it was done, cancelled or set aside, in UTC.</summary>
    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>How it stands.</summary>
    public required FollowUpOutcome Outcome { get; init; }

    /// <summary>Why, as a code.</summary>
    public string? Reason { get; init; }

    /// <summary>The message type it sends, if it sends one.</summary>
    public string? Message { get; init; }

    /// <summary>What it asks a person of the area's team to do, if it does.</summary>
    public string? Task { get; init; }
}

/// <summary>How the follow-ups of one area stand.</summary>
public sealed record FollowUpWork
{
    /// <summary>The area's code.</summary>
    public required string Area { get; init; }

    /// <summary>Due later.</summary>
    public required long Planned { get; init; }

    /// <summary>Due now.</summary>
    public required long Due { get; init; }

    /// <summary>Due for more than five minutes.</summary>
    public required long Late { get; init; }

    /// <summary>Set aside for a person to look at.</summary>
    public required long DeadLettered { get; init; }

    /// <summary>Done in the last hour.</summary>
    public required long DoneInTheLastHour { get; init; }

    /// <summary>Tasks of the area's team that are open.</summary>
    public required long OpenTasks { get; init; }

    /// <summary>When the oldest that is due was due, in UTC.</summary>
    public DateTimeOffset? OldestDueAt { get; init; }

    /// <summary>When the next is due, in UTC.</summary>
    public DateTimeOffset? NextDueAt { get; init; }
}
