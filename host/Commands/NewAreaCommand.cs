using System.CommandLine;

namespace WorkWell.Host.Commands;

/// <summary>Creates a complete area, ready for use: from configuration alone, or with its own code.</summary>
public static class NewAreaCommand
{
    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var code = new Argument<string>(
            "code") { Description = "A short code for the area, such as kent: lower-case words with hyphens. It is also the folder's name and never changes." };
        var name = new Argument<string>("name") { Description = "The area's name, such as \"Kent and Medway\"." };
        var withCode = new Option<bool>("--code") { Description = "Also create a plugin, for an area with its own rules. Needs a checkout and the .NET SDK." };
        var board = new Option<string?>("--board") { Description = "The ONS code of the integrated care board, if the name does not identify it." };
        var authorities = new Option<string[]>(
            "--authority") { Description = "The ONS code of a local authority district; repeat for each. Without any, the area is the whole board.",
            DefaultValueFactory = _ => [] };
        var languages = new Option<string>("--languages")
        {
            Description = "The languages the area serves, best first, such as en,gu,ar.",
            DefaultValueFactory = _ => "en",
        };
        var config = new Option<string?>("--config") { Description = "Use another config folder." };
        var command = new Command(
            "new-area", "Create a complete area that passes check-areas.") { code, name, withCode, board, authorities, languages, config };
        command.SetAction((parsed, cancellationToken) =>
        {
            var folders = HostFolders.Find();
            var request = new NewAreaRequest(
                parsed.GetValue(code)!, parsed.GetValue(name)!, parsed.GetValue(board), parsed.GetValue(authorities)!, parsed.GetValue(withCode))
            {
                Languages = [.. parsed.GetValue(languages)!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()],
            };
            return RunAsync(request, folders, parsed.GetValue(config) ?? folders.Config, parsed.InvocationConfiguration.Output, cancellationToken);
        });
        return command;
    }

    internal static async Task<int> RunAsync(NewAreaRequest request, HostFolders folders, string config, TextWriter to, CancellationToken cancellationToken)
    {
        NewAreaFiles made;
        try
        {
            made = await NewArea.CreateAsync(request, folders.Root, config, cancellationToken);
            foreach (var file in made.Files) to.WriteLine($"made  {file}");
        }
        catch (NewAreaException refusal)
        {
            to.WriteLine(refusal.Message);
            return 1;
        }
        to.WriteLine();
        to.WriteLine(request.WithCode
            ? $"Now: ./workwell check-areas --area {request.Code} builds and checks it, ./workwell test runs its conformance suite. Its rules are in " +
            "plugins, its numbers and texts in config/areas."
            : $"Now: ./workwell check-areas --area {request.Code}. Its numbers, partners and texts are in config/areas.");
        to.WriteLine($"To try it out there are the invented postcode {made.Postcode}, two more beside it in sample-postcodes.csv, and invented people in " +
            "demonstration.json. Loaded official postcodes take their place.");
        foreach (var language in request.Languages.Where(language => !Directory.Exists(Path.Combine(config, "areas", "national", "templates", language))))
            to.WriteLine($"There are no words in '{language}' yet: people who choose it read English until there are (config/texts/README.md).");
        to.WriteLine($"It is switched off until it is agreed. Then set \"Enabled\" of \"{request.Code}\" to true in config/workwell.json: a running host " +
            "takes it up within seconds.");
        return 0;
    }
}
