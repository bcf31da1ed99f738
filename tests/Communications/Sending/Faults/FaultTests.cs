using System.Globalization;
using WorkWell.TestKit;

namespace WorkWell.Communications.Tests.Sending.Faults;

/// <summary>
/// Whatever fails (hosts, database, network, carriers), each message arrives once or a person is told. A test run has a few faults, different ones every day;
/// ./workwell test --all has each kind once, and ./workwell faults many of each.
/// </summary>
public sealed class FaultTests : IAsyncLifetime
{
    private static readonly string[] Others =
        ["a host is cut off from the database", "the line to the database falls silent", "locks and deadlocks", "the database's disk is full",
        "the database only reads"];

    private readonly Random chance = new(FaultSize.Seed);
    private FaultRun run = null!;

    public async ValueTask InitializeAsync() => run = await FaultRun.StartAsync();

    public ValueTask DisposeAsync() => run.DisposeAsync();

    [Fact]
    public async Task Two_hosts_whose_machines_database_network_and_carriers_fail_lose_nothing_and_send_nothing_twice()
    {
        (run.Mail.Behaviour, run.Notify.Behaviour) = (_ => SomeMailBehaviour(), _ => SomeNotifyBehaviour());
        run.KeepMailLog();
        ServingProcess[] workers = [await run.StartWorkerAsync(), await run.StartWorkerAsync()];
        var faults = Faults();
        TestContext.Current.TestOutputHelper?.WriteLine($"WORKWELL_FAULT_SEED={FaultSize.Seed} repeats this: {string.Join(", ", faults)}.");
        for (var i = 0; i < faults.Length; i++)
        {
            FaultSize.Say(i, faults.Length, faults[i]);
            await run.PlanAsync($"wave-{i}", emails: 24, texts: 8);
            // A random moment.
            await Task.Delay(Roll(400));
            await CauseAsync(faults[i], workers, victim: i % 2, seed: i);
            if (i % 3 == 0) await run.RepeatReceiptsAsync(workers[0], Roll(int.MaxValue));
            LetGo();
        }
        (run.Mail.Behaviour, run.Notify.Behaviour) = (null, null);
        LetGo();
        await run.RestAsync();
        var comparison = await run.CompareAsync();
        var (inFlight, left) = await run.FallenAsync();
        var says = string.Create(
            CultureInfo.InvariantCulture,
            $"{comparison} In flight when their host fell: {inFlight}; of these left to a person: {left} ({100.0 * left / Math.Max(1, inFlight):0.00} %).");
        TestContext.Current.TestOutputHelper?.WriteLine(says);
        FaultSize.Say(faults.Length, faults.Length, says);
        Assert.True(comparison.IsClean, says);
        // Notify and the log of the mail server are asked.
        Assert.DoesNotContain(comparison.Unconfirmed, key => key.Contains("/text/", StringComparison.Ordinal));
        Assert.True(left == 0 || left * 100 < inFlight, says);
        Assert.True(inFlight > 0 || !FaultSize.IsLong, says);
        Assert.NotEqual(0, await run.CountAsync("sent,delivered"));
    }

    [Fact]
    public async Task A_host_that_is_killed_between_sending_and_recording_leaves_an_email_to_a_person_and_asks_after_a_text()
    {
        run.Mail.Behaviour = _ => MailBehaviour.HoldAfterContent;
        run.Notify.Behaviour = _ => NotifyBehaviour.Hold;
        var first = await run.StartWorkerAsync();
        await run.PlanAsync("held", emails: 3, texts: 3);
        await run.ArrivedAsync(emails: 3, texts: 3);
        await run.KillAsync(first);
        (run.Mail.Behaviour, run.Notify.Behaviour) = (null, null);
        LetGo();
        await run.StartWorkerAsync();
        await run.RestAsync();
        var comparison = await run.CompareAsync();
        Assert.True(comparison.IsClean, comparison.ToString());
        Assert.Equal(3, comparison.Unconfirmed.Count);
        Assert.Equal(3, await run.CountAsync("sent"));
    }

