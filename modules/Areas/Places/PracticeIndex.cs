using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;

namespace WorkWell.Areas.Places;

/// <summary>GP practices. There are only about ten thousand, so they are held as objects; the file is verified like the postcode index.</summary>
internal sealed class PracticeIndex
{
    private const int LongestWords = 100;

    private readonly FrozenDictionary<string, PracticeEntry> byCode;
    private readonly (string Key, PracticeEntry Entry)[] open;
    private readonly ILookup<string, PracticeEntry> byTown;

    private PracticeIndex(IndexHead head, IReadOnlyList<PracticeEntry> entries)
    {
        Head = head;
        byCode = entries.ToFrozenDictionary(entry => entry.Practice.Code!);
        open = [.. entries.Where(entry => !entry.IsClosed).Select(entry => (SearchKey(entry), entry)).OrderBy(pair => pair.Item1, StringComparer.Ordinal)];
        byTown = open.SelectMany(pair => pair.Entry.Towns.Select(town => (Town: AreaPlaces.NameKey(town), pair.Entry)))
            .ToLookup(pair => pair.Town, pair => pair.Entry);
    }

    /// <summary>The file's header.</summary>
    public IndexHead Head { get; }

    /// <summary>Opens and checks an index.</summary>
    /// <param name="path">The path of the file.</param>
    /// <returns>The index.</returns>
    /// <exception cref="InvalidDataException">The file is truncated, edited or not an index.</exception>
    public static PracticeIndex Open(string path)
    {
        var file = IndexFile.Open(path, IndexKind.Practices);
        var entries = JsonSerializer.Deserialize<PracticeEntry[]>(file.Payload)!;
        GC.KeepAlive(file);
        return new PracticeIndex(file.Head, entries);
    }

    /// <summary>Writes an index.</summary>
    /// <param name="path">The final path.</param>
    /// <param name="head">The header; the counts are filled in.</param>
    /// <param name="entries">The practices, with unique codes.</param>
    public static void Write(string path, IndexHead head, IReadOnlyList<PracticeEntry> entries)
    {
        var closed = entries.Count(entry => entry.IsClosed);
        IndexFile.Write(path, head with { Counts = new IndexCounts((uint)(entries.Count - closed), (uint)closed) },
            stream => JsonSerializer.Serialize(stream, entries));
    }

    /// <summary>Finds a practice by code.</summary>
    /// <param name="code">An ODS code in capitals.</param>
    /// <returns>The practice, or null.</returns>
    public PracticeEntry? Find(string code) => byCode.GetValueOrDefault(code);

    /// <summary>The practices of a town.</summary>
    /// <param name="name">Its name as typed.</param>
    /// <returns>The open practices whose address names it.</returns>
    public IEnumerable<PracticeEntry> InTown(string name) => name.Length > LongestWords ? [] : byTown[AreaPlaces.NameKey(name)];

    /// <summary>Finds practices whose name, postcode or code contains every word.</summary>
    /// <param name="words">The search words.</param>
    /// <param name="most">The maximum number of results.</param>
    /// <returns>Those whose name begins with the words first, then by name.</returns>
    public IReadOnlyList<PracticeEntry> Search(string words, int most)
    {
        if (words.Length > LongestWords) return [];
        var key = AreaPlaces.NameKey(words.Normalize(NormalizationForm.FormKC));
        var parts = key.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0) return [];
        return [.. open
            .Where(pair => parts.All(part => pair.Key.Contains(part, StringComparison.Ordinal)))
            .OrderByDescending(pair => pair.Key.StartsWith(key, StringComparison.Ordinal))
            .Take(most)
            .Select(pair => pair.Entry)];
    }

    private static string SearchKey(PracticeEntry entry) =>
        $"{AreaPlaces.NameKey(entry.Name)} {entry.Postcode?.ToLowerInvariant()} {entry.Practice.Code!.ToLowerInvariant()}";
}
