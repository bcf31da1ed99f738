using System.CommandLine;
using WorkWell.Areas;

namespace WorkWell.Host.Commands;

/// <summary>
/// Binds one plugin to the settings on standard input and runs its examples, so that what it does to a process it does to this one. The host starts it; it is
/// for nobody else.
/// </summary>
internal static class TryPluginCommand
{
    /// <summary>Describes the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var config = new Argument<string>("config");
        var plugins = new Argument<string>("plugins");
        var command = new Command("try-plugin", "Try one plugin apart from the host.") { config, plugins };
        command.Hidden = true;
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = await Console.In.ReadToEndAsync(cancellationToken);
            await Console.Out.WriteLineAsync("started");
            AreasModule.TryPlugin(parsed.GetValue(config)!, parsed.GetValue(plugins)!, settings);
            return 0;
        });
        return command;
    }
}
