namespace WorkWell.Casework;

/// <summary>What was done when a person might harm themselves. The names are stored.</summary>
internal enum SafetyStep
{
    /// <summary>999 was called.</summary>
    Emergency,

    /// <summary>NHS 111 was called, option 2.</summary>
    Nhs111,

    /// <summary>The crisis team was told.</summary>
    CrisisTeam,

    /// <summary>The team lead was spoken to.</summary>
    Lead,

    /// <summary>The person's GP practice was told.</summary>
    Practice,

    /// <summary>It was agreed with the person how they stay safe.</summary>
    Agreed,

    /// <summary>Something else, or the answer was entered by mistake.</summary>
    Other,
}

/// <summary>An answer by which a person may harm themselves, until somebody has said what was done.</summary>
internal sealed record SafetyItem
{
    public required Guid MeasureId { get; init; }

    /// <summary>1, or more where the answer rose again after it was settled.</summary>
    public required int Number { get; init; }

    public required Guid CaseId { get; init; }

    /// <summary>The answer, 1 to 3.</summary>
    public required int Answer { get; init; }

    public required DateTimeOffset RaisedAt { get; init; }

    public required string RaisedBy { get; init; }

    /// <summary>What was done; empty while it is open.</summary>
    public IReadOnlyList<SafetyStep> Done { get; init; } = [];

    public string? Words { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public string? ClosedBy { get; init; }

    public bool IsOpen => ClosedAt is null;

    /// <summary>Counts its states and those of its forerunners. A form of an older one is refused.</summary>
    public int Version => Number * 2 + (IsOpen ? 0 : 1);

    /// <summary>Whether it is in somebody's day: the coach's, whoever leads the team, and everybody where there is no coach.</summary>
    public static bool IsFor(CoachingCase one, string reader, bool isLead) => isLead || one.Coach is null || one.Coach == reader;
}

/// <summary>One that is open, with its case.</summary>
internal sealed record OpenSafetyItem(SafetyItem Item, CoachingCase Case);
