using Microsoft.AspNetCore.Mvc;
using WorkWell.Access.Contracts;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>One offer, which a partner or the area's team answers.</summary>
internal abstract class OfferPage(
    Database database, ReferralStore store, AnswerOffer answer, OfferWords words, IPeople people, AreaContacts areas, IAuditTrail audit) : StaffPage
{
    private const int MaxQuestion = 500;

    /// <summary>Answers offers.</summary>
    protected AnswerOffer Answers => answer;

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Question { get; set; }

    /// <summary>The referral as it stands.</summary>
    public Referral Shown { get; private set; } = null!;

    /// <summary>What is needed to answer.</summary>
    public IReadOnlyList<OfferFact> ToAnswer => words.ToAnswer(Shown);

    /// <summary>Who it is, once it is accepted; none where the person did not agree to that.</summary>
    public IReadOnlyList<OfferFact> OfPerson { get; private set; } = [];

    /// <summary>What came of what was sent just now, or what happened meanwhile.</summary>
    public Text? Note { get; private set; }

    public bool IsWaiting => Shown is { AcceptedAt: null, EndedAt: null };

    public Text? AcceptedOn => Shown.AcceptedAt is { } at ? T.Date(LondonTime.DateOf(at)) : null;

    /// <summary>Whether the reader is of the area's own team, who have nobody to ask.</summary>
    public bool IsOfTeam { get; private set; }

    /// <summary>How the area's team is reached.</summary>
    public AreaContact Team => areas.Of(Shown.Area);

    public IEnumerable<Choice> Reasons => StoredKeys<DeclineReason>.All.Select(reason => new Choice { Value = reason, Text = T["staff.decline-" + reason] });

    /// <summary>Where the area's team ends the links of the offer; null for a partner.</summary>
    public virtual string? EndLinksTo => null;

    /// <summary>The address of a form of this page.</summary>
    public abstract string To(string handler);

    /// <summary>Who answers, of which offer; null where there is none to answer any more.</summary>
    protected abstract (Actor Actor, Guid ReferralId, int? OfferNumber)? Asked { get; }

    /// <summary>Where it goes on once the offer is no longer the reader's.</summary>
    protected abstract IActionResult Gone { get; }

    public Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => ShownAsync(null, cancellationToken);

    public async Task<IActionResult> OnPostAcceptAsync(CancellationToken cancellationToken)
    {
        if (Asked is not var (actor, referral, number)) return Gone;
        return await ShownAsync(await answer.AcceptAsync(actor, referral, number, cancellationToken), cancellationToken);
    }

    public async Task<IActionResult> OnPostDeclineAsync(CancellationToken cancellationToken)
    {
        if (Asked is not var (actor, referral, number)) return Gone;
        if (StoredKeys<DeclineReason>.TryRead(Reason) is not { } reason)
        {
            AddError(nameof(Reason), T["staff.decline-missing"]);
            return await ShownAsync(null, cancellationToken);
        }
        var (_, problem) = await answer.DeclineAsync(actor, referral, number, reason, cancellationToken);
        return problem is null ? Declined : await ShownAsync(problem, cancellationToken);
    }

    public async Task<IActionResult> OnPostAskAsync(CancellationToken cancellationToken)
    {
        if (Asked is not var (actor, referral, number)) return Gone;
        if (ReadText(nameof(Question), Question, TextKind.Words, MaxQuestion, T["staff.offer-question-missing"]) is not { } question || HasErrors)
            return await ShownAsync(null, cancellationToken);
        var problem = await answer.AskAsync(actor, referral, number, question, cancellationToken);
        if (problem is null) (Note, Question) = (T["staff.offer-asked"], null);
        if (problem is null) ModelState.Clear();
        return await ShownAsync(problem, cancellationToken);
    }

    /// <summary>What follows once an offer is declined.</summary>
    protected abstract IActionResult Declined { get; }

    /// <summary>Whether the offer may be shown, as it stands.</summary>
    protected virtual bool MayShow(Referral referral) => true;

    // Each look is recorded, with the offer.
    private async Task<IActionResult> ShownAsync(Problem? problem, CancellationToken cancellationToken)
    {
        if (Asked is not var (actor, referral, number)) return Gone;
        if (await store.ReadAsync(actor, referral, cancellationToken) is not { Organisation: not null } found
            || (number is not null && found.OfferNumber != number) || !MayShow(found)) return Gone;
        await using var change = database.Begin(actor.ForItsArea);
        var isNamed = found.AcceptedAt is not null
            && MayKnow.WhoItIs(actor, found, await people.ConsentsAsync(change, found.PersonId, cancellationToken));
        audit.Record(change, found.Area, isNamed ? "referrals.read" : "referrals.offer-read", found.Id, ReferralAudit.Of(("service", found.Service)));
        await change.CommitAsync(cancellationToken);
        Shown = found;
        IsOfTeam = actor.Organisation is null;
        if (isNamed)
        {
            var contacts = await people.ContactsAsync(actor, [found.PersonId], cancellationToken);
            OfPerson = words.OfPerson(found, contacts[found.PersonId]);
        }
        if (problem is not null) Note = T[found.EndedAt is not null ? "staff.offer-ended" : "staff.offer-answered-before"];
        return Page();
    }
}
