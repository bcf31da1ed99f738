using System.CommandLine;
using WorkWell.Access.Contracts;
using WorkWell.Platform;

namespace WorkWell.Host.Commands;

/// <summary>Creates a service key and prints it once.</summary>
public static class NewKeyCommand
{
    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var name = new Option<string>("--name") { Description = "The name recorded in the audit trail; not a person's name.", Required = true };
        var area = new Option<string>("--area") { Description = "The areas, separated by commas; 'all' for every area.", Required = true };
        var may = new Option<string>("--may") { Description = $"The permissions, separated by commas: {string.Join(", ", Permission.All)}.", Required = true };
        var days = new Option<int>("--days") { Description = "The number of days until it expires.", DefaultValueFactory = _ => 90 };
        var command = new Command("new-key", "Create a key for a system or an office, and print it once.") { name, area, may, days };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var folders = HostFolders.Find();
            await using var opened = await HostDatabase.OpenAsync(folders, cancellationToken);
            await Migrator.For(Modules.All).ApplyAsync(opened.ConnectionString, cancellationToken);
            await using var app = WorkWellHost.Build(
                new HostSettings { ConnectionString = opened.ConnectionString, ConfigFolder = folders.Config, PluginsFolder = folders.Plugins,
                Overrides = CommandLogging.Apart });
            var areas = Parts(parsed.GetValue(area)!);
            var (secret, problem) = await app.Services.GetRequiredService<IServiceKeys>().MakeAsync(
                new NewServiceKey
                {
                    Name = parsed.GetValue(name)!,
                    Areas = areas is ["all"] ? Actor.AllAreas : areas,
                    Permissions = Parts(parsed.GetValue(may)!),
                    Lasts = TimeSpan.FromDays(parsed.GetValue(days)),
                },
                cancellationToken);
            if (problem is not null)
            {
                await Console.Error.WriteLineAsync(problem.Says);
                return 1;
            }
            Console.WriteLine(secret);
            await Console.Error.WriteLineAsync("The key is shown only once; only its hash is stored.");
            return 0;
        });
        return command;
    }

    private static string[] Parts(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
