using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using WorkWell.Access.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Ui.Contracts;

namespace WorkWell.Casework;

/// <summary>The cases of an area that wait for a coach: urgent ones first, with the working hours since they came. One click takes one.</summary>
[RequiresPermission(Permission.DoCasework)]
internal sealed class CaseQueueModel(CaseStore cases, IPeople people, IStaffNames names, WorkingCalendar calendar) : CaseListPage(cases, people, names)
{
    /// <summary>The case to take, and the version that was seen: the button's value.</summary>
    [BindProperty]
    public string? Take { get; set; }

    public IReadOnlyList<IReadOnlyList<Cell>> Rows { get; private set; } = [];

    /// <summary>What happened meanwhile, where somebody else was faster.</summary>
    public Text? Note { get; private set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Take?.Split('/') is not [var one, var seen] || !Guid.TryParse(one, out var id) || !int.TryParse(seen, out var version)) return BadRequest();
        if (await Cases.FindAsync(Caller, AreaCode, id, cancellationToken) is not { } found) return NotFound();
        var wanted = found.State == CaseState.Waiting ? (found with { Version = version }).GiveTo(Caller.Name) : null;
        if (wanted is not null && await Cases.SaveAsync(Caller, wanted, new(CaseStep.Kind.Taken), cancellationToken))
            return LocalRedirect($"/staff/areas/{AreaCode}/cases/{id:D}");
        Note = T["staff.task-changed"];
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    protected override async Task ShowAsync(CancellationToken cancellationToken)
    {
        var waiting = await Cases.WaitingAsync(Caller, AreaCode, cancellationToken);
        var known = await PeopleOfAsync(waiting, cancellationToken);
        Rows = [.. waiting.Select(IReadOnlyList<Cell> (one) =>
        [
            LinkTo(one, known.GetValueOrDefault(one.PersonId)),
            (Text)one.Reference,
            CaseWords.PriorityOf(T, one),
            CaseWords.Waited(T, calendar.OfficeTimeBetween(one.OpenedAt, Now)),
            (Text)Language.EnglishNameOf(known.GetValueOrDefault(one.PersonId)?.Language ?? "en"),
            new Cell
            {
                Html = new Button
                {
                    Text = T["staff.queue-take"], Name = nameof(Take), Value = FormattableString.Invariant($"{one.Id:D}/{one.Version}"), Small = true,
                    AriaLabel = T["staff.queue-take-one", ("reference", one.Reference)],
                },
            },
        ])];
    }
}
