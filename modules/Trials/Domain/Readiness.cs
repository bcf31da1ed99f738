namespace WorkWell.Trials;

/// <summary>The conditions of an allocation: consent, then baseline data.</summary>
internal sealed record Readiness
{
    /// <summary>The day the person consented to the trial.</summary>
    public DateOnly? ConsentedOn { get; init; }

    /// <summary>The day the baseline data was complete.</summary>
    public DateOnly? BaselineOn { get; init; }

    /// <summary>Finds missing and impossible values, by field.</summary>
    public Dictionary<string, string[]> FindErrors(DateOnly today)
    {
        var wrong = new Dictionary<string, string[]>();
        Check(wrong, "consentedOn", ConsentedOn, today, "Give the day on which the person consented to the trial, such as 2026-09-14.");
        Check(wrong, "baselineOn", BaselineOn, today, "Give the day on which the baseline data was complete, such as 2026-09-14.");
        if (wrong.Count == 0 && BaselineOn < ConsentedOn)
            wrong.Add("baselineOn", ["Baseline data is collected after consent: this day is before the consent."]);
        return wrong;
    }

    private static void Check(Dictionary<string, string[]> wrong, string field, DateOnly? day, DateOnly today, string missing)
    {
        if (day is null) wrong.Add(field, [missing]);
        else if (day > today) wrong.Add(field, ["This day is still to come."]);
    }
}
