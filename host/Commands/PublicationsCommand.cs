using System.CommandLine;
using System.Globalization;
using WorkWell.Areas.Contracts;
using WorkWell.Platform;

namespace WorkWell.Host.Commands;

/// <summary>Lists what is published, and says where the config folder differs from it.</summary>
public static class PublicationsCommand
{
    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var area = new Option<string?>("--area") { Description = "The history of one area, or of 'national', with what each number changed." };
        var command = new Command("publications", "List what is published of each area, and where the config folder differs from it.") { area };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var folders = HostFolders.Find();
            await using var opened = await HostDatabase.OpenAsync(folders, cancellationToken);
            await opened.PrepareAsync(cancellationToken);
            await using var app = Publications.Host(opened, folders);
            return await RunAsync(
                app.Services.GetRequiredService<IPublications>(), folders.Config, parsed.GetValue(area), parsed.InvocationConfiguration, cancellationToken);
        });
        return command;
    }

    internal static async Task<int> RunAsync(
        IPublications publications, string config, string? area, InvocationConfiguration console, CancellationToken cancellationToken)
    {
        if (area is not null)
        {
            var history = await publications.HistoryAsync(area, cancellationToken);
            if (history.Count == 0) return await NothingAsync(console, $"Nothing of \"{area}\" is published.");
            for (var i = 0; i < history.Count; i++)
            {
                Line(console.Output, history[i]);
                console.Output.WriteLine($"  {Publications.Difference(i + 1 < history.Count ? history[i + 1] : null, history[i])}");
            }
            return 0;
        }
        var current = await publications.CurrentAsync(cancellationToken);
        if (current.Count == 0) return await NothingAsync(console, "Nothing is published yet. Hosts serve the config folder.");
        foreach (var publication in current)
        {
            Line(console.Output, publication);
            var (files, wrong) = PublicationFiles.Read(Path.Combine(config, "areas", publication.Area));
            var shown = $"config/areas/{publication.Area}";
            if (files is null) console.Output.WriteLine($"  {shown}: {wrong}");
            else if (files.Sha256 != publication.Sha256)
                console.Output.WriteLine($"  {shown} differs. {Publications.Difference(publication, publication.Area, files)}");
        }
        return 0;
    }

    private static void Line(TextWriter to, Publication publication) => to.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{publication.Area} {publication.Number}  {LondonTime.Local(publication.At):yyyy-MM-dd HH:mm}  {publication.By}  {publication.Reason}"));

    private static async Task<int> NothingAsync(InvocationConfiguration console, string says)
    {
        await console.Error.WriteLineAsync(says);
        return 1;
    }
}
