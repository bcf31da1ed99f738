using Microsoft.Extensions.Configuration;

namespace WorkWell.Platform;

/// <summary>
/// Whether this host does the work that happens by itself: not where Work:Enabled is false (a host that only serves pages), and not under a clock that somebody
/// moves (tests, demonstration, rehearsal). Whoever moves the clock runs the jobs too, through <see cref="RecurringJobs"/>.
/// </summary>
/// <param name="configuration">Section "Work".</param>
/// <param name="due">Knows whether the clock is a moved one.</param>
public sealed class WorkSwitch(IConfiguration configuration, DueTime due)
{
    /// <summary>Whether somebody moves the clock, on all hosts of this database.</summary>
    public bool IsByHand => due.OverridingNow is not null;

    /// <summary>Whether jobs run here by themselves.</summary>
    public bool IsOn => configuration.GetValue("Work:Enabled", true) && !IsByHand;
}
