using Microsoft.AspNetCore.Mvc;
using WorkWell.Access.Contracts;
using WorkWell.Communications.Contracts;
using WorkWell.FollowUps.Contracts;
using WorkWell.Platform;
using WorkWell.Ui.Contracts;

namespace WorkWell.FollowUps;

/// <summary>What an operator sees of the background work, as <c>./workwell work</c> shows it: numbers by area, and no person.</summary>
[RequiresPermission(Permission.OperateService)]
internal sealed class ServiceWorkModel(IFollowUps followUps, ISentMessages messages, SchedulerStatus schedule) : StaffPage
{
    private const string Retry = "retry";
    private const string Drop = "drop";
    private IReadOnlyList<FollowUpWork> work = [];

    [BindProperty]
    public string? Area { get; set; }

    [BindProperty]
    public string? Decision { get; set; }

    public IReadOnlyList<IReadOnlyList<Cell>> Areas { get; private set; } = [];

    public IReadOnlyList<IReadOnlyList<Cell>> Daily { get; private set; } = [];

    public IReadOnlyList<IReadOnlyList<Cell>> Hosts { get; private set; } = [];

    /// <summary>What came of the last decision.</summary>
    public Text? Note { get; private set; }

    /// <summary>The areas in which follow-ups failed, with none chosen.</summary>
    public IEnumerable<SelectItem> Failed => work.Any(one => one.DeadLettered > 0)
        ? [new() { Value = "", Text = T["staff.work-area-missing"] },
            .. work.Where(one => one.DeadLettered > 0).Select(one => new SelectItem { Value = one.Area, Text = one.Area })] : [];

    public IEnumerable<Choice> Decisions => new[] { Retry, Drop }.Select(one => new Choice { Value = one, Text = T["staff.work-" + one] });

    // Numbers of every area. An operator's own role reaches none.
    private Actor Operator => Caller with { Areas = Actor.AllAreas, Purpose = "work-page" };

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(Area) || (await followUps.WorkAsync(Operator, cancellationToken)).All(one => one.Area != Area))
            AddError(nameof(Area), T["staff.work-area-missing"]);
        if (Decision is not (Retry or Drop)) AddError(nameof(Decision), T["staff.work-decision-missing"]);
        if (HasErrors) return Page();
        var which = new DeadLetterSelection(Area, null, null);
        var number = Decision == Retry ? await followUps.RetryAsync(Operator, which, cancellationToken)
            : await followUps.DropAsync(Operator, which, cancellationToken);
        Note = T["staff.work-changed", ("number", T.Number(number))];
        ModelState.Clear();
        return Page();
    }

    protected override async Task ShowAsync(CancellationToken cancellationToken)
    {
        work = await followUps.WorkAsync(Operator, cancellationToken);
        var counts = (await messages.CountsAsync(Operator, cancellationToken)).ToLookup(count => count.Area);
        Areas = [.. work.Select(one => one.Area).Union(counts.Select(one => one.Key)).Order(StringComparer.Ordinal).Select(IReadOnlyList<Cell> (area) =>
        {
            var one = work.FirstOrDefault(found => found.Area == area);
            return
            [
                (Text)area, Number(one?.Planned), Number(one?.Late), Number(one?.DeadLettered), Number(one?.DoneInTheLastHour), Number(one?.OpenTasks),
                Number(counts[area].Where(count => count.State is MessageState.Queued or MessageState.Sending).Sum(count => count.Count)),
                Number(counts[area].Where(count => count.State is MessageState.Unconfirmed or MessageState.DeadLettered).Sum(count => count.Count)),
            ];
        })];
        Daily = [.. (await schedule.DailyRunsAsync(cancellationToken)).Select(IReadOnlyList<Cell> (run) =>
            [(Text)run.Key, run.LastRunAt is { } last ? When(last) : T["staff.never"], run.NextRunAt is { } next ? When(next) : T["staff.never"]])];
        Hosts = [.. (await schedule.HostsAsync(cancellationToken)).Select(IReadOnlyList<Cell> (host) => [(Text)host.Name, When(host.SeenAt)])];
    }

    private Text Number(long? number) => T.Number(number ?? 0);
}
