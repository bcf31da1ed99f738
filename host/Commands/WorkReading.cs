using WorkWell.Communications.Contracts;
using WorkWell.FollowUps.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Platform;

namespace WorkWell.Host.Commands;

/// <summary>The state of background work, as the terminal, a file and a page show it.</summary>
internal sealed record WorkReading
{
    private const int MaxHeld = 50;

    public required DateTimeOffset At { get; init; }

    public required IReadOnlyList<FollowUpWork> FollowUps { get; init; }

    public required IReadOnlyList<MessageCount> Messages { get; init; }

    public required IReadOnlyList<SentCount> SentInTheLastHour { get; init; }

    public required IReadOnlyList<FollowUp> FollowUpsFailed { get; init; }

    public required IReadOnlyList<HeldMessage> MessagesHeld { get; init; }

    public required IReadOnlyList<DailyRun> DailyJobs { get; init; }

    public required IReadOnlyList<WorkingHost> Hosts { get; init; }

    /// <summary>A message that needs a person, without its recipient and content.</summary>
    internal sealed record HeldMessage(
        Guid Id, string Area, string Key, string Type, MessageState State, string? Reason, Channel Channel, DateTimeOffset DueAt);

    public static async Task<WorkReading> TakeAsync(IServiceProvider services, Actor actor, CancellationToken cancellationToken)
    {
        var followUps = services.GetRequiredService<IFollowUps>();
        var messages = services.GetRequiredService<ISentMessages>();
        var schedule = services.GetRequiredService<SchedulerStatus>();
        return new()
        {
            At = services.GetRequiredService<TimeProvider>().GetUtcNow(),
            FollowUps = await followUps.WorkAsync(actor, cancellationToken),
            Messages = await messages.CountsAsync(actor, cancellationToken),
            SentInTheLastHour = await messages.SentInTheLastHourAsync(actor, cancellationToken),
            FollowUpsFailed = await followUps.DeadLetteredAsync(actor, MaxHeld, cancellationToken),
            MessagesHeld = [.. (await messages.HeldAsync(actor, MaxHeld, cancellationToken)).Select(held =>
                new HeldMessage(held.Id, held.Area, held.Key, held.Type, held.State, held.Reason, held.Channel, held.DueAt))],
            DailyJobs = await schedule.DailyRunsAsync(cancellationToken),
            Hosts = await schedule.HostsAsync(cancellationToken),
        };
    }
}
