namespace WorkWell.Casework;

/// <summary>Who does a step of a plan. The names are stored.</summary>
internal enum StepDoer
{
    /// <summary>The person.</summary>
    Person,

    /// <summary>The coach.</summary>
    Coach,

    /// <summary>A partner's service.</summary>
    Partner,

    /// <summary>The person's employer.</summary>
    Employer,
}

/// <summary>Where a step of a plan stands. The names are stored.</summary>
internal enum StepState
{
    /// <summary>It is to be done.</summary>
    Open,

    /// <summary>It is done.</summary>
    Done,

    /// <summary>Nobody has to do it any more.</summary>
    NotNeeded,
}

/// <summary>One step towards a goal: what, who and by when.</summary>
internal sealed record PlanStep
{
    /// <summary>Made by the page, so that a form sent twice is one step.</summary>
    public required Guid Id { get; init; }

    public required Guid GoalId { get; init; }

    public required string Words { get; init; }

    public required StepDoer Who { get; init; }

    public required DateOnly DueOn { get; init; }

    /// <summary>The day that was agreed first. It stays when the step is moved, so that moving a step never makes it on time.</summary>
    public required DateOnly FirstDueOn { get; init; }

    public required StepState State { get; init; }

    /// <summary>Counts the changes; 0 before the first save.</summary>
    public required int Version { get; init; }

    public bool IsMoved => DueOn != FirstDueOn;

    /// <summary>What a change was, as a code for the history.</summary>
    /// <param name="before">The step before it; null: it is new.</param>
    /// <param name="after">The step after it.</param>
    public static string WhatChanged(PlanStep? before, PlanStep after) => before is null ? "added" : before.State != after.State
        ? after.State switch { StepState.Done => "done", StepState.NotNeeded => "not-needed", _ => "reopened" }
        : before.DueOn != after.DueOn ? "moved" : "changed";
}
