using WorkWell.Casework.Contracts;
using WorkWell.Platform;

namespace WorkWell.Casework;

/// <summary>How a coach and a person meet. The names are stored, and those of a referral's meeting ways.</summary>
internal enum AppointmentWay
{
    /// <summary>In a room of the service.</summary>
    InPerson,

    /// <summary>By phone.</summary>
    Phone,

    /// <summary>By video call.</summary>
    Video,

    /// <summary>In a café.</summary>
    Cafe,
}

/// <summary>What came of an appointment. The names are stored.</summary>
internal enum AppointmentOutcome
{
    /// <summary>The person came.</summary>
    Attended,

    /// <summary>The person came late.</summary>
    Late,

    /// <summary>The person did not come and had not said so.</summary>
    DidNotAttend,

    /// <summary>The person did not come, for a reason that they gave.</summary>
    Excused,

    /// <summary>It did not happen because of us.</summary>
    WeCouldNot,

    /// <summary>It was moved to another time.</summary>
    Moved,
}

/// <summary>A meeting to book.</summary>
internal sealed record NewAppointment
{
    /// <summary>Made by the page, so that a form sent twice books once.</summary>
    public required Guid Id { get; init; }

    public required AppointmentWay Way { get; init; }

    public required string? Place { get; init; }

    public required bool HasInterpreter { get; init; }

    public required DateTimeOffset BeginsAt { get; init; }

    public required int Minutes { get; init; }
}

/// <summary>A meeting of a coach and a person.</summary>
internal sealed record Appointment
{
    public required string Area { get; init; }

    public required Guid Id { get; init; }

    /// <summary>Which of the case's appointments it is, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>What a calendar knows it by: that of the one it took the place of.</summary>
    public required Guid CalendarId { get; init; }

    /// <summary>How often it was moved.</summary>
    public required int Sequence { get; init; }

    public required Guid CaseId { get; init; }

    public required string Coach { get; init; }

    public required AppointmentWay Way { get; init; }

    public required string? Place { get; init; }

    public required bool HasInterpreter { get; init; }

    public required DateTimeOffset BeginsAt { get; init; }

    public required int Minutes { get; init; }

    /// <summary>What came of it; null: not said yet.</summary>
    public required AppointmentOutcome? Outcome { get; init; }

    public required string? Reason { get; init; }

    public required string? Summary { get; init; }

    public required DateTimeOffset? OutcomeAt { get; init; }

    public required string? OutcomeBy { get; init; }

    /// <summary>The appointment that took its place.</summary>
    public required Guid? MovedTo { get; init; }

    /// <summary>What the person is told of it.</summary>
    /// <param name="stands">Whether it is still to happen.</param>
    public AppointmentNotice Notice(bool stands) => new()
    {
        Number = Number, BeginsAt = BeginsAt, Way = StoredKeys<AppointmentWay>.Of(Way), Place = Place, HasInterpreter = HasInterpreter, Stands = stands,
    };

    /// <summary>Whether the person was there.</summary>
    public static bool IsMet(AppointmentOutcome outcome) => outcome is AppointmentOutcome.Attended or AppointmentOutcome.Late;

    /// <summary>Whether a reason has to be said.</summary>
    public static bool NeedsReason(AppointmentOutcome outcome) =>
        outcome is AppointmentOutcome.Excused or AppointmentOutcome.WeCouldNot or AppointmentOutcome.Moved;
}
