using System.Runtime.InteropServices;

namespace WorkWell.Areas.Places;

/// <summary>The official codes of one place, packed.</summary>
/// <param name="Board">The integrated care board.</param>
/// <param name="SubBoard">The sub-board location.</param>
/// <param name="Authority">The local authority district.</param>
/// <param name="Ward">The electoral ward.</param>
/// <param name="Lsoa">The lower layer super output area of 2021.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct PlaceCodes(uint Board, uint SubBoard, uint Authority, uint Ward, uint Lsoa);

/// <summary>
/// Postcodes of the directory: sorted keys, live and terminated ones apart, each with a three-byte number of one of the distinct places. 2.6 million take
/// about 20 MB of mapped file and next to nothing besides.
/// </summary>
internal sealed class PostcodeIndex
{
    // One key in a thousand is kept close together, so that most steps of a search touch memory that stays in the processor's cache.
    private const int Stride = 1024;

    private readonly IndexFile file;
    private readonly Part live;
    private readonly Part terminated;
    private readonly long placesAt;

    private PostcodeIndex(IndexFile file)
    {
        this.file = file;
        var (liveCount, terminatedCount, placeCount) = file.Head.Counts;
        live = new Part(0, liveCount, Milestones(file, 0, liveCount));
        terminated = new Part(live.End, terminatedCount, Milestones(file, live.End, terminatedCount));
        placesAt = terminated.End;
        file.Section<PlaceCodes>(placesAt, placeCount);
    }

    /// <summary>What the file says of itself.</summary>
    public IndexHead Head => file.Head;

    /// <summary>Opens and checks an index.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The index.</returns>
    /// <exception cref="InvalidDataException">The file is torn, edited or something else.</exception>
    public static PostcodeIndex Open(string path) => new(IndexFile.Open(path, IndexKind.Postcodes));

    /// <summary>Looks a postcode up.</summary>
    /// <param name="postcode">The postcode.</param>
    /// <param name="codes">Its codes.</param>
    /// <param name="isTerminated">Whether it is no longer in use.</param>
    /// <returns>False when it is not in the directory.</returns>
    public bool TryFind(Postcode postcode, out PlaceCodes codes, out bool isTerminated)
    {
        var place = Find(live, postcode.Key);
        isTerminated = place < 0;
        if (isTerminated) place = Find(terminated, postcode.Key);
        codes = place < 0 ? default : file.Section<PlaceCodes>(placesAt, Head.Counts.Third)[place];
        GC.KeepAlive(file);
        return place >= 0;
    }

    private int Find(Part part, uint key)
    {
        var block = part.Milestones.AsSpan().BinarySearch(key);
        if (block < 0) block = ~block - 1;
        if (block < 0) return -1;
        var from = block * Stride;
        var keys = file.Section<uint>(part.At, part.Count)[from..];
        var found = keys[..Math.Min(Stride, keys.Length)].BinarySearch(key);
        if (found < 0) return -1;
        var at = part.PlacesAt + ((from + found) * 3);
        var bytes = file.Payload.Slice((int)at, 3);
        return bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
    }

    private static uint[] Milestones(IndexFile file, long at, uint count)
    {
        var keys = file.Section<uint>(at, count);
        var milestones = new uint[(count + Stride - 1) / Stride];
        for (var i = 0; i < milestones.Length; i++) milestones[i] = keys[i * Stride];
        return milestones;
    }

    /// <summary>Where one sorted part of the file lies.</summary>
    private readonly record struct Part(long At, uint Count, uint[] Milestones)
    {
        public long PlacesAt => At + (Count * (long)sizeof(uint));

        // Rounded up, so that the next section begins where whole numbers may.
        public long End => (PlacesAt + (Count * 3L) + 3) & ~3L;
    }
}
