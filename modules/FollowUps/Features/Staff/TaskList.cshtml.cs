using Microsoft.AspNetCore.Mvc;
using WorkWell.Access.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.FollowUps;

/// <summary>The tasks of an area's team: those of the reader, all open ones, those that are late, and those done lately.</summary>
[RequiresPermission(Permission.DoTasks)]
internal sealed class TaskListModel(TaskStore tasks, IReferrals referrals, WorkingCalendar calendar, IStaffNames names)
    : TaskPage(calendar, names)
{
    private const string Mine = "mine";
    private const string Late = "late";
    private const string Done = "done";

    public static IReadOnlyList<string> Views { get; } = ["team", Mine, Late, Done];

    [BindProperty(SupportsGet = true)]
    public string? Show { get; set; }

    public string Shown => Views.Contains(Show) ? Show! : Views[0];

    public StaffList List { get; private set; } = null!;

    public void OnGet()
    {
    }

    protected override async Task ShowAsync(CancellationToken cancellationToken)
    {
        await LoadTeamAsync(cancellationToken);
        var found = Shown == Done
            ? await tasks.ClosedAsync(Caller, AreaCode, LondonTime.At(Today, TimeOnly.MinValue) - TaskStore.UndoWithin, cancellationToken)
            : await tasks.OpenAsync(Caller, AreaCode, cancellationToken);
        var listed = found.Where(task => Shown switch
        {
            Mine => task.AssignedTo == Caller.Name,
            Late => DueOn(task) < Today,
            _ => true,
        }).ToArray();
        var references = await ReferencesAsync(referrals, Caller, listed, cancellationToken);
        List = StaffList.Of<TeamTask>(
            Request, listed,
            new(T["staff.task"], LinkTo) { Key = "task", By = task => task.Description },
            new(T["staff.task-referral"], task => (Text)(ReferenceOf(task) ?? "")) { Key = "referral", By = ReferenceOf },
            new(T["staff.task-due"], DueCell) { Key = "due", By = task => DueOn(task) },
            new(T["staff.task-who"], task => NameOf(task.ClosedBy ?? task.AssignedTo)) { Key = "who", By = task => NameOf(task.ClosedBy ?? task.AssignedTo) });

        string? ReferenceOf(TeamTask task) => task.ReferralId is { } id ? references.GetValueOrDefault(id) : null;
    }

    private Cell LinkTo(TeamTask task) => new()
    {
        Text = task.IsUrgent ? T["staff.task-urgent", ("task", task.Description)] : (Text)task.Description,
        Href = $"/staff/areas/{AreaCode}/tasks/{task.Id:D}",
    };

    private Cell DueCell(TeamTask task) =>
        DueOn(task) < Today && task.ClosedAt is null ? T["staff.task-late", ("on", T.Date(DueOn(task)))] : T.Date(DueOn(task));
}
