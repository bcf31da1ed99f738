using Hangfire;
using Hangfire.Common;
using Hangfire.States;

namespace WorkWell.Platform;

/// <summary>
/// The one job type Hangfire stores. Which of ours it runs is a text key, so that a class is renamed and moved freely; a plugin's type is never a job.
/// </summary>
/// <param name="run">Runs what has a key.</param>
public sealed class ScheduledJob(Func<string, CancellationToken, Task> run)
{
    /// <summary>Runs what has a key.</summary>
    /// <param name="key">A text key of ours.</param>
    /// <param name="cancellationToken">Hangfire's own: the host stops.</param>
    /// <returns>When it is done.</returns>
    // Whether and when to try again is said by our own rules.
    [AutomaticRetry(Attempts = 0)]
    public Task RunAsync(string key, CancellationToken cancellationToken) => run(key, cancellationToken);

    internal static Job Of(string key, string? queue = null) => Job.FromExpression<ScheduledJob>(job => job.RunAsync(key, CancellationToken.None), queue);

    internal static string? KeyOf(Job? job) => job?.Type == typeof(ScheduledJob) ? job.Args[0] as string : null;
}

/// <summary>Makes the one job, whatever the stored row asks for.</summary>
internal sealed class ScheduledJobActivator(Func<string, CancellationToken, Task> run) : JobActivator
{
    public override object ActivateJob(Type jobType) =>
        jobType == typeof(ScheduledJob) ? new ScheduledJob(run) : throw new InvalidOperationException("A stored job is not of the one type that runs here.");
}

/// <summary>
/// A job whose key this host does not know belongs to a newer one, during an upgrade: it is put back for a minute, again and again, until a host that knows it
/// comes by. After a day there is none.
/// </summary>
internal sealed class LeaveUnknownJobs(Func<string, bool> isKnown, TimeProvider clock) : IElectStateFilter
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    public void OnStateElection(ElectStateContext context)
    {
        if (context.CandidateState is not ProcessingState || ScheduledJob.KeyOf(context.BackgroundJob.Job) is not { } key || isKnown(key)) return;
        context.CandidateState = clock.GetUtcNow().UtcDateTime - context.BackgroundJob.CreatedAt < LongestWait
            ? new ScheduledState(clock.GetUtcNow().UtcDateTime.AddMinutes(1)) { Reason = "Another host knows this job." }
            : new DeletedState { Reason = "No host knows this job." };
    }
}
