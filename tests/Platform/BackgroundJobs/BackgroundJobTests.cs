using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.TestKit;

namespace WorkWell.Platform.Tests;

public sealed class BackgroundJobTests : IAsyncLifetime
{
    private TestDatabase database = null!;

    public async ValueTask InitializeAsync() => database = await TestDatabase.CreateAsync();

    public async ValueTask DisposeAsync() => await database.DisposeAsync();

    [Fact]
    public async Task Long_work_is_done_with_what_was_asked_and_its_result_is_kept()
    {
        var said = new Said(argument => Task.FromResult(new BackgroundJobResult(new { Sum = argument.GetProperty("one").GetInt32() + 1 })));
        await using var host = await SmallHost.StartAsync(database, said.As("sample.long"));
        var id = await host.Get<BackgroundJobs>().StartAsync(Said.Actor, "sample.long", new { One = 1 }, default);
        var end = await said.EndedAsync(host, id);
        Assert.Equal((BackgroundJobState.Done, 1d, """{"sum": 2}"""), (end.State, end.Progress, end.Result));
    }

    [Fact]
    public async Task How_far_it_is_can_be_seen_while_it_runs_and_it_can_be_cancelled()
    {
        var said = new Said(async (_, progress, cancellationToken) =>
        {
            progress.Report(new(0.4, "400 rows"));
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return new(null);
        });
        await using var host = await SmallHost.StartAsync(database, said.As("sample.long"));
        var jobs = host.Get<BackgroundJobs>();
        var id = await jobs.StartAsync(Said.Actor, "sample.long", new { }, default);
        var running = await said.UntilAsync(host, id, status => status is { State: BackgroundJobState.Running, Progress: 0.4 });
        Assert.Equal("400 rows", running.Description);

        Assert.True(await jobs.CancelAsync(Said.Actor, id, default));
        Assert.Equal((BackgroundJobState.Cancelled, 0.4), (await said.EndedAsync(host, id)) is var end ? (end.State, end.Progress) : default);
        Assert.False(await jobs.CancelAsync(Said.Actor, id, default));
    }

    [Fact]
    public async Task Work_that_waits_is_cancelled_at_once_and_never_begins()
    {
        var said = new Said();
        await using var pages = await SmallHost.StartAsync(database, said.As("sample.long"), works: false);
        var jobs = pages.Get<BackgroundJobs>();
        var id = await jobs.StartAsync(Said.Actor, "sample.long", new { }, default);
        Assert.True(await jobs.CancelAsync(Said.Actor, id, default));
        var next = await jobs.StartAsync(Said.Actor, "sample.long", new { }, default);
        await using var host = await SmallHost.StartAsync(database, said.As("sample.long"));
        await said.EndedAsync(host, next);
        Assert.Equal((BackgroundJobState.Cancelled, 1), ((await jobs.FindAsync(Said.Actor, id, default))!.State, said.Runs));
    }

    [Fact]
    public async Task A_refusal_and_an_error_are_told_apart_and_no_message_of_an_error_is_kept()
    {
        var said = new Said(argument => argument.GetProperty("isBug").GetBoolean() ? throw new InvalidDataException("Rosa Example")
            : Task.FromResult(new BackgroundJobResult(null, "The file is empty.")));
        await using var host = await SmallHost.StartAsync(database, said.As("sample.long"));
        var jobs = host.Get<BackgroundJobs>();
        var refused = await said.EndedAsync(host, await jobs.StartAsync(Said.Actor, "sample.long", new { IsBug = false }, default));
        var bug = await said.EndedAsync(host, await jobs.StartAsync(Said.Actor, "sample.long", new { IsBug = true }, default));
        Assert.Equal((BackgroundJobState.Failed, "The file is empty."), (refused.State, refused.Problem));
        Assert.Equal((BackgroundJobState.Failed, "An error ended it: InvalidDataException. The log of the host says more."), (bug.State, bug.Problem));
        Assert.Equal(0L, await database.ReadAsync<long>("select count(*) from hangfire.state where data::text like '%Rosa%'"));
    }

    [Fact]
    public async Task A_host_that_stops_says_that_its_work_was_interrupted_and_nobody_begins_it_again()
    {
        var said = new Said(async (_, _, cancellationToken) =>
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return new(null);
        });
        await using var pages = await SmallHost.StartAsync(database, said.As("sample.long"), works: false);
        var id = await pages.Get<BackgroundJobs>().StartAsync(Said.Actor, "sample.long", new { }, default);
        await using (var host = await SmallHost.StartAsync(database, said.As("sample.long"))) await said.Began;
        Assert.Equal((BackgroundJobState.Interrupted, "The host stopped."),
            await pages.Get<BackgroundJobs>().FindAsync(Said.Actor, id, default) is var end ? (end!.State, end.Problem) : default);

