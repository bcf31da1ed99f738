using Microsoft.AspNetCore.Mvc;
using WorkWell.Access.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.Casework;

/// <summary>Writes down a change at work that helps a person, from the catalogue or in words, and how it stands with the employer.</summary>
[RequiresPermission(Permission.DoCasework)]
internal sealed class SaveAdjustmentModel(CaseStore cases, PlanStore plans, IPeople people, IStaffNames names, IReferrals referrals)
    : PlanForm(cases, people, names, referrals)
{
    private Adjustment? saved;

    [BindProperty]
    public string? Kind { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public string? State { get; set; }

    public IEnumerable<Choice> Kinds => StoredKeys<AdjustmentKind>.All.Select(one => new Choice { Value = one, Text = T["staff.plan-adjustment-" + one] });

    public IEnumerable<Choice> States =>
        StoredKeys<AdjustmentState>.All.Select(one => new Choice { Value = one, Text = T["staff.plan-adjustment-state-" + one] });

    public override IEnumerable<Text> Saved =>
        saved is null ? [] : Lines(StoredKeys<AdjustmentKind>.Of(saved.Kind), saved.Words, StoredKeys<AdjustmentState>.Of(saved.State));

    public override IEnumerable<Text> Typed => Lines(Kind, Words, State);

    protected override string Part => "plan/adjustment";

    protected override int? Version => saved?.Version;

    protected override async Task LoadAsync(CancellationToken cancellationToken) =>
        saved = await plans.FindAdjustmentAsync(Caller, Shown, Which, cancellationToken);

    protected override void Fill()
    {
        State = StoredKeys<AdjustmentState>.Of(saved?.State ?? AdjustmentState.Suggested);
        if (saved is not null) (Kind, Words) = (StoredKeys<AdjustmentKind>.Of(saved.Kind), saved.Words);
    }

    protected override PlanChange? Read()
    {
        var kind = StoredKeys<AdjustmentKind>.TryRead(Kind);
        if (kind is null) AddError(nameof(Kind), T["staff.plan-adjustment-missing"]);
        var words = ReadText(
            nameof(Words), Words, TextKind.Words, PlanWords.MaxWords, kind == AdjustmentKind.Other ? T["staff.plan-adjustment-words-missing"] : null);
        var state = StoredKeys<AdjustmentState>.TryRead(State);
        if (state is null) AddError(nameof(State), T["staff.plan-state-missing"]);
        if (HasErrors) return null;
        var typed = new Adjustment { Id = Which, Kind = kind!.Value, Words = words, State = state!.Value, Version = saved?.Version ?? 0 };
        var says = T["staff.plan-adjustment-" + Kind].Value + (words is null ? "" : $"\n{words}");
        return new(typed == saved, cancellationToken => plans.SaveAsync(Caller, Shown, saved, typed, says, cancellationToken));
    }

    private IEnumerable<Text> Lines(string? kind, string? words, string? state)
    {
        if (StoredKeys<AdjustmentKind>.TryRead(kind) is not null) yield return T["staff.plan-adjustment-" + kind];
        if (!string.IsNullOrEmpty(words)) yield return words;
        if (StoredKeys<AdjustmentState>.TryRead(state) is not null) yield return T["staff.plan-adjustment-state-" + state];
    }
}
