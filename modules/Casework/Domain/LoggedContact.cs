namespace WorkWell.Casework;

/// <summary>A contact, as a coach writes it down: when it was and with whom apart from when and by whom it is written.</summary>
internal sealed record LoggedContact
{
    /// <summary>Made by the page, so that a form sent twice is one contact.</summary>
    public required Guid Id { get; init; }

    public required ContactWay Way { get; init; }

    public required ContactOutcome Outcome { get; init; }

    public required string? Note { get; init; }

    public required DateTimeOffset HeldAt { get; init; }

    /// <summary>Who was in touch, as the audit trail calls them.</summary>
    public required string HeldBy { get; init; }

    /// <summary>The day of the next try or contact; null: none is planned.</summary>
    public required DateOnly? NextContactOn { get; init; }
}
