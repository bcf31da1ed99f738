using WorkWell.Areas.Sdk;
using WorkWell.Communications.Contracts;
using WorkWell.Platform;

namespace WorkWell.FollowUps;

/// <summary>Everything one change plans and cancels, for any number of referrals, to be written together.</summary>
internal sealed class FollowUpBatch
{
    private readonly Dictionary<Guid, ReferralBatch> byReferral = [];
    private readonly List<ReachedTrigger> reached = [];
    private readonly Dictionary<long, PlannedStep> steps = [];

    public IReadOnlyList<FollowUpRow> Rows => [.. byReferral.Values.SelectMany(plans => plans.Rows)];

    public IReadOnlyList<NewTask> Tasks => [.. byReferral.Values.SelectMany(plans => plans.Tasks)];

    public IReadOnlyList<MessageRequest> Messages => [.. byReferral.Values.SelectMany(plans => plans.Messages)];

    /// <summary>Triggers of referrals that are already stored.</summary>
    public IReadOnlyList<ReachedTrigger> Reached => reached;

    public IReadOnlyCollection<PlannedStep> Steps => steps.Values;

    /// <summary>Records a trigger. Steps planned in this change that it ends are never written as due.</summary>
    public void Reach(ReachedTrigger point)
    {
        var plans = Of(point.ReferralId);
        if (point.Trigger == Trigger.ReferralReceived) plans.IsNew = true;
        else if (!plans.IsNew) reached.Add(point);
        plans.Cancel(
            StoredKeys<Trigger>.Of(point.Trigger), (step, number) => step.EndedBy.Contains(point.Trigger) && (point.Number ?? number) == number, steps);
    }

    /// <summary>Ends a referral and cancels what this change has planned for it.</summary>
    public void End(Guid referral, string reason)
    {
        if (!byReferral.TryGetValue(referral, out var plans)) return;
        plans.Cancel(reason, (_, _) => true, steps);
        plans.Messages.Clear();
    }

    public void Add(PlannedStep step, FollowUpRow row, FollowUpAction action)
    {
        steps.TryAdd(step.Id, step);
        var plans = Of(row.ReferralId);
        plans.Rows.Add(row with { State = action.State, Reason = action.Reason });
        if (action.Task is { } task) plans.Tasks.Add(task);
        if (action.Message is { } message) plans.Messages.Add(message);
    }

    private ReferralBatch Of(Guid referral)
    {
        if (!byReferral.TryGetValue(referral, out var plans)) byReferral.Add(referral, plans = new());
        return plans;
    }

    private sealed class ReferralBatch
    {
        public bool IsNew { get; set; }

        public List<FollowUpRow> Rows { get; } = [];

        public List<NewTask> Tasks { get; } = [];

        public List<MessageRequest> Messages { get; } = [];

        public void Cancel(string reason, Func<PlannedStep, short, bool> isEnded, Dictionary<long, PlannedStep> steps)
        {
            for (var i = 0; i < Rows.Count; i++)
            {
                if (Rows[i].State == FollowUpState.Due && isEnded(Rows[i].Planned.Step, Rows[i].OfferNumber))
                    Rows[i] = Rows[i] with { State = FollowUpState.Cancelled, Reason = reason };
            }
            Tasks.RemoveAll(task => task.StepId is { } id && isEnded(steps[id], task.Number));
        }
    }
}
