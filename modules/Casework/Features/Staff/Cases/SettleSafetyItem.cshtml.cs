using Microsoft.AspNetCore.Mvc;
using WorkWell.Access.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.Casework;

/// <summary>What to do at once when a person answers that they may harm themselves. It stays open until somebody says what was done.</summary>
[RequiresPermission(Permission.DoCasework)]
internal sealed class SettleSafetyItemModel(CaseStore cases, SafetyStore safety, IPeople people, IStaffNames names, IReferrals referrals)
    : PlanForm(cases, people, names, referrals)
{
    private const int MaxWords = 2000;

    private SafetyItem? saved;

    /// <summary>What was done, as codes.</summary>
    [BindProperty]
    public string[] Steps { get; set; } = [];

    [BindProperty]
    public string? Words { get; set; }

    public SafetyItem Item => saved!;

    public IEnumerable<Choice> Choices => StoredKeys<SafetyStep>.All.Select(step => new Choice { Value = step, Text = T["staff.safety-step-" + step] });

    public override IEnumerable<Text> Saved => saved is null ? [] : AssessmentWords.DoneOf(T, saved);

    public override IEnumerable<Text> Typed
    {
        get
        {
            foreach (var step in Steps.Where(step => StoredKeys<SafetyStep>.TryRead(step) is not null)) yield return T["staff.safety-step-" + step];
            if (!string.IsNullOrEmpty(Words)) yield return Words;
        }
    }

    protected override string Part => "safety";

    protected override string Done => Address + "/assessment";

    protected override bool MayBeNew => false;

    // Whoever may harm themselves is looked after, whatever became of the case.
    protected override bool TakesEndedCase => true;

    protected override int? Version => saved?.Version;

    protected override async Task LoadAsync(CancellationToken cancellationToken) =>
        saved = await safety.FindAsync(Caller, Shown, Which, cancellationToken);

    protected override void Fill()
    {
    }

    protected override PlanChange? Read()
    {
        var done = Steps.Distinct().Select(StoredKeys<SafetyStep>.TryRead).ToArray();
        if (done.Length == 0 || done.Contains(null)) AddError(nameof(Steps), T["staff.safety-steps-missing"]);
        var words = ReadText(nameof(Words), Words, TextKind.Words, MaxWords, T["staff.safety-words-missing"]);
        if (HasErrors || saved is null) return null;
        SafetyStep[] steps = [.. done.OfType<SafetyStep>()];
        return new(
            !saved.IsOpen && saved.Words == words && saved.Done.SequenceEqual(steps),
            cancellationToken => safety.CloseAsync(Caller, Shown, saved, steps, words!, cancellationToken));
    }
}
