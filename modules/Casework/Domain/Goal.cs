namespace WorkWell.Casework;

/// <summary>Where a goal stands. The names are stored.</summary>
internal enum GoalState
{
    /// <summary>The person works towards it.</summary>
    Open,

    /// <summary>The person has reached it.</summary>
    Reached,

    /// <summary>The person does not want it any more.</summary>
    Dropped,
}

/// <summary>What a person wants to reach.</summary>
internal sealed record Goal
{
    /// <summary>Made by the page, so that a form sent twice is one goal.</summary>
    public required Guid Id { get; init; }

    /// <summary>In the person's own words.</summary>
    public required string Words { get; init; }

    /// <summary>The barrier that it removes: the code of a need, or "health-" and a number; null: none was named.</summary>
    public required string? Barrier { get; init; }

    public required GoalState State { get; init; }

    /// <summary>Counts the changes; 0 before the first save.</summary>
    public required int Version { get; init; }

    /// <summary>What a change was, as a code for the history.</summary>
    /// <param name="before">The goal before it; null: it is new.</param>
    /// <param name="after">The goal after it.</param>
    public static string WhatChanged(Goal? before, Goal after) => before is null ? "added" : before.State == after.State ? "changed" : after.State switch
    {
        GoalState.Reached => "reached",
        GoalState.Dropped => "dropped",
        _ => "reopened",
    };
}
