using System.Runtime.InteropServices;

namespace WorkWell.Areas.Places;

/// <summary>Gathers postcodes in any order and writes them as an index.</summary>
internal sealed class PostcodeIndexWriter
{
    private const int MostPlaces = 1 << 24; // places are numbered in three bytes

    private readonly List<Entry> live = [];
    private readonly List<Entry> terminated = [];
    private readonly Dictionary<PlaceCodes, int> places = [];

    /// <summary>How many were added.</summary>
    public int Count => live.Count + terminated.Count;

    /// <summary>How many of them are no longer in use.</summary>
    public int TerminatedCount => terminated.Count;

    /// <summary>Adds a postcode.</summary>
    /// <param name="postcode">The postcode.</param>
    /// <param name="codes">Its codes.</param>
    /// <param name="isTerminated">Whether it is no longer in use.</param>
    /// <param name="line">The line it stands on.</param>
    public void Add(Postcode postcode, PlaceCodes codes, bool isTerminated, int line)
    {
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(places, codes, out var isKnown);
        if (!isKnown)
        {
            if (places.Count > MostPlaces) throw new InvalidDataException("it names more places than an index can hold");
            place = places.Count - 1;
        }
        (isTerminated ? terminated : live).Add(new Entry(postcode.Key, line, place));
    }

    /// <summary>Sorts what was added. The first of two lines with the same postcode counts.</summary>
    /// <param name="onRepeat">Told the line of each repeat.</param>
    public void Sort(Action<int> onRepeat)
    {
        Sort(live, onRepeat);
        Sort(terminated, onRepeat);
    }

    /// <summary>Writes the index.</summary>
    /// <param name="path">Its final place.</param>
    /// <param name="head">What it says of itself; the counts are filled in.</param>
    public void Write(string path, IndexHead head) => IndexFile.Write(path, head with { Counts = ((uint)live.Count, (uint)terminated.Count, (uint)places.Count) }, stream =>
    {
        Write(stream, live);
        Write(stream, terminated);
        var table = new PlaceCodes[places.Count];
        foreach (var (codes, number) in places) table[number] = codes;
        stream.Write(MemoryMarshal.AsBytes(table.AsSpan()));
    });

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

    private static void Write(Stream stream, List<Entry> entries)
    {
        foreach (var entry in entries) stream.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<uint>(in entry.Key)));
        Span<byte> number = stackalloc byte[3];
        foreach (var entry in entries)
        {
            (number[0], number[1], number[2]) = ((byte)entry.Place, (byte)(entry.Place >> 8), (byte)(entry.Place >> 16));
            stream.Write(number);
        }
        stream.Write(stackalloc byte[(int)(-(entries.Count * 3L) & 3)]);
    }

    private readonly struct Entry(uint key, int line, int place)
    {
        public readonly uint Key = key;
        public readonly int Line = line;
        public readonly int Place = place;
    }
}
