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

    /// <summary>The day of a review, with the first where it was moved, and whether it is or was on time by that.</summary>
    public static Text ReviewOf(ITexts texts, PlanReview review, DateOnly today)
    {
        var time = texts["staff.plan-review-time-" + StoredKeys<ReviewTime>.Of(review.TimeOn(today))];
        return review.IsMoved
            ? texts["staff.plan-review-says-moved", ("on", texts.Date(review.DueOn)), ("first", texts.Date(review.FirstDueOn)), ("time", time)]
            : texts["staff.plan-review-says", ("on", texts.Date(review.DueOn)), ("time", time)];
    }

    /// <summary>What was asked for: the weeks, the reason and the note.</summary>
    public static IEnumerable<Text> ExtensionLines(ITexts texts, Extension one)
    {
        yield return texts["staff.extension-weeks-asked", ("weeks", texts.Number(one.Weeks))];
        yield return texts["staff.extension-because-" + StoredKeys<ExtensionReason>.Of(one.Reason)];
        if (one.Note is { } note) yield return note;
    }

    /// <summary>What was decided.</summary>
    public static Text DecisionOf(ITexts texts, Extension one) =>
        texts["staff.extension-is-" + (one.IsApproved switch { null => "waiting", true => "approved", false => "refused" })];

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
