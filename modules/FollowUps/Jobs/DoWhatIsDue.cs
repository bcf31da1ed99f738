using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Npgsql;
using WorkWell.Areas.Contracts;
using WorkWell.Communications.Contracts;
using WorkWell.FollowUps.Contracts;
using WorkWell.Partners.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.FollowUps;

/// <summary>
/// The tick: claims what is due in batches, turns each into a message or a task, and marks it done, all in one transaction a batch. Any number of hosts share
/// the work; one that dies gives its rows back with its transaction.
/// </summary>
internal sealed partial class DoWhatIsDue(
    Database database, DueTime due, NextLook look, IAreaCatalogue areas, IPartnerDirectory partners, IReferrals referrals, IMessages messages, StepStore steps,
    FollowUpPlanner planner, WorkingCalendar calendar, ILogger<DoWhatIsDue> log) : IRecurringJob
{
    private const int BatchSize = 250;
    private const int Window = 20 * BatchSize;

    // The other half of the processors is for people who are at the host's pages while a crowd of follow-ups is due.
    private static readonly ParallelOptions Lanes = new() { MaxDegreeOfParallelism = Math.Max(1, Environment.ProcessorCount / 2) };
    private static readonly Actor Tick = Actor.Job(IFollowUps.TickJob);

    public async Task RunAsync(CancellationToken stop)
    {
        if (due.Given is null && !look.IsWorthwhile()) return;
        var (oldest, now) = await OldestAsync(stop);
        if (oldest <= now) await DrainAsync(stop);
        if (oldest <= now) (oldest, now) = await OldestAsync(stop);
        FollowUpMetrics.NoteOldestDue(now - (oldest ?? now));
        look.Note(oldest - now);
    }

    private async Task DrainAsync(CancellationToken stop)
    {
        IReadOnlyList<string> places;
        int claimed;
        do
        {
            places = await DueRows.FindAsync(database, Tick, ReadyAreas(), Window, due, stop);
            claimed = 0;
            var batches = places.Chunk(BatchSize).ToArray();
            // Another host that looked at the same moment found the same. In one order each would come to every batch just after the other: with a million due, two hosts were no faster than one.
            Random.Shared.Shuffle(batches);
            await Parallel.ForEachAsync(batches, Lanes, async (batch, _) => Interlocked.Add(ref claimed, await DoBatchAsync(batch, stop)));
        }
        while (places.Count == Window && claimed > 0);
    }

    /// <summary>Does the follow-ups that lie at these places, those of them that are still due and that nobody else holds.</summary>
    /// <returns>How many were claimed.</returns>
    private async Task<int> DoBatchAsync(string[] places, CancellationToken stop)
    {
        IReadOnlyList<DueRow> claimed = [];
        try
        {
            var started = Stopwatch.GetTimestamp();
            await using var change = database.Begin(Tick);
            claimed = await DueRows.ClaimAsync(change, ReadyAreas(), places, due, stop);
            if (claimed.Count == 0) return 0;
            var outcomes = await DecideAsync(claimed, stop);
            FollowUpRows.Settle(change, outcomes, due);
            TaskRows.Open(change, [.. outcomes.Select(outcome => outcome.Deed.Task).OfType<NewTask>()], due);
            messages.Queue(change, [.. outcomes.Select(outcome => outcome.Deed.Message).OfType<MessageRequest>()]);
            await change.CommitAsync(stop);
            Count(outcomes);
            FollowUpMetrics.Batches.Record(Stopwatch.GetElapsedTime(started).TotalSeconds);
        }
        catch (Exception error) when (claimed.Count > 0 && IsOfOneRow(error))
        {
            await IsolateAsync(claimed, error, stop);
        }
        return claimed.Count;
    }

    // One row that cannot be written must not stop the rest: halves are tried until it stands alone.
    private async Task IsolateAsync(IReadOnlyList<DueRow> claimed, Exception error, CancellationToken stop)
    {
        if (claimed.Count > 1)
        {
            foreach (var half in claimed.Select(row => row.Place).Chunk((claimed.Count + 1) / 2)) await DoBatchAsync(half, stop);
            return;
        }
        await using var change = database.Begin(Tick);
        FollowUpRows.SetAside(change, claimed[0], Describe(error), due);
        await change.CommitAsync(stop);
        FollowUpMetrics.Done.Add(1, new KeyValuePair<string, object?>("outcome", nameof(FollowUpState.SetAside)));
        FollowUpSetAside(claimed[0].Step, claimed[0].ReferralId, Describe(error));
    }

    private async Task<List<Settled>> DecideAsync(IReadOnlyList<DueRow> claimed, CancellationToken stop)
    {
        var timely = claimed.Where(row => !row.IsTooLate).ToArray();
        var cards = timely.Length == 0
            ? new Dictionary<Guid, ReferralCard>()
            : await referrals.CardsAsync(Tick, [.. timely.Select(row => row.ReferralId).Distinct()], stop);
        var known = await steps.FindAsync(timely.Select(row => row.StepId), stop);
        var atHand = timely.Select(row => row.Area).Distinct().ToDictionary(area => area, AtHand);
        return [.. claimed.Select(row => new Settled(row, row.IsTooLate ? new(FollowUpState.TooLate, "useful-until-passed") : Decide(row, cards, known, atHand)))];
    }

    private FollowUpDeed Decide(DueRow row, IReadOnlyDictionary<Guid, ReferralCard> cards, IReadOnlyDictionary<long, PlannedStep> known, Dictionary<string, AreaAtHand> atHand)
    {
        if (!cards.TryGetValue(row.ReferralId, out var card)) return new(FollowUpState.SetAside, "no-such-referral");
        if (!known.TryGetValue(row.StepId, out var step)) return new(FollowUpState.SetAside, "no-such-step");
        try
        {
            var notBefore = planner.Placed(step, row.Now);
            if (row.UsefulUntil < notBefore) return new(FollowUpState.TooLate, "useful-until-passed");
            return FollowUpDeed.For(new(row.Area, step, card, row.Occasion, row.Number, row.AnchoredOn), atHand[row.Area], notBefore, row.UsefulUntil, calendar);
        }
        catch (Exception error)
        {
            return new(FollowUpState.SetAside, Describe(error));
        }
    }

    private AreaAtHand AtHand(string area) => new(areas.Ready.GetValueOrDefault(area)?.Settings.Contact.TeamEmail, partners.Organisations(area), areas.Ready);

    // What belongs to an area that is refused or switched off waits for it.
    private string[] ReadyAreas()
    {
        string[] ready = [.. areas.Ready.Keys, Area.National];
        // In a new order each time, so that no area is always served first.
        Random.Shared.Shuffle(ready);
        return ready;
    }

    private async Task<(DateTimeOffset? Oldest, DateTimeOffset Now)> OldestAsync(CancellationToken stop) => await DueRows.OldestAsync(database, Tick, ReadyAreas(), due, stop);

    private static void Count(List<Settled> outcomes)
    {
        foreach (var group in outcomes.GroupBy(outcome => outcome.Deed.State))
            FollowUpMetrics.Done.Add(group.Count(), new KeyValuePair<string, object?>("outcome", group.Key.ToString()));
        foreach (var outcome in outcomes) FollowUpMetrics.Lateness.Record(Math.Max(0, (outcome.Row.Now - outcome.Row.DueAt).TotalSeconds));
    }

    // A refusal because of the data, or a bug met by one row. A broken connection or a lost race is nobody's fault and is tried again by the next tick.
    private static bool IsOfOneRow(Exception error) => error switch
    {
        OperationCanceledException => false,
        PostgresException refusal => !refusal.IsTransient && refusal.SqlState[..2] is "22" or "23",
        NpgsqlException or TimeoutException or IOException => false,
        _ => true,
    };

    // The kind and the constraint, never the message: that could repeat what a person wrote.
    private static string Describe(Exception error) =>
        error is PostgresException refusal ? $"{refusal.SqlState}:{refusal.ConstraintName ?? refusal.ColumnName ?? refusal.Routine}" : $"{error.GetType().Name}:{error.TargetSite?.Name}";

    [LoggerMessage(Level = LogLevel.Error, Message = "Follow-up {Step} of referral {Referral} was set aside: {Reason}")]
    private partial void FollowUpSetAside(string step, Guid referral, string reason);
}
