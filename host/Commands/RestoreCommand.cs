using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Npgsql;
using WorkWell.Host.Backups;
using WorkWell.Platform;

namespace WorkWell.Host.Commands;

/// <summary>Restores a backup into an empty database, and settles a database that PostgreSQL itself has brought back to an older moment.</summary>
public static class RestoreCommand
{
    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A file written by ./workwell backup." };
        var command = new Command(
            "restore", $"Restore a backup into the empty database of {HostDatabase.ForOwner}, compare the counts, and hold back what may have been sent since.")
        {
            file,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var started = Stopwatch.GetTimestamp();
            var (contents, held) = await Restore.RunAsync(Owner(), parsed.GetValue(file)!.FullName, Backup.ReadKey(), cancellationToken);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{contents.Rows.Values.Sum():N0} rows of {contents.Rows.Count} tables are restored, as they were at {contents.TakenAt:yyyy-MM-dd HH:mm:ss} " +
                $"UTC, in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s. The counts of every table agree."));
            Say(held);
        });
        return command;
    }

    /// <summary>Creates the command for a database restored otherwise.</summary>
    /// <returns>The command.</returns>
    public static Command CreateForPointInTime()
    {
        var moment = new Argument<DateTimeOffset>("TIME") { Description = "The moment of the restored state, such as 2026-11-29T09:30:00Z." };
        var command = new Command("after-restore", "Hold back what may have been sent since the moment to which PostgreSQL itself restored the database of " +
            $"{HostDatabase.ForOwner}. Before any host starts.") { moment };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var source = NpgsqlDataSource.Create(Owner());
            await using var connection = await source.OpenConnectionAsync(cancellationToken);
            Say(await Restore.HoldBackAsync(connection, parsed.GetValue(moment), cancellationToken));
        });
        return command;
    }

    private static string Owner() => Secrets.Read(HostDatabase.ForOwner) is not { } given
        ? throw new DatabaseRefusedException($"Only the owner restores. Put its connection string in {HostDatabase.ForOwner}.")
        : DatabaseLogin.NotEncrypted(given) is { } inTheClear ? throw new DatabaseRefusedException(inTheClear.Says) : given;

    private static void Say(IReadOnlyList<string> held)
    {
        foreach (var one in held) Console.WriteLine(one);
        Console.WriteLine("Now run ./workwell database-check, and look at ./workwell keys: a key revoked since then works again. Then start the hosts.");
    }
}
