using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Npgsql;
using WorkWell.Areas.Contracts;
using WorkWell.Casework.Contracts;
using WorkWell.Communications.Contracts;
using WorkWell.FollowUps.Contracts;
using WorkWell.Partners.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.FollowUps;

/// <summary>
/// Claims due follow-ups in batches, turns each into a message or a task and marks it done, in one transaction per batch. Any number of hosts share the work;
/// the rows of a crashed host are released by the rollback.
/// </summary>
internal sealed partial class ProcessDueFollowUps(
    Database database, DueTime due, PollSchedule schedule, IAreaCatalogue areas, IPartnerDirectory partners, IReferrals referrals, IMessages messages,
    StepStore steps, IAppointments appointments, FollowUpPlanner planner,
    WorkingCalendar calendar, OfferLinks links, ILogger<ProcessDueFollowUps> log) : IRecurringJob
{
    private const int BatchSize = 250;
    private const int Window = 20 * BatchSize;

    // The other half of the processors serves pages while many follow-ups are due.
    private static readonly ParallelOptions HalfTheProcessors = new() { MaxDegreeOfParallelism = Math.Max(1, Environment.ProcessorCount / 2) };
    private static readonly Actor Tick = Actor.Job(IFollowUps.TickJob);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (due.OverridingNow is null && !schedule.IsDue()) return;
        var (oldest, now) = await OldestAsync(cancellationToken);
        if (oldest <= now) await DrainAsync(cancellationToken);
        if (oldest <= now) (oldest, now) = await OldestAsync(cancellationToken);
        FollowUpMetrics.NoteOldestDue(now - (oldest ?? now));
        schedule.Note(oldest - now);
    }

    private async Task DrainAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<string> ctids;
        int claimed;
        do
        {
            ctids = await DueRows.FindAsync(database, Tick, ReadyAreas(), Window, due, cancellationToken);
            claimed = 0;
            var batches = ctids.Chunk(BatchSize).ToArray();
            // Another host may have found the same rows. In the same order, each host would reach every batch just after the other: with a million due, two
            // hosts were no faster than one.
            Random.Shared.Shuffle(batches);
            await Parallel.ForEachAsync(
                batches, HalfTheProcessors, async (batch, _) => Interlocked.Add(ref claimed, await DoBatchAsync(batch, cancellationToken)));
        }
        while (ctids.Count == Window && claimed > 0);
    }

    /// <summary>Processes the follow-ups at these ctids that are still due and that no other host holds.</summary>
    /// <returns>The number claimed.</returns>
    private async Task<int> DoBatchAsync(string[] ctids, CancellationToken cancellationToken)
    {
        IReadOnlyList<DueRow> claimed = [];
        try
        {
            var started = Stopwatch.GetTimestamp();
            await using var change = database.Begin(Tick);
            claimed = await DueRows.ClaimAsync(change, ReadyAreas(), ctids, due, cancellationToken);
            if (claimed.Count == 0) return 0;
            var outcomes = await DecideAsync(claimed, cancellationToken);
            FollowUpRows.Settle(change, outcomes, due);
            TaskRows.Open(change, [.. outcomes.Select(outcome => outcome.Action.Task).OfType<NewTask>()], due);
            messages.Queue(change, [.. outcomes.Select(outcome => outcome.Action.Message).OfType<MessageRequest>()]);
            await change.CommitAsync(cancellationToken);
            Count(outcomes);
            FollowUpMetrics.Batches.Record(Stopwatch.GetElapsedTime(started).TotalSeconds);
        }
        catch (Exception error) when (claimed.Count > 0 && IsOfOneRow(error))
        {
            await IsolateAsync(claimed, error, cancellationToken);
        }
        return claimed.Count;
    }

    // One row that cannot be written must not stop the rest, so the batch is halved until that row is alone.
    private async Task IsolateAsync(IReadOnlyList<DueRow> claimed, Exception error, CancellationToken cancellationToken)
    {
        if (claimed.Count > 1)
        {
            foreach (var half in claimed.Select(row => row.Ctid).Chunk((claimed.Count + 1) / 2)) await DoBatchAsync(half, cancellationToken);
            return;
        }
        await using var change = database.Begin(Tick);
        FollowUpRows.DeadLettered(change, claimed[0], Describe(error), due);
        await change.CommitAsync(cancellationToken);
        FollowUpMetrics.Done.Add(1, new KeyValuePair<string, object?>("outcome", nameof(FollowUpState.DeadLettered)));
        FollowUpFailed(claimed[0].Step, claimed[0].ReferralId, Describe(error));
    }

    private async Task<List<Settled>> DecideAsync(IReadOnlyList<DueRow> claimed, CancellationToken cancellationToken)
    {
        var timely = claimed.Where(row => !row.IsTooLate).ToArray();
        var summaries = timely.Length == 0
            ? new Dictionary<Guid, ReferralSummary>()
            : await referrals.SummariesAsync(Tick, [.. timely.Select(row => row.ReferralId).Distinct()], cancellationToken);
        var known = await steps.FindAsync(timely.Select(row => row.StepId), cancellationToken);
        var notices = await AppointmentsAsync(timely, known, cancellationToken);
        var contexts = timely.Select(row => row.Area).Distinct().ToDictionary(area => area, ContextOf);
        return [.. claimed.Select(
            row => new Settled(row, row.IsTooLate ? new(FollowUpState.TooLate, "useful-until-passed") : Decide(row, summaries, known, contexts, notices)))];
    }

    // As they stand now: a place may have been said since.
    private async Task<IReadOnlyDictionary<(Guid Referral, int Number), AppointmentNotice>> AppointmentsAsync(
        IReadOnlyCollection<DueRow> rows, IReadOnlyDictionary<long, PlannedStep> known, CancellationToken cancellationToken)
    {
        var which = rows.Where(row => known.GetValueOrDefault(row.StepId) is { IsOfAppointment: true })
            .Select(row => (row.Area, row.ReferralId, (int)row.OfferNumber)).Distinct().ToArray();
        return which.Length == 0 ? new Dictionary<(Guid, int), AppointmentNotice>() : await appointments.FindAsync(Tick, which, cancellationToken);
    }

    private FollowUpAction Decide(
        DueRow row, IReadOnlyDictionary<Guid, ReferralSummary> summaries, IReadOnlyDictionary<long, PlannedStep> known,
        Dictionary<string, AreaContext> contexts, IReadOnlyDictionary<(Guid Referral, int Number), AppointmentNotice> notices)
    {
        if (!summaries.TryGetValue(row.ReferralId, out var summary)) return new(FollowUpState.DeadLettered, "no-such-referral");
        if (!known.TryGetValue(row.StepId, out var step)) return new(FollowUpState.DeadLettered, "no-such-step");
        try
        {
            var notBefore = planner.Placed(step, row.Now);
            if (row.UsefulUntil < notBefore) return new(FollowUpState.TooLate, "useful-until-passed");
            var it = new FollowUpOfReferral(row.Area, step, summary, row.OfferNumber, row.Number, row.TriggeredOn)
            {
                Appointment = step.IsOfAppointment ? notices.GetValueOrDefault((row.ReferralId, row.OfferNumber)) : null,
            };
            return FollowUpAction.For(it, contexts[row.Area], notBefore, row.UsefulUntil, calendar);
        }
        catch (Exception error)
        {
            return new(FollowUpState.DeadLettered, Describe(error));
        }
    }

    private AreaContext ContextOf(string area) =>
        new(areas.Ready.GetValueOrDefault(area)?.Settings.Contact.TeamEmail, partners.Organisations(area), areas.Ready) { OfferLink = links.AddressOf };

    // Follow-ups of an area that is refused or switched off wait for it.
    private string[] ReadyAreas()
    {
        string[] ready = [.. areas.Ready.Keys, Area.National];
        // Random, so no area is always served first.
        Random.Shared.Shuffle(ready);
        return ready;
    }

    private async Task<(DateTimeOffset? Oldest, DateTimeOffset Now)> OldestAsync(CancellationToken cancellationToken) =>
        await DueRows.OldestAsync(database, Tick, ReadyAreas(), due, cancellationToken);

    private static void Count(List<Settled> outcomes)
    {
        foreach (var group in outcomes.GroupBy(outcome => outcome.Action.State))
            FollowUpMetrics.Done.Add(group.Count(), new KeyValuePair<string, object?>("outcome", group.Key.ToString()));
        foreach (var outcome in outcomes) FollowUpMetrics.Lateness.Record(Math.Max(0, (outcome.Row.Now - outcome.Row.DueAt).TotalSeconds));
    }

    // Invalid data or a bug affects one row. A broken connection or a lock conflict affects the whole batch, and the next tick retries it.
    private static bool IsOfOneRow(Exception error) => error switch
    {
        OperationCanceledException => false,
        PostgresException refusal => !refusal.IsTransient && refusal.SqlState[..2] is "22" or "23",
        NpgsqlException or TimeoutException or IOException => false,
        _ => true,
    };

    // Never the message: it could contain personal data.
    private static string Describe(Exception error) =>
        error is PostgresException refusal ? $"{refusal.SqlState}:{refusal.ConstraintName ?? refusal.ColumnName ?? refusal.Routine}"
        : $"{error.GetType().Name}:{error.TargetSite?.Name}";

    [LoggerMessage(Level = LogLevel.Error, Message = "Follow-up {Step} of referral {Referral} failed and needs a person: {Reason}")]
    private partial void FollowUpFailed(string step, Guid referral, string reason);
}
