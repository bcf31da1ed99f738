using System.Text;
using Npgsql;

namespace WorkWell.Benchmarks;

/// <summary>The minimum database work: claim 500 unlocked rows, write a text for each, mark them as done, commit. No keys, no guards, no decisions.</summary>
internal sealed class BareClaimLoop(DurableDatabase database) : IAsyncDisposable
{
    private readonly NpgsqlDataSource source = NpgsqlDataSource.Create(database.ConnectionString);
    private int perRound;
    private int round;

    public async Task PrepareAsync(int rounds, int number)
    {
        perRound = number;
        await database.ExecuteAsync($"""
            create table public.bare_due (id bigint primary key, person bigint not null, round int not null, due_at timestamptz not null, done_at timestamptz);
            create index bare_due_now on public.bare_due (round, due_at) where done_at is null;
            create table public.bare_message (id bigint primary key, person bigint not null, body text not null, at timestamptz not null);
            insert into public.bare_due select r * 1000000 + n, n, r, now() - interval '1 hour'
              from generate_series(1, {rounds}) r, generate_series(1, {number}) n;
            analyze public.bare_due;
            """);
    }

    public async Task<long> DrainAsync()
    {
        round++;
        await using var connection = await source.OpenConnectionAsync();
        var done = 0L;
        while (true)
        {
            await using var transaction = await connection.BeginTransactionAsync();
            var (ids, people) = await ClaimAsync(connection);
            if (ids.Count == 0) return done;
            var bodies = people.Select(
                person => new StringBuilder("Dear person ").Append(person).Append(", this is your coach. How are things going with work and health?")
                .ToString()).ToArray();
            await using var write = new NpgsqlBatch(connection, transaction)
            {
                BatchCommands =
                {
                    new("insert into public.bare_message (id, person, body, at) select *, now() from unnest($1::bigint[], $2::bigint[], $3::text[])")
                    {
                        Parameters = { new() { Value = ids.ToArray() }, new() { Value = people.ToArray() }, new() { Value = bodies } },
                    },
                    new("update public.bare_due set done_at = now() where id = any ($1)") { Parameters = { new() { Value = ids.ToArray() } } },
                },
            };
            await write.ExecuteNonQueryAsync();
            await transaction.CommitAsync();
            done += ids.Count;
            if (done > perRound) throw new InvalidOperationException("More rows were processed than exist.");
        }
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();

    private async Task<(List<long> Ids, List<long> People)> ClaimAsync(NpgsqlConnection connection)
    {
        await using var claim = new NpgsqlCommand(
            "select id, person from public.bare_due where round = $1 and done_at is null and due_at <= now() order by due_at limit 500 for update skip locked",
            connection)
        {
            Parameters = { new() { Value = round } },
        };
        await using var reader = await claim.ExecuteReaderAsync();
        var (ids, people) = (new List<long>(500), new List<long>(500));
        while (await reader.ReadAsync())
        {
            ids.Add(reader.GetInt64(0));
            people.Add(reader.GetInt64(1));
        }
        return (ids, people);
    }
}
