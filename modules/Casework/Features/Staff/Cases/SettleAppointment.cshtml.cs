using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using WorkWell.Access.Contracts;
using WorkWell.Areas.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.Casework;

/// <summary>Says what came of a meeting and books the next one, in one save.</summary>
[RequiresPermission(Permission.DoCasework)]
internal sealed class SettleAppointmentModel(
    CaseStore cases, AppointmentStore appointments, IAreaCatalogue catalogue, IPeople people, IStaffNames names, IReferrals referrals)
    : AppointmentPage(cases, people, names, referrals)
{
    private const int MaxReason = 200;
    private const int MaxSummary = 2000;

    /// <summary>Which appointment of the case.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Which { get; set; }

    [BindProperty]
    public string? Outcome { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Summary { get; set; }

    public Appointment Appointment { get; private set; } = null!;

    /// <summary>What happened meanwhile, where somebody else was faster.</summary>
    public Text? Note { get; private set; }

    public string To => $"{Address}/appointment?which={Which:D}";

    /// <summary>What can be said: before it begins only that it will not be.</summary>
    public IEnumerable<Choice> Outcomes => Possible.Select(one => new Choice { Value = StoredKeys<AppointmentOutcome>.Of(one), Text = OutcomeOf(one) });

    private IEnumerable<AppointmentOutcome> Possible => Enum.GetValues<AppointmentOutcome>()
        .Where(one => Appointment.BeginsAt <= Now || WorkWell.Casework.Appointment.NeedsReason(one));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!await FindBothAsync(cancellationToken)) return NotFound();
        Next.Id = Guid.CreateVersion7(Now);
        return Page();
    }

    /// <summary>The appointment for a calendar, as it stands now.</summary>
    public async Task<IActionResult> OnGetCalendarAsync(CancellationToken cancellationToken)
    {
        if (!await FindBothAsync(cancellationToken)) return NotFound();
        var last = await appointments.LastAsync(Caller, Appointment, cancellationToken);
        var stands = last.Outcome is { } outcome ? WorkWell.Casework.Appointment.IsMet(outcome) : Shown.IsUnderWay;
        var service = catalogue.Ready.GetValueOrDefault(AreaCode)?.Settings.ServiceName ?? "WorkWell";
        return File(Encoding.UTF8.GetBytes(AppointmentCalendar.Write(last, stands, service, Now)), AppointmentCalendar.MediaType, "appointment.ics");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await FindBothAsync(cancellationToken)) return NotFound();
        if (StoredKeys<AppointmentOutcome>.TryRead(Outcome) is not { } outcome || !Possible.Contains(outcome))
        {
            AddError(nameof(Outcome), T["staff.case-outcome-missing"]);
            return Page();
        }
        var reason = ReadText(
            nameof(Reason), Reason, TextKind.Line, MaxReason,
            WorkWell.Casework.Appointment.NeedsReason(outcome) ? T["staff.appointment-reason-missing"] : null);
        var summary = ReadText(nameof(Summary), Summary, TextKind.Words, MaxSummary, missing: null);
        var next = outcome == AppointmentOutcome.Moved || !Next.IsEmpty ? ReadNext() : null;
        if (HasErrors) return Page();
        if (await appointments.SettleAsync(Caller, Shown, Appointment, new(outcome, reason, summary, next), cancellationToken))
            return LocalRedirect(Address + "/contacts");
        await FindBothAsync(cancellationToken);
        Note = OutcomeOf(outcome);
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    private async Task<bool> FindBothAsync(CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken)) return false;
        if (await appointments.FindAsync(Caller, Shown, Which, cancellationToken) is not { } found) return false;
        Appointment = found;
        return true;
    }
}
