using System.Buffers.Binary;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Npgsql;
using WorkWell.Platform;

namespace WorkWell.Host.Backups;

/// <summary>Restores a backup into an empty database, compares the counts, and holds back whatever may have been sent since it was taken.</summary>
internal static class Restore
{
    private const int MaxContents = 1024 * 1024;

    /// <summary>Restores a backup.</summary>
    /// <param name="connectionString">Connects as the owner of an empty database.</param>
    /// <param name="file">The backup.</param>
    /// <param name="key">Its key.</param>
    /// <param name="cancellationToken">Stops the work; the database is then as empty as before.</param>
    /// <returns>What the backup said it holds, and what was held back.</returns>
    /// <exception cref="DatabaseRefusedException">The database is not empty, the backup is not genuine, or the counts differ.</exception>
    public static async Task<(BackupContents Contents, IReadOnlyList<string> Held)> RunAsync(
        string connectionString, string file, byte[] key, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        if ((await TableCounts.TakeAsync(connection, cancellationToken)).Count > 0)
            throw new DatabaseRefusedException("The database is not empty. Restore into a new one, and keep the old one until you are sure.");
        var owner = await TextAsync(connection, "select session_user::text", cancellationToken);
        var tool = PostgresTools.Find("pg_restore", await PostgresTools.ServerVersionAsync(connection, cancellationToken));
        var contents = await FeedAsync(
            PostgresTools.Start(tool, connectionString, ["--no-owner", "--exit-on-error", "--single-transaction", "--dbname", connection.Database]),
            file, key, owner, cancellationToken);
        var differences = TableCounts.Differences(contents.Rows, await TableCounts.TakeAsync(connection, cancellationToken));
        if (differences.Count > 0)
            throw new DatabaseRefusedException($"The restored database differs from the backup. Do not use it.\n{string.Join('\n', differences)}");
        return (contents, await HoldBackAsync(connection, contents.TakenAt, cancellationToken));
    }

    /// <summary>
    /// Holds back what may have been done between the moment of the restored state and now: each module that sends or opens anything has a function
    /// <c>after_restore(timestamptz)</c> in its schema, which returns what it did in words.
    /// </summary>
    public static async Task<IReadOnlyList<string>> HoldBackAsync(NpgsqlConnection connection, DateTimeOffset takenAt, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var act = new NpgsqlCommand("select set_config('workwell.areas', '*', true), set_config('workwell.actor', 'operator:restore', true), " +
            "set_config('workwell.purpose', 'restore', true)", connection)) await act.ExecuteNonQueryAsync(cancellationToken);
        var schemas = new List<string>();
        await using (var find = new NpgsqlCommand(
            "select n.nspname from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.proname = 'after_restore' order by n.nspname", connection))
        await using (var reader = await find.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken)) schemas.Add(reader.GetString(0));
        }
        var held = new List<string>();
        foreach (var schema in schemas)
        {
            await using var hold = new NpgsqlCommand($"select {schema}.after_restore($1)", connection) { CommandTimeout = 0 };
            hold.Parameters.Add(new() { Value = takenAt.UtcDateTime });
            held.Add((string)(await hold.ExecuteScalarAsync(cancellationToken))!);
        }
        await transaction.CommitAsync(cancellationToken);
        return held;
    }

    // The program reads one transaction from its input. If the file turns out not to be genuine, the program is ended first: nothing is committed.
    private static async Task<BackupContents> FeedAsync(ProcessStartInfo start, string file, byte[] key, string owner, CancellationToken cancellationToken)
    {
        start.RedirectStandardInput = true;
        await using var from = File.OpenRead(file);
        var head = new MemoryStream();
        BackupContents? contents = null;
        Process? process = null;
        Task<string>? errors = null;
        try
        {
            await SealedFile.ReadAsync(from, key, async (bytes, stop) =>
            {
                if (contents is null)
                {
                    head.Write(bytes.Span);
                    if (!TryReadContents(head, out contents, out var rest)) return;
                    if (contents.Owner != owner)
                        throw new DatabaseRefusedException(
                            $"The backup is of a database of \"{contents.Owner}\". Restore it as a login of that name, not as \"{owner}\".");
                    process = Process.Start(start)!;
                    errors = process.StandardError.ReadToEndAsync(stop);
                    bytes = rest;
                }
                await process!.StandardInput.BaseStream.WriteAsync(bytes, stop);
            }, cancellationToken);
            if (process is null) throw new InvalidDataException("The backup is empty.");
            process.StandardInput.Close();
            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode != 0) throw new DatabaseRefusedException($"pg_restore ended with {process.ExitCode}: {(await errors!).Trim()}");
            return contents!;
        }
        catch (IOException) when (process is { HasExited: true })
        {
            throw new DatabaseRefusedException($"pg_restore ended with {process.ExitCode}: {(await errors!).Trim()}");
        }
        catch (InvalidDataException notGenuine)
        {
            throw new DatabaseRefusedException(notGenuine.Message);
        }
        finally
        {
            if (process is { HasExited: false }) process.Kill();
            process?.Dispose();
        }
    }

    private static bool TryReadContents(MemoryStream head, [NotNullWhen(true)] out BackupContents? contents, out ReadOnlyMemory<byte> rest)
    {
        (contents, rest) = (null, default);
        var bytes = head.GetBuffer().AsMemory(0, (int)head.Length);
        if (bytes.Length < 4) return false;
        var length = BinaryPrimitives.ReadInt32BigEndian(bytes.Span);
        if (length is <= 0 or > MaxContents) throw new InvalidDataException("The backup was made by another version.");
        if (bytes.Length < 4 + length) return false;
        contents = JsonSerializer.Deserialize<BackupContents>(bytes.Span.Slice(4, length), JsonSerializerOptions.Web)!;
        rest = bytes[(4 + length)..];
        return true;
    }

    private static async Task<string> TextAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (string)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
