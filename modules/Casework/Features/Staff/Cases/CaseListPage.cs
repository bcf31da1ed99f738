using WorkWell.Access.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Ui.Contracts;

namespace WorkWell.Casework;

/// <summary>What the pages of cases have in common.</summary>
internal abstract class CaseListPage(CaseStore cases, IPeople people, IStaffNames names) : StaffPage
{
    /// <summary>The coaches of the area, by name.</summary>
    public IReadOnlyList<StaffName> Coaches { get; private set; } = [];

    /// <summary>Whether the reader gives cases to others.</summary>
    public bool MayAllocate { get; private set; }

    /// <summary>Whoever leads the team, by name.</summary>
    public IReadOnlyList<StaffName> Leads { get; private set; } = [];

    protected CaseStore Cases => cases;

    protected DateOnly Today => LondonTime.DateOf(Now);

    protected async Task LoadCoachesAsync(CancellationToken cancellationToken)
    {
        Coaches = await names.WithAsync(Caller, AreaCode, Permission.DoCasework, cancellationToken);
        Leads = await names.WithAsync(Caller, AreaCode, Permission.AllocateCases, cancellationToken);
        MayAllocate = Leads.Any(one => one.ActorName == Caller.Name);
    }

    /// <summary>The name of a coach, as colleagues know them.</summary>
    public Text NameOf(string? actor) => actor is null ? T["staff.case-no-coach"]
        : Coaches.FirstOrDefault(member => member.ActorName == actor)?.Name
            ?? T[actor.StartsWith("staff:", StringComparison.Ordinal) ? "staff.task-somebody-else" : "staff.case-by-itself"];

    /// <summary>The people of several cases.</summary>
    protected Task<IReadOnlyDictionary<Guid, ContactDetails>> PeopleOfAsync(IEnumerable<CoachingCase> listed, CancellationToken cancellationToken) =>
        people.ContactsAsync(Caller, [.. listed.Select(one => one.PersonId).Distinct()], cancellationToken);

    /// <summary>A cell that leads to a case.</summary>
    protected Cell LinkTo(CoachingCase shown, ContactDetails? person) => new()
    {
        Text = person?.FullName ?? shown.Reference, Href = $"/staff/areas/{AreaCode}/cases/{shown.Id:D}",
    };

    /// <summary>When an appointment is, and how they meet.</summary>
    public Text Says(Appointment one) => T["staff.appointment-says", ("at", When(one.BeginsAt)), ("way", T["ways." + StoredKeys<AppointmentWay>.Of(one.Way)])];

    /// <summary>What came of an appointment.</summary>
    public Text OutcomeOf(AppointmentOutcome outcome) => T["staff.appointment-outcome-" + StoredKeys<AppointmentOutcome>.Of(outcome)];

    /// <summary>What has to be known before anybody does anything.</summary>
    protected IEnumerable<Text> FlagsOf(CoachingCase shown, ContactDetails? person)
    {
        if (shown.Priority == CasePriority.Urgent) yield return T["staff.case-flag-urgent"];
        if (person is null) yield break;
        if (person.Contact.NeverCall) yield return T["staff.case-flag-never-call"];
        if (person.Contact.NeedsInterpreter) yield return T["staff.case-flag-interpreter"];
    }
}
