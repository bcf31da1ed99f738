namespace WorkWell.Casework;

/// <summary>
/// The catalogue of changes at work. The names are stored. Source: the boxes of the fit note (DWP, "Getting the most out of the fit note", 6 October 2023) and
/// the examples of GOV.UK, "Reasonable adjustments for workers with disabilities or health conditions".
/// </summary>
internal enum AdjustmentKind
{
    /// <summary>Back to work little by little.</summary>
    PhasedReturn,

    /// <summary>Other hours, or fewer.</summary>
    AlteredHours,

    /// <summary>Other tasks, or fewer.</summary>
    AmendedDuties,

    /// <summary>Changes of the workplace, such as a ramp or a chair.</summary>
    WorkplaceAdaptations,

    /// <summary>Work somewhere else, such as at home or on the ground floor.</summary>
    AnotherPlace,

    /// <summary>Other equipment or assistive technology.</summary>
    Equipment,

    /// <summary>Another way of doing things, such as an own desk.</summary>
    AnotherWay,

    /// <summary>Training.</summary>
    Training,

    /// <summary>Something else, which the words name.</summary>
    Other,
}

/// <summary>Where a change at work stands. The names are stored.</summary>
internal enum AdjustmentState
{
    /// <summary>The person and the coach suggest it.</summary>
    Suggested,

    /// <summary>The employer agreed.</summary>
    Agreed,

    /// <summary>It is in place.</summary>
    InPlace,

    /// <summary>It will not be.</summary>
    NotWanted,
}

/// <summary>A change at work that helps a person.</summary>
internal sealed record Adjustment
{
    /// <summary>Made by the page, so that a form sent twice is one adjustment.</summary>
    public required Guid Id { get; init; }

    public required AdjustmentKind Kind { get; init; }

    /// <summary>What exactly.</summary>
    public required string? Words { get; init; }

    public required AdjustmentState State { get; init; }

    /// <summary>Counts the changes; 0 before the first save.</summary>
    public required int Version { get; init; }

    /// <summary>What a change was, as a code for the history.</summary>
    /// <param name="before">The adjustment before it; null: it is new.</param>
    /// <param name="after">The adjustment after it.</param>
    public static string WhatChanged(Adjustment? before, Adjustment after) => before is null ? "added" : before.State == after.State ? "changed"
        : after.State switch
        {
            AdjustmentState.Agreed => "agreed",
            AdjustmentState.InPlace => "in-place",
            AdjustmentState.NotWanted => "not-wanted",
            _ => "reopened",
        };
}
