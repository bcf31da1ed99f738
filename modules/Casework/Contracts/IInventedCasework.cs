namespace WorkWell.Casework.Contracts;

/// <summary>One contact of an invented history.</summary>
/// <param name="DaysAgo">How many days ago it was.</param>
/// <param name="At">The time of day in London, such as 10:15.</param>
/// <param name="Way">The way, as a code such as "call".</param>
/// <param name="Outcome">What came of it, as a code such as "no-answer".</param>
/// <param name="Note">What the coach wrote.</param>
public sealed record InventedContact(int DaysAgo, TimeOnly At, string Way, string Outcome, string? Note);

/// <summary>One appointment of an invented history.</summary>
/// <param name="InDays">In how many days it is; 0 for today, negative for one that has been.</param>
/// <param name="At">The time of day in London.</param>
/// <param name="Way">How they meet, as a code such as "cafe".</param>
/// <param name="Place">Where.</param>
public sealed record InventedAppointment(int InDays, TimeOnly At, string Way, string? Place);

/// <summary>One step of an invented plan.</summary>
/// <param name="Words">What is to be done.</param>
/// <param name="Who">Who does it, as a code such as "person".</param>
/// <param name="InDays">In how many days it is due; negative for a day that has been.</param>
/// <param name="State">Where it stands, as a code such as "done".</param>
public sealed record InventedStep(string Words, string Who, int InDays, string State);

/// <summary>One goal of an invented plan, with its steps in order.</summary>
/// <param name="Words">What the person wants to reach, in their own words.</param>
/// <param name="Barrier">What it removes, as the code of a need; null: nothing was named.</param>
/// <param name="Steps">The steps.</param>
public sealed record InventedGoal(string Words, string? Barrier, IReadOnlyList<InventedStep> Steps);

/// <summary>One review of an invented plan.</summary>
/// <param name="InDays">In how many days it is; negative for one that has been.</param>
/// <param name="Outcome">What came of it, as a code such as "goes-on"; null: it is to come, and only the last may be.</param>
/// <param name="Note">What the coach wrote.</param>
public sealed record InventedReview(int InDays, string? Outcome, string? Note);

/// <summary>What happened in the case of an invented person.</summary>
public sealed record InventedStory
{
    /// <summary>How many days ago the case opened.</summary>
    public required int DaysAgo { get; init; }

    /// <summary>The coach, as the audit trail calls them.</summary>
    public required string Coach { get; init; }

    /// <summary>The contacts, the first first.</summary>
    public IReadOnlyList<InventedContact> Contacts { get; init; } = [];

    /// <summary>Appointments of which nobody has said yet what came of them.</summary>
    public IReadOnlyList<InventedAppointment> Appointments { get; init; } = [];

    /// <summary>The goals of the plan.</summary>
    public IReadOnlyList<InventedGoal> Goals { get; init; } = [];

    /// <summary>The reviews of the plan.</summary>
    public IReadOnlyList<InventedReview> Reviews { get; init; } = [];

    /// <summary>In how many days the next contact is due; negative for one that is late; null: none is planned.</summary>
    public int? NextInDays { get; init; }

    /// <summary>Why it is paused, as a code; null: it is not.</summary>
    public string? PausedBecause { get; init; }

    /// <summary>Why it was closed, as a code; null: it was not.</summary>
    public string? ClosedBecause { get; init; }
}

/// <summary>Gives the cases of invented people a past, so that the pages of a demonstration show weeks of work on its first day.</summary>
public interface IInventedCasework
{
    /// <summary>Writes a story into a case that nobody has touched. A second time changes nothing.</summary>
    /// <param name="reference">The reference of the referral.</param>
    /// <param name="story">The story.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A task.</returns>
    Task TellAsync(string reference, InventedStory story, CancellationToken cancellationToken);
}
