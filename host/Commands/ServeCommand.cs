using System.CommandLine;
using WorkWell.Platform;

namespace WorkWell.Host.Commands;

/// <summary>Runs the service.</summary>
public static class ServeCommand
{
    /// <summary>Describes the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var address = new Option<string>("--address") { Description = "Where to listen.", DefaultValueFactory = _ => "http://127.0.0.1:5080" };
        var command = new Command("serve", "Run the service.") { address };
        command.SetAction(async (parsed, stop) =>
        {
            var folders = HostFolders.Find();
            var (connection, server) = await HostDatabase.OpenAsync(folders, "workwell", stop);
            await using var leave = server;
            await Migrator.For(Modules.All).ApplyAsync(connection, stop);
            await using var app = WorkWellHost.Build(new HostSettings
            {
                ConnectionString = connection,
                ConfigFolder = folders.Config,
                PluginsFolder = folders.Plugins,
                Address = parsed.GetValue(address)!,
            });
            await app.RunAsync(stop);
        });
        return command;
    }
}
