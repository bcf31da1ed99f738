using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using WorkWell.Access.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.Casework;

/// <summary>Takes, gives, pauses, closes or opens a case again. Of two who do so at once the second is shown both, and nothing is lost.</summary>
[RequiresPermission(Permission.DoCasework)]
internal sealed class ChangeCaseModel(CaseStore cases, IPeople people, IStaffNames names, IReferrals referrals) : CasePage(cases, people, names, referrals)
{
    private const int MaxNote = 1000;
    private IReadOnlyDictionary<string, CoachSuggestion> known = new Dictionary<string, CoachSuggestion>();

    /// <summary>The version that the form was filled in from.</summary>
    [BindProperty]
    public int Seen { get; set; }

    [BindProperty]
    public string? PauseBecause { get; set; }

    [BindProperty]
    public string? ChangeNote { get; set; }

    [BindProperty]
    public string? ClosedBecause { get; set; }

    [BindProperty]
    public string? ClosingNote { get; set; }

    [BindProperty]
    public string? NewCoach { get; set; }

    [BindProperty]
    public string? GivingNote { get; set; }

    public override string? Tab => null;

    /// <summary>What the reader wanted, where somebody changed the case meanwhile.</summary>
    public Text? Refused { get; private set; }

    /// <summary>What they wrote with it.</summary>
    public string? Wrote { get; private set; }

    /// <summary>Whether the reader gives the case to somebody: a team lead any, a coach their own.</summary>
    public bool MayGive => Shown.State != CaseState.Closed && (MayAllocate || IsMine);

    public IEnumerable<Choice> PauseReasons => StoredKeys<PauseReason>.All.Select(one => new Choice { Value = one, Text = T["staff.case-reason-" + one] });

    public IEnumerable<Choice> ClosingReasons => StoredKeys<ClosingReason>.All
        .Where(one => one != StoredKeys<ClosingReason>.Of(ClosingReason.ReferralEnded))
        .Select(one => new Choice { Value = one, Text = T["staff.case-reason-" + one] });

    /// <summary>The coaches, the most fitting first, each with what speaks for them.</summary>
    public IEnumerable<Choice> Suggestions => CoachSuggestion.Order(Coaches.Where(one => one.ActorName != Shown.Coach)
        .Select(one => known.GetValueOrDefault(one.ActorName) ?? new(one.ActorName, 0, KnowsPerson: false)))
        .Select(one => new Choice
        {
            Value = one.Coach, Text = NameOf(one.Coach),
            Hint = T[one.KnowsPerson ? "staff.case-suggest-knows" : "staff.case-suggest", ("number", T.Number(one.Cases))],
        });

    public string To(string handler) => $"{Address}/state?handler={handler}";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => await FindAsync(cancellationToken) ? Page() : NotFound();

    public Task<IActionResult> OnPostTakeAsync(CancellationToken cancellationToken) => DoAsync(
        seen => seen.State == CaseState.Waiting ? seen.GiveTo(Caller.Name) : null, new(CaseStep.Kind.Taken), cancellationToken);

    public Task<IActionResult> OnPostGiveBackAsync(CancellationToken cancellationToken) =>
        DoAsync(seen => seen.GiveBack(), new(CaseStep.Kind.GivenBack), cancellationToken);

    public Task<IActionResult> OnPostResumeAsync(CancellationToken cancellationToken) =>
        DoAsync(seen => seen.Resume(), new(CaseStep.Kind.Resumed), cancellationToken);

    public Task<IActionResult> OnPostReopenAsync(CancellationToken cancellationToken) =>
        DoAsync(seen => seen.Reopen(), new(CaseStep.Kind.Reopened), cancellationToken);

    public async Task<IActionResult> OnPostPauseAsync(CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken)) return NotFound();
        var reason = StoredKeys<PauseReason>.TryRead(PauseBecause);
        if (reason is null) AddError(nameof(PauseBecause), T["staff.case-why-missing"]);
        var note = ReadText(nameof(ChangeNote), ChangeNote, TextKind.Words, MaxNote, missing: null);
        return HasErrors ? Page() : await SaveAsync(seen => seen.Pause(reason!.Value, note), new(CaseStep.Kind.Paused, Note: note), cancellationToken);
    }

    public async Task<IActionResult> OnPostCloseAsync(CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken)) return NotFound();
        var reason = StoredKeys<ClosingReason>.TryRead(ClosedBecause);
        if (reason is null or ClosingReason.ReferralEnded) AddError(nameof(ClosedBecause), T["staff.case-why-missing"]);
        var note = ReadText(nameof(ClosingNote), ClosingNote, TextKind.Words, MaxNote, missing: null);
        return HasErrors ? Page() : await SaveAsync(seen => seen.Close(reason!.Value, note), new(CaseStep.Kind.Closed, Note: note), cancellationToken);
    }

    public async Task<IActionResult> OnPostGiveAsync(CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken)) return NotFound();
        if (!MayGive) return StatusCode(StatusCodes.Status403Forbidden);
        if (Coaches.All(one => one.ActorName != NewCoach)) AddError(nameof(NewCoach), T["staff.task-to-missing"]);
        var note = ReadText(nameof(GivingNote), GivingNote, TextKind.Words, MaxNote, missing: null);
        if (HasErrors) return Page();
        var kind = Shown.State == CaseState.Waiting ? CaseStep.Kind.Allocated : CaseStep.Kind.HandedOver;
        return await SaveAsync(seen => seen.GiveTo(NewCoach!), new(kind, NewCoach, note), cancellationToken);
    }

    protected override async Task ShowAsync(CancellationToken cancellationToken)
    {
        if (Shown is not null) known = await Cases.CoachesAsync(Caller, AreaCode, Shown.PersonId, cancellationToken);
    }

    private async Task<IActionResult> DoAsync(Func<CoachingCase, CoachingCase?> change, CaseStep step, CancellationToken cancellationToken) =>
        await FindAsync(cancellationToken) ? await SaveAsync(change, step, cancellationToken) : NotFound();

    private async Task<IActionResult> SaveAsync(Func<CoachingCase, CoachingCase?> change, CaseStep step, CancellationToken cancellationToken)
    {
        var now = Shown.Version == Seen ? change(Shown) : null;
        if (now is not null && await Cases.SaveAsync(Caller, now, step, cancellationToken)) return LocalRedirect(Address);
        if (!await FindAsync(cancellationToken)) return NotFound();
        Refused = T["staff.case-step-" + StoredKeys<CaseStep.Kind>.Of(step.What)];
        Wrote = step.Note;
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }
}
