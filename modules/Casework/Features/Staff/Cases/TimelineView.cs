using WorkWell.Platform;
using WorkWell.Ui.Contracts;

namespace WorkWell.Casework;

/// <summary>Entries of a case's history, as pages show them.</summary>
/// <param name="Entries">The entries, the newest first.</param>
/// <param name="NameOf">The name of whoever did it.</param>
/// <param name="When">A time as London's clocks show it.</param>
internal sealed record TimelineView(IReadOnlyList<TimelineEntry> Entries, Func<string?, Text> NameOf, Func<DateTimeOffset, Text> When)
{
    private static readonly string[] PlanKinds = ["goal", "plan-step", "adjustment", "plan-review", "extension", "assessment", "measure", "safety"];

    /// <summary>What happened, in a few words.</summary>
    public Text Says(ITexts texts, TimelineEntry entry)
    {
        if (entry.Kind == "appointment")
            return texts["staff.appointment-was", ("outcome", texts["staff.appointment-outcome-" + entry.Outcome])];
        if (PlanKinds.Contains(entry.Kind)) return texts[$"staff.plan-was-{entry.Kind}-{entry.Outcome}"];
        if (StoredKeys<ContactWay>.TryRead(entry.Kind) is null)
        {
            var step = texts["staff.case-step-" + entry.Kind];
            if (entry.Colleague is not null) return texts["staff.case-step-to", ("step", step), ("colleague", NameOf(entry.Colleague))];
            return entry.Outcome is null ? step : texts["staff.case-step-because", ("step", step), ("because", texts["staff.case-reason-" + entry.Outcome])];
        }
        var contact = texts["staff.case-contact", ("way", texts["staff.case-way-" + entry.Kind]),
            ("outcome", texts["staff.case-outcome-" + entry.Outcome])];
        return entry.Attempt is { } number ? texts["staff.case-contact-attempt", ("contact", contact), ("number", texts.Number(number))] : contact;
    }

    /// <summary>Whether it was written down on another day than it was, or by somebody else.</summary>
    public static bool IsLate(TimelineEntry entry) =>
        entry.EnteredBy != entry.HeldBy || LondonTime.DateOf(entry.EnteredAt) != LondonTime.DateOf(entry.HeldAt);
}
