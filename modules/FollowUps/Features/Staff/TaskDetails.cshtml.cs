using Microsoft.AspNetCore.Mvc;
using WorkWell.Access.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.FollowUps;

/// <summary>One task of the team: take it, hand it over, finish it, or take back that it was done.</summary>
[RequiresPermission(Permission.DoTasks)]
internal sealed class TaskDetailsModel(TaskStore tasks, IReferrals referrals, WorkingCalendar calendar, IStaffNames names)
    : TaskPage(calendar, names)
{
    private const int MaxNote = 500;
    private static readonly string[] KnownOutcomes = ["done", "not-needed"];

    [BindProperty]
    public string? SeenWith { get; set; }

    [BindProperty]
    public string? Outcome { get; set; }

    [BindProperty]
    public string? ClosingNote { get; set; }

    [BindProperty]
    public string? Colleague { get; set; }

    [BindProperty]
    public string? HandOverNote { get; set; }

    /// <summary>The task as it is now.</summary>
    public TeamTask Shown { get; private set; } = null!;

    public string? Reference { get; private set; }

    /// <summary>What happened meanwhile, where somebody else was faster.</summary>
    public Text? Note { get; private set; }

    public bool IsMine => Shown.AssignedTo == Caller.Name;

    public bool MayReopen => Shown is { EndsOnPersonsPage: false, ClosedAt: { } closed, ClosedBy: { } by }
        && by.StartsWith("staff:", StringComparison.Ordinal) && Now - closed < TaskStore.UndoWithin;

    public IEnumerable<Choice> Outcomes => KnownOutcomes.Select(outcome => new Choice { Value = outcome, Text = T["staff.task-" + outcome] });

    public IEnumerable<SelectItem> Colleagues =>
    [
        new() { Value = "", Text = T["staff.task-choose"] },
        .. Team.Where(member => member.ActorName != Shown.AssignedTo).Select(member => new SelectItem { Value = member.ActorName, Text = member.Name }),
    ];

    private Guid Id => Guid.Parse((string)RouteData.Values["id"]!);

    public static string OutcomeKey(string outcome) => "staff.task-" + (KnownOutcomes.Contains(outcome) ? outcome : "closed-by-work");

    public string To(string handler) => $"/staff/areas/{AreaCode}/tasks/{Id:D}?handler={handler}";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => await FindAsync(cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostTakeAsync(CancellationToken cancellationToken) =>
        await FindAsync(cancellationToken) ? await AssignAsync(Caller.Name, null, cancellationToken) : NotFound();

    public async Task<IActionResult> OnPostHandOverAsync(CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken)) return NotFound();
        if (Team.All(member => member.ActorName != Colleague)) AddError(nameof(Colleague), T["staff.task-to-missing"]);
        var note = ReadText(nameof(HandOverNote), HandOverNote, TextKind.Words, MaxNote, missing: null);
        return HasErrors ? Page() : await AssignAsync(Colleague!, note, cancellationToken);
    }

    public async Task<IActionResult> OnPostCloseAsync(CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken)) return NotFound();
        if (!KnownOutcomes.Contains(Outcome)) AddError(nameof(Outcome), T["staff.task-outcome-missing"]);
        var note = ReadText(nameof(ClosingNote), ClosingNote, TextKind.Words, MaxNote, missing: null);
        if (HasErrors) return Page();
        return await AnswerAsync(await tasks.CloseAsync(Caller, Shown, Outcome!, note, cancellationToken), cancellationToken);
    }

    public async Task<IActionResult> OnPostReopenAsync(CancellationToken cancellationToken) => await FindAsync(cancellationToken)
        ? await AnswerAsync(await tasks.ReopenAsync(Caller, Shown, cancellationToken), cancellationToken) : NotFound();

    private async Task<IActionResult> AssignAsync(string to, string? note, CancellationToken cancellationToken)
    {
        var seen = Shown with { AssignedTo = string.IsNullOrEmpty(SeenWith) ? null : SeenWith };
        return await AnswerAsync(await tasks.AssignAsync(Caller, seen, to, note, cancellationToken), cancellationToken);
    }

    private async Task<IActionResult> AnswerAsync(bool isDone, CancellationToken cancellationToken)
    {
        if (isDone) return LocalRedirect($"/staff/areas/{AreaCode}/tasks?show=mine");
        if (!await FindAsync(cancellationToken)) return NotFound();
        Note = T["staff.task-changed"];
        ModelState.Clear();
        return Page();
    }

    private async Task<bool> FindAsync(CancellationToken cancellationToken)
    {
        if (await tasks.FindAsync(Caller, AreaCode, Id, cancellationToken) is not { } found) return false;
        Shown = found;
        await tasks.RecordLookAsync(Caller, found, cancellationToken);
        await LoadTeamAsync(cancellationToken);
        Reference = (await ReferencesAsync(referrals, Caller, [found], cancellationToken)).Values.SingleOrDefault();
        return true;
    }
}
