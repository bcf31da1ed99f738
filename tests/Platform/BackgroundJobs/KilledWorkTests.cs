using System.Diagnostics;
using System.Globalization;
using Npgsql;
using WorkWell.TestKit;

// The longest tests here wait for leases and heartbeats to lapse, and need no processor meanwhile.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]

namespace WorkWell.Platform.Tests;

public sealed class KilledWorkTests : TwoHosts
{
    [Fact]
    public async Task After_a_kill_daily_work_runs_again_within_90_seconds_and_long_work_says_that_it_was_interrupted()
    {
        await using var first = await HostAsync();
        var work = await HoldDailyWorkAsync();
        await StartEndlessLoadAsync();
        await UntilAsync("select count(*) = 2 from hangfire.job where statename = 'Processing'");
        await UntilAsync("select bool_and(state = 'running') from platform.background_job");

        await using var other = await HostAsync();
        first.Kill();
        var killedAt = Stopwatch.GetTimestamp();
        await work.DisposeAsync();

        await UntilAsync("select count(*) = 1 from hangfire.job where statename = 'Succeeded' and arguments->>0 like '%forget-sent-text%'");
        await UntilAsync("select state = 'interrupted' and problem is not null and ended_at is not null from platform.background_job");
        Assert.InRange(Stopwatch.GetElapsedTime(killedAt), TimeSpan.Zero, Promised);
    }
}

public sealed class FrozenWorkTests : TwoHosts
{
    [Fact]
    public async Task While_a_host_is_frozen_the_other_does_its_daily_work_and_both_go_on_when_it_comes_back()
    {
        await using var frozen = await HostAsync();
        var work = await HoldDailyWorkAsync();
        await UntilAsync("select count(*) = 1 from hangfire.job where statename = 'Processing'");
        await using var other = await HostAsync();
        await SignalAsync(frozen, "STOP");
        var frozenAt = Stopwatch.GetTimestamp();
        await work.DisposeAsync();

        await UntilAsync("select count(*) = 1 from hangfire.job where statename = 'Succeeded'");
        Assert.InRange(Stopwatch.GetElapsedTime(frozenAt), TimeSpan.Zero, Promised);
        await SignalAsync(frozen, "CONT");
        Assert.Equal(System.Net.HttpStatusCode.OK, await frozen.AskAsync("/health/ready"));
        Assert.Equal(0, await frozen.InterruptAsync());
        Assert.Equal(System.Net.HttpStatusCode.OK, await other.AskAsync("/health/ready"));
    }
}

/// <summary>Two real host processes on one database, in the middle of their work.</summary>
public abstract class TwoHosts : IAsyncLifetime
{
    protected static readonly TimeSpan Promised = TimeSpan.FromSeconds(90);
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("workwell-killed-");
    private TestDatabase database = null!;

    public async ValueTask InitializeAsync() => database = await TestDatabase.CreateAsync();

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        data.Delete(recursive: true);
    }

    protected Task<ServingProcess> HostAsync() =>
        ServingProcess.StartAsync(
        data.FullName,
        new Dictionary<string, string> { ["WORKWELL_DATABASE"] = database.HostConnectionString, ["WORKWELL_Dispatch__KeepTextFor"] = "1.00:00:00" });

    // The daily job waits for a locked table, so it runs for as long as a test needs.
    protected async Task<NpgsqlConnection> HoldDailyWorkAsync()
    {
        var holder = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database.ConnectionString) { Pooling = false }.ConnectionString);
        await holder.OpenAsync();
        await using var hold = new NpgsqlCommand("begin; lock table communications.message in access exclusive mode", holder);
        await hold.ExecuteNonQueryAsync();
        await using var pages = await SmallHost.StartAsync(database, _ => { }, works: false);
        pages.Get<HangfireClient>().Enqueue("communications.forget-sent-text", HangfireClient.DailyQueue);
        return holder;
    }

    // Opening a pipe without a writer blocks for ever.
    protected async Task StartEndlessLoadAsync()
    {
        var pipe = Path.Combine(data.FullName, "endless.csv");
        using (var made = Process.Start("mkfifo", [pipe])) await made.WaitForExitAsync();
        await using var pages = await SmallHost.StartAsync(database, _ => { }, works: false);
        await pages.Get<BackgroundJobs>().StartAsync(Said.Actor, "areas.load-places", new { Postcodes = pipe }, default);
    }

    protected async Task UntilAsync(string isSo)
    {
        using var patience = new CancellationTokenSource(Promised + TimeSpan.FromSeconds(30));
        while (!await database.ReadAsync<bool>(isSo)) await Task.Delay(200, patience.Token);
    }

    protected static async Task SignalAsync(ServingProcess host, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", host.ProcessId.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }
}
