using WorkWell.Access.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Referrals.Contracts;

namespace WorkWell.Casework;

/// <summary>Everything that happened in a case, the newest first, a page at a time.</summary>
[RequiresPermission(Permission.DoCasework)]
internal sealed class CaseHistoryModel(CaseStore cases, TimelineStore timeline, IPeople people, IStaffNames names, IReferrals referrals)
    : TimelinePage(cases, timeline, people, names, referrals)
{
    public override string? Tab => "history";

    protected override bool ContactsOnly => false;
}
