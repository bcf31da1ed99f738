using WorkWell.Access.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Referrals.Contracts;

namespace WorkWell.Casework;

/// <summary>The contacts with a person, the newest first, a page at a time.</summary>
[RequiresPermission(Permission.DoCasework)]
internal sealed class CaseContactsModel(CaseStore cases, TimelineStore timeline, IPeople people, IStaffNames names, IReferrals referrals)
    : TimelinePage(cases, timeline, people, names, referrals)
{
    public override string? Tab => "contacts";

    protected override bool ContactsOnly => true;
}
