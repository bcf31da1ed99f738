using Microsoft.AspNetCore.Mvc;
using WorkWell.Access.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.Casework;

/// <summary>A form that asks for a goal: alone, or with the first step towards it.</summary>
internal abstract class GoalForm(CaseStore cases, IPeople people, IStaffNames names, IReferrals referrals) : PlanForm(cases, people, names, referrals)
{
    /// <summary>What it removes, as a code; empty: nothing is named.</summary>
    [BindProperty]
    public string? Barrier { get; set; }

    public IEnumerable<SelectItem> Barriers => CaseWords.Barriers(T, Referral.Facts);

    /// <summary>Reads the words and the barrier of a goal and reports what is wrong with them.</summary>
    /// <param name="field">The property of the words, as <c>nameof(Words)</c>.</param>
    /// <param name="typed">The words as typed.</param>
    protected (string? Words, string? Barrier) ReadGoal(string field, string? typed)
    {
        var words = ReadText(field, typed, TextKind.Words, PlanWords.MaxWords, T["staff.plan-goal-missing"]);
        var barrier = string.IsNullOrEmpty(Barrier) ? null : Barrier;
        if (barrier is not null && !CaseWords.IsBarrier(barrier)) AddError(nameof(Barrier), T["staff.plan-barrier-wrong"]);
        return (words, barrier);
    }
}
