using System.CommandLine;
using System.Globalization;
using WorkWell.Areas.Contracts;

namespace WorkWell.Host.Commands;

/// <summary>Writes what is published of an area into a folder, byte for byte.</summary>
public static class ExportCommand
{
    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("FOLDER") { Description = "A new or empty folder." };
        var area = new Option<string>("--area") { Description = "The area's code, or 'national'.", Required = true };
        var number = new Option<int?>("--number") { Description = "An earlier number; without it what is current." };
        var command = new Command("export", "Write what is published of an area into a folder, byte for byte.") { folder, area, number };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var folders = HostFolders.Find();
            await using var opened = await HostDatabase.OpenAsync(folders, cancellationToken);
            await opened.PrepareAsync(cancellationToken);
            await using var app = Publications.Host(opened, folders);
            return await RunAsync(
                app.Services.GetRequiredService<IPublications>(), parsed.GetValue(area)!, parsed.GetValue(number), parsed.GetValue(folder)!.FullName,
                parsed.InvocationConfiguration, cancellationToken);
        });
        return command;
    }

    internal static async Task<int> RunAsync(
        IPublications publications, string area, int? number, string folder, InvocationConfiguration console, CancellationToken cancellationToken)
    {
        var history = await publications.HistoryAsync(area, cancellationToken);
        if ((number is null ? history.FirstOrDefault() : history.FirstOrDefault(one => one.Number == number)) is not { } publication)
        {
            await console.Error.WriteLineAsync(history.Count == 0 ? $"Nothing of \"{area}\" is published."
                : $"{area} has no publication number {number}. ./workwell publications --area {area} lists them.");
            return 1;
        }
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            await console.Error.WriteLineAsync($"{folder} is not empty. Name a new or empty folder, so that nothing of yours is written over.");
            return 1;
        }
        var files = await publications.FilesAsync(publication, cancellationToken);
        files.WriteTo(folder);
        console.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{area} number {publication.Number}: {files.Files.Count} files in {folder}"));
        return 0;
    }
}
