using Microsoft.AspNetCore.Mvc;
using WorkWell.Access.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.Casework;

/// <summary>A person's plan: what they want to reach, the steps towards it, and what is to change at their work.</summary>
[RequiresPermission(Permission.DoCasework)]
internal sealed class CasePlanModel(
    CaseStore cases, PlanStore plans, ReviewStore reviews, IPeople people, IStaffNames names, IReferrals referrals)
    : CasePage(cases, people, names, referrals)
{
    /// <summary>A goal with its steps.</summary>
    internal sealed record GoalView(Goal Goal, IReadOnlyList<IReadOnlyList<Cell>> Steps);

    public override string? Tab => "plan";

    public string Plan => Address + "/plan";

    /// <summary>The goals, those first that the person works towards.</summary>
    public IReadOnlyList<GoalView> Goals { get; private set; } = [];

    public IReadOnlyList<IReadOnlyList<Cell>> Adjustments { get; private set; } = [];

    public IReadOnlyList<IReadOnlyList<Cell>> Reviews { get; private set; } = [];

    /// <summary>How often the plan is looked at, and who says so.</summary>
    public Text Rule
    {
        get
        {
            var rule = reviews.RuleOf(AreaCode);
            var (weeks, days) = (T.Number(rule.Weeks), T.Number(rule.WindowDays));
            return rule.Source is { } source ? T["staff.plan-review-rule", ("weeks", weeks), ("days", days), ("source", source)]
                : T["staff.plan-review-rule-usual", ("weeks", weeks), ("days", days)];
        }
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken)) return NotFound();
        var steps = (await plans.StepsAsync(Caller, Shown, cancellationToken)).ToLookup(one => one.GoalId);
        Goals = [.. (await plans.GoalsAsync(Caller, Shown, cancellationToken)).OrderBy(one => one.State)
            .Select(one => new GoalView(one, PlanWords.RowsOf(T, steps[one.Id], Today, Plan)))];
        Adjustments = [.. (await plans.AdjustmentsAsync(Caller, Shown, cancellationToken)).Select(IReadOnlyList<Cell> (one) =>
        [
            new Cell { Text = T["staff.plan-adjustment-" + StoredKeys<AdjustmentKind>.Of(one.Kind)], Href = $"{Plan}/adjustment?which={one.Id:D}" },
            (Text)(one.Words ?? ""), T["staff.plan-adjustment-state-" + StoredKeys<AdjustmentState>.Of(one.State)],
        ])];
        Reviews = [.. (await reviews.OfCaseAsync(Caller, Shown, cancellationToken)).Select(IReadOnlyList<Cell> (one) =>
        [
            new Cell { Text = PlanWords.ReviewOf(T, one, Today), Href = $"{Plan}/review?which={one.Id:D}" },
            one.Outcome is { } outcome ? T["staff.plan-review-outcome-" + StoredKeys<ReviewOutcome>.Of(outcome)]
                : one.MovedBecause is { } because ? T["staff.plan-review-moved-because", ("because", because)] : (Text)"",
            (Text)(one.Note ?? ""),
        ])];
        return Page();
    }
}
