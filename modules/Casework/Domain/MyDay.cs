using WorkWell.Platform;

namespace WorkWell.Casework;

/// <summary>What is a coach's today. Each row is here for one reason and leaves when that is done.</summary>
internal sealed record MyDay
{
    /// <summary>How many days before its last one support is shown as ending.</summary>
    public const int DaysBeforeEnd = 14;

    /// <summary>Urgent concerns whose person nobody has reached yet: the coach's own, and those that wait for a coach.</summary>
    public required IReadOnlyList<CoachingCase> Safety { get; init; }

    /// <summary>Answers by which a person may harm themselves, and nobody has said what was done.</summary>
    public required IReadOnlyList<OpenSafetyItem> SafetyItems { get; init; }

    /// <summary>Appointments of the coach's people that are still to come today.</summary>
    public required IReadOnlyList<Appointment> Appointments { get; init; }

    /// <summary>Appointments that have begun and of which nobody has said what came of them.</summary>
    public required IReadOnlyList<Appointment> Outcomes { get; init; }

    /// <summary>The coach's own cases, by which the rows of appointments and reviews are found.</summary>
    public required IReadOnlyDictionary<Guid, CoachingCase> Cases { get; init; }

    /// <summary>People of the coach's to be in touch with: today, or earlier and not done.</summary>
    public required IReadOnlyList<CoachingCase> Contacts { get; init; }

    /// <summary>Plans of the coach's open cases that are to be reviewed.</summary>
    public required IReadOnlyList<PlanReview> Reviews { get; init; }

    /// <summary>Cases that wait for a coach and are not urgent.</summary>
    public required IReadOnlyList<CoachingCase> Waiting { get; init; }

    /// <summary>People of the coach's whose support ends soon, or is over.</summary>
    public required IReadOnlyList<CoachingCase> EndingSoon { get; init; }

    /// <summary>Requests for more time that the reader decides, because they lead the team and did not ask.</summary>
    public required IReadOnlyList<ExtensionToDecide> Extensions { get; init; }

    /// <summary>How many rows there are.</summary>
    public int Count =>
        Safety.Count + SafetyItems.Count + Appointments.Count + Outcomes.Count + Contacts.Count + Reviews.Count + Waiting.Count + EndingSoon.Count
        + Extensions.Count;

    /// <summary>Sorts cases into the lists of a day.</summary>
    /// <param name="cases">The coach's own cases and those that wait for one.</param>
    /// <param name="appointments">The appointments of the coach's cases until the end of the day that have no outcome.</param>
    /// <param name="reviews">The reviews of the coach's cases.</param>
    /// <param name="extensions">What a team lead may have to decide; empty for whoever leads no team.</param>
    /// <param name="safetyItems">The open ones that are the coach's, or that they see as a team lead.</param>
    /// <param name="coach">The coach.</param>
    /// <param name="now">The time.</param>
    public static MyDay Of(
        IReadOnlyList<CoachingCase> cases, IReadOnlyList<Appointment> appointments, IReadOnlyList<PlanReview> reviews,
        IReadOnlyList<ExtensionToDecide> extensions, IReadOnlyList<OpenSafetyItem> safetyItems, string coach, DateTimeOffset now)
    {
        var today = LondonTime.DateOf(now);
        var mine = cases.Where(one => one.Coach == coach && one.IsUnderWay).ToDictionary(one => one.Id);
        var safety = cases.Where(one => IsOfCoachOrWaits(one, coach) && IsUnanswered(one)).ToArray();
        return new()
        {
            Safety = safety,
            SafetyItems = safetyItems,
            Appointments = [.. appointments.Where(one => mine.ContainsKey(one.CaseId) && one.Outcome is null && one.BeginsAt > now)],
            Outcomes = [.. appointments.Where(one => mine.ContainsKey(one.CaseId) && one.Outcome is null && one.BeginsAt <= now)],
            Cases = mine,
            Contacts = [.. cases.Where(one => one.Coach == coach && one.State == CaseState.Open && !IsUnanswered(one) && IsDue(one, today))
                .OrderBy(one => one.NextContactOn ?? DateOnly.MinValue)],
            Reviews = [.. reviews.Where(one => mine.GetValueOrDefault(one.CaseId) is { State: CaseState.Open } && one.IsDue(today)).OrderBy(one => one.DueOn)],
            Waiting = [.. cases.Where(one => one.State == CaseState.Waiting && !IsUnanswered(one))],
            EndingSoon = [.. cases.Where(one => one.Coach == coach && one.IsUnderWay && one.EndsSoon(today))
                .OrderBy(one => one.EndsOn)],
            Extensions = [.. extensions.Where(one => one.Case.IsUnderWay && one.Asked.MayBeDecidedBy(coach, isLead: true))],
        };
    }

    private static bool IsOfCoachOrWaits(CoachingCase one, string coach) =>
        one.State == CaseState.Waiting || (one.Coach == coach && one.State == CaseState.Open);

    private static bool IsUnanswered(CoachingCase one) => one.Priority == CasePriority.Urgent && one.FirstContactAt is null;

    // Somebody who was never reached and has no day is due at once: they would be in no list otherwise.
    private static bool IsDue(CoachingCase one, DateOnly today) => one.NextContactOn is { } on ? on <= today : one.FirstContactAt is null;
}
