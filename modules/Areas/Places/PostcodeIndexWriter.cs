using System.Runtime.InteropServices;

namespace WorkWell.Areas.Places;

/// <summary>Collects postcodes in any order and writes them as an index.</summary>
internal sealed class PostcodeIndexWriter
{
    private const int MaxPlaces = 1 << 24; // place numbers have three bytes

    private readonly List<Entry> live = [];
    private readonly List<Entry> terminated = [];
    private readonly Dictionary<PlaceCodes, int> places = [];

    /// <summary>The number of postcodes added.</summary>
    public int Count => live.Count + terminated.Count;

    /// <summary>The number of terminated postcodes added.</summary>
    public int TerminatedCount => terminated.Count;

    /// <summary>Adds a postcode.</summary>
    /// <param name="postcode">The postcode.</param>
    /// <param name="codes">Its codes.</param>
    /// <param name="isTerminated">Whether it is no longer in use.</param>
    /// <param name="line">The line in the source file.</param>
    public void Add(Postcode postcode, PlaceCodes codes, bool isTerminated, int line)
    {
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(places, codes, out var isKnown);
        if (!isKnown)
        {
            if (places.Count > MaxPlaces) throw new InvalidDataException("it has more places than an index can hold");
            place = places.Count - 1;
        }
        (isTerminated ? terminated : live).Add(new Entry(postcode.Key, line, place));
    }

    /// <summary>Sorts the postcodes. Of two lines with the same postcode the first is kept.</summary>
    /// <param name="onRepeat">Receives the line of each repeat.</param>
    public void Sort(Action<int> onRepeat)
    {
        Sort(live, onRepeat);
        Sort(terminated, onRepeat);
    }

    /// <summary>Writes the index.</summary>
    /// <param name="path">The final path.</param>
    /// <param name="head">The header; the counts are filled in.</param>
    public void Write(string path, IndexHead head)
    {
        var (livePart, terminatedPart) = (Districts(live), Districts(terminated));
        var counts = new IndexCounts((uint)live.Count, (uint)terminated.Count)
        {
            LiveDistricts = (uint)livePart.Count,
            TerminatedDistricts = (uint)terminatedPart.Count,
            Places = (uint)places.Count,
        };
        IndexFile.Write(path, head with { Counts = counts }, stream =>
        {
            Write(stream, live, livePart);
            Write(stream, terminated, terminatedPart);
            var table = new PlaceCodes[places.Count];
            foreach (var (codes, number) in places) table[number] = codes;
            stream.Write(MemoryMarshal.AsBytes(table.AsSpan()));
        });
    }

    private static void Sort(List<Entry> entries, Action<int> onRepeat)
    {
        CollectionsMarshal.AsSpan(entries).Sort((a, b) => a.Key != b.Key ? a.Key.CompareTo(b.Key) : a.Line.CompareTo(b.Line));
        var kept = 0;
        for (var i = 0; i < entries.Count; i++)
        {
            if (i > 0 && entries[i].Key == entries[kept - 1].Key) onRepeat(entries[i].Line);
            else entries[kept++] = entries[i];
        }
        entries.RemoveRange(kept, entries.Count - kept);
    }

    // There are about 3,000 districts, so 16 bits are enough; an overflow would throw here.
    private static Dictionary<int, ushort> Districts(List<Entry> entries)
    {
        var slots = new Dictionary<int, ushort>();
        foreach (var entry in entries) slots.TryAdd(new Postcode(entry.Key).DistrictNumber, checked((ushort)(slots.Count + 1)));
        return slots;
    }

    private static void Write(Stream stream, List<Entry> entries, Dictionary<int, ushort> districts)
    {
        var slots = new ushort[PostcodeSet.Slots];
        foreach (var (district, slot) in districts) slots[district] = slot;
        stream.Write(MemoryMarshal.AsBytes(slots.AsSpan()));
        stream.Write(MemoryMarshal.AsBytes(Bits(entries, districts).AsSpan()));
        Span<byte> place = stackalloc byte[3];
        foreach (var entry in entries)
        {
            (place[0], place[1], place[2]) = ((byte)entry.Place, (byte)(entry.Place >> 8), (byte)(entry.Place >> 16));
            stream.Write(place);
        }
        stream.Write(stackalloc byte[new PostcodeSet(0, 0, (uint)entries.Count).Padding]);
    }

    private static PostcodeBits[] Bits(List<Entry> entries, Dictionary<int, ushort> districts)
    {
        var bits = new PostcodeBits[districts.Count * PostcodeBits.InDistrict];
        for (var i = 0; i < entries.Count; i++)
        {
            var postcode = new Postcode(entries[i].Key);
            ref var some = ref bits[((districts[postcode.DistrictNumber] - 1) * PostcodeBits.InDistrict) + (postcode.InwardNumber >> 6)];
            some = new PostcodeBits(some.Present | (1UL << (postcode.InwardNumber & 63)), some.Present == 0 ? (uint)i : some.Before);
        }
        return bits;
    }

    private readonly struct Entry(uint key, int line, int place)
    {
        public readonly uint Key = key;
        public readonly int Line = line;
        public readonly int Place = place;
    }
}
