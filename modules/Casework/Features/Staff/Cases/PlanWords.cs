using WorkWell.Platform;
using WorkWell.Ui.Contracts;

namespace WorkWell.Casework;

/// <summary>What pages say of a plan.</summary>
internal static class PlanWords
{
    /// <summary>The most letters of a goal, a step or an adjustment.</summary>
    public const int MaxWords = 500;

    /// <summary>By when a step is to be done, with the day that was agreed first where it was moved.</summary>
    public static Text DueOf(ITexts texts, PlanStep step, DateOnly today)
    {
        var due = texts[step.State == StepState.Open && step.DueOn < today ? "staff.task-late" : "staff.case-on", ("on", texts.Date(step.DueOn))];
        return step.IsMoved ? texts["staff.plan-moved", ("due", due), ("first", texts.Date(step.FirstDueOn))] : due;
    }

    /// <summary>The steps of a goal as rows of a table, each leading to its form.</summary>
    public static IReadOnlyList<IReadOnlyList<Cell>> RowsOf(ITexts texts, IEnumerable<PlanStep> steps, DateOnly today, string plan) =>
    [
        .. steps.Select(IReadOnlyList<Cell> (step) =>
        [
            new Cell { Text = step.Words, Href = $"{plan}/step?which={step.Id:D}" },
            texts["staff.plan-who-" + StoredKeys<StepDoer>.Of(step.Who)], DueOf(texts, step, today),
            texts["staff.plan-step-state-" + StoredKeys<StepState>.Of(step.State)],
        ]),
    ];
}
