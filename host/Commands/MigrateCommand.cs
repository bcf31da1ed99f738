using System.CommandLine;
using WorkWell.Platform;

namespace WorkWell.Host.Commands;

/// <summary>Migrates the database to the newest schema.</summary>
public static class MigrateCommand
{
    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var command = new Command("migrate", "Migrate the database to the newest schema.");
        command.SetAction(async (_, cancellationToken) =>
        {
            await using var opened = await HostDatabase.OpenAsync(HostFolders.Find(), cancellationToken);
            var applied = await Migrator.For(Modules.All).ApplyAsync(opened.ConnectionString, cancellationToken);
            foreach (var step in applied) Console.WriteLine($"{step.Schema}/{step.Name}");
            Console.WriteLine(applied.Count == 0 ? "The database is up to date." : $"{applied.Count} migrations applied.");
        });
        return command;
    }
}
