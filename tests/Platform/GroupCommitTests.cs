using Npgsql;
using WorkWell.TestKit;

namespace WorkWell.Platform.Tests;

/// <summary>Both connections are blocked until the test releases them, so later changes have to share a commit.</summary>
public sealed class SharedCommitTests : IAsyncLifetime
{
    private static readonly Actor Llr = new("test", ["llr"], "test");
    private static readonly Actor Dudley = new("test", ["dudley"], "test");
    private TestDatabase database = null!;
    private DatabasePools pools = null!;
    private Database changes = null!;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        await ExecuteAsync("""
            create schema sample; grant usage on schema sample to workwell_runtime;
            create table sample.note (area text not null, body text not null constraint note_body_key unique, remark text,
              transaction xid8 not null default pg_current_xact_id());
            create table sample.release (at timestamptz not null);
            grant select, insert on all tables in schema sample to workwell_runtime;
            select platform.guard_by_area('sample.note');
            """);
        pools = new DatabasePools(database.HostConnectionString);
        changes = new Database(pools, new Reactions([], new Nothing()), TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        await pools.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task Changes_that_are_ready_together_share_a_commit()
    {
        var together = await TogetherAsync([.. Enumerable.Range(0, 20).Select(i => (Func<Task<string?>>)(() => WriteAsync(Llr, $"note {i}")))]);

        Assert.All(together, Assert.Null);
        Assert.Equal(20L, await database.ReadAsync<long>("select count(*) from sample.note"));
        Assert.InRange(await database.ReadAsync<long>("select count(distinct transaction) from sample.note"), 1, 2);
    }

    [Fact]
    public async Task One_that_the_database_refuses_is_told_why_and_harms_nobody_else()
    {
        await WriteAsync(Llr, "there already");
        var together = await TogetherAsync(
            [() => WriteAsync(Llr, "one"), () => WriteAsync(Llr, "there already"), () => WriteAsync(Llr, "two"), () => WriteAsync(Llr, "two")]);

        Assert.Null(together[0]);
        Assert.Equal("note_body_key", together[1]);
        Assert.Equal("note_body_key", together[2] ?? together[3]);
        Assert.Equal(3L, await database.ReadAsync<long>("select count(*) from sample.note where body in ('there already', 'one', 'two')"));
    }

    [Fact]
    public async Task Each_acts_as_itself_whoever_it_shares_with()
    {
        var together = await TogetherAsync(
            [() => WriteAsync(Llr, "ours"), () => WriteAsync(Dudley, "theirs", area: "dudley"), () => WriteAsync(Llr, "not ours", area: "dudley"),
            () => WriteAsync(Dudley, "not theirs")]);

        Assert.Equal((string?[])[null, null, PostgresErrorCodes.InsufficientPrivilege, PostgresErrorCodes.InsufficientPrivilege], together);
        Assert.Equal("ours llr, theirs dudley",
            await database.ReadAsync<string>("select string_agg(body || ' ' || area, ', ' order by body) from sample.note"));
    }

    [Fact]
    public async Task Nobody_waits_behind_one_that_waits_for_somebody_elses_row()
    {
        await using var other = new NpgsqlConnection(database.ConnectionString);
        await other.OpenAsync();
        await using var open = await other.BeginTransactionAsync();
        await using (var insert = new NpgsqlCommand(
            "insert into sample.note (area, body) values ('llr', 'contested')", other, open)) await insert.ExecuteNonQueryAsync();

        var contested = Enumerable.Range(0, 3).Select(_ => WriteAsync(Llr, "contested")).ToArray();
        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => WriteAsync(Llr, $"note {i}")));
        Assert.All(contested, waiting => Assert.False(waiting.IsCompleted));

