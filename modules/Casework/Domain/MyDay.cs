namespace WorkWell.Casework;

/// <summary>What is a coach's today. Each row is here for one reason and leaves when that is done.</summary>
internal sealed record MyDay
{
    /// <summary>How many days before its last one support is shown as ending.</summary>
    public const int DaysBeforeEnd = 14;

    /// <summary>Urgent concerns whose person nobody has reached yet: the coach's own, and those that wait for a coach.</summary>
    public required IReadOnlyList<CoachingCase> Safety { get; init; }

    /// <summary>People of the coach's to be in touch with: today, or earlier and not done.</summary>
    public required IReadOnlyList<CoachingCase> Contacts { get; init; }

    /// <summary>Cases that wait for a coach and are not urgent.</summary>
    public required IReadOnlyList<CoachingCase> Waiting { get; init; }

    /// <summary>People of the coach's whose support ends soon, or is over.</summary>
    public required IReadOnlyList<CoachingCase> EndingSoon { get; init; }

    /// <summary>How many rows there are.</summary>
    public int Count => Safety.Count + Contacts.Count + Waiting.Count + EndingSoon.Count;

    /// <summary>Sorts cases into the lists of a day.</summary>
    /// <param name="cases">The coach's own cases and those that wait for one.</param>
    /// <param name="coach">The coach.</param>
    /// <param name="today">The day.</param>
    public static MyDay Of(IReadOnlyList<CoachingCase> cases, string coach, DateOnly today)
    {
        var safety = cases.Where(one => IsOfCoachOrWaits(one, coach) && IsUnanswered(one)).ToArray();
        return new()
        {
            Safety = safety,
            Contacts = [.. cases.Where(one => one.Coach == coach && one.State == CaseState.Open && !IsUnanswered(one) && IsDue(one, today))
                .OrderBy(one => one.NextContactOn ?? DateOnly.MinValue)],
            Waiting = [.. cases.Where(one => one.State == CaseState.Waiting && !IsUnanswered(one))],
            EndingSoon = [.. cases.Where(one => one.Coach == coach && one.IsUnderWay && one.EndsOn is { } ends && ends <= today.AddDays(DaysBeforeEnd))
                .OrderBy(one => one.EndsOn)],
        };
    }

    private static bool IsOfCoachOrWaits(CoachingCase one, string coach) =>
        one.State == CaseState.Waiting || (one.Coach == coach && one.State == CaseState.Open);

    private static bool IsUnanswered(CoachingCase one) => one.Priority == CasePriority.Urgent && one.FirstContactAt is null;

    // Somebody who was never reached and has no day is due at once: they would be in no list otherwise.
    private static bool IsDue(CoachingCase one, DateOnly today) => one.NextContactOn is { } on ? on <= today : one.FirstContactAt is null;
}
