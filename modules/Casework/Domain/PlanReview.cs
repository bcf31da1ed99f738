namespace WorkWell.Casework;

/// <summary>What came of a review. The names are stored.</summary>
internal enum ReviewOutcome
{
    /// <summary>The plan goes on as it is.</summary>
    GoesOn,

    /// <summary>The plan changes.</summary>
    Changed,

    /// <summary>The plan is done, and no other review follows.</summary>
    Finished,
}

/// <summary>Whether a review was held in its window.</summary>
internal enum ReviewTime
{
    /// <summary>It is not due yet.</summary>
    ToCome,

    /// <summary>Its window is open.</summary>
    Due,

    /// <summary>It was held before its window opened.</summary>
    Early,

    /// <summary>It was held in its window.</summary>
    OnTime,

    /// <summary>Its window is over.</summary>
    Late,
}

/// <summary>A look at the plan by the person and their coach.</summary>
internal sealed record PlanReview
{
    public required Guid Id { get; init; }

    public required Guid CaseId { get; init; }

    /// <summary>The day that was set first. It stays when the review is moved.</summary>
    public required DateOnly FirstDueOn { get; init; }

    public required DateOnly DueOn { get; init; }

    public required int WindowDays { get; init; }

    /// <summary>Why it was moved last.</summary>
    public required string? MovedBecause { get; init; }

    /// <summary>What came of it; null: it is to come.</summary>
    public required ReviewOutcome? Outcome { get; init; }

    public required DateOnly? HeldOn { get; init; }

    public required string? Note { get; init; }

    /// <summary>Counts the changes.</summary>
    public required int Version { get; init; }

    public bool IsMoved => DueOn != FirstDueOn;

    /// <summary>Whether it is to be held: from the beginning of the window of its day, as it was moved.</summary>
    public bool IsDue(DateOnly today) => Outcome is null && today >= DueOn.AddDays(-WindowDays);

    /// <summary>Whether it was or is in time, by the day that was set first: moving it never makes it on time.</summary>
    public ReviewTime TimeOn(DateOnly today)
    {
        var day = HeldOn ?? today;
        if (day > FirstDueOn.AddDays(WindowDays)) return ReviewTime.Late;
        if (HeldOn is null) return IsDue(today) ? ReviewTime.Due : ReviewTime.ToCome;
        return day < FirstDueOn.AddDays(-WindowDays) ? ReviewTime.Early : ReviewTime.OnTime;
    }
}