        await open.CommitAsync();
        Assert.All(await Task.WhenAll(contested), refusal => Assert.Equal("note_body_key", refusal));
    }

    [Fact]
    public async Task One_that_is_taken_back_before_it_was_sent_leaves_nothing()
    {
        using var goingAway = new CancellationTokenSource();
        var together = TogetherAsync(
            [() => WriteAsync(Llr, "kept"), () => WriteAsync(Llr, "taken back", cancellationToken: goingAway.Token)], beforeRelease: goingAway.Cancel);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => together);
        Assert.Equal("kept", await database.ReadAsync<string>("select string_agg(body, ', ') from sample.note"));
    }

    [Fact]
    public async Task A_value_that_is_missing_meets_the_statement_that_is_prepared_already()
    {
        await using var single = new DatabasePools(new NpgsqlConnectionStringBuilder(database.HostConnectionString) { MaxPoolSize = 1 }.ConnectionString);
        changes = new Database(single, new Reactions([], new Nothing()), TimeProvider.System);
        await WriteAsync(Llr, "with", "a remark");
        await WriteAsync(Llr, "without");

        await using var uses = single.Of(ActorKind.Team).CreateCommand(
            "select generic_plans + custom_plans from pg_prepared_statements where statement like 'insert into sample.note%'");
        Assert.Equal(2L, await uses.ExecuteScalarAsync());
    }

    [Fact]
    public async Task Rows_of_those_who_act_alike_become_one_statement_and_of_others_their_own()
    {
        var together = await TogetherAsync(
            [.. Enumerable.Range(0, 20).Select(i => (Func<Task<string?>>)(() => WriteRowAsync(i % 2 == 0 ? Llr : Dudley, $"row {i}")))]);

        Assert.All(together, Assert.Null);
        Assert.Equal("dudley 10, llr 10",
            await database.ReadAsync<string>(
            "select string_agg(area || ' ' || many, ', ' order by area) from (select area, count(*) as many from sample.note group by area) n"));
        // Two connections at most, each with one statement for each of the two actors.
        Assert.InRange(await database.ReadAsync<long>("select count(distinct (transaction::text, cmin::text)) from sample.note"), 2, 4);
    }

    [Fact]
    public async Task One_row_that_is_refused_harms_nobody_whose_rows_travelled_with_it()
    {
        await WriteRowAsync(Llr, "there already");
        var together = await TogetherAsync(
            [() => WriteRowAsync(Llr, "one"), () => WriteRowAsync(Llr, "there already"), () => WriteRowAsync(Llr, "not ours", area: "dudley"),
            () => WriteRowAsync(Llr, "two")]);

        Assert.Equal((string?[])[null, "note_body_key", PostgresErrorCodes.InsufficientPrivilege, null], together);
        Assert.Equal(3L, await database.ReadAsync<long>("select count(*) from sample.note"));
    }

    private Task<string?> WriteRowAsync(Actor actor, string body, string? area = null) => CommitAsync(
        actor, change => change.WriteRow(
        "insert into sample.note (area, body) select r.area, r.body from unnest($1, $2) as r (area, body)", area ?? actor.Areas[0], body), default);

    private Task<string?> WriteAsync(Actor actor, string body, string? remark = null, string area = "llr", CancellationToken cancellationToken = default) =>
        CommitAsync(actor, change => change.Write("insert into sample.note (area, body, remark) values ($1, $2, $3)", area, body, DbValue.Text(remark)),
        cancellationToken);

    // Returns the constraint or the code that refused; null when it is kept.
    private async Task<string?> CommitAsync(Actor actor, Action<Change> write, CancellationToken cancellationToken)
    {
        await using var change = changes.Begin(actor);
        write(change);
        try
        {
            await change.CommitAsync(cancellationToken);
            return null;
        }
        catch (PostgresException refusal)
        {
            return refusal.ConstraintName ?? refusal.SqlState;
        }
    }

    private async Task<string?[]> TogetherAsync(IReadOnlyList<Func<Task<string?>>> writes, Action? beforeRelease = null)
    {
        var held = new List<Task>();
        while (held.Count < 2)
        {
            held.Add(HoldALineAsync());
            while (await database.ReadAsync<long>(
                "select count(*) from pg_stat_activity where datname = current_database() and query like 'do $$%' and state = " +
                "'active'") < held.Count) await Task.Yield();
        }
        var together = writes.Select(write => write()).ToArray();
        beforeRelease?.Invoke();
        await ExecuteAsync("insert into sample.release values (now())");
        await Task.WhenAll(held);
        return await Task.WhenAll(together);
    }

    private async Task HoldALineAsync()
    {
        await using var change = changes.Begin(Llr);
        change.Write("do $$ begin while not exists (select from sample.release) loop perform pg_sleep(0.002); end loop; end $$");
        await change.CommitAsync(default);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var owner = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private sealed class Nothing : IServiceProvider
    {
        public object? GetService(Type serviceType) => null;
    }
}
