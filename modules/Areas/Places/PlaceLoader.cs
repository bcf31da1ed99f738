using WorkWell.Areas.Contracts;

namespace WorkWell.Areas.Places;

/// <summary>The folders of the index files.</summary>
/// <param name="Data">The data folder.</param>
/// <param name="Sample">The folder of the sample that ships with the product.</param>
internal sealed record PlaceFolders(string Data, string Sample)
{
    /// <summary>The folder config/areas, whose areas may have invented postcodes of their own; null for none.</summary>
    public string? Areas { get; init; }

    public string Postcodes => Path.Combine(Data, "postcodes.index");

    public string Practices => Path.Combine(Data, "practices.index");
}

/// <summary>Builds index files from the official files. A refused file leaves the old index unchanged.</summary>
internal sealed class PlaceLoader(PlaceFolders folders, TimeProvider clock) : IPlaceLoader
{
    public PlaceLoadReport LoadPostcodes(string file, bool acceptSmaller, IProgress<PlaceLoadProgress>? progress, CancellationToken cancellationToken) =>
        MakePostcodes([file], folders.Postcodes, acceptSmaller, progress, cancellationToken);

    public PlaceLoadReport LoadPractices(
        IReadOnlyList<string> files, bool acceptSmaller, IProgress<PlaceLoadProgress>? progress, CancellationToken cancellationToken) =>
        MakePractices(files, folders.Practices, acceptSmaller, progress, cancellationToken);

    internal PlaceLoadReport MakePostcodes(
        IReadOnlyList<string> files, string target, bool acceptSmaller, IProgress<PlaceLoadProgress>? progress, CancellationToken cancellationToken)
    {
        var report = new RowReport();
        var index = new PostcodeIndexWriter();
        var isSample = false;
        foreach (var file in files)
        {
            try
            {
                using var csv = new OfficialCsv(file, progress, cancellationToken);
                isSample |= csv.IsSample;
                PostcodeDirectoryFile.Read(csv, index, report);
            }
            catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                return report.Refuse($"{Path.GetFileName(file)}: {wrong.Message}.");
            }
        }
        if (FindProblem(index.Count, report, acceptSmaller ? null : InUse(target, path => PostcodeIndex.Open(path).Head, Sample.Postcodes)) is { } why)
            return report.Refuse(why);
        var source = string.Join(", ", files.Select(Path.GetFileName).Distinct());
        index.Write(target, new IndexHead(IndexKind.Postcodes, source, clock.GetUtcNow()) { IsSample = isSample });
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
        if (FindProblem(entries.Count, report, acceptSmaller ? null : InUse(target, path => PracticeIndex.Open(path).Head, Sample.Practices)) is { } why)
            return report.Refuse(why);
        var source = string.Join(", ", files.Select(Path.GetFileName));
        PracticeIndex.Write(target, new IndexHead(IndexKind.Practices, source, clock.GetUtcNow()) { IsSample = isSample }, entries);
        return report.Done(entries.Count, entries.Count(entry => entry.IsClosed)) with { IsSample = isSample };
    }

    private SamplePlaces Sample => new(folders, clock);

    private static string? FindProblem(int good, RowReport report, IndexHead? inUse)
    {
        if (good == 0) return "It has no valid rows.";
        if (report.BadRows > good) return $"It has more invalid rows ({report.BadRows}) than valid ones ({good}); it is probably the wrong file.";
        // An interrupted download looks like a valid file of half the country, and three rows to try something out would take the place of the sample.
        return inUse is not null && good < inUse.Counts.All * 9 / 10
            ? $"It holds {good} entries, far fewer than the {inUse.Counts.All} in use now{(inUse.IsSample ? ", which are the sample" : "")}, and would take "
                + "their place. If that is right, use --accept-smaller."
            : null;
    }

    // What hosts answer from: the loaded index, else the sample. An unreadable index has no entries in use.
    private static IndexHead? InUse(string target, Func<string, IndexHead> open, Func<string?> sample)
    {
        try
        {
            return File.Exists(target) ? open(target) : sample() is { } made ? open(made) : null;
        }
        catch (Exception wrong) when (wrong is InvalidDataException or IOException)
        {
            return null;
        }
    }
}
