using System.Diagnostics;
using System.Globalization;
using WorkWell.Areas.Sdk;
using WorkWell.Referrals.Contracts;

namespace WorkWell.Benchmarks;

/// <summary>
/// Three years of England: 250,000 referrals in 42 areas with all their messages, by two workers that are killed fifty times, on a simulated clock.
/// Afterwards the carrier's own record is compared with the database.
/// </summary>
internal static class EnglandBenchmark
{
    private const int Workers = 2;
    private const int StartsAfterDays = 3;
    private static readonly int Referrals = BenchmarkSize.Of(250_000, 400);
    private static readonly int Days = BenchmarkSize.Of(1095, 8);
    private static readonly int Kills = BenchmarkSize.Of(50, 3);

    /// <summary>Monday noon, outside every area's quiet hours.</summary>
    public static DateTimeOffset FirstDay { get; } = new(2026, 9, 7, 11, 0, 0, TimeSpan.Zero);

    public static ReferralFacts Facts { get; } = new() { ReceivedOn = new DateOnly(2026, 9, 7), Situation = WorkSituation.InWork };

    public static async Task RunAsync(TextWriter output)
    {
        if (Environment.GetCommandLineArgs() is [.., "--worker", var connection, var port])
        {
            await EnglandWorker.RunAsync(connection, int.Parse(port, CultureInfo.InvariantCulture));
            return;
        }
        await using var database = await DurableDatabase.StartAsync("bench_england");
        await using var ledger = new EnglandLedger();
        await using var workers = new EnglandWorkers(Workers, database.ConnectionString, ledger.Port);
        var (started, before) = (Stopwatch.GetTimestamp(), ProcessorTime.Now(database.ProcessId));
        await LiveAsync(database, ledger, workers);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var used = ProcessorTime.Now(database.ProcessId) - before;
        await workers.DisposeAsync();
        var (lost, twice, unexplained, unconfirmed) = await ledger.CompareAsync(database.ConnectionString);
        var planned = await database.ReadAsync<long>("select count(*) from follow_ups.follow_up");
        var left = await database.ReadAsync<long>("select count(*) from follow_ups.follow_up where state in (0, 5)");
        var uneven = await database.ReadAsync<long>(
            "select count(distinct number) from (select count(*) as number from follow_ups.follow_up group by referral_id) one");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {Referrals:N0} referrals, {planned:N0} follow-ups, {ledger.Count:N0} messages in {seconds:0} s ({ledger.Count / seconds:N0}/s), {Kills} " +
            $"kills; peak {workers.PeakMegabytes} MB per worker"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  processor time per message: workers {workers.Used.TotalMicroseconds / ledger.Count:0} µs, database " +
            $"{used.Server.TotalMicroseconds / ledger.Count:0} µs, carrier {used.Here.TotalMicroseconds / ledger.Count:0} µs"));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  lost {lost}, twice {twice}, unexplained {unexplained}, unconfirmed {unconfirmed}; follow-ups not done {left}; {(
            uneven == 1 ? "every referral has the same number of follow-ups" : "REFERRALS DIFFER in their follow-ups")}"));
        if (lost + twice + unexplained + left > 0 || uneven != 1) throw new InvalidOperationException("The ledgers do not agree.");
    }

    public static Guid ReferralId(int number) => new(number, 0, 0, 0x80, 0, 0, 0, 0, 0, 0, 1);

    public static ReferralSummary Card(Guid id) => new()
    {
        ReferralId = id,
        Area = FollowUpHost.AreaCodes[BitConverter.ToInt32(id.ToByteArray()) % FollowUpHost.AreaCodes.Length],
        Reference = "WW-7K3M-P9QX",
        PersonId = id,
        ReferralSource = ReferralSource.Self,
        ReceivedAt = FirstDay.AddDays(DayOf(BitConverter.ToInt32(id.ToByteArray()))),
        Outcome = EligibilityOutcome.Eligible,
        Next = NextStep.OfferToPartner,
        Organisation = "coaches",
        ReferrerEmail = "gp@example.org",
    };

    private static async Task LiveAsync(DurableDatabase database, EnglandLedger ledger, EnglandWorkers workers)
    {
        var chance = new Random(20261122);
        var lastArrival = Days + StartsAfterDays;
        var killOn = Enumerable.Range(0, Kills).Select(kill => (kill * lastArrival / Kills) + chance.Next(lastArrival / Kills)).ToHashSet();
        for (var day = 0; ; day++)
        {
            var now = FirstDay.AddDays(day);
            if (day > lastArrival)
            {
                // No more referrals arrive, so the clock moves to the next day with due work.
                var next = await database.ReadAsync<object>(
                    "select coalesce(min(due_at), 'infinity') from (select due_at from follow_ups.follow_up where state = 0 union all select due_at from " +
                    "communications.message where state in ('queued', 'sending')) open");
                if (next is not DateTime due || due == DateTime.MaxValue) break;
                day = Math.Max(day, (int)Math.Ceiling((due - FirstDay.UtcDateTime).TotalDays));
                now = FirstDay.AddDays(day);
            }
            Say(day, ledger.Count, workers.Killed);
            await workers.LiveAsync(
                now, Arriving(day), Arriving(day - StartsAfterDays),
                killOn.Contains(day) ? TimeSpan.FromMilliseconds(chance.Next(BenchmarkSize.Of(2000, 300))) : null);
        }
        Console.Error.WriteLine();
    }

    private static int DayOf(int number) => (int)((long)number * Days / Referrals);

    private static (int From, int To) Arriving(int day) => day < 0 || day >= Days ? (0, 0) : (First(day), First(day + 1));

    private static int First(int day) => (int)(((long)day * Referrals + Days - 1) / Days);

    private static void Say(int day, long messages, int killed)
    {
        const int Width = 40;
        var filled = Math.Min(Width, day * Width / (Days + 365));
        Console.Error.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"\r[{new string('#', filled)}{new string('.', Width - filled)}] {FirstDay.AddDays(day):yyyy-MM-dd}, {messages:N0} messages, {killed} kills   "));
    }
}
