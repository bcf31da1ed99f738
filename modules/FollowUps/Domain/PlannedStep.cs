using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;

namespace WorkWell.FollowUps;

/// <summary>A step with its times resolved for one area.</summary>
internal sealed record PlannedStep
{
    /// <summary>A hash of the content: the same on every host, and different after a change.</summary>
    public required long Id { get; init; }

    public required string Code { get; init; }

    public required Trigger Trigger { get; init; }

    public required Recipient For { get; init; }

    public string? Message { get; init; }

    public string? Task { get; init; }

    public required Delay After { get; init; }

    public Delay? Every { get; init; }

    public int Times { get; init; } = 1;

    public Delay? UsefulFor { get; init; }

    /// <summary>The limit the step counts from, if any.</summary>
    public Delay? Length { get; init; }

    /// <summary>Whether its time is counted back from an appointment. Not stored: once planned, it has a time of its own.</summary>
    public bool IsBeforeAppointment { get; init; }

    public bool AtAnyHour { get; init; }

    public IReadOnlyList<Trigger> EndedBy { get; init; } = [];

    public bool IsAtOnce => After.IsAtOnce;

    /// <summary>Whether it is about one appointment.</summary>
    public bool IsOfAppointment => IsAboutAppointment(Trigger);

    /// <summary>Whether it may come in quiet hours. Participants are woken only by an answer to what they have just done themselves.</summary>
    public bool MayCome(bool personWaits) => AtAnyHour && (personWaits || For != Recipient.Participant);

    /// <summary>Whether a trigger is about an appointment.</summary>
    public static bool IsAboutAppointment(Trigger trigger) =>
        trigger is Trigger.AppointmentBooked or Trigger.AppointmentMoved or Trigger.AppointmentCancelled or Trigger.DidNotAttend;

    /// <summary>Whether a trigger ends only what is planned for the appointment that it happens to, and not what is planned for another one.</summary>
    public static bool EndsItsOwn(Trigger trigger) => trigger is Trigger.AppointmentMoved or Trigger.AppointmentCancelled;

    /// <summary>Resolves a step.</summary>
    /// <returns>The step; null when the area does not state its limit.</returns>
    /// <exception cref="FormatException">A time of the step is invalid.</exception>
    public static PlannedStep? From(FollowUpStep step, IReadOnlyDictionary<string, Limit> limits)
    {
        if (StepTime.Read(step.After, limits) is not { } time) return null;
        var planned = new PlannedStep
        {
            Id = 0,
            Code = step.Code,
            Trigger = step.Trigger,
            For = step.For,
            Message = step.Message,
            Task = step.Task,
            After = time.After,
            Every = step.Every is null ? null : Delay.Parse(step.Every),
            Times = step.Every is null ? 1 : Math.Clamp(step.Times, 1, 100),
            UsefulFor = step.UsefulFor is null ? null : Delay.Parse(step.UsefulFor),
            Length = time.Length,
            IsBeforeAppointment = time.IsBeforeAppointment,
            AtAnyHour = step.AtAnyHour,
            EndedBy = step.EndedBy,
        };
        return planned with { Id = planned.Fingerprint() };
    }

    // Only what is used when the follow-up is processed; its due time is in its own row.
    private long Fingerprint()
    {
        var content = string.Join('\u001f', Code, Trigger, For, Message, Task, After, Length, AtAnyHour, string.Join(',', EndedBy));
        return BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
    }
}
