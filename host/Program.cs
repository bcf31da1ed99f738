using System.CommandLine;
using WorkWell.Host;
using WorkWell.Host.Commands;

// A mistake in the one settings file concerns every command but the trial of a plugin, which is told what it needs.
if (args is not ["try-plugin", ..] && SettingsFile.WhatIsWrong(HostFolders.Find().Config) is { } wrong)
{
    Console.Error.WriteLine($"workwell: {wrong}");
    return 1;
}

// One executable: `serve` runs the service, the rest are one-off work on the same database and configuration.
var root = new RootCommand("WorkWell: the platform that runs work-and-health services.");
root.Add(ServeCommand.Create());
root.Add(MigrateCommand.Create());
root.Add(CheckAreasCommand.Create());
root.Add(NewAreaCommand.Create());
root.Add(TextsCommand.Create());
root.Add(PageWordsCommand.Create());
root.Add(NewKeyCommand.Create());
root.Add(ReplayCommand.Create());
root.Add(LoadPostcodesCommand.Create());
root.Add(LoadPracticesCommand.Create());
root.Add(DemoCommand.Create());
root.Add(RehearseCommand.Create());
root.Add(WorkCommand.Create());
root.Add(JobsCommand.Create());
root.Add(TryPluginCommand.Create());
// Ctrl-C lets messages on their way arrive and their outcome be recorded; the usual two seconds would leave people to ask whether they were sent.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(40) });