    [Fact]
    public async Task A_host_that_is_frozen_or_cut_off_past_its_lease_and_comes_back_changes_nothing_in_the_outcome()
    {
        run.Mail.Behaviour = _ => MailBehaviour.HoldAfterContent;
        var frozen = await run.StartWorkerAsync();
        await run.PlanAsync("frozen", emails: 4);
        await run.ArrivedAsync(emails: 4);
        await FaultRun.SignalAsync(frozen, "STOP");
        run.Mail.Behaviour = null;
        LetGo();
        var second = await run.StartWorkerAsync();
        await run.PlanAsync("meanwhile", emails: 20);
        await run.RestAsync();
        Assert.Equal(4, (await run.CompareAsync()).Unconfirmed.Count);

        // Resumed, alone and at first disconnected, it may record the outcomes of the four later, but must not send them.
        await run.KillAsync(second);
        run.LineOf(frozen).Cut();
        await FaultRun.SignalAsync(frozen, "CONT");
        run.LineOf(frozen).Mend();
        await run.PlanAsync("afterwards", emails: 20);
        await run.RestAsync();
        var comparison = await run.CompareAsync();
        Assert.True(comparison.IsClean, comparison.ToString());
        Assert.Equal(44, run.Mail.Count);
        Assert.Equal(44, await run.CountAsync("sent,unconfirmed"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_sent_while_the_database_could_not_write_is_recorded_when_it_can(bool isFull)
    {
        run.Mail.Behaviour = _ => MailBehaviour.HoldAfterContent;
        await run.StartWorkerAsync();
        await run.PlanAsync("sent-meanwhile", emails: 4);
        await run.ArrivedAsync(emails: 4);
        if (isFull) await FullDisk.FillAsync(run, refused: 1);
        else await run.ReadOnlyAsync(true);
        run.Mail.Behaviour = null;
        LetGo();
        // Long enough for one attempt to record them, and shorter than their lease.
        await Task.Delay(TimeSpan.FromSeconds(1));
        if (isFull) await FullDisk.MakeRoomAsync(run);
        else await run.ReadOnlyAsync(false);
        await run.RestAsync();
        var comparison = await run.CompareAsync();
        Assert.True(comparison.IsClean, comparison.ToString());
        Assert.Equal(4, await run.CountAsync("sent"));
    }

    [Fact]
    public async Task One_bad_message_among_many_is_held_up_alone()
    {
        run.Mail.Behaviour = envelope => envelope.To.Split('@')[0] switch
        {
            "hangs-up" => MailBehaviour.HangUpBeforeContent,
            "not-now" => MailBehaviour.NotNow,
            "nobody" => MailBehaviour.RefuseAddress,
            _ => MailBehaviour.Accept,
        };
        foreach (var bad in new[] { "hangs-up@example.org", "not-now@example.org", "nobody@example.org", "jürgen@example.org" })
            await run.PlanAsync($"bad/{bad}", emails: 2, address: bad);
        await run.PlanAsync("good", emails: 60);
        await run.StartWorkerAsync();
        await run.ArrivedAsync(emails: 60);
        // The others did not wait for the retries, which are not due yet.
        Assert.Equal(4, await run.CountAsync("queued"));
        Assert.Equal(4, await run.CountAsync("failed,suppressed"));
        Assert.Equal("1", await run.ReadAsync("select string_agg(distinct failures::text, ',') from communications.message where state = 'queued'"));
    }

    private string[] Faults()
    {
        string[] faults =
        [
            .. Enumerable.Repeat("a host is killed", FaultSize.HostKills),
            .. Enumerable.Repeat("the database is killed", FaultSize.ServerKills),
            .. FaultSize.Chosen(Others).SelectMany(fault => Enumerable.Repeat(fault, FaultSize.OfEachOther)),
        ];
        chance.Shuffle(faults);
        return faults;
    }

    private async Task CauseAsync(string fault, ServingProcess[] workers, int victim, int seed)
    {
        switch (fault)
        {
            case "a host is killed":
                await run.KillAsync(workers[victim]);
                workers[victim] = await run.StartWorkerAsync();
                break;
            case "the database is killed":
                await run.Server.KillAsync();
                break;
            case "a host is cut off from the database":
                run.LineOf(workers[victim]).Cut();
                await run.PlanAsync($"cut-{seed}", emails: 8);
                await Task.Delay(Roll(1500));
                run.LineOf(workers[victim]).Mend();
                break;
            case "the line to the database falls silent":
                // In the long form sometimes longer than the lease.
                run.LineOf(workers[victim]).FallSilent();
                await Task.Delay(Roll(FaultSize.IsLong ? 9000 : 1500));
                run.LineOf(workers[victim]).Mend();
                break;
            case "the database's disk is full":
                await FullDisk.FillAsync(run, refused: 0.02);
                // The length of the fault.
                await Task.Delay(Roll(2500));
                await FullDisk.MakeRoomAsync(run);
                break;
            case "the database only reads":
                await run.ReadOnlyAsync(true);
                // The length of the fault.
                await Task.Delay(Roll(1500));
                await run.ReadOnlyAsync(false);
                break;
            default:
                await LockStorm.BlowAsync(run.Server.ConnectionString, seed);
                break;
        }
    }

    private MailBehaviour SomeMailBehaviour() => Roll(24) switch
    {
        0 => MailBehaviour.NotNow,
        1 => MailBehaviour.HangUpBeforeContent,
        2 => MailBehaviour.HangUpAfterContent,
        3 => MailBehaviour.SayNothingAfterContent,
        4 or 5 => MailBehaviour.HoldAfterContent,
        _ => MailBehaviour.Accept,
    };

    private NotifyBehaviour SomeNotifyBehaviour() => Roll(24) switch
    {
        0 => NotifyBehaviour.RateLimit,
        1 => NotifyBehaviour.ErrorBefore,
        2 => NotifyBehaviour.ErrorAfter,
        3 => NotifyBehaviour.HangUp,
        4 => NotifyBehaviour.SayNothing,
        5 or 6 => NotifyBehaviour.Hold,
        _ => NotifyBehaviour.Accept,
    };

    private int Roll(int sides)
    {
        lock (chance) return chance.Next(sides);
    }

    private void LetGo()
    {
        var (mail, notify) = (run.Mail.Release, run.Notify.Release);
        run.Mail.Release = new(TaskCreationOptions.RunContinuationsAsynchronously);
        run.Notify.Release = new(TaskCreationOptions.RunContinuationsAsynchronously);
        mail.TrySetResult();
        notify.TrySetResult();
    }
}
