namespace WorkWell.Areas.Sdk;

/// <summary>The shape of an answer.</summary>
public enum QuestionKind
{
    /// <summary>Yes or no.</summary>
    YesNo,

    /// <summary>One of the options.</summary>
    One,

    /// <summary>Any number of the options, stored with commas between their codes.</summary>
    Several,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>Free words.</summary>
    Words,
}

/// <summary>A question one area asks. Its words are in the area's templates, under its code, in each language.</summary>
/// <param name="Code">A stable code.</param>
/// <param name="Kind">The shape of the answer.</param>
public sealed record ExtraQuestion(string Code, QuestionKind Kind)
{
    /// <summary>The codes of the options, for a choice.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>Whether it is asked before "can we help you?" is answered, because a rule uses it.</summary>
    public bool DecidesEligibility { get; init; }

    /// <summary>Whether it may be left unanswered. Unanswered is unknown, never "no".</summary>
    public bool MayBeLeft { get; init; } = true;

    /// <summary>Doors at which it is asked. Empty: all.</summary>
    public IReadOnlyList<Door> Doors { get; init; } = [];
}

/// <summary>A randomised trial, as its register describes it.</summary>
public sealed record TrialDesign
{
    /// <summary>The trial register number.</summary>
    public required string Register { get; init; }

    /// <summary>The arms by code, with the share of each.</summary>
    public required IReadOnlyList<TrialArm> Arms { get; init; }

    /// <summary>Points at which outcomes are asked, as months after allocation.</summary>
    public required IReadOnlyList<int> OutcomeMonths { get; init; }

    /// <summary>Where it is said.</summary>
    public required string Source { get; init; }
}

/// <summary>One arm of a trial.</summary>
/// <param name="Code">A stable code.</param>
/// <param name="Share">Its part of the allocation, such as 1 of 1:1.</param>
public sealed record TrialArm(string Code, int Share);

/// <summary>A workforce programme with targets.</summary>
public sealed record ProgrammeDesign
{
    /// <summary>What it offers, by code.</summary>
    public required IReadOnlyList<ListEntry> Offers { get; init; }

    /// <summary>The groups it aims at, by code. A priority, never a wall.</summary>
    public required IReadOnlyList<ListEntry> Groups { get; init; }

    /// <summary>Its targets.</summary>
    public required IReadOnlyList<Target> Targets { get; init; }
}