        // As Hangfire starts the same job again.
        pages.Get<HangfireClient>().Enqueue(BackgroundJobKey.Of("sample.long", id), HangfireClient.LongQueue);
        var other = new Said();
        await using var next = await SmallHost.StartAsync(database, services =>
        {
            other.As("sample.long")(services);
        });
        await other.EndedAsync(next, await next.Get<BackgroundJobs>().StartAsync(Said.Actor, "sample.long", new { }, default));
        Assert.Equal((1, 1), (said.Runs, other.Runs));
    }

    [Fact]
    public async Task Work_whose_heartbeat_stopped_is_interrupted_and_its_host_if_it_comes_back_gives_up()
    {
        var said = new Said(async (_, _, cancellationToken) =>
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return new(null);
        });
        await using var host = await SmallHost.StartAsync(database, said.As("sample.long"));
        var id = await host.Get<BackgroundJobs>().StartAsync(Said.Actor, "sample.long", new { }, default);
        await said.Began;
        // As if the host had been frozen for a minute while another swept. It is not frozen, so its heartbeat may come in between.
        await using var other = await SmallHost.StartAsync(database, _ => { }, works: false);
        while (!said.Ended.IsCompleted)
        {
            await database.RunAsync("update platform.background_job set heartbeat_at = heartbeat_at - interval '1 minute'");
            await other.Get<RecurringJobs>().RunAsync(BackgroundJobSweep.Key, default);
            await Task.WhenAny(said.Ended, Task.Delay(TimeSpan.FromSeconds(3)));
        }
        await said.Ended;
        var end = await said.EndedAsync(host, id);
        Assert.Equal((BackgroundJobState.Interrupted, "Its host stopped in the middle. Start it again if it is still wanted."), (end.State, end.Problem));
    }

    [Fact]
    public async Task Work_that_waits_though_nothing_is_queued_for_it_is_brought_back()
    {
        var said = new Said();
        await using var pages = await SmallHost.StartAsync(database, said.As("sample.long"), works: false);
        var id = await pages.Get<BackgroundJobs>().StartAsync(Said.Actor, "sample.long", new { }, default);
        // As if the host had died between the commit and the queue.
        await database.RunAsync("delete from hangfire.jobqueue; update platform.background_job set enqueued_at = enqueued_at - interval '2 minutes'");
        await using var host = await SmallHost.StartAsync(database, said.As("sample.long"));
        Assert.Equal(BackgroundJobState.Done, (await said.EndedAsync(host, id)).State);
    }

    [Fact]
    public async Task Two_hosts_do_one_job_of_a_kind_at_a_time_and_the_next_waits()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var said = new Said(async (_, _, cancellationToken) =>
        {
            await release.Task.WaitAsync(cancellationToken);
            return new(null);
        });
        await using var one = await SmallHost.StartAsync(database, said.As("sample.long"));
        await using var other = await SmallHost.StartAsync(database, said.As("sample.long"));
        var jobs = one.Get<BackgroundJobs>();
        var first = await jobs.StartAsync(Said.Actor, "sample.long", new { }, default);
        await said.Began;
        var second = await jobs.StartAsync(Said.Actor, "sample.long", new { }, default);

        // The free host fetches the second job but does not run it, because the first host holds the lock of its kind.
        using var patience = new CancellationTokenSource(SmallHost.Patience);
        while (await database.ReadAsync<long>("select count(*) from hangfire.job where statename = 'Succeeded'") == 0 && said.Runs == 1)
            await Task.Delay(50, patience.Token);
        Assert.Equal((1, BackgroundJobState.Queued), (said.Runs, (await jobs.FindAsync(Said.Actor, second, default))!.State));

        release.SetResult();
        await said.EndedAsync(one, first);
        await database.RunAsync("update platform.background_job set enqueued_at = enqueued_at - interval '2 minutes' where state = 'queued'");
        await other.Get<RecurringJobs>().RunAsync(BackgroundJobSweep.Key, default);
        Assert.Equal((BackgroundJobState.Done, 2), ((await said.EndedAsync(other, second)).State, said.Runs));
    }

    [Fact]
    public async Task Long_work_does_not_keep_a_daily_job_waiting()
    {
        var said = new Said(async (_, _, cancellationToken) =>
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return new(null);
        });
        var daily = new Told();
        await using var host = await SmallHost.StartAsync(database, services =>
        {
            said.As("sample.long")(services);
            daily.As("sample.daily", JobSchedule.DailyAt(new TimeOnly(7, 30)))(services);
        });
        for (var i = 0; i < 4; i++) await host.Get<BackgroundJobs>().StartAsync(Said.Actor, "sample.long", new { }, default);
        await said.Began;
        host.Get<HangfireClient>().Enqueue("sample.daily", HangfireClient.DailyQueue);
        await daily.Ran;
    }
}

/// <summary>A background job controlled by a test.</summary>
internal sealed class Said(Func<JsonElement, IProgress<BackgroundJobProgress>, CancellationToken, Task<BackgroundJobResult>> run) : IBackgroundJob
{
    private readonly TaskCompletionSource began = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int runs;

    public Said(Func<JsonElement, Task<BackgroundJobResult>> run)
        : this((argument, _, _) => run(argument))
    {
    }

    public Said()
        : this(_ => Task.FromResult(new BackgroundJobResult(null)))
    {
    }

    public static Actor Actor { get; } = Actor.Job("test");

    public int Runs => Volatile.Read(ref runs);

    public Task Began => began.Task.WaitAsync(SmallHost.Patience);

    public Task Ended => ended.Task.WaitAsync(SmallHost.Patience);

    public Action<IServiceCollection> As(string key) => services => services.AddSingleton(new BackgroundJobKind(key, _ => this));

    public async Task<BackgroundJobResult> RunAsync(JsonElement argument, IProgress<BackgroundJobProgress> progress, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref runs);
        began.TrySetResult();
        try
        {
            return await run(argument, progress, cancellationToken);
        }
        finally
        {
            ended.TrySetResult();
        }
    }

    public Task<BackgroundJobStatus> EndedAsync(SmallHost host, Guid id) => UntilAsync(host, id, status => status.EndedAt is not null);

    public async Task<BackgroundJobStatus> UntilAsync(SmallHost host, Guid id, Func<BackgroundJobStatus, bool> isSo)
    {
        using var patience = new CancellationTokenSource(SmallHost.Patience);
        while (true)
        {
            if (await host.Get<BackgroundJobs>().FindAsync(Actor, id, default) is { } status && isSo(status)) return status;
            await Task.Delay(50, patience.Token);
        }
    }
}
