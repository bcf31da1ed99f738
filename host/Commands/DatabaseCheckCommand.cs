using System.CommandLine;
using WorkWell.Host.Backups;
using WorkWell.Platform;

namespace WorkWell.Host.Commands;

/// <summary>Says what is wrong with the database's logins and guards, and prints the statements that mend it.</summary>
public static class DatabaseCheckCommand
{
    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var command = new Command("database-check",
            "Say what is wrong with the database's logins and guards, and print the SQL that mends it. Fails if anything is.");
        command.SetAction(async (_, cancellationToken) =>
        {
            var problems = await ProblemsAsync(cancellationToken);
            foreach (var problem in problems) await Console.Error.WriteLineAsync($"- {problem.Says}");
            if (problems.Any(problem => problem.Sql is not null))
            {
                await Console.Error.WriteLineAsync("\nAs the server's administrator run:");
                foreach (var sql in problems.Select(problem => problem.Sql).OfType<string>().Distinct()) Console.WriteLine(sql);
            }
            if (problems.Count == 0) Console.WriteLine("The database is set up as it should be.");
            return problems.Count == 0 ? 0 : 1;
        });
        return command;
    }

    private static async Task<IReadOnlyList<DatabaseProblem>> ProblemsAsync(CancellationToken cancellationToken)
    {
        if (Secrets.Read(HostDatabase.ForHosts) is not { } hosts)
        {
            await using var opened = await HostDatabase.OpenAsync(HostFolders.Find(), cancellationToken);
            await opened.PrepareAsync(cancellationToken);
            return [.. await DatabaseLogin.CheckHostAsync(opened.ConnectionString, cancellationToken), .. await GuardsAsync(opened.ConnectionString,
                cancellationToken)];
        }
        var problems = new List<DatabaseProblem>(await DatabaseLogin.CheckHostAsync(hosts, cancellationToken));
        if (Secrets.Read(HostDatabase.ForOwner) is { } owner) problems.AddRange(await DatabaseLogin.CheckOwnerAsync(owner, cancellationToken));
        if (Secrets.Read(Backup.Login) is { } backup) problems.AddRange(await DatabaseLogin.CheckBackupAsync(backup, cancellationToken));
        // A login that cannot work as the runtime role cannot look further either.
        if (problems.Count == 0) problems.AddRange(await GuardsAsync(hosts, cancellationToken));
        return problems;
    }

    private static async Task<IReadOnlyList<DatabaseProblem>> GuardsAsync(string connectionString, CancellationToken cancellationToken)
    {
        var missing = await Migrator.For(Modules.All).MissingAsync(connectionString, cancellationToken);
        if (missing.Count > 0)
            return [new($"{missing.Count} migrations are missing. Run ./workwell migrate with the owner's connection string in {HostDatabase.ForOwner}.")];
        return await DatabaseGuards.CheckAsync(connectionString, cancellationToken);
    }
}
