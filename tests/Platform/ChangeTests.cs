using Npgsql;
using WorkWell.TestKit;

namespace WorkWell.Platform.Tests;

public sealed class ChangeTests : IAsyncLifetime
{
    private TestDatabase database = null!;
    private DatabasePools pools = null!;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        await using var owner = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = owner.CreateCommand("""
            create schema sample; grant usage on schema sample to workwell_runtime;
            create table sample.note (area text not null, body text not null unique);
            grant select, insert on sample.note to workwell_runtime;
            select platform.guard_by_area('sample.note');
            """);
        await command.ExecuteNonQueryAsync();
        pools = new DatabasePools(database.HostConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        await pools.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task Everything_written_in_a_change_is_kept_or_nothing_is()
    {
        await using (var change = Database().Begin(Llr))
        {
            change.Write("insert into sample.note values ($1, $2)", "llr", "one");
            change.Write("insert into sample.note values ($1, $2)", "llr", "one");
            Assert.False(await change.TryCommitAsync("note_body_key", default));
        }
        Assert.Equal(0L, await database.ReadAsync<long>("select count(*) from sample.note"));
    }

    [Fact]
    public async Task A_change_that_is_not_committed_leaves_nothing()
    {
        await using (var change = Database().Begin(Llr))
        {
            change.Write("insert into sample.note values ($1, $2)", "llr", "one");
            Assert.Equal([1L], await change.ReadAsync("select count(*) from sample.note", [], row => row.GetInt64(0), default));
        }
        Assert.Equal(0L, await database.ReadAsync<long>("select count(*) from sample.note"));
    }

    [Fact]
    public async Task An_actor_of_one_area_can_neither_write_nor_read_another()
    {
        await using (var change = Database().Begin(Llr))
        {
            change.Write("insert into sample.note values ($1, $2)", "llr", "ours");
            await change.CommitAsync(default);
        }
        await using (var change = Database().Begin(Llr))
        {
            change.Write("insert into sample.note values ($1, $2)", "dudley", "theirs");
            await Assert.ThrowsAsync<PostgresException>(() => change.CommitAsync(default));
        }
        var dudley = new Actor("test", ["dudley"], "test");
        Assert.Empty(await Database().ReadAsync(dudley, "select body from sample.note", [], row => row.GetString(0), default));
        Assert.Equal(["ours"], await Database().ReadAsync(Llr, "select body from sample.note", [], row => row.GetString(0), default));
    }

    [Fact]
    public async Task A_connection_that_breaks_says_so_itself_and_not_that_it_could_not_be_rolled_back()
    {
        var broken = await Assert.ThrowsAsync<PostgresException>(async () =>
        {
            await using var change = Database().Begin(Llr);
            await change.ReadAsync("select 1", [], row => row.GetInt32(0), default);
            await change.ReadAsync("do $$ begin raise exception 'the server stops' using errcode = '57P01'; end $$", [], row => row.GetInt32(0), default);
        });
        Assert.Equal(PostgresErrorCodes.AdminShutdown, broken.SqlState);
    }

    [Fact]
    public async Task What_reactions_to_many_events_gather_is_written_once()
    {
        var written = new List<string>();
        await using var change = Database().Begin(Llr);
        for (var i = 0; i < 3; i++)
        {
            change.Deferred(() => new List<string>(), (_, gathered) => written.Add(string.Join(',', gathered))).Add($"note {i}");
        }
        Assert.Empty(written);

        await change.CommitAsync(default);

        Assert.Equal(["note 0,note 1,note 2"], written);
    }

    [Fact]
    public async Task Rows_of_one_kind_travel_as_one_statement_and_never_past_a_statement_that_is_no_row()
    {
        await using (var change = Database().Begin(Llr))
        {
            foreach (var body in new[] { "a", "b" }) change.WriteRow(Insert, "llr", body);
            change.Write("insert into sample.note select area, string_agg(body, '+' order by body) from sample.note group by area");
            change.WriteRow(Insert, "llr", "c");
            await change.CommitAsync(default);
        }
        Assert.Equal("a a+b b c", await database.ReadAsync<string>("select string_agg(body, ' ' order by body) from sample.note"));
        Assert.Equal(2L, await database.ReadAsync<long>("select count(distinct cmin::text) from sample.note where body in ('a', 'b', 'c')"));
    }

    [Fact]
    public async Task Of_no_rows_nothing_is_sent_and_a_row_without_a_type_is_refused()
    {
        await using var change = Database().Begin(Llr);
        change.WriteRows(Insert, Array.Empty<string>(), Array.Empty<string>());
        await change.CommitAsync(default);
        Assert.Throws<ArgumentException>(() => change.WriteRow(Insert, "llr", 1.5));
    }

    [Fact]
    public async Task A_list_of_texts_in_a_row_comes_back_as_it_was_whatever_it_holds()
    {
        string[] hostile = ["", "NULL", "a,b", "{}", "\"quoted\"", @"back\slash\", " spaces ", "line\nbreak", "نص", "'; drop table x; --"];
        await using var change = Database().Begin(Llr);
        Assert.Equal([hostile], await change.ReadAsync("select $1::text[]", [TextList.Of(hostile)], row => row.GetFieldValue<string[]>(0), default));
        Assert.Equal([[]], await change.ReadAsync("select $1::text[]", [TextList.Of([])], row => row.GetFieldValue<string[]>(0), default));
    }

    private const string Insert = "insert into sample.note (area, body) select r.area, r.body from unnest($1, $2) as r (area, body)";

    private static Actor Llr { get; } = new("test", ["llr"], "test");

    private Database Database() => new(pools, new Reactions([], new Nothing()), TimeProvider.System);

    private sealed class Nothing : IServiceProvider
    {
        public object? GetService(Type serviceType) => null;
    }
}
