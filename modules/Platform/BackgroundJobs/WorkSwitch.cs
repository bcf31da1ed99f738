using Microsoft.Extensions.Configuration;

namespace WorkWell.Platform;

/// <summary>
/// Whether this host does background work: not where Work:Enabled is false (a host that only serves pages), and not with a simulated clock (tests,
/// demonstration, rehearsal). Code that moves the clock also runs the jobs, through <see cref="RecurringJobs"/>.
/// </summary>
/// <param name="configuration">Section "Work".</param>
/// <param name="due">Knows whether the clock is simulated.</param>
public sealed class WorkSwitch(IConfiguration configuration, DueTime due)
{
    /// <summary>Whether the clock is simulated, on all hosts of this database.</summary>
    public bool IsByHand => due.OverridingNow is not null;

    /// <summary>Whether jobs run on this host automatically.</summary>
    public bool IsOn => configuration.GetValue("Work:Enabled", true) && !IsByHand;
}
