using WorkWell.Areas.Sdk;
using WorkWell.Communications.Contracts;
using WorkWell.Platform;

namespace WorkWell.FollowUps;

/// <summary>All that one change plans and makes needless, whatever number of referrals it is about, to be written together.</summary>
internal sealed class FollowUpBatch
{
    private readonly Dictionary<Guid, PlansOfReferral> byReferral = [];
    private readonly List<ReachedTrigger> reached = [];
    private readonly Dictionary<long, PlannedStep> steps = [];

    public IReadOnlyList<FollowUpRow> Rows => [.. byReferral.Values.SelectMany(plans => plans.Rows)];

    public IReadOnlyList<NewTask> Tasks => [.. byReferral.Values.SelectMany(plans => plans.Tasks)];

    public IReadOnlyList<MessageRequest> Messages => [.. byReferral.Values.SelectMany(plans => plans.Messages)];

    /// <summary>Turning points of referrals that the database knows already.</summary>
    public IReadOnlyList<ReachedTrigger> Reached => reached;

    public IReadOnlyCollection<PlannedStep> Steps => steps.Values;

    /// <summary>A referral reaches a turning point: what it ends of what this very change has planned is never written as due.</summary>
    public void Reach(ReachedTrigger point)
    {
        var plans = Of(point.ReferralId);
        if (point.Trigger == Trigger.ReferralReceived) plans.IsNew = true;
        else if (!plans.IsNew) reached.Add(point);
        plans.Cancel(StoredKeys<Trigger>.Of(point.Trigger), step => step.EndedBy.Contains(point.Trigger), steps);
    }

    /// <summary>A referral ends: nothing of what this very change has planned for it is done.</summary>
    public void End(Guid referral, string reason)
    {
        if (!byReferral.TryGetValue(referral, out var plans)) return;
        plans.Cancel(reason, _ => true, steps);
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

    private PlansOfReferral Of(Guid referral)
    {
        if (!byReferral.TryGetValue(referral, out var plans)) byReferral.Add(referral, plans = new());
        return plans;
    }

    private sealed class PlansOfReferral
    {
        public bool IsNew { get; set; }

        public List<FollowUpRow> Rows { get; } = [];

        public List<NewTask> Tasks { get; } = [];

        public List<MessageRequest> Messages { get; } = [];

        public void Cancel(string reason, Func<PlannedStep, bool> isEnded, Dictionary<long, PlannedStep> steps)
        {
            for (var i = 0; i < Rows.Count; i++)
            {
                if (Rows[i].State == FollowUpState.Due && isEnded(Rows[i].Planned.Step))
                    Rows[i] = Rows[i] with { State = FollowUpState.Cancelled, Reason = reason };
            }
            Tasks.RemoveAll(task => task.StepId is { } id && isEnded(steps[id]));
        }
    }
}
