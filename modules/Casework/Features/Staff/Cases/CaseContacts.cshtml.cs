using WorkWell.Access.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Referrals.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.Casework;

/// <summary>The appointments and contacts with a person, the newest first, contacts a page at a time.</summary>
[RequiresPermission(Permission.DoCasework)]
internal sealed class CaseContactsModel(
    CaseStore cases, TimelineStore timeline, AppointmentStore appointments, IPeople people, IStaffNames names, IReferrals referrals)
    : TimelinePage(cases, timeline, people, names, referrals)
{
    public override string? Tab => "contacts";

    public IReadOnlyList<IReadOnlyList<Cell>> Appointments { get; private set; } = [];

    protected override bool ContactsOnly => true;

    protected override async Task ShowAsync(CancellationToken cancellationToken) =>
        Appointments = [.. (await appointments.OfCaseAsync(Caller, Shown, cancellationToken)).Select(IReadOnlyList<Cell> (one) =>
        [
            new Cell
            {
                Text = Says(one),
                Href = $"{Address}/appointment?which={one.Id:D}",
            },
            (Text)(one.Place ?? ""), NameOf(one.Coach),
            one.Outcome is { } outcome ? OutcomeOf(outcome)
                : T[one.BeginsAt > Now ? "staff.appointment-to-come" : "staff.appointment-to-settle"],
        ])];
}
