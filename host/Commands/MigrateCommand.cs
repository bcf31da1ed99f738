using System.CommandLine;
using WorkWell.Platform;

namespace WorkWell.Host.Commands;

/// <summary>Migrates the database to the newest schema, as its owner.</summary>
public static class MigrateCommand
{
    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var command = new Command("migrate", $"Migrate the database to the newest schema, as the owner in {HostDatabase.ForOwner}.");
        command.SetAction(async (_, cancellationToken) =>
        {
            var applied = await ApplyAsync(cancellationToken);
            foreach (var step in applied) Console.WriteLine($"{step.Schema}/{step.Name}");
            Console.WriteLine(applied.Count == 0 ? "The database is up to date." : $"{applied.Count} migrations applied.");
        });
        return command;
    }

    private static async Task<IReadOnlyList<Migration>> ApplyAsync(CancellationToken cancellationToken)
    {
        var migrator = Migrator.For(Modules.All);
        if (Secrets.Read(HostDatabase.ForOwner) is { } owner)
        {
            if (DatabaseLogin.NotEncrypted(owner) is { } inTheClear) throw new DatabaseRefusedException(inTheClear.Says);
            return await migrator.ApplyAsync(owner, cancellationToken);
        }
        if (Secrets.Read(HostDatabase.ForHosts) is not null)
            throw new DatabaseRefusedException(
                $"Only the owner migrates. Put its connection string in {HostDatabase.ForOwner}, or name its file in {HostDatabase.ForOwner}_FILE.");
        await using var opened = await HostDatabase.OpenAsync(HostFolders.Find(), cancellationToken);
        return await migrator.ApplyAsync(opened.OwnerConnectionString!, cancellationToken);
    }
}
