using Npgsql;

namespace WorkWell.Communications.Tests.Sending.Faults;

/// <summary>Other sessions that lock the same rows in random order, which causes deadlocks, and sometimes the whole table.</summary>
internal static class LockStorm
{
    private const int Lockers = 6;

    public static async Task BlowAsync(string connectionString, int seed)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await Task.WhenAll(Enumerable.Range(0, Lockers).Select(locker => LockAsync(source, new Random((seed * Lockers) + locker))));
    }

    private static async Task LockAsync(NpgsqlDataSource source, Random chance)
    {
        for (var round = 0; round < 4; round++)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync();
                await using var transaction = await connection.BeginTransactionAsync();
                if (chance.Next(6) == 0) await RunAsync(connection, "lock table communications.message in share row exclusive mode; select pg_sleep(0.1)");
                for (var rows = 0; rows < 4; rows++)
                    await RunAsync(connection,
                    "select from communications.message where ctid = any (array(select ctid from communications.message where state in ('queued', 'sending') " +
                    "order by random() limit 5)) for update; select pg_sleep(0.02)");
                await transaction.RollbackAsync();
            }
            catch (PostgresException lost) when (lost.IsTransient)
            {
                // A deadlock victim, as intended.
            }
        }
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
