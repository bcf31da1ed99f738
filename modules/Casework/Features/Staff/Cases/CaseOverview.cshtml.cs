using Microsoft.AspNetCore.Mvc;
using WorkWell.Access.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.Casework;

/// <summary>A person's first tab: what they said when they were referred, so that nobody asks it again, and what happened lately.</summary>
[RequiresPermission(Permission.DoCasework)]
internal sealed class CaseOverviewModel(CaseStore cases, TimelineStore timeline, IPeople people, IStaffNames names, IReferrals referrals)
    : CasePage(cases, people, names, referrals)
{
    private const int Lately = 5;

    /// <summary>Something that is known from the referral.</summary>
    internal sealed record Fact(Text Name, IReadOnlyList<Text> Lines);

    public override string? Tab => "overview";

    public TimelineView Timeline { get; private set; } = null!;

    public IEnumerable<Fact> Facts
    {
        get
        {
            var facts = Referral.Facts;
            Fact[] all =
            [
                new(T["staff.offer-work"], facts.Situation is { } situation
                    ? [T["staff.case-situation-" + StoredKeys<WorkSituation>.Of(situation)]] : []),
                new(T["staff.offer-needs"], [.. facts.Needs.Select(need => T.Has("needs." + need) ? T["needs." + need] : need)]),
                new(T["staff.offer-meeting"], [.. facts.MeetingWays.Select(way => T.Has("ways." + way) ? T["ways." + way] : way)]),
                new(T["staff.offer-support"], [.. Person.Contact.Formats.Select(format => T["choices.support-" + format])]),
            ];
            return all.Where(fact => fact.Lines.Count > 0);
        }
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken)) return NotFound();
        var entries = await timeline.OfCaseAsync(Caller, AreaCode, Id, contactsOnly: false, before: null, Lately, cancellationToken);
        Timeline = new TimelineView(entries, NameOf, When);
        return Page();
    }
}
