using WorkWell.Access.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.FollowUps;

/// <summary>What the pages of tasks have in common.</summary>
internal abstract class TaskPage(WorkingCalendar calendar, IStaffNames names) : StaffPage
{
    /// <summary>The members of the area who do tasks.</summary>
    public IReadOnlyList<StaffName> Team { get; private set; } = [];

    protected DateOnly Today => LondonTime.DateOf(Now);

    protected async Task LoadTeamAsync(CancellationToken cancellationToken) =>
        Team = await names.WithAsync(Caller, AreaCode, Permission.DoTasks, cancellationToken);

    /// <summary>The name of whoever has a task or closed it.</summary>
    public Text NameOf(string? actor) => actor is null ? T["staff.task-nobody"]
        : Team.FirstOrDefault(member => member.ActorName == actor)?.Name ?? T["staff.task-somebody-else"];

    /// <summary>The day by which a task should be done.</summary>
    public DateOnly DueOn(TeamTask task) => TaskDueDay.Of(task.Code, task.OpenedAt, calendar);

    /// <summary>The references of the tasks' referrals.</summary>
    protected static async Task<IReadOnlyDictionary<Guid, string>> ReferencesAsync(
        IReferrals referrals, Actor actor, IEnumerable<TeamTask> tasks, CancellationToken cancellationToken) =>
        (await referrals.SummariesAsync(actor, [.. tasks.Select(task => task.ReferralId).OfType<Guid>().Distinct()], cancellationToken))
        .ToDictionary(summary => summary.Key, summary => summary.Value.Reference);
}
