using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using WorkWell.TestKit;

namespace WorkWell.Platform.Tests;

/// <summary>What Hangfire stores, and who may change its tables.</summary>
public sealed class StoredJobTests : IAsyncLifetime
{
    private static readonly JobSchedule Daily = JobSchedule.DailyAt(new TimeOnly(7, 30));
    private TestDatabase database = null!;

    public async ValueTask InitializeAsync() => database = await TestDatabase.CreateAsync();

    public async ValueTask DisposeAsync() => await database.DisposeAsync();

    [Fact]
    public async Task Every_stored_job_is_the_one_dispatcher_with_a_key_of_ours_and_without_a_culture()
    {
        var (daily, woken, said) = (new Told(), new Told(), new Said());
        Action<IServiceCollection> add = services =>
        {
            daily.As("sample.daily", Daily)(services);
            woken.As("sample.tick", JobSchedule.Every(TimeSpan.FromHours(1)))(services);
            said.As("sample.long")(services);
        };
        await using var pages = await SmallHost.StartAsync(database, add, works: false);
        await using (await SmallHost.StartAsync(database, add))
        {
            pages.Get<HangfireClient>().Enqueue("sample.daily", HangfireClient.DailyQueue);
            pages.Get<WakeUp>().Wake("sample.tick");
            var id = await pages.Get<BackgroundJobs>().StartAsync(Said.Actor, "sample.long", new { }, default);
            await daily.Ran;
            await said.EndedAsync(pages, id);
        }
        Assert.Equal(3L, await database.ReadAsync<long>("select count(*) from hangfire.job"));
        Assert.Equal("WorkWell.Platform.ScheduledJob, WorkWell.Platform",
            await database.ReadAsync<string>("select string_agg(distinct invocationdata->>'Type', ';') from hangfire.job"));
        Assert.Equal("RunAsync", await database.ReadAsync<string>("select string_agg(distinct invocationdata->>'Method', ';') from hangfire.job"));
        Assert.Contains("\"WorkWell.Platform.ScheduledJob, WorkWell.Platform\"",
            await database.ReadAsync<string>("select value from hangfire.hash where field = 'Job' and key = 'recurring-job:sample.daily'"),
            StringComparison.Ordinal);
        Assert.Null(await database.ReadAsync<string>("select string_agg(distinct name, ',') from hangfire.jobparameter where name ilike '%culture%'"));
    }

    [Fact]
    public async Task The_installed_schema_is_the_one_the_package_would_install()
    {
        await using var bare = await TestDatabase.CreateEmptyAsync();
        var options = new PostgreSqlStorageOptions { PrepareSchemaIfNecessary = true };
        _ = new PostgreSqlStorage(new NpgsqlConnectionFactory(bare.ConnectionString, options), options);

        foreach (var what in new[] { Columns, Indexes, Keys, "select max(version)::text from hangfire.schema" })
        {
            var expected = await bare.ReadAsync<string>(what);
            Assert.NotNull(expected);
            Assert.Equal(expected, await database.ReadAsync<string>(what));
        }
    }

    [Fact]
    public async Task The_running_host_may_not_change_the_tables()
    {
        await using var source = database.RuntimeSource();
        await using var command = source.CreateCommand("alter table hangfire.job add column mine text");
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState);
    }

    [Fact]
    public async Task A_job_of_a_newer_host_is_left_for_it_by_an_older_one()
    {
        var newer = new Told();
        await using (var older = await SmallHost.StartAsync(database, _ => { }))
        {
            older.Get<HangfireClient>().Enqueue("sample.newer", HangfireClient.DailyQueue);
            await StateAsync("Scheduled");
        }
        // Its minute is over.
        await database.RunAsync("update hangfire.set set score = 0 where key = 'schedule'");
        await using var host = await SmallHost.StartAsync(database, newer.As("sample.newer", Daily));
        await newer.Ran;
    }

    [Fact]
    public async Task A_job_that_no_host_has_known_for_a_day_is_let_go()
    {
        await using var pages = await SmallHost.StartAsync(database, _ => { }, works: false);
        pages.Get<HangfireClient>().Enqueue("sample.gone", HangfireClient.DailyQueue);
        await database.RunAsync("update hangfire.job set createdat = createdat - interval '25 hours'");
        await using var host = await SmallHost.StartAsync(database, _ => { });
        await StateAsync("Deleted");
    }

    [Fact]
    public async Task The_connections_of_background_work_are_few_and_bounded()
    {
        var tick = new Told();
        await using var host = await SmallHost.StartAsync(database, tick.As("sample.tick", JobSchedule.Every(TimeSpan.FromMilliseconds(50))));
        await tick.Ran;
        Assert.InRange(await database.ReadAsync<long>(
            "select count(*) from pg_stat_activity where datname = current_database() and application_name = 'workwell-background-jobs'"), 1, 12);
    }

    private async Task StateAsync(string state)
    {
        using var patience = new CancellationTokenSource(SmallHost.Patience);
        while (await database.ReadAsync<string>("select statename from hangfire.job") != state) await Task.Delay(50, patience.Token);
    }

    private const string Columns = """
        select string_agg(table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '-'), e'\n'
          order by table_name, column_name)
        from information_schema.columns where table_schema = 'hangfire'
        """;

    private const string Indexes = "select string_agg(indexdef, e'\n' order by indexdef) from pg_indexes where schemaname = 'hangfire'";

    private const string Keys = """
        select string_agg(conrelid::regclass || ' ' || pg_get_constraintdef(oid), e'\n' order by conrelid::regclass::text, pg_get_constraintdef(oid))
        from pg_constraint where connamespace = 'hangfire'::regnamespace and contype <> 'n'
        """;
}
