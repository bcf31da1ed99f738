using System.CommandLine;
using WorkWell.Areas;
using WorkWell.Areas.Contracts;

namespace WorkWell.Host.Commands;

/// <summary>Loads GP practices and their networks.</summary>
public static class LoadPracticesCommand
{
    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var files = new Argument<string[]>(
            "FILE") { Description = "The ODS files epraccur.csv and ePCNCorePartnerDetails.csv, in any order.", Arity = ArgumentArity.OneOrMore };
        var acceptSmaller = new Option<bool>("--accept-smaller") { Description = "Accept files with far fewer practices than are in use now." };
        var command = new Command("load-practices", "Load GP practices and their networks. Running hosts switch to them automatically.") {
            files, acceptSmaller, JobsCommand.InBackground };
        command.SetAction((parsed, cancellationToken) =>
        {
            if (parsed.GetValue(JobsCommand.InBackground))
                return JobsCommand.StartAsync(
                LoadPlaceFiles.Key, new LoadPlaceFiles { Practices = [.. parsed.GetValue(files)!.Select(Path.GetFullPath)],
                AcceptSmaller = parsed.GetValue(acceptSmaller) }, cancellationToken);
            var folders = HostFolders.Find();
            var loader = AreasModule.PlaceLoader(folders.Data, folders.Config, TimeProvider.System);
            var report = PlaceLoadConsole.Follow(
                progress => loader.LoadPractices(parsed.GetValue(files)!, parsed.GetValue(acceptSmaller), progress, cancellationToken));
            return Task.FromResult(PlaceLoadConsole.Tell(report, "practices", "closed"));
        });
        return command;
    }
}
