namespace WorkWell.Areas.Contracts;

/// <summary>Builds the index of postcodes and practices from the official files. Running hosts detect a new index and switch to it.</summary>
public interface IPlaceLoader
{
    /// <summary>Loads the ONS Postcode Directory.</summary>
    /// <param name="file">The directory's CSV file.</param>
    /// <param name="acceptSmaller">Accept a file with far fewer postcodes than the current index.</param>
    /// <param name="progress">Receives the progress.</param>
    /// <param name="cancellationToken">Stops the load; the old index keeps serving.</param>
    /// <returns>What was loaded, or why the file was refused.</returns>
    PlaceLoadReport LoadPostcodes(string file, bool acceptSmaller, IProgress<PlaceLoadProgress>? progress, CancellationToken cancellationToken);

    /// <summary>Loads GP practices (epraccur) and their networks (ePCNCorePartnerDetails), in any order.</summary>
    /// <param name="files">The practice file and usually the network file.</param>
    /// <param name="acceptSmaller">Accept files with far fewer practices than the current index.</param>
    /// <param name="progress">Receives the progress.</param>
    /// <param name="cancellationToken">Stops the load; the old index keeps serving.</param>
    /// <returns>What was loaded, or why the files were refused.</returns>
    PlaceLoadReport LoadPractices(IReadOnlyList<string> files, bool acceptSmaller, IProgress<PlaceLoadProgress>? progress, CancellationToken cancellationToken);
}

/// <summary>Asks a running host to load files of places, as long work (<see cref="Platform.BackgroundJobs"/>). The host reads them from its own disk.</summary>
public sealed record LoadPlaceFiles
{
    /// <summary>The key of the work.</summary>
    public const string Key = "areas.load-places";

    /// <summary>The ONS Postcode Directory, if it is to be loaded.</summary>
    public string? Postcodes { get; init; }

    /// <summary>The practice file and, usually, the network file, if they are to be loaded.</summary>
    public IReadOnlyList<string> Practices { get; init; } = [];

    /// <summary>Take the files even if they hold far fewer entries than serve now.</summary>
    public bool AcceptSmaller { get; init; }
}

/// <summary>The progress of a load.</summary>
/// <param name="BytesRead">Bytes read so far.</param>
/// <param name="BytesInAll">Total bytes of all files.</param>
/// <param name="Rows">Rows read so far.</param>
public sealed record PlaceLoadProgress(long BytesRead, long BytesInAll, long Rows);

/// <summary>The result of a load.</summary>
public sealed record PlaceLoadReport
{
    /// <summary>Why the load was refused; null when the new index is in use.</summary>
    public string? Refused { get; init; }

    /// <summary>Whether the file is marked as a sample.</summary>
    public bool IsSample { get; init; }

    /// <summary>The number of entries in the new index.</summary>
    public int Loaded { get; init; }

    /// <summary>The number of entries no longer in use: terminated postcodes, closed practices.</summary>
    public int OutOfUse { get; init; }

    /// <summary>Rows deliberately left out, by reason.</summary>
    public IReadOnlyDictionary<string, int> LeftOut { get; init; } = new Dictionary<string, int>();

    /// <summary>Invalid rows, by reason.</summary>
    public IReadOnlyDictionary<string, int> Bad { get; init; } = new Dictionary<string, int>();

    /// <summary>The first hundred invalid rows.</summary>
    public IReadOnlyList<BadRow> FirstBad { get; init; } = [];
}

/// <summary>An invalid row.</summary>
/// <param name="File">The file name.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Reason">The error.</param>
public sealed record BadRow(string File, int Line, string Reason);
