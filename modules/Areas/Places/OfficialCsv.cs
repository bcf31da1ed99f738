using CsvHelper;
using WorkWell.Areas.Contracts;
using WorkWell.Platform;

namespace WorkWell.Areas.Places;

/// <summary>Reads an official CSV file row by row and reports progress. Lines beginning with # are comments, which only our sample has.</summary>
internal sealed class OfficialCsv : IDisposable
{
    private const int RowsBetweenNews = 20_000;

    private readonly FileStream stream;
    private readonly CsvParser parser;
    private readonly IProgress<PlaceLoadProgress>? progress;
    private readonly CancellationToken cancellationToken;
    private long rows;

    public OfficialCsv(string path, IProgress<PlaceLoadProgress>? progress, CancellationToken cancellationToken)
    {
        this.progress = progress;
        this.cancellationToken = cancellationToken;
        Name = Path.GetFileName(path);
        stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 18, FileOptions.SequentialScan);
        IsSample = BeginsAsSample(stream);
        // A quote that is never closed must not swallow the rest of a large file.
        parser = CsvText.Parse(new StreamReader(stream), file => (file.AllowComments, file.BadDataFound, file.MaxFieldSize) = (true, null, 10_000));
    }

    /// <summary>The file name without its folder.</summary>
    public string Name { get; }

    /// <summary>Whether the first line marks the file as the sample that ships with the product.</summary>
    public bool IsSample { get; }

    /// <summary>The line of the current row, from 1.</summary>
    public int Line => parser.RawRow;

    /// <summary>The number of columns in the current row.</summary>
    public int Columns => parser.Count;

    /// <summary>A column of the current row, from 0.</summary>
    public string this[int column] => parser[column];

    /// <summary>Moves to the next row.</summary>
    /// <returns>False at the end of the file.</returns>
    /// <exception cref="InvalidDataException">The text is not CSV.</exception>
    public bool Next()
    {
        if (rows++ % RowsBetweenNews == 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress?.Report(new PlaceLoadProgress(stream.Position, stream.Length, rows - 1));
        }
        try
        {
            if (parser.Read()) return true;
        }
        catch (CsvHelperException wrong)
        {
            throw new InvalidDataException($"line {Line} is not CSV: {wrong.Message.Split('\n')[0].Trim()}");
        }
        progress?.Report(new PlaceLoadProgress(stream.Length, stream.Length, rows - 1));
        return false;
    }

    public void Dispose() => parser.Dispose();

    private static bool BeginsAsSample(FileStream stream)
    {
        Span<byte> beginning = stackalloc byte[8];
        var isSample = stream.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false) == beginning.Length && beginning.SequenceEqual("# SAMPLE"u8);
        stream.Position = 0;
        return isSample;
    }
}
