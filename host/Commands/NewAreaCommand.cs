using System.CommandLine;

namespace WorkWell.Host.Commands;

/// <summary>Makes a complete area that serves at once: from configuration alone, or with code of its own.</summary>
public static class NewAreaCommand
{
    /// <summary>Describes the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var code = new Argument<string>("code") { Description = "A short code for the area, such as kent: lower-case words with hyphens. It is the folder's name and never changes." };
        var name = new Argument<string>("name") { Description = "The area's name, such as \"Kent and Medway\"." };
        var withCode = new Option<bool>("--code") { Description = "Make a plugin too, for an area that decides something itself. Needs a checkout and the .NET SDK." };
        var board = new Option<string?>("--board") { Description = "The integrated care board by its ONS code, where the name does not say which." };
        var authorities = new Option<string[]>("--authority") { Description = "A local authority district by its ONS code; give one for each. Without any, the area is the whole board.", DefaultValueFactory = _ => [] };
        var config = new Option<string?>("--config") { Description = "Another config folder." };
        var command = new Command("new-area", "Make a complete area that passes check-areas at once.") { code, name, withCode, board, authorities, config };
        command.SetAction((parsed, stop) =>
        {
            var folders = HostFolders.Find();
            var request = new NewAreaRequest(parsed.GetValue(code)!, parsed.GetValue(name)!, parsed.GetValue(board), parsed.GetValue(authorities)!, parsed.GetValue(withCode));
            return RunAsync(request, folders, parsed.GetValue(config) ?? folders.Config, parsed.InvocationConfiguration.Output, stop);
        });
        return command;
    }

    internal static async Task<int> RunAsync(NewAreaRequest request, HostFolders folders, string config, TextWriter to, CancellationToken stop)
    {
        try
        {
            foreach (var file in await NewArea.CreateAsync(request, folders.Root, config, stop)) to.WriteLine($"made  {file}");
        }
        catch (NewAreaException refusal)
        {
            to.WriteLine(refusal.Message);
            return 1;
        }
        to.WriteLine();
        to.WriteLine(request.WithCode
            ? "Now: ./workwell check-areas builds and checks it, ./workwell test runs its conformance suite. Its rules are in plugins, its numbers and words in config/areas."
            : "It serves from the next start on, and within seconds where a host is running. Now: ./workwell check-areas. Its numbers, partners and words are in config/areas.");
        to.WriteLine($"To keep it from serving until it is agreed, put \"Areas\": {{ \"{request.Code}\": {{ \"Enabled\": false }} }} into config/workwell.json.");
        return 0;
    }
}
