using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using WorkWell.Access.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.Casework;

/// <summary>Writes down a step towards a goal: what, who and by when; says that it is done or not needed, moves it, or changes its order.</summary>
[RequiresPermission(Permission.DoCasework)]
internal sealed class SavePlanStepModel(CaseStore cases, PlanStore plans, IPeople people, IStaffNames names, IReferrals referrals)
    : GoalForm(cases, people, names, referrals)
{
    private const string NewGoalKey = "new";

    private PlanStep? saved;
    private IReadOnlyList<Goal> goals = [];
    private IReadOnlyList<PlanStep> steps = [];

    /// <summary>The goal of a new step, or "new".</summary>
    [BindProperty(SupportsGet = true)]
    public string? Goal { get; set; }

    /// <summary>Made by the page, so that a form sent twice makes one goal.</summary>
    [BindProperty]
    public Guid NewGoal { get; set; }

    [BindProperty]
    public string? GoalWords { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public string? Who { get; set; }

    [BindProperty]
    public DateAnswer DueOn { get; set; } = new();

    [BindProperty]
    public string? State { get; set; }

    /// <summary>Its new place among the steps of its goal; empty: it stays.</summary>
    [BindProperty]
    public string? Place { get; set; }

    public IEnumerable<Choice> Goals => goals.Where(one => one.State == GoalState.Open)
        .Select(one => new Choice { Value = one.Id.ToString("D"), Text = one.Words });

    public IEnumerable<Choice> Doers => StoredKeys<StepDoer>.All.Select(one => new Choice { Value = one, Text = T["staff.plan-who-" + one] });

    public IEnumerable<Choice> States => StoredKeys<StepState>.All.Select(one => new Choice { Value = one, Text = T["staff.plan-step-state-" + one] });

    /// <summary>The places that it could have; none where it is the only one.</summary>
    public IEnumerable<SelectItem> Places => Siblings is not { Length: > 1 } all ? [] :
    [
        new SelectItem { Value = "", Text = T["staff.plan-place-stays"] },
        .. Enumerable.Range(1, all.Length).Select(one => new SelectItem { Value = one.ToString(CultureInfo.InvariantCulture), Text = T.Number(one) }),
    ];

    public override IEnumerable<Text> Saved => saved is null ? []
        : [saved.Words, PlanWords.DueOf(T, saved, Today), T["staff.plan-who-" + StoredKeys<StepDoer>.Of(saved.Who)],
            T["staff.plan-step-state-" + StoredKeys<StepState>.Of(saved.State)]];

    public override IEnumerable<Text> Typed
    {
        get
        {
            if (!IsKnown && !string.IsNullOrEmpty(GoalWords)) yield return GoalWords;
            if (!string.IsNullOrEmpty(Words)) yield return Words;
            if (DueOn.Value is { } due) yield return T.Date(due);
            if (StoredKeys<StepDoer>.TryRead(Who) is not null) yield return T["staff.plan-who-" + Who];
            if (StoredKeys<StepState>.TryRead(State) is not null) yield return T["staff.plan-step-state-" + State];
        }
    }

    protected override string Part => "plan/step";

    protected override int? Version => saved?.Version;

    private PlanStep[]? Siblings => saved is null ? null : [.. steps.Where(one => one.GoalId == saved.GoalId)];

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        goals = await plans.GoalsAsync(Caller, Shown, cancellationToken);
        steps = await plans.StepsAsync(Caller, Shown, cancellationToken);
        saved = steps.SingleOrDefault(one => one.Id == Which);
    }

    protected override void Fill()
    {
        NewGoal = Guid.CreateVersion7(Now);
        Place = "";
        if (saved is null)
        {
            // With one goal, or none, there is nothing to choose.
            if (Goals.All(one => one.Value != Goal)) Goal = Goals.Any() ? Goals.Count() == 1 ? Goals.First().Value : null : NewGoalKey;
            return;
        }
        (Words, Who, DueOn) = (saved.Words, StoredKeys<StepDoer>.Of(saved.Who), DateAnswer.Of(saved.DueOn));
        State = StoredKeys<StepState>.Of(saved.State);
    }

    protected override PlanChange? Read()
    {
        var isNew = !IsKnown && Seen == 0;
        var newGoal = isNew && Goal == NewGoalKey ? ReadNewGoal() : null;
        var goal = saved?.GoalId ?? newGoal?.Id ?? goals.FirstOrDefault(one => one.State == GoalState.Open && one.Id.ToString("D") == Goal)?.Id;
        if (goal is null && !HasErrors) AddError(nameof(Goal), T["staff.plan-goal-choose"]);
        var words = ReadText(nameof(Words), Words, TextKind.Words, PlanWords.MaxWords, T["staff.plan-step-missing"]);
        var who = StoredKeys<StepDoer>.TryRead(Who);
        if (who is null) AddError(nameof(Who), T["staff.plan-who-missing"]);
        var due = ReadDate(nameof(DueOn), DueOn, T["staff.plan-due-missing"]);
        if (due < Today && due != saved?.DueOn) AddError(nameof(DueOn), T["staff.plan-due-past"]);
        var state = isNew ? StepState.Open : StoredKeys<StepState>.TryRead(Seen == 0 ? StoredKeys<StepState>.Of(StepState.Open) : State);
        if (state is null) AddError(nameof(State), T["staff.plan-state-missing"]);
        var place = ReadPlace();
        if (HasErrors) return null;
        var typed = new PlanStep
        {
            Id = Which, GoalId = goal!.Value, Words = words!, Who = who!.Value, DueOn = due!.Value, FirstDueOn = saved?.FirstDueOn ?? due.Value,
            State = state!.Value, Version = saved?.Version ?? 0,
        };
        var stays = place is null || Siblings?.Length >= place && Siblings[place.Value - 1].Id == Which;
        return new(typed == saved && stays, cancellationToken => plans.SaveAsync(Caller, Shown, saved, typed, newGoal, place, cancellationToken));
    }

    private Goal? ReadNewGoal()
    {
        var (words, barrier) = ReadGoal(nameof(GoalWords), GoalWords);
        if (NewGoal == Guid.Empty) AddError(nameof(Goal), T["staff.plan-goal-choose"]);
        return HasErrors ? null : new()
        {
            Id = NewGoal, Words = words!, Barrier = barrier, State = GoalState.Open, Version = 0,
        };
    }

    private int? ReadPlace()
    {
        if (string.IsNullOrEmpty(Place)) return null;
        if (int.TryParse(Place, NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place >= 1 && place <= Siblings?.Length) return place;
        AddError(nameof(Place), T["staff.plan-place-wrong"]);
        return null;
    }
}
