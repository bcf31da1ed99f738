namespace WorkWell.Casework;

/// <summary>Why somebody needs support for longer. The names are stored.</summary>
internal enum ExtensionReason
{
    /// <summary>Time was lost through illness.</summary>
    Illness,

    /// <summary>The person has just begun a job.</summary>
    NewJob,

    /// <summary>Help of another service has not begun yet.</summary>
    WaitsForService,

    /// <summary>Something else, which the note names.</summary>
    Other,
}

/// <summary>A request for more time, with its case.</summary>
internal sealed record ExtensionToDecide(Extension Asked, CoachingCase Case);

/// <summary>More time for a person whose support ends, asked for by a coach and decided by a team lead who did not ask.</summary>
internal sealed record Extension
{
    /// <summary>The most weeks that one asks for; whoever needs more asks again.</summary>
    public const int MaxWeeks = 26;

    /// <summary>Made by the page, so that a form sent twice asks once.</summary>
    public required Guid Id { get; init; }

    public required Guid CaseId { get; init; }

    public required int Weeks { get; init; }

    public required ExtensionReason Reason { get; init; }

    public required string? Note { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>Who asked, as the audit trail calls them.</summary>
    public required string AskedBy { get; init; }

    /// <summary>Whether it was approved; null: nobody has decided yet.</summary>
    public required bool? IsApproved { get; init; }

    public required string? DecisionNote { get; init; }

    public required string? DecidedBy { get; init; }

    /// <summary>Whether somebody may decide it: a team lead, and never whoever asked.</summary>
    /// <param name="reader">Who wants to.</param>
    /// <param name="isLead">Whether they lead the team.</param>
    public bool MayBeDecidedBy(string reader, bool isLead) => IsApproved is null && isLead && AskedBy != reader;
}
