namespace WorkWell.Communications.Contracts;

/// <summary>The approval state of a text.</summary>
public enum TextState
{
    /// <summary>Nothing is recorded.</summary>
    NotRecorded,

    /// <summary>Recorded as a draft.</summary>
    Drafted,

    /// <summary>Approved, but changed since; it counts as a draft.</summary>
    ChangedSinceApproval,

    /// <summary>A named person approved exactly this text.</summary>
    Approved,
}

/// <summary>The approval status of one text in one language.</summary>
/// <param name="Place">The area's code, or "national".</param>
/// <param name="Language">The language's tag.</param>
/// <param name="Text">The file's name without extension, such as "one-time-code.sms" or "reasons".</param>
/// <param name="State">Its state.</param>
public sealed record ApprovalStatus(string Place, string Language, string Text, TextState State)
{
    /// <summary>When it was drafted or approved.</summary>
    public DateOnly? On { get; init; }

    /// <summary>Who approved it.</summary>
    public string? By { get; init; }

    /// <summary>Whether the English original has changed since it was translated.</summary>
    public bool IsBehindEnglish { get; init; }
}

/// <summary>Approvals of texts. A person approves each text in each language, and any change makes it a draft again.</summary>
public interface ITextApprovals
{
    /// <summary>Every text of every area and language.</summary>
    /// <returns>The texts, by place, language and name.</returns>
    IReadOnlyList<ApprovalStatus> All();

    /// <summary>Records texts as drafts, with the version of the English they were translated from.</summary>
    /// <param name="place">The area's code, or "national".</param>
    /// <param name="language">The language's tag.</param>
    /// <param name="texts">The texts. Empty for those with nothing recorded yet.</param>
    /// <param name="on">The day.</param>
    /// <returns>How many were recorded.</returns>
    int Draft(string place, string language, IReadOnlyCollection<string> texts, DateOnly on);

    /// <summary>Records a person's approval of texts as they are now.</summary>
    /// <param name="place">The area's code, or "national".</param>
    /// <param name="language">The language's tag.</param>
    /// <param name="texts">The texts, at least one.</param>
    /// <param name="by">The person's name.</param>
    /// <param name="on">The day.</param>
    /// <returns>An error in one sentence, or null.</returns>
    string? Approve(string place, string language, IReadOnlyCollection<string> texts, string by, DateOnly on);
}
