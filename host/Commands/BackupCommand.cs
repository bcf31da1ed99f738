using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using WorkWell.Host.Backups;
using WorkWell.Platform;

namespace WorkWell.Host.Commands;

/// <summary>Writes an encrypted backup of the whole database.</summary>
public static class BackupCommand
{
    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The file to write; it must not exist." };
        var command = new Command(
            "backup", $"Write an encrypted backup of the whole database, as the login in {Backup.Login}, with the key in {Backup.KeyName}.")
        {
            file,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var key = Backup.ReadKey();
            var started = Stopwatch.GetTimestamp();
            await using var opened = await OpenAsync(cancellationToken);
            var contents = await Backup.MakeAsync(opened.ConnectionString, parsed.GetValue(file)!.FullName, key, cancellationToken);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{contents.Rows.Values.Sum():N0} rows of {contents.Rows.Count} tables, as of {contents.TakenAt:yyyy-MM-dd HH:mm:ss} UTC, in " +
                $"{Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s."));
        });
        return command;
    }

    private static async Task<Opened> OpenAsync(CancellationToken cancellationToken)
    {
        if (Secrets.Read(Backup.Login) is { } given)
        {
            if (await DatabaseLogin.CheckBackupAsync(given, cancellationToken) is [_, ..] problems)
                throw new DatabaseRefusedException(string.Join('\n', problems.Select(problem => problem.Says)));
            return new(given, null);
        }
        if (Secrets.Read(HostDatabase.ForHosts) is not null)
            throw new DatabaseRefusedException($"A backup needs a login of its own, which may read everything. Put its connection string in {Backup.Login}.");
        var embedded = await HostDatabase.OpenAsync(HostFolders.Find(), cancellationToken);
        return new(embedded.OwnerConnectionString!, embedded);
    }

    private sealed record Opened(string ConnectionString, HostDatabase? Embedded) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Embedded?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
