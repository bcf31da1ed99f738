using System.CommandLine;
using WorkWell.Host.Commands;

// One executable: `serve` runs the service, the rest are one-off work on the same database and configuration.
var root = new RootCommand("WorkWell: the platform that runs work-and-health services.");
root.Add(ServeCommand.Create());
root.Add(MigrateCommand.Create());
root.Add(CheckAreasCommand.Create());
root.Add(TextsCommand.Create());
root.Add(NewKeyCommand.Create());
root.Add(LoadPostcodesCommand.Create());
root.Add(LoadPracticesCommand.Create());
return await root.Parse(args).InvokeAsync();
