using System.Text;
using CsvHelper;
using WorkWell.Platform;

namespace WorkWell.Referrals;

/// <summary>Where and why the reading of a file stopped before its end.</summary>
/// <param name="Key">The key of the words that say why.</param>
/// <param name="Row">The row; 0 where that is not known.</param>
/// <param name="Headings">The headings that are wrong, where it is headings.</param>
internal sealed record BulkStop(string Key, int Row, string? Headings = null);

/// <summary>The rest of a file cannot be read.</summary>
internal sealed class BulkFileException(BulkStop stop) : Exception
{
    public BulkFileException(string key, int row, string? headings = null)
        : this(new BulkStop(key, row, headings))
    {
    }

    public BulkStop Stop => stop;
}

/// <summary>One row of the file.</summary>
/// <param name="Number">As a spreadsheet numbers it: the headings are row 1.</param>
/// <param name="Cells">Its cells, in the order of the headings.</param>
internal sealed record BulkRow(int Number, string[] Cells);

/// <summary>Reads an uploaded file row by row, with at most one row of bounded size in memory.</summary>
internal sealed class BulkFile : IDisposable
{
    public const int MaxColumns = 60;
    public const int LongestCell = 4000;
    private const int LongestRow = 64 * 1024;

    private readonly BoundedReader reader;
    private readonly CsvParser parser;
    private bool isBroken;

    public BulkFile(Stream stream)
    {
        reader = new BoundedReader(new StreamReader(stream, new UTF8Encoding(true, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false));
        parser = CsvText.Parse(reader, file =>
        {
            file.BadDataFound = _ => isBroken = true;
            (file.IgnoreBlankLines, file.MaxFieldSize) = (false, LongestCell);
        });
    }

    /// <summary>The headings in the order of the file; one that is not ours is null.</summary>
    public IReadOnlyList<BulkColumn?> Columns { get; private set; } = [];

    /// <summary>The headings as they were written.</summary>
    public IReadOnlyList<string> Headings { get; private set; } = [];

    /// <summary>Reads the headings.</summary>
    /// <exception cref="BulkFileException">They are not those of the template.</exception>
    public async Task ReadHeadingsAsync()
    {
        Headings = (await NextAsync())?.Cells ?? throw new BulkFileException("bulk.file-empty", 1);
        Columns = [.. Headings.Select(
            heading => BulkColumn.All.FirstOrDefault(column => column.Heading.Equals(heading.Replace(' ', '_'), StringComparison.OrdinalIgnoreCase)))];
        if (Headings is [var only] && only.Contains(';', StringComparison.Ordinal)) throw new BulkFileException("bulk.file-semicolons", 1);
        Refuse("bulk.file-headings-missing", BulkColumn.All.Where(column => column.IsNeeded && !Columns.Contains(column)).Select(column => column.Heading));
        Refuse("bulk.file-headings-twice",
            Columns.OfType<BulkColumn>().GroupBy(column => column).Where(twice => twice.Count() > 1).Select(twice => twice.Key.Heading));
        // A mistyped heading would silently lose its column.
        Refuse("bulk.file-headings-unknown", Headings.Where((heading, at) => Columns[at] is null && heading.Length > 0 && heading != BulkColumn.Reason));
    }

    /// <summary>The next row that has anything in it; null at the end.</summary>
    /// <exception cref="BulkFileException">The rest is not a file of this kind.</exception>
    public async Task<BulkRow?> NextAsync()
    {
        try
        {
            while (true)
            {
                reader.Allow(LongestRow);
                if (!await parser.ReadAsync()) return null;
                // A quote that is still open where the file ends is not bad data to the parser.
                if (isBroken || parser.RawRecord.AsSpan().Count('"') % 2 != 0) throw new BulkFileException("bulk.file-quotes", parser.Row);
                if (parser.Count > MaxColumns) throw new BulkFileException("bulk.file-columns", parser.Row);
                if (parser.Record is { } cells && cells.Any(cell => cell.Length > 0)) return new BulkRow(parser.Row, cells);
            }
        }
        catch (MaxFieldSizeException)
        {
            throw new BulkFileException("bulk.file-quotes", parser.Row);
        }
        catch (DecoderFallbackException)
        {
            throw new BulkFileException("bulk.file-encoding", parser.Row);
        }
    }

    public void Dispose() => parser.Dispose();

    private static void Refuse(string key, IEnumerable<string> headings)
    {
        var wrong = string.Join(", ", headings);
        if (wrong.Length > 0) throw new BulkFileException(key, 1, wrong.Length > 300 ? wrong[..300] + "…" : wrong);
    }

    // Bounds the parser's read-ahead and row size, and detects binary data.
    private sealed class BoundedReader(StreamReader inner) : TextReader
    {
        private int left;

        public void Allow(int characters) => left = characters;

        public override int Read(char[] buffer, int index, int count) => Checked(buffer.AsMemory(index, count), inner.Read(buffer, index, count));

        public override async Task<int> ReadAsync(char[] buffer, int index, int count) =>
            Checked(buffer.AsMemory(index, count), await inner.ReadAsync(buffer.AsMemory(index, count)));

        public override async ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default) =>
            Checked(buffer, await inner.ReadAsync(buffer, cancellationToken));

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }

        private int Checked(ReadOnlyMemory<char> buffer, int read)
        {
            if (buffer.Span[..read].Contains('\0')) throw new BulkFileException("bulk.file-encoding", 0);
            left -= read;
            return left >= 0 ? read : throw new BulkFileException("bulk.file-quotes", 0);
        }
    }
}
