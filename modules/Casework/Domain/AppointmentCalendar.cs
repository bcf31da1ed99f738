using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using WorkWell.Platform;

namespace WorkWell.Casework;

/// <summary>
/// An appointment as a calendar file: when, where and with which service, and nothing about the person. A calendar that has the entry changes it when the
/// appointment was moved, and takes it out when it was called off.
/// </summary>
internal static class AppointmentCalendar
{
    public const string MediaType = "text/calendar; charset=utf-8";

    /// <summary>Writes the file.</summary>
    /// <param name="last">The appointment, or the one that took its place last.</param>
    /// <param name="stands">Whether it is still to happen, or has.</param>
    /// <param name="service">What the service is called.</param>
    /// <param name="at">When it is written.</param>
    public static string Write(Appointment last, bool stands, string service, DateTimeOffset at)
    {
        var calendar = new Calendar { Method = stands ? CalendarMethods.Publish : CalendarMethods.Cancel, ProductId = "-//WorkWell//EN" };
        // With the rules of summer time, for calendars that do not know the zone.
        calendar.AddTimeZone(VTimeZone.FromDateTimeZone(LondonTime.Zone.Id, LondonTime.Local(last.BeginsAt).AddYears(-1), includeHistoricalData: false));
        calendar.Events.Add(new CalendarEvent
        {
            Uid = $"{last.CalendarId:D}@workwell",
            Sequence = stands ? last.Sequence : last.Sequence + 1,
            Status = stands ? EventStatus.Confirmed : EventStatus.Cancelled,
            Summary = service,
            Location = last.Place,
            Start = InLondon(last.BeginsAt),
            End = InLondon(last.BeginsAt.AddMinutes(last.Minutes)),
            DtStamp = new CalDateTime(at.UtcDateTime),
        });
        return new CalendarSerializer().SerializeToString(calendar)!;
    }

    private static CalDateTime InLondon(DateTimeOffset at) => new(LondonTime.Local(at), LondonTime.Zone.Id);
}
