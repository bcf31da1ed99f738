using Microsoft.AspNetCore.Mvc;
using WorkWell.Access.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.Casework;

/// <summary>Writes down what a person wants to reach, in their own words, and whether they have.</summary>
[RequiresPermission(Permission.DoCasework)]
internal sealed class SaveGoalModel(CaseStore cases, PlanStore plans, IPeople people, IStaffNames names, IReferrals referrals)
    : GoalForm(cases, people, names, referrals)
{
    private Goal? saved;

    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public string? State { get; set; }

    public IEnumerable<Choice> States =>
        StoredKeys<GoalState>.All.Select(one => new Choice { Value = one, Text = T["staff.plan-goal-state-" + one] });

    public override IEnumerable<Text> Saved => saved is null ? [] : Lines(saved.Words, saved.Barrier, StoredKeys<GoalState>.Of(saved.State));

    public override IEnumerable<Text> Typed => Lines(Words, Barrier, State);

    protected override string Part => "plan/goal";

    protected override int? Version => saved?.Version;

    protected override async Task LoadAsync(CancellationToken cancellationToken) =>
        saved = await plans.FindGoalAsync(Caller, Shown, Which, cancellationToken);

    protected override void Fill() =>
        (Words, Barrier, State) = (saved?.Words, saved?.Barrier, StoredKeys<GoalState>.Of(saved?.State ?? GoalState.Open));

    protected override PlanChange? Read()
    {
        var (words, barrier) = ReadGoal(nameof(Words), Words);
        var state = Seen == 0 && !IsKnown ? GoalState.Open : StoredKeys<GoalState>.TryRead(State);
        if (state is null) AddError(nameof(State), T["staff.plan-state-missing"]);
        if (HasErrors) return null;
        var typed = new Goal
        {
            Id = Which, Words = words!, Barrier = barrier, State = state!.Value, Version = saved?.Version ?? 0,
        };
        return new(typed == saved, cancellationToken => plans.SaveAsync(Caller, Shown, saved, typed, cancellationToken));
    }

    private IEnumerable<Text> Lines(string? words, string? barrier, string? state)
    {
        if (!string.IsNullOrEmpty(words)) yield return words;
        if (!string.IsNullOrEmpty(barrier) && CaseWords.IsBarrier(barrier)) yield return CaseWords.BarrierOf(T, barrier);
        if (StoredKeys<GoalState>.TryRead(state) is not null) yield return T["staff.plan-goal-state-" + state];
    }
}
