using WorkWell.Communications.Contracts;
using WorkWell.TestKit;

namespace WorkWell.Communications.Tests.Sending.Faults;

/// <summary>
/// Whatever happens to hosts, each message arrives once, or a person is told. The short form runs with the tests; WORKWELL_FAULT_KILLS asks for the long one.
/// </summary>
public sealed class FaultTests : IAsyncLifetime
{
    private static readonly int Kills = int.TryParse(Environment.GetEnvironmentVariable("WORKWELL_FAULT_KILLS"), out var kills) ? kills : 4;

    private FaultRun run = null!;

    public async ValueTask InitializeAsync() => run = await FaultRun.StartAsync();

    public ValueTask DisposeAsync() => run.DisposeAsync();

    [Fact]
    public async Task Two_hosts_that_are_killed_again_and_again_lose_nothing_and_send_nothing_twice()
    {
        var chance = new Random(20261121);
        // One in eight calls is still open when the host dies: taken by the other side, and not yet recorded by ours.
        run.Mail.Behaviour = _ => Dice(8) ? MailBehaviour.HoldAfterContent : MailBehaviour.Accept;
        run.Notify.Behaviour = _ => Dice(8) ? NotifyBehaviour.Hold : NotifyBehaviour.Accept;
        var workers = new[] { await run.StartWorkerAsync(), await run.StartWorkerAsync() };
        for (var kill = 0; kill < Kills; kill++)
        {
            var before = run.Mail.Count;
            await run.PlanAsync($"wave-{kill}", emails: 60, texts: 20);
            await run.Mail.ArrivedAsync(before + chance.Next(5, 40), default);
            var victim = kill % 2;
            await run.KillAsync(workers[victim]);
            LetGo();
            workers[victim] = await run.StartWorkerAsync();
        }
        (run.Mail.Behaviour, run.Notify.Behaviour) = (null, null);
        LetGo();
        await run.RestAsync();
        var comparison = await run.CompareAsync();
        Assert.True(comparison.IsClean, comparison.ToString());
        // Only what was on its way by mail, over two times eight lines, when a host died: a mail server cannot be asked.
        Assert.InRange(comparison.Unconfirmed.Count, 0, Kills * 16);
        Assert.DoesNotContain(comparison.Unconfirmed, key => key.Contains("/text/", StringComparison.Ordinal));

        bool Dice(int sides)
        {
            lock (chance) return chance.Next(sides) == 0;
        }
    }

    [Fact]
    public async Task A_host_that_is_killed_between_sending_and_recording_leaves_an_email_to_a_person_and_asks_after_a_text()
    {
        run.Mail.Behaviour = _ => MailBehaviour.HoldAfterContent;
        run.Notify.Behaviour = _ => NotifyBehaviour.Hold;
        var first = await run.StartWorkerAsync();
        await run.PlanAsync("held", emails: 3, texts: 3);
        await run.Mail.ArrivedAsync(3, default);
        while (run.Notify.Received.Count < 3) await Task.Delay(20);
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
    public async Task A_host_that_is_frozen_past_its_lease_and_wakes_up_changes_nothing_in_the_outcome()
    {
        run.Mail.Behaviour = _ => MailBehaviour.HoldAfterContent;
        var frozen = await run.StartWorkerAsync();
        await run.PlanAsync("frozen", emails: 4);
        await run.Mail.ArrivedAsync(4, default);
        await FaultRun.SignalAsync(frozen, "STOP");
        run.Mail.Behaviour = null;
        LetGo();
        var second = await run.StartWorkerAsync();
        await run.PlanAsync("meanwhile", emails: 20);
        await run.RestAsync();
        Assert.Equal(4, (await run.CompareAsync()).Unconfirmed.Count);

        // Awake again, and alone: what it learns now of the four it may record, and must not send.
        await run.KillAsync(second);
        await FaultRun.SignalAsync(frozen, "CONT");
        await run.PlanAsync("afterwards", emails: 20);
        await run.RestAsync();
        var comparison = await run.CompareAsync();
        Assert.True(comparison.IsClean, comparison.ToString());
        Assert.Equal(44, run.Mail.Count);
        Assert.Equal(44, await run.CountAsync("sent,unconfirmed"));
    }

    [Fact]
    public async Task A_broken_lease_is_found()
    {
        run.Mail.Behaviour = _ => MailBehaviour.HoldAfterContent;
        await run.StartWorkerAsync();
        await run.PlanAsync("broken", emails: 2);
        await run.Mail.ArrivedAsync(2, default);
        run.Mail.Behaviour = null;
        await run.BreakAsync("update communications.message set state = 'queued', lease_until = null");
        await run.Mail.ArrivedAsync(4, default);
        LetGo();
        await run.RestAsync();
        Assert.Equal(2, (await run.CompareAsync()).Twice.Count);
    }

    [Fact]
    public async Task A_broken_key_is_found()
    {
        await run.PlanAsync("broken", emails: 2);
        await run.BreakAsync("""
            insert into communications.message (due_at, queued_at, is_urgent, at_any_hour, id, referral_id, address, area, channel, type, key, language, content)
            select due_at, queued_at, is_urgent, at_any_hour, gen_random_uuid(), referral_id, address, area, channel, type, key, language, content from communications.message
            """);
        await run.StartWorkerAsync();
        await run.RestAsync();
        Assert.Equal(2, (await run.CompareAsync()).Twice.Count);
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
