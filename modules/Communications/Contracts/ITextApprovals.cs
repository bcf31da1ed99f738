namespace WorkWell.Communications.Contracts;

/// <summary>How far a text has come.</summary>
public enum TextState
{
    /// <summary>Nobody has recorded anything about it.</summary>
    NotRecorded,

    /// <summary>It is written, and nobody has approved it.</summary>
    Drafted,

    /// <summary>It was approved, and has changed since: it is a draft again.</summary>
    ChangedSinceApproval,

    /// <summary>A named person agreed to exactly this text.</summary>
    Approved,
}

/// <summary>One text in one language, and how it stands.</summary>
/// <param name="Place">The area's code, or "national".</param>
/// <param name="Language">The language's tag.</param>
/// <param name="Text">The file's name without ending, such as "one-time-code.sms" or "reasons".</param>
/// <param name="State">How far it has come.</param>
public sealed record ApprovalStatus(string Place, string Language, string Text, TextState State)
{
    /// <summary>When it was drafted or approved.</summary>
    public DateOnly? On { get; init; }

    /// <summary>Who approved it.</summary>
    public string? By { get; init; }

    /// <summary>Whether the English it was translated from has changed since.</summary>
    public bool IsBehindEnglish { get; init; }
}

/// <summary>Which texts may be sent: each language of each text is agreed to by a person, and any change makes it a draft again.</summary>
public interface ITextApprovals
{
    /// <summary>Every text of every area and language.</summary>
    /// <returns>The texts, by place, language and name.</returns>
    IReadOnlyList<ApprovalStatus> All();

    /// <summary>Records that a text was drafted, and from which English.</summary>
    /// <param name="place">The area's code, or "national".</param>
    /// <param name="language">The language's tag.</param>
    /// <param name="texts">The texts. Empty: those of which nothing is recorded yet.</param>
    /// <param name="on">The day.</param>
    /// <returns>How many were recorded.</returns>
    int Draft(string place, string language, IReadOnlyCollection<string> texts, DateOnly on);

    /// <summary>Records that a person agreed to texts exactly as they are now.</summary>
    /// <param name="place">The area's code, or "national".</param>
    /// <param name="language">The language's tag.</param>
    /// <param name="texts">The texts, at least one.</param>
    /// <param name="by">The person's name.</param>
    /// <param name="on">The day.</param>
    /// <returns>What is wrong, in one sentence; null when it is recorded.</returns>
    string? Approve(string place, string language, IReadOnlyCollection<string> texts, string by, DateOnly on);
}
