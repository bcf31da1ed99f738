using WorkWell.Platform;

namespace WorkWell.Casework;

/// <summary>Where a case stands. The names are stored.</summary>
internal enum CaseState
{
    /// <summary>No coach has it yet.</summary>
    Waiting,

    /// <summary>A coach works with the person.</summary>
    Open,

    /// <summary>Nothing is done for a while, for a reason.</summary>
    Paused,

    /// <summary>The coaching is over.</summary>
    Closed,
}

/// <summary>Which of the waiting cases comes first. The names are stored.</summary>
internal enum CasePriority
{
    /// <summary>Somebody has to look today.</summary>
    Urgent,

    /// <summary>Before those that can wait.</summary>
    Soon,

    /// <summary>In the order of arrival.</summary>
    Usual,
}

/// <summary>Why a case is paused. The names are stored.</summary>
internal enum PauseReason
{
    /// <summary>The person is too ill.</summary>
    Illness,

    /// <summary>The person is in hospital or has treatment.</summary>
    Treatment,

    /// <summary>The person is away.</summary>
    Away,

    /// <summary>The person asked for it.</summary>
    Asked,
}

/// <summary>Why a case is closed. The names are stored.</summary>
internal enum ClosingReason
{
    /// <summary>What the person came for is done.</summary>
    Completed,

    /// <summary>The time of support is over.</summary>
    TimeOver,

    /// <summary>Nobody could reach the person.</summary>
    NoContact,

    /// <summary>The person wants no more support.</summary>
    PersonStopped,

    /// <summary>Another service helps them now.</summary>
    OtherService,

    /// <summary>The referral was withdrawn or closed. Set by the service itself.</summary>
    ReferralEnded,
}

/// <summary>The coaching that follows one referral.</summary>
internal sealed record CoachingCase
{
    public required string Area { get; init; }

    public required Guid Id { get; init; }

    public required Guid ReferralId { get; init; }

    public required Guid PersonId { get; init; }

    /// <summary>What the public calls the referral.</summary>
    public required string Reference { get; init; }

    public required CaseState State { get; init; }

    public required DateTimeOffset StateSince { get; init; }

    public required string StateBy { get; init; }

    /// <summary>Why it is paused or closed, as a code.</summary>
    public string? StateReason { get; init; }

    public string? StateNote { get; init; }

    /// <summary>The coach, as the audit trail calls them.</summary>
    public string? Coach { get; init; }

    public required CasePriority Priority { get; init; }

    /// <summary>Why it has that priority, as codes.</summary>
    public required IReadOnlyList<string> PriorityBecause { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>How long support lasts; null where the area has stated no limit.</summary>
    public SupportLimit? Limit { get; init; }

    /// <summary>The last day of support, where there is a limit.</summary>
    public DateOnly? EndsOn { get; init; }

    /// <summary>How often somebody tried to reach the person before they were reached for the first time.</summary>
    public int Attempts { get; init; }

    public DateTimeOffset? FirstContactAt { get; init; }

    public DateTimeOffset? LastContactAt { get; init; }

    /// <summary>The day of the next try or contact; null: none is planned.</summary>
    public DateOnly? NextContactOn { get; init; }

    /// <summary>Counts the changes. A save that was made from an older one is refused.</summary>
    public required int Version { get; init; }

    /// <summary>Whether support ends within the days in which its end has to be said, or is over.</summary>
    public bool EndsSoon(DateOnly today) => EndsOn is { } ends && ends <= today.AddDays(MyDay.DaysBeforeEnd);

    /// <summary>Whether somebody works on it, or could.</summary>
    public bool IsUnderWay => State is CaseState.Open or CaseState.Paused;

    /// <summary>Whether it may be opened again: not once the referral itself has ended.</summary>
    public bool MayReopen => State == CaseState.Closed && StateReason != StoredKeys<ClosingReason>.Of(ClosingReason.ReferralEnded);

    /// <summary>A coach has it from now on, from the queue or from a colleague.</summary>
    /// <returns>The case as it is then; null where it is closed, or theirs already.</returns>
    public CoachingCase? GiveTo(string coach) => State switch
    {
        CaseState.Closed => null,
        CaseState.Waiting => this with { State = CaseState.Open, Coach = coach },
        _ => Coach == coach ? null : this with { Coach = coach },
    };

    /// <summary>It goes back to the queue.</summary>
    public CoachingCase? GiveBack() => IsUnderWay ? this with { State = CaseState.Waiting, Coach = null, StateReason = null, StateNote = null } : null;

    /// <summary>Nothing is done for a while. The last day of support stays: nobody has stated that a pause moves it.</summary>
    public CoachingCase? Pause(PauseReason reason, string? note) => State == CaseState.Open
        ? this with { State = CaseState.Paused, StateReason = StoredKeys<PauseReason>.Of(reason), StateNote = note } : null;

    /// <summary>It goes on after a pause.</summary>
    public CoachingCase? Resume() => State == CaseState.Paused ? this with { State = CaseState.Open, StateReason = null, StateNote = null } : null;

    /// <summary>The coaching is over.</summary>
    public CoachingCase? Close(ClosingReason reason, string? note) => State != CaseState.Closed
        ? this with { State = CaseState.Closed, StateReason = StoredKeys<ClosingReason>.Of(reason), StateNote = note } : null;

    /// <summary>It was closed too early: it goes on with the coach it had, or waits for one.</summary>
    public CoachingCase? Reopen() => MayReopen
        ? this with { State = Coach is null ? CaseState.Waiting : CaseState.Open, StateReason = null, StateNote = null } : null;
}
