using System.CommandLine;
using WorkWell.Areas;
using WorkWell.Areas.Contracts;

namespace WorkWell.Host.Commands;

/// <summary>Loads the ONS Postcode Directory.</summary>
public static class LoadPostcodesCommand
{
    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The directory's CSV file, such as ONSPD_FEB_2026_UK.csv." };
        var acceptSmaller = new Option<bool>("--accept-smaller") { Description = "Accept a file with far fewer postcodes than are in use now." };
        var command = new Command("load-postcodes", "Load the ONS Postcode Directory. Running hosts switch to it automatically.") {
            file, acceptSmaller, JobsCommand.InBackground };
        command.SetAction((parsed, cancellationToken) =>
        {
            if (parsed.GetValue(JobsCommand.InBackground))
                return JobsCommand.StartAsync(
                LoadPlaceFiles.Key, new LoadPlaceFiles { Postcodes = Path.GetFullPath(parsed.GetValue(file)!),
                AcceptSmaller = parsed.GetValue(acceptSmaller) }, cancellationToken);
            var folders = HostFolders.Find();
            var loader = AreasModule.PlaceLoader(folders.Data, folders.Config, TimeProvider.System);
            var report = PlaceLoadConsole.Follow(
                progress => loader.LoadPostcodes(parsed.GetValue(file)!, parsed.GetValue(acceptSmaller), progress, cancellationToken));
            return Task.FromResult(PlaceLoadConsole.Tell(report, "postcodes", "terminated"));
        });
        return command;
    }
}
