using System.Collections.Frozen;
using System.Numerics;
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

/// <summary>A bitmap of 64 adjacent postcodes, with the number of existing postcodes before them.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct PostcodeBits(ulong Present, uint Before)
{
    /// <summary>The number of bitmaps that cover the inward parts of one district.</summary>
    public const int InDistrict = (Postcode.InwardParts + 63) / 64;

    /// <summary>Whether a postcode exists, and its position in the set.</summary>
    public bool TryNumber(int bit, out int number)
    {
        number = (int)Before + BitOperations.PopCount(Present & ((1UL << bit) - 1));
        return (Present & (1UL << bit)) != 0;
    }
}

/// <summary>
/// The postcodes of the directory, live and terminated ones separately: a bit for each possible postcode of a district in use, and a three-byte place number
/// for each that exists. A lookup counts bits, so it costs the same for one postcode as for 2.6 million.
/// </summary>
internal sealed class PostcodeIndex
{
    private readonly IndexFile file;
    private readonly PostcodeSet live;
    private readonly PostcodeSet terminated;
    private readonly long placesAt;
    private readonly FrozenDictionary<uint, string> shared;
    private readonly Lazy<ILookup<string, string>> boards;

    private PostcodeIndex(IndexFile file)
    {
        this.file = file;
        live = new PostcodeSet(0, Head.Counts.LiveDistricts, Head.Counts.Live);
        terminated = new PostcodeSet(live.End, Head.Counts.TerminatedDistricts, Head.Counts.Terminated);
        placesAt = terminated.End;
        if (placesAt + (Head.Counts.Places * (long)Marshal.SizeOf<PlaceCodes>()) != file.Payload.Length)
            throw new InvalidDataException("the lengths of its parts do not match its length");
        shared = SharedCodes();
        boards = new(Boards);
    }

    /// <summary>The file's header.</summary>
    public IndexHead Head => file.Head;

    /// <summary>Opens and checks an index.</summary>
    /// <param name="path">The path of the file.</param>
    /// <returns>The index.</returns>
    /// <exception cref="InvalidDataException">The file is truncated, edited or not an index.</exception>
    public static PostcodeIndex Open(string path) => new(IndexFile.Open(path, IndexKind.Postcodes));

    /// <summary>Looks up a postcode.</summary>
    /// <param name="postcode">The postcode.</param>
    /// <param name="codes">Its codes.</param>
    /// <param name="isTerminated">Whether it is no longer in use.</param>
    /// <returns>False when it is not in the directory.</returns>
    public bool TryFind(Postcode postcode, out PlaceCodes codes, out bool isTerminated)
    {
        var place = Find(live, postcode);
        isTerminated = place < 0;
        if (isTerminated) place = Find(terminated, postcode);
        codes = place < 0 ? default : file.Section<PlaceCodes>(placesAt, Head.Counts.Places)[place];
        GC.KeepAlive(file);
        return place >= 0;
    }

    /// <summary>The formatted code of a board, sub-board location or authority. There are only hundreds, so the strings are shared.</summary>
    /// <param name="packed">A packed code of this index.</param>
    /// <returns>The code, or null when unknown.</returns>
    public string? Shared(uint packed) => shared.GetValueOrDefault(packed);

    /// <summary>The boards in which an authority has postcodes.</summary>
    /// <param name="authority">The authority's ONS code.</param>
    /// <returns>The boards' ONS codes.</returns>
    public IEnumerable<string> BoardsOf(string authority) => boards.Value[authority];

    private ILookup<string, string> Boards()
    {
        var pairs = new HashSet<(uint Authority, uint Board)>();
        foreach (ref readonly var place in file.Section<PlaceCodes>(placesAt, Head.Counts.Places)) pairs.Add((place.Authority, place.Board));
        GC.KeepAlive(file);
        pairs.RemoveWhere(pair => Shared(pair.Authority) is null || Shared(pair.Board) is null);
        return pairs.ToLookup(pair => Shared(pair.Authority)!, pair => Shared(pair.Board)!);
    }

    private FrozenDictionary<uint, string> SharedCodes()
    {
        var codes = new HashSet<uint>();
        foreach (ref readonly var place in file.Section<PlaceCodes>(placesAt, Head.Counts.Places))
        {
            codes.Add(place.Board);
            codes.Add(place.SubBoard);
            codes.Add(place.Authority);
        }
        codes.Remove(OnsCode.Unknown);
        return codes.ToFrozenDictionary(code => code, code => OnsCode.Unpack(code)!);
    }

    private int Find(PostcodeSet set, Postcode postcode)
    {
        var slot = file.Section<ushort>(set.At, PostcodeSet.Slots)[postcode.DistrictNumber];
        if (slot == 0) return -1;
        var inward = postcode.InwardNumber;
        var bits = file.Section<PostcodeBits>(set.BitsAt, set.Districts * PostcodeBits.InDistrict)[((slot - 1) * PostcodeBits.InDistrict) + (inward >> 6)];
        if (!bits.TryNumber(inward & 63, out var number)) return -1;
        var place = file.Payload.Slice((int)(set.PlacesAt + (number * 3L)), 3);
        return place[0] | (place[1] << 8) | (place[2] << 16);
    }
}

/// <summary>The layout of one set of postcodes in the file: the slot of each district (0: none), the bits of each slot, the place of each postcode.</summary>
/// <param name="At">The offset in bytes.</param>
/// <param name="Districts">The number of districts with a slot.</param>
/// <param name="Count">The number of postcodes.</param>
internal readonly record struct PostcodeSet(long At, uint Districts, uint Count)
{
    /// <summary>The number of possible districts.</summary>
    public const int Slots = Postcode.DistrictNumbers;

    public long BitsAt => At + (Slots * (long)sizeof(ushort));

    public long PlacesAt => BitsAt + (Districts * PostcodeBits.InDistrict * 12L);

    // Padded to keep the next part aligned.
    public long End => PlacesAt + (Count * 3L) + Padding;

    public int Padding => (int)(-(Count * 3L) & 3);
}
