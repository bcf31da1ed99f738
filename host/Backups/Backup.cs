using System.Buffers.Binary;
using System.Data;
using System.Diagnostics;
using System.Text.Json;
using Npgsql;
using WorkWell.Platform;

namespace WorkWell.Host.Backups;

/// <summary>What a backup says about itself, sealed in it.</summary>
/// <param name="TakenAt">The moment whose state it holds, by the database's clock.</param>
/// <param name="Owner">The owner of the database.</param>
/// <param name="Rows">How many rows each table has.</param>
internal sealed record BackupContents(DateTimeOffset TakenAt, string Owner, SortedDictionary<string, long> Rows);

/// <summary>Makes a backup: pg_dump's custom format and the counts of one and the same moment, sealed.</summary>
internal static class Backup
{
    /// <summary>The environment variable with the connection string of the backup's login.</summary>
    public const string Login = "WORKWELL_DATABASE_BACKUP";

    /// <summary>The environment variable with the key: 32 bytes as base64.</summary>
    public const string KeyName = "WORKWELL_BACKUP_KEY";

    /// <summary>Reads the key.</summary>
    /// <exception cref="DatabaseRefusedException">There is none, or it is no key.</exception>
    public static byte[] ReadKey()
    {
        var key = new byte[SealedFile.KeyLength];
        if (Secrets.Read(KeyName) is not { } given)
            throw new DatabaseRefusedException(
                $"Backups are encrypted. Make a key once with \"openssl rand -base64 32\", keep it apart from the backups, and give it in {KeyName} or name " +
                $"its file in {KeyName}_FILE.");
        return Convert.TryFromBase64String(given.Trim(), key, out var length) && length == key.Length ? key
            : throw new DatabaseRefusedException($"{KeyName} must be 32 bytes as base64, as \"openssl rand -base64 32\" prints them.");
    }

    /// <summary>Writes a backup. The file appears when it is complete.</summary>
    /// <param name="connectionString">Connects as the backup's login.</param>
    /// <param name="file">The file; it must not exist.</param>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Stops the work; no file appears.</param>
    /// <returns>What it holds.</returns>
    public static async Task<BackupContents> MakeAsync(string connectionString, string file, byte[] key, CancellationToken cancellationToken)
    {
        if (File.Exists(file)) throw new DatabaseRefusedException($"{file} exists already. Give each backup a name of its own.");
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var tool = PostgresTools.Find("pg_dump", await PostgresTools.ServerVersionAsync(connection, cancellationToken));
        // The counts and the dump see the same snapshot, whatever happens meanwhile.
        await using var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        var (contents, snapshot) = await ContentsAsync(connection, cancellationToken);
        var unfinished = file + ".unfinished";
        await using (var to = new FileStream(unfinished, Options()))
        {
            using var sealing = SealedFile.Write(to, key);
            await WriteContentsAsync(sealing, contents, cancellationToken);
            var dump = PostgresTools.Start(tool, connectionString, ["--format=custom", "--compress=6", $"--snapshot={snapshot}"]);
            await DumpAsync(dump, sealing, cancellationToken);
            await sealing.CompleteAsync(cancellationToken);
            to.Flush(flushToDisk: true);
        }
        File.Move(unfinished, file);
        return contents;
    }

    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    private static async Task<(BackupContents Contents, string Snapshot)> ContentsAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "select now(), (select pg_get_userbyid(datdba) from pg_database where datname = current_database()), pg_export_snapshot()", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var (at, owner, snapshot) = (reader.GetFieldValue<DateTimeOffset>(0), reader.GetString(1), reader.GetString(2));
        await reader.DisposeAsync();
        return (new(at, owner, await TableCounts.TakeAsync(connection, cancellationToken)), snapshot);
    }

    private static async Task WriteContentsAsync(SealedFile.SealingStream sealing, BackupContents contents, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(contents, JsonSerializerOptions.Web);
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, json.Length);
        await sealing.WriteAsync(length, cancellationToken);
        await sealing.WriteAsync(json, cancellationToken);
    }

    private static async Task DumpAsync(ProcessStartInfo start, SealedFile.SealingStream sealing, CancellationToken cancellationToken)
    {
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            var buffer = new byte[128 * 1024];
            while (await process.StandardOutput.BaseStream.ReadAsync(buffer, cancellationToken) is > 0 and var read)
                await sealing.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode != 0) throw new DatabaseRefusedException($"pg_dump ended with {process.ExitCode}: {(await errors).Trim()}");
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }
}
