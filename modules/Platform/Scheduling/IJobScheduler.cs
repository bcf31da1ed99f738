namespace WorkWell.Platform;

/// <summary>The seam to the package that ticks. Nothing else knows which one runs, and it knows nothing of what is due: that lives in our own tables.</summary>
public interface IJobScheduler
{
    /// <summary>Starts to run jobs on their schedules. A job never overlaps itself on one host.</summary>
    /// <param name="jobs">The jobs.</param>
    /// <param name="run">Runs the job of a key; it never throws.</param>
    /// <param name="stop">Stops the start.</param>
    Task StartAsync(IReadOnlyCollection<RecurringJob> jobs, Func<string, CancellationToken, Task> run, CancellationToken stop);

    /// <summary>Starts nothing more, tells running jobs to stop and waits for them.</summary>
    /// <param name="stop">Stops the waiting.</param>
    Task StopAsync(CancellationToken stop);
}
