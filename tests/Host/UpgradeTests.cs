using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using WorkWell.Communications.Contracts;
using WorkWell.FollowUps.Contracts;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.Host.Tests;

/// <summary>Old and new hosts side by side on one database, as in a rolling upgrade.</summary>
public sealed class UpgradeTests : IAsyncLifetime
{
    // What the next release may do: add columns, tables and migrations that this host does not know.
    private const string NextRelease = """
        alter table communications.message add column colour text not null default 'green', add column shape int;
        alter table communications.attempt add column colour text not null default 'green';
        alter table follow_ups.follow_up add column colour text not null default 'green';
        alter table follow_ups.task add column shape int;
        create table communications.newer (id int primary key);
        insert into platform.migration (schema, number, name, sha256)
          values ('communications', 9001, '9001_newer', 'unknown'), ('follow_ups', 9001, '9001_newer', 'unknown');
        """;

    private readonly DirectoryInfo sent = Directory.CreateTempSubdirectory("workwell-upgrade-");
    private TestDatabase database = null!;

    public async ValueTask InitializeAsync() => database = await TestDatabase.CreateAsync();

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        sent.Delete(recursive: true);
    }

    [Fact]
    public async Task A_host_that_runs_while_a_newer_one_upgrades_the_database_goes_on_sending_once()
    {
        await using var old = await HostAsync();
        await QueueAsync(old, "before");
        await AsOwnerAsync(NextRelease);
        await QueueAsync(old, "after");
        await using var other = await HostAsync();
        await Task.WhenAll(Enumerable.Range(0, 4)
            .Select(i => (i % 2 == 0 ? old : other).Services.GetRequiredService<IMessageDispatch>().SendDueAsync(default)));
        await old.Services.GetRequiredService<RecurringJobs>().RunAsync(IFollowUps.TickJob, default);

        Assert.Equal(2, sent.GetFiles("*.eml").Length);
        Assert.Equal("after green sent, before green sent",
            await database.ReadAsync<string>("select string_agg(key || ' ' || colour || ' ' || state, ', ' order by key) from communications.message"));
    }

    [Fact]
    public async Task A_host_that_starts_on_a_newer_database_leaves_it_as_it_is_and_serves()
    {
        await AsOwnerAsync(NextRelease);
        Assert.Empty(await Migrator.For(Modules.All).ApplyAsync(database.ConnectionString, default));
        await using var host = await HostAsync();
        Assert.Equal(System.Net.HttpStatusCode.OK, (await host.Client.GetAsync("/health/ready")).StatusCode);
    }

    [Fact]
    public async Task A_newer_host_waits_for_the_owner_and_two_who_migrate_at_once_do_it_once()
    {
        await using var older = await TestDatabase.CreateEmptyAsync();
        // The first release had the first step of every module but casework, which came later and builds on later steps of the others.
        await new Migrator([.. Steps().Where(step => step.Number == 1 && step.Schema != "casework")]).ApplyAsync(older.ConnectionString, default);
        var environment = new Dictionary<string, string> { ["WORKWELL_DATABASE"] = older.HostConnectionString };
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => ServingProcess.StartAsync(sent.FullName, environment));
        Assert.Contains("Run ./workwell migrate first", refusal.Message, StringComparison.Ordinal);

        await Task.WhenAll(MigrateAsync(older), MigrateAsync(older));
        await using var one = await ServingProcess.StartAsync(sent.FullName, environment);
        await using var other = await ServingProcess.StartAsync(sent.FullName, environment);
        Assert.Equal((long)Steps().Count, await older.ReadAsync<long>("select count(*) from platform.migration"));
        Assert.Equal(System.Net.HttpStatusCode.OK, await other.AskAsync("/health/ready"));
    }

    [Fact]
    public async Task A_host_whose_steps_are_not_those_that_were_applied_refuses()
    {
        await AsOwnerAsync("update platform.migration set sha256 = 'another' where schema = 'communications' and number = 1");
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => Migrator.For(Modules.All).ApplyAsync(database.ConnectionString, default));
        Assert.Contains("0001_messages was edited after it was applied", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task MigrateAsync(TestDatabase database)
    {
        var (exitCode, output) = await CommandLine.RunAsync(
            "dotnet", [ServingProcess.HostFile, "migrate"], new Dictionary<string, string> { ["WORKWELL_DATABASE_OWNER"] = database.OwnerConnectionString });
        Assert.True(exitCode == 0, output);
    }

    private static IReadOnlyList<Migration> Steps() => Migrator.For(Modules.All).Steps;

    private Task<RunningHost> HostAsync() =>
        RunningHost.StartAsync(new Dictionary<string, string?> { ["Dispatch:Transports:Email"] = "pickup", ["Pickup:Folder"] = sent.FullName },
        database: database);

    private static async Task QueueAsync(RunningHost host, string key)
    {
        await using var change = host.Services.GetRequiredService<Database>().Begin(Actor.Job("test"));
        host.Services.GetRequiredService<IMessages>().Queue(change, new MessageRequest
        {
            Key = key,
            Area = "ncl",
            Type = "referrer-receipt",
            ReferralId = Guid.NewGuid(),
            To = MessageTo.Address("gp@example.org"),
            Fields = new Dictionary<string, string> { ["reference"] = "WW-7K3M-P9QX", ["receivedOn"] = "2026-09-07" },
            NotBefore = change.At,
        });
        await change.CommitAsync(default);
    }

    private async Task AsOwnerAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
