using Hangfire;
using Hangfire.Common;
using Hangfire.States;

namespace WorkWell.Platform;

/// <summary>
/// The only job type Hangfire stores. A text key says which job to run, so classes can be renamed and moved; a plugin's type is never a job.
/// </summary>
/// <param name="run">Runs the job with a key.</param>
public sealed class ScheduledJob(Func<string, CancellationToken, Task> run)
{
    /// <summary>Runs the job with a key.</summary>
    /// <param name="key">The job's key.</param>
    /// <param name="cancellationToken">Cancelled by Hangfire when the host stops.</param>
    /// <returns>A task that completes when the job is done.</returns>
    // Our own rules decide on retries.
    [AutomaticRetry(Attempts = 0)]
    public Task RunAsync(string key, CancellationToken cancellationToken) => run(key, cancellationToken);

    internal static Job Of(string key, string? queue = null) => Job.FromExpression<ScheduledJob>(job => job.RunAsync(key, CancellationToken.None), queue);

    internal static string? KeyOf(Job? job) => job?.Type == typeof(ScheduledJob) ? job.Args[0] as string : null;
}

/// <summary>Creates the only job type, whatever type the stored row names.</summary>
internal sealed class ScheduledJobActivator(Func<string, CancellationToken, Task> run) : JobActivator
{
    public override object ActivateJob(Type jobType) =>
        jobType == typeof(ScheduledJob) ? new ScheduledJob(run) : throw new InvalidOperationException("A stored job is not of the one type that runs here.");
}

/// <summary>
/// Postpones a job whose key this host does not know, one minute at a time: during an upgrade it belongs to a newer host. After a day it is deleted.
/// </summary>
internal sealed class LeaveUnknownJobs(Func<string, bool> isKnown, TimeProvider clock) : IElectStateFilter
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromDays(1);

    public void OnStateElection(ElectStateContext context)
    {
        if (context.CandidateState is not ProcessingState || ScheduledJob.KeyOf(context.BackgroundJob.Job) is not { } key || isKnown(key)) return;
        context.CandidateState = clock.GetUtcNow().UtcDateTime - context.BackgroundJob.CreatedAt < MaxWait
            ? new ScheduledState(clock.GetUtcNow().UtcDateTime.AddMinutes(1)) { Reason = "Another host knows this job." }
            : new DeletedState { Reason = "No host knows this job." };
    }
}
