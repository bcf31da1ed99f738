using Microsoft.AspNetCore.Mvc;
using WorkWell.Access.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Referrals.Contracts;

namespace WorkWell.Casework;

/// <summary>A tab that shows a case's history, a page at a time.</summary>
internal abstract class TimelinePage(CaseStore cases, TimelineStore timeline, IPeople people, IStaffNames names, IReferrals referrals)
    : CasePage(cases, people, names, referrals)
{
    private const int OnOnePage = 20;

    /// <summary>The place of the last entry of the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    public TimelineView Timeline { get; private set; } = null!;

    /// <summary>The address of the next page; null on the last.</summary>
    public string? Older { get; private set; }

    protected abstract bool ContactsOnly { get; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken)) return NotFound();
        var entries = await timeline.OfCaseAsync(Caller, AreaCode, Id, ContactsOnly, Before, OnOnePage + 1, cancellationToken);
        Timeline = new TimelineView([.. entries.Take(OnOnePage)], NameOf, When);
        if (entries.Count > OnOnePage) Older = "?before=" + entries[OnOnePage - 1].Place;
        return Page();
    }
}
