using System.CommandLine;
using WorkWell.Platform;

namespace WorkWell.Host.Commands;

/// <summary>Brings the database to the newest schema.</summary>
public static class MigrateCommand
{
    /// <summary>Describes the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var command = new Command("migrate", "Bring the database to the newest schema.");
        command.SetAction(async (_, stop) =>
        {
            var (connection, server) = await HostDatabase.OpenAsync(HostFolders.Find(), "workwell", stop);
            await using var leave = server;
            var applied = await Migrator.For(Modules.All).ApplyAsync(connection, stop);
            foreach (var step in applied) Console.WriteLine($"{step.Schema}/{step.Name}");
            Console.WriteLine(applied.Count == 0 ? "The database is up to date." : $"{applied.Count} steps applied.");
        });
        return command;
    }
}
