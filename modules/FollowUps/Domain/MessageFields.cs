using System.Globalization;
using WorkWell.Areas.Sdk;
using WorkWell.Communications.Contracts;
using WorkWell.Platform;

namespace WorkWell.FollowUps;

/// <summary>The message fields a follow-up can fill in. Dates are ISO here; rendering formats them in the reader's language.</summary>
internal static class MessageFields
{
    private static readonly Dictionary<string, Func<FollowUpOfReferral, AreaContext, WorkingCalendar, string?>> Known = new()
    {
        ["reference"] = (it, _, _) => it.Summary.Reference,
        ["receivedOn"] = (it, _, _) => Iso(LondonTime.DateOf(it.Summary.ReceivedAt)),
        ["organisation"] = (it, area, _) => area.OrganisationOf(it.Summary)?.Name,
        ["service"] = (it, area, _) => it.Summary.Service is { } service ? area.OrganisationOf(it.Summary)?.Services.GetValueOrDefault(service) : null,
        ["otherService"] = (it, area, _) => area.AlternativeAreas(it.Summary)?.ServiceName,
        ["otherPhone"] = (it, area, _) => area.AlternativeAreas(it.Summary)?.Contact.Phone,
        ["otherWeb"] = (it, area, _) => area.AlternativeAreas(it.Summary)?.Contact.Web,
        ["offeredOn"] = (it, _, _) => it.Step.Trigger == Trigger.OfferMade ? Iso(it.TriggeredOn) : null,
        ["length"] = (it, _, _) => it.Step.Length?.ToString(),
        ["endsOn"] = (it, _, calendar) =>
        it.Step.Length is { } length ? Iso(LondonTime.DateOf(calendar.After(LondonTime.At(it.TriggeredOn, TimeOnly.MinValue), length))) : null,
        ["referred"] = (it, _, _) => it.Summary.ReferralSource == ReferralSource.Self ? null : "yes",
        ["contactBy"] = (it, area, calendar) => area.WhenContacted(it.Area, calendar, it.TriggeredOn).By is { } by ? Iso(by) : null,
        ["askAfter"] = (it, area, calendar) => Iso(area.WhenContacted(it.Area, calendar, it.TriggeredOn).AskAfter),
        ["link"] = (it, area, _) => it.Step.For == Recipient.Partner ? area.OfferLink?.Invoke(it.Summary, it.OfferNumber) : null,
        ["appointmentOn"] = (it, _, _) => it.Appointment is { } one ? Iso(LondonTime.DateOf(one.BeginsAt)) : null,
        ["appointmentAt"] = (it, _, _) => it.Appointment is { } one ? LondonTime.Local(one.BeginsAt).ToString("HH:mm", CultureInfo.InvariantCulture) : null,
        ["place"] = (it, _, _) => it.Appointment?.Place,
        ["byPhone"] = (it, _, _) => it.Appointment?.Way == "phone" ? "yes" : null,
        ["byVideo"] = (it, _, _) => it.Appointment?.Way == "video" ? "yes" : null,
        ["interpreter"] = (it, _, _) => it.Appointment is { HasInterpreter: true } ? "yes" : null,
        ["after"] = (it, _, _) => IsALength(it.Step.After) ? it.Step.After.ToString() : null,
    };

    /// <summary>Fills in the known fields of a message type.</summary>
    public static IReadOnlyDictionary<string, string> For(MessageType type, FollowUpOfReferral it, AreaContext area, WorkingCalendar calendar)
    {
        var fields = new Dictionary<string, string>(type.Fields.Count);
        foreach (var field in type.Fields)
        {
            if (Known.TryGetValue(field.Name, out var value) && value(it, area, calendar) is { } text) fields[field.Name] = text;
        }
        return fields;
    }

    /// <summary>Finds a required field that this step cannot fill in.</summary>
    public static string? NeverKnown(MessageType type, PlannedStep step) =>
        type.Fields.FirstOrDefault(field => !field.IsOptional && !CanFill(field.Name, step))?.Name;

    private static bool CanFill(string field, PlannedStep step) => Known.ContainsKey(field) && field switch
    {
        "length" or "endsOn" => step.Length is not null,
        "offeredOn" => step.Trigger == Trigger.OfferMade,
        "appointmentOn" or "appointmentAt" => step.IsOfAppointment,
        "after" => IsALength(step.After),
        "organisation" => step.For == Recipient.Partner || step.Trigger is Trigger.OfferMade or Trigger.SupportStarted,
        _ => true,
    };

    // Neither "at once" nor "2 working days" can be written as a length of time.
    private static bool IsALength(Delay after) => after.Unit != DelayUnit.WorkingDays && !after.IsAtOnce;

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
