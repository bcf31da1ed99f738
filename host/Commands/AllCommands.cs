using System.CommandLine;
using System.CommandLine.Help;

namespace WorkWell.Host.Commands;

/// <summary>Every command of the one executable: <c>serve</c> runs the service, the rest are one-off work on the same database and configuration.</summary>
public static class AllCommands
{
    /// <summary>Puts the commands under the name of the script that people call.</summary>
    /// <returns>The command line.</returns>
    public static Command Create() => new("workwell", "WorkWell: the platform that runs work-and-health services.")
    {
        new HelpOption(),
        ServeCommand.Create(),
        MigrateCommand.Create(),
        DatabaseCheckCommand.Create(),
        BackupCommand.Create(),
        RestoreCommand.Create(),
        RestoreCommand.CreateForPointInTime(),
        CheckAreasCommand.Create(),
        ExamplesCommand.Create(),
        NewAreaCommand.Create(),
        TextsCommand.Create(),
        PageWordsCommand.Create(),
        NewKeyCommand.Create(),
        NewAdministratorCommand.Create(),
        KeysCommand.Create(),
        AuditCommand.Create(),
        RevokeKeyCommand.Create(),
        RotateKeysCommand.Create(),
        ReplayCommand.Create(),
        LoadPostcodesCommand.Create(),
        LoadPracticesCommand.Create(),
        DemoCommand.Create(),
        RehearseCommand.Create(),
        WorkCommand.Create(),
        JobsCommand.Create(),
        ApprovePluginCommand.Create(),
        PartsCommand.Create(),
        TryPluginCommand.Create(),
    };
}
