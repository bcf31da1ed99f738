namespace WorkWell.Areas.Contracts;

/// <summary>Makes the index of postcodes and practices from the official files. Hosts that run notice a new index and move to it.</summary>
public interface IPlaceLoader
{
    /// <summary>Loads the ONS Postcode Directory.</summary>
    /// <param name="file">The directory's CSV file.</param>
    /// <param name="acceptSmaller">Take the file even if it holds far fewer postcodes than the index that serves.</param>
    /// <param name="progress">Told how far the file is read.</param>
    /// <param name="stop">Stops the load; the old index keeps serving.</param>
    /// <returns>What was loaded, or why nothing was.</returns>
    PlaceLoadReport LoadPostcodes(string file, bool acceptSmaller, IProgress<PlaceLoadProgress>? progress, CancellationToken stop);

    /// <summary>Loads GP practices (epraccur) and the networks they belong to (ePCNCorePartnerDetails), in any order.</summary>
    /// <param name="files">The practice file and, usually, the network file.</param>
    /// <param name="acceptSmaller">Take the files even if they hold far fewer practices than the index that serves.</param>
    /// <param name="progress">Told how far the files are read.</param>
    /// <param name="stop">Stops the load; the old index keeps serving.</param>
    /// <returns>What was loaded, or why nothing was.</returns>
    PlaceLoadReport LoadPractices(IReadOnlyList<string> files, bool acceptSmaller, IProgress<PlaceLoadProgress>? progress, CancellationToken stop);
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

/// <summary>How far a load has come.</summary>
/// <param name="BytesRead">Bytes read so far.</param>
/// <param name="BytesInAll">Bytes of all files.</param>
/// <param name="Rows">Rows read so far.</param>
public sealed record PlaceLoadProgress(long BytesRead, long BytesInAll, long Rows);

/// <summary>What a load did.</summary>
public sealed record PlaceLoadReport
{
    /// <summary>Why nothing was replaced; null when the new index serves.</summary>
    public string? Refused { get; init; }

    /// <summary>Whether the file says of itself that it is only the sample.</summary>
    public bool IsSample { get; init; }

    /// <summary>Entries in the new index.</summary>
    public int Loaded { get; init; }

    /// <summary>How many of them are out of use: terminated postcodes, closed practices.</summary>
    public int OutOfUse { get; init; }

    /// <summary>Rows that were left out on purpose, by reason.</summary>
    public IReadOnlyDictionary<string, int> LeftOut { get; init; } = new Dictionary<string, int>();

    /// <summary>Rows that were wrong, by reason.</summary>
    public IReadOnlyDictionary<string, int> Bad { get; init; } = new Dictionary<string, int>();

    /// <summary>The first hundred wrong rows.</summary>
    public IReadOnlyList<BadRow> FirstBad { get; init; } = [];
}

/// <summary>One wrong row.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Reason">What is wrong.</param>
public sealed record BadRow(string File, int Line, string Reason);
