using Microsoft.AspNetCore.Mvc;
using WorkWell.Access.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.Casework;

/// <summary>A page on which an appointment can be booked.</summary>
internal abstract class AppointmentPage(CaseStore cases, IPeople people, IStaffNames names, IReferrals referrals) : CasePage(cases, people, names, referrals)
{
    private const int MaxPlace = 200;

    [BindProperty]
    public AppointmentForm Next { get; set; } = new();

    public override string? Tab => null;

    /// <summary>The ways to meet that are safe: nobody is rung who must not be.</summary>
    public IEnumerable<Choice> MeetingWays => Enum.GetValues<AppointmentWay>().Where(IsSafe)
        .Select(StoredKeys<AppointmentWay>.Of).Select(way => new Choice { Value = way, Text = T["ways." + way] });

    /// <summary>Reads the appointment to book and reports what is wrong with it.</summary>
    protected NewAppointment? ReadNext()
    {
        if (Next.Id == Guid.Empty) AddError("Next.On", T["staff.appointment-day-missing"]);
        var day = ReadDate("Next.On", Next.On, T["staff.appointment-day-missing"]);
        if (Next.Time is null) AddError("Next.At", T["staff.case-time-wrong"]);
        if (Next.Way is not { } way || !IsSafe(way)) AddError("Next.How", T["staff.appointment-how-missing"]);
        if (Next.Length is null) AddError("Next.Minutes", T["staff.appointment-minutes-wrong"]);
        var place = ReadText("Next.Place", Next.Place, TextKind.Line, MaxPlace, missing: null);
        if (Next.Way is AppointmentWay.InPerson or AppointmentWay.Cafe && place is null && !HasErrors)
            AddError("Next.Place", T["staff.appointment-place-missing"]);
        if (HasErrors) return null;
        var at = LondonTime.At(day!.Value, Next.Time!.Value);
        if (at > Now)
            return new()
            {
                Id = Next.Id, Way = Next.Way!.Value, Place = place, HasInterpreter = Person.Contact.NeedsInterpreter, BeginsAt = at,
                Minutes = Next.Length!.Value,
            };
        AddError("Next.On", T["staff.appointment-past"]);
        return null;
    }

    private bool IsSafe(AppointmentWay way) => way != AppointmentWay.Phone || Ways.First(option => option.Way == ContactWay.Call).WhyNot is null;
}
