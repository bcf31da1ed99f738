using WorkWell.Areas.Contracts;

namespace WorkWell.Areas.Places;

/// <summary>The folders of the index files.</summary>
/// <param name="Data">The data folder.</param>
/// <param name="Sample">The folder of the sample that ships with the product.</param>
internal sealed record PlaceFolders(string Data, string Sample)
{
    public string Postcodes => Path.Combine(Data, "postcodes.index");

    public string Practices => Path.Combine(Data, "practices.index");
}

/// <summary>Builds index files from the official files. A refused file leaves the old index unchanged.</summary>
internal sealed class PlaceLoader(PlaceFolders folders, TimeProvider clock) : IPlaceLoader
{
    public PlaceLoadReport LoadPostcodes(string file, bool acceptSmaller, IProgress<PlaceLoadProgress>? progress, CancellationToken cancellationToken) =>
        MakePostcodes(file, folders.Postcodes, acceptSmaller, progress, cancellationToken);

    public PlaceLoadReport LoadPractices(
        IReadOnlyList<string> files, bool acceptSmaller, IProgress<PlaceLoadProgress>? progress, CancellationToken cancellationToken) =>
        MakePractices(files, folders.Practices, acceptSmaller, progress, cancellationToken);

    internal PlaceLoadReport MakePostcodes(
        string file, string target, bool acceptSmaller, IProgress<PlaceLoadProgress>? progress, CancellationToken cancellationToken)
    {
        var report = new RowReport();
        var index = new PostcodeIndexWriter();
        bool isSample;
        try
        {
            using var csv = new OfficialCsv(file, progress, cancellationToken);
            isSample = csv.IsSample;
            PostcodeDirectoryFile.Read(csv, index, report);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return report.Refuse($"{Path.GetFileName(file)}: {wrong.Message}.");
        }
        if (FindProblem(index.Count, report, acceptSmaller ? 0 : Serving(target, path => PostcodeIndex.Open(path).Head)) is { } why) return report.Refuse(why);
        index.Write(target, new IndexHead(IndexKind.Postcodes, Path.GetFileName(file), clock.GetUtcNow()) { IsSample = isSample });
        return report.Done(index.Count, index.TerminatedCount) with { IsSample = isSample };
    }

    internal PlaceLoadReport MakePractices(
        IReadOnlyList<string> files, string target, bool acceptSmaller, IProgress<PlaceLoadProgress>? progress, CancellationToken cancellationToken)
    {
        var report = new RowReport();
        var reader = new PracticeFiles(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), report);
        IReadOnlyList<PracticeEntry> entries;
        var isSample = false;
        var reading = "";
        try
        {
            foreach (var file in files)
            {
                reading = $"{Path.GetFileName(file)}: ";
                using var csv = new OfficialCsv(file, progress, cancellationToken);
                isSample |= csv.IsSample;
                reader.Read(csv);
            }
            reading = "";
            entries = reader.Join();
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return report.Refuse($"{reading}{wrong.Message}.");
        }
        if (FindProblem(entries.Count, report, acceptSmaller ? 0 : Serving(target, path => PracticeIndex.Open(path).Head)) is { } why)
            return report.Refuse(why);
        var source = string.Join(", ", files.Select(Path.GetFileName));
        PracticeIndex.Write(target, new IndexHead(IndexKind.Practices, source, clock.GetUtcNow()) { IsSample = isSample }, entries);
        return report.Done(entries.Count, entries.Count(entry => entry.IsClosed)) with { IsSample = isSample };
    }

    private static string? FindProblem(int good, RowReport report, long serving)
    {
        if (good == 0) return "It has no valid rows.";
        if (report.BadRows > good) return $"It has more invalid rows ({report.BadRows}) than valid ones ({good}); it is probably the wrong file.";
        // An interrupted download looks like a valid file of half the country.
        return good < serving * 9 / 10 ? $"It holds {good} entries, far fewer than the {serving} in use now. If that is right, use --accept-smaller." : null;
    }

    private static long Serving(string target, Func<string, IndexHead> open)
    {
        try
        {
            return File.Exists(target) && open(target) is var head ? head.Counts.All : 0;
        }
        catch (Exception wrong) when (wrong is InvalidDataException or IOException)
        {
            return 0; // an unreadable index has no entries in use
        }
    }
}
