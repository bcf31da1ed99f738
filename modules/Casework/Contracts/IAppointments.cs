using WorkWell.Platform;

namespace WorkWell.Casework.Contracts;

/// <summary>What a person is told of an appointment: no more than when, where and how.</summary>
public sealed record AppointmentNotice
{
    /// <summary>Which of the referral's appointments it is, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>When it begins, in UTC.</summary>
    public required DateTimeOffset BeginsAt { get; init; }

    /// <summary>How they meet, as a code such as "cafe".</summary>
    public required string Way { get; init; }

    /// <summary>Where; null where nobody has said.</summary>
    public string? Place { get; init; }

    /// <summary>Whether an interpreter is there.</summary>
    public required bool HasInterpreter { get; init; }

    /// <summary>Whether it is still to happen: nobody has called it off, moved it or said what came of it, and the coaching goes on.</summary>
    public required bool Stands { get; init; }
}

/// <summary>Says how appointments stand.</summary>
public interface IAppointments
{
    /// <summary>Finds appointments of referrals.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="which">The area's code, the referral and the appointment's number.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>Those that exist.</returns>
    Task<IReadOnlyDictionary<(Guid Referral, int Number), AppointmentNotice>> FindAsync(
        Actor actor, IReadOnlyCollection<(string Area, Guid Referral, int Number)> which, CancellationToken cancellationToken);
}
