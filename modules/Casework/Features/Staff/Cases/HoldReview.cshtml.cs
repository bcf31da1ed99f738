using Microsoft.AspNetCore.Mvc;
using WorkWell.Access.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.Casework;

/// <summary>Says what came of a review of the plan, or moves it to another day with the reason.</summary>
[RequiresPermission(Permission.DoCasework)]
internal sealed class HoldReviewModel(CaseStore cases, ReviewStore reviews, IPeople people, IStaffNames names, IReferrals referrals)
    : PlanForm(cases, people, names, referrals)
{
    private const string Held = "held";
    private const string Move = "move";
    private const int MaxNote = 2000;
    private const int MaxReason = 200;

    private PlanReview? saved;

    /// <summary>Whether it was held, or is moved.</summary>
    [BindProperty]
    public string? Do { get; set; }

    [BindProperty]
    public string? Outcome { get; set; }

    [BindProperty]
    public DateAnswer HeldOn { get; set; } = new();

    [BindProperty]
    public string? ReviewNote { get; set; }

    [BindProperty]
    public DateAnswer MoveTo { get; set; } = new();

    [BindProperty]
    public string? Because { get; set; }

    public bool IsToCome => saved?.Outcome is null;

    public IEnumerable<Choice> Outcomes =>
        StoredKeys<ReviewOutcome>.All.Select(one => new Choice { Value = one, Text = T["staff.plan-review-outcome-" + one] });

    public override IEnumerable<Text> Saved =>
        saved is null ? [] : [PlanWords.ReviewOf(T, saved, Today), .. saved.Note is { } note ? [note] : Array.Empty<Text>()];

    public override IEnumerable<Text> Typed
    {
        get
        {
            if (Do == Move && MoveTo.Value is { } to) yield return T["staff.plan-review-moved-to", ("on", T.Date(to))];
            if (Do == Move && !string.IsNullOrEmpty(Because)) yield return Because;
            if (Do != Move && StoredKeys<ReviewOutcome>.TryRead(Outcome) is not null) yield return T["staff.plan-review-outcome-" + Outcome];
            if (!string.IsNullOrEmpty(ReviewNote)) yield return ReviewNote;
        }
    }

    protected override string Part => "plan/review";

    protected override int? Version => saved?.Version;

    protected override bool MayBeNew => false;

    protected override async Task LoadAsync(CancellationToken cancellationToken) =>
        saved = await reviews.FindAsync(Caller, Shown, Which, cancellationToken);

    protected override void Fill() => (Do, HeldOn) = (Held, DateAnswer.Of(Today));

    protected override PlanChange? Read()
    {
        if (saved is null) return null;
        if (Do == Move) return ReadMove(saved);
        var outcome = StoredKeys<ReviewOutcome>.TryRead(Outcome);
        if (Do != Held || outcome is null) AddError(Do == Held ? nameof(Outcome) : nameof(Do), T["staff.case-outcome-missing"]);
        var held = ReadDate(nameof(HeldOn), HeldOn, T["staff.case-held-on-missing"]);
        if (held > Today) AddError(nameof(HeldOn), T["staff.case-held-future"]);
        if (held < LondonTime.DateOf(Shown.OpenedAt)) AddError(nameof(HeldOn), T["staff.plan-review-before-case"]);
        var note = ReadText(nameof(ReviewNote), ReviewNote, TextKind.Words, MaxNote, missing: null);
        return HasErrors ? null : new(
            saved.Outcome == outcome && saved.HeldOn == held && saved.Note == note,
            cancellationToken => reviews.SettleAsync(Caller, Shown, saved, outcome!.Value, held!.Value, note, cancellationToken));
    }

    private PlanChange? ReadMove(PlanReview shown)
    {
        var to = ReadDate(nameof(MoveTo), MoveTo, T["staff.appointment-day-missing"]);
        if (to <= Today) AddError(nameof(MoveTo), T["staff.plan-review-move-past"]);
        var because = ReadText(nameof(Because), Because, TextKind.Line, MaxReason, T["staff.appointment-reason-missing"]);
        return HasErrors ? null : new(
            shown.Outcome is null && shown.DueOn == to && shown.MovedBecause == because,
            cancellationToken => reviews.MoveAsync(Caller, Shown, shown, to!.Value, because!, cancellationToken));
    }
}
