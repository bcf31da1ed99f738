using System.CommandLine;
using System.CommandLine.Help;

namespace WorkWell.Host.Commands;

/// <summary>Every command of the one executable: <c>serve</c> runs the service, the rest are one-off work on the same database and configuration.</summary>
public static class AllCommands
{
    /// <summary>Puts the commands under the name of the script that people call.</summary>
    /// <returns>The command line.</returns>
    public static Command Create()
    {
        var root = new Command("workwell", "WorkWell: the platform that runs work-and-health services.") { new HelpOption() };
        foreach (var (command, _) in Each()) root.Add(command);
        return root;
    }

    /// <summary>Every command with the login of the database that it works with. Whoever holds that login may run it, and nobody else.</summary>
    /// <returns>New commands, in the order of the help.</returns>
    public static IReadOnlyList<(Command Command, DatabaseLoginOfCommand Login)> Each() =>
    [
        (ServeCommand.Create(), DatabaseLoginOfCommand.Host),
        (MigrateCommand.Create(), DatabaseLoginOfCommand.Owner),
        (DatabaseCheckCommand.Create(), DatabaseLoginOfCommand.Every),
        (BackupCommand.Create(), DatabaseLoginOfCommand.Backup),
        (RestoreCommand.Create(), DatabaseLoginOfCommand.Owner),
        (RestoreCommand.CreateForPointInTime(), DatabaseLoginOfCommand.Owner),
        (CheckAreasCommand.Create(), DatabaseLoginOfCommand.None),
        (ExamplesCommand.Create(), DatabaseLoginOfCommand.None),
        (NewAreaCommand.Create(), DatabaseLoginOfCommand.None),
        (PublishCommand.Create(), DatabaseLoginOfCommand.Host),
        (PublicationsCommand.Create(), DatabaseLoginOfCommand.Host),
        (ExportCommand.Create(), DatabaseLoginOfCommand.Host),
        (TextsCommand.Create(), DatabaseLoginOfCommand.None),
        (PageWordsCommand.Create(), DatabaseLoginOfCommand.None),
        (NewKeyCommand.Create(), DatabaseLoginOfCommand.Host),
        (NewAdministratorCommand.Create(), DatabaseLoginOfCommand.Host),
        (KeysCommand.Create(), DatabaseLoginOfCommand.Host),
        (AuditCommand.Create(), DatabaseLoginOfCommand.Host),
        (RevokeKeyCommand.Create(), DatabaseLoginOfCommand.Host),
        (RotateKeysCommand.Create(), DatabaseLoginOfCommand.Host),
        (ReplayCommand.Create(), DatabaseLoginOfCommand.Host),
        (LoadPostcodesCommand.Create(), DatabaseLoginOfCommand.None),
        (LoadPracticesCommand.Create(), DatabaseLoginOfCommand.None),
        (DemoCommand.Create(), DatabaseLoginOfCommand.Invented),
        (RehearseCommand.Create(), DatabaseLoginOfCommand.Host),
        (WorkCommand.Create(), DatabaseLoginOfCommand.Host),
        (JobsCommand.Create(), DatabaseLoginOfCommand.Host),
        (ApprovePluginCommand.Create(), DatabaseLoginOfCommand.None),
        (PartsCommand.Create(), DatabaseLoginOfCommand.None),
        (TryPluginCommand.Create(), DatabaseLoginOfCommand.None),
    ];
}

/// <summary>The login of the database that a command works with.</summary>
public enum DatabaseLoginOfCommand
{
    /// <summary>None: it works on files.</summary>
    None,

    /// <summary>That of the hosts, which owns nothing.</summary>
    Host,

    /// <summary>That of the owner, who migrates and restores.</summary>
    Owner,

    /// <summary>That of the backup, which reads everything and writes nothing.</summary>
    Backup,

    /// <summary>Each that it is given, to check it.</summary>
    Every,

    /// <summary>A server of its own with invented people, whatever the environment says.</summary>
    Invented,
}
