using System.Diagnostics;
using System.Globalization;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.Benchmarks;

/// <summary>
/// Follow-ups claimed, turned into messages and recorded, compared with one Hangfire job for each and with the minimum
/// database loop; also the cost of storing and planning one.
/// </summary>
internal static class FollowUpsBenchmark
{
    private static readonly int Rounds = BenchmarkSize.Of(5, 2);
    private static readonly int PerRound = BenchmarkSize.Of(20_000, 5_000);
    private static readonly int JobsPerRound = BenchmarkSize.Of(400, 60);
    private static readonly DateTimeOffset Start = new(2026, 9, 7, 9, 0, 0, TimeSpan.Zero);

    public static async Task RunAsync(TextWriter output)
    {
        await using var database = await DurableDatabase.StartAsync("bench_follow_ups");
        var clock = new ManualTimeProvider(Start);
        await using var host = new FollowUpHost(database.ConnectionString, Card, clock);
        await PlanAsync(output, host, database);

        await using var bare = new BareClaimLoop(database);
        await bare.PrepareAsync(Rounds + 1, PerRound);
        await using var jobs = new JobForEachFollowUp(database);
        await jobs.PrepareAsync(Rounds + 1, JobsPerRound);
        await PrepareAsync(host, Rounds + 1);

        using var tick = await HangfireTick.StartAsync(host, database.ConnectionString);
        var round = 0;
        var medians = await Benchmarks.Rounds.CompareAsync(output, Rounds,
            ("bare loop: claim 500, write, record", bare.DrainAsync),
            ("ours: Hangfire ticks, claim, decide, write, record", async () =>
            {
                clock.Set(Start.AddDays(10).AddHours(++round));
                await tick.WakeAsync();
                return PerRound;
            }),
            ("one Hangfire job for each", jobs.RunRoundAsync));
        var left = await database.ReadAsync<long>("select count(*) from follow_ups.follow_up where state <> 1 and step = 'bench'");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  of the bare loop {medians["ours: Hangfire ticks, claim, decide, write, record"] / medians[
            "bare loop: claim 500, write, record"]:0.00} (target 0.5); times one job each {medians[
            "ours: Hangfire ticks, claim, decide, write, record"] / medians["one Hangfire job for each"]:0} (target 60); not done {left}"));
    }

    private static async Task PlanAsync(TextWriter output, FollowUpHost host, DurableDatabase database)
    {
        var changes = BenchmarkSize.Of(400, 60);
        var planned = 0L;
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < changes; i++)
        {
            await using var change = host.Database.Begin(Actor.Job("bench"));
            for (var j = 0; j < 50; j++)
            {
                var card = Card(Guid.CreateVersion7(Start));
                change.Publish(new OfferMade(card.ReferralId, card.Area, card, Facts, 1));
                change.Publish(new SupportStarted(card.ReferralId, card.Area, card, Facts));
            }
            await change.CommitAsync(default);
        }
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        planned = await database.ReadAsync<long>("select count(*) from follow_ups.follow_up");
        var bytes = await database.ReadAsync<long>("select pg_total_relation_size('follow_ups.follow_up')") / (double)planned;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  planned through events, 50 referrals a change   {planned / seconds,10:N0}/s   {bytes:0} bytes each with keys (target 240)"));
    }

    // Uses the module's own statement; all follow-ups of a round have the same due time.
    private static async Task PrepareAsync(FollowUpHost host, int rounds)
    {
        var step = FollowUps.PlannedStep.From(
            new() { Code = "bench", Trigger = Trigger.SupportStarted, After = "P1W", Message = "coach-check-in" }, new Dictionary<string, Limit>())!;
        var due = host.Get<DueTime>();
        var stored = 0;
        var started = Stopwatch.GetTimestamp();
        for (var round = 1; round <= rounds; round++)
        {
            foreach (var chunk in Enumerable.Range(0, PerRound).Chunk(1000))
            {
                await using var change = host.Database.Begin(Actor.Job("bench"));
                host.Get<FollowUps.StepStore>().Store(change, [step]);
                FollowUps.FollowUpRows.Insert(change, [.. chunk.Select(number => new FollowUps.FollowUpRow(
                    FollowUpHost.AreaCodes[number % 42], Guid.CreateVersion7(Start), new(step, 1, Start.AddDays(10).AddHours(round), null), 1,
                    new DateOnly(2026, 9, 7), FollowUps.FollowUpState.Due, null))], due);
                await change.CommitAsync(default);
                stored += chunk.Length;
            }
        }
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  stored, 1,000 a change                           {stored / Stopwatch.GetElapsedTime(started).TotalSeconds,10:N0}/s   (target 40,000)"));
    }

    private static ReferralFacts Facts { get; } = new() { ReceivedOn = new DateOnly(2026, 9, 7), Situation = WorkSituation.InWork };

    private static ReferralSummary Card(Guid id) => new()
    {
        ReferralId = id,
        Area = FollowUpHost.AreaCodes[(id.GetHashCode() & int.MaxValue) % 42],
        Reference = "WW-7K3M-P9QX",
        PersonId = id,
        ReferralSource = ReferralSource.Self,
        ReceivedAt = Start,
        Outcome = EligibilityOutcome.Eligible,
        Next = NextStep.OfferToPartner,
        Organisation = "coaches",
    };
}
