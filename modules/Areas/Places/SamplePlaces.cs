using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using WorkWell.Platform;

namespace WorkWell.Areas.Places;

/// <summary>
/// The sample that ships with the product, together with the invented postcodes of areas, built into index files beside the real ones on first use. The file
/// names contain a hash of the sample, so a changed sample creates new files and never overwrites the real index.
/// </summary>
internal sealed class SamplePlaces(PlaceFolders folders, TimeProvider clock)
{
    /// <summary>The file of an area's own invented postcodes.</summary>
    public const string OfArea = "sample-postcodes.csv";

    private const string Format = "2";

    /// <summary>Builds the sample's postcode index if needed.</summary>
    /// <returns>Its path, or null when there is no sample.</returns>
    /// <exception cref="InvalidDataException">The sample is invalid.</exception>
    public string? Postcodes() => Make(
        IndexKind.Postcodes, [OwnFile, .. AreasFiles().Where(file => WhatIsWrong(file) is null)],
        (loader, files, target) => loader.MakePostcodes(files, target, acceptSmaller: true, null, default).Refused);

    /// <summary>Builds the sample's practice index if needed.</summary>
    /// <returns>Its path, or null when there is no sample.</returns>
    /// <exception cref="InvalidDataException">The sample is invalid.</exception>
    public string? Practices() => Make(
        IndexKind.Practices, PracticeFiles(), (loader, files, target) =>
        loader.MakePractices(files, target, acceptSmaller: true, null, default).Refused);

    /// <summary>What changes when one of the files does, or when an area brings postcodes of its own.</summary>
    /// <returns>The names and dates of the files.</returns>
    public string Stamp() => string.Join('|', PostcodeFiles().Concat(PracticeFiles())
        .Select(file => string.Create(CultureInfo.InvariantCulture, $"{file} {File.GetLastWriteTimeUtc(file).Ticks}")));

    /// <summary>Why an area's file cannot be part of the sample. One area's mistake must not take the sample from the others.</summary>
    /// <returns>A sentence; null where the file is in order or is not there.</returns>
    public static string? WhatIsWrong(string file)
    {
        if (!File.Exists(file)) return null;
        try
        {
            if (RegularFile.ReadAllBytes(file).Length == 0) return "The file is empty.";
            using var csv = new OfficialCsv(file, null, default);
            PostcodeDirectoryFile.Read(csv, new(), new());
            return null;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return wrong.Message;
        }
    }

    private string OwnFile => Path.Combine(folders.Sample, OfArea);

    private string[] PostcodeFiles() => [OwnFile, .. AreasFiles()];

    private IEnumerable<string> AreasFiles() =>
        folders.Areas is not { } areas || !Directory.Exists(areas) ? []
        : Directory.EnumerateDirectories(areas).Where(area => Path.GetFileName(area)[0] != '.').Select(area => Path.Combine(area, OfArea)).Where(File.Exists)
            .Order(StringComparer.Ordinal);

    private string[] PracticeFiles() => [Path.Combine(folders.Sample, "sample-practices.csv"), Path.Combine(folders.Sample, "sample-networks.csv")];

    private string? Make(IndexKind kind, string[] files, Func<PlaceLoader, string[], string, string?> make)
    {
        if (!files.All(File.Exists)) return null;
        var target = Path.Combine(folders.Data, $"sample-{kind.ToString().ToLowerInvariant()}-{Fingerprint(files)}.index");
        if (!IsWhole(target, kind) && make(new PlaceLoader(folders, clock), files, target) is { } refused) throw new InvalidDataException(refused);
        return target;
    }

    // A damaged sample index is rebuilt; nothing is lost.
    private static bool IsWhole(string target, IndexKind kind)
    {
        if (!File.Exists(target)) return false;
        try
        {
            IndexFile.Open(target, kind);
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static string Fingerprint(string[] files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(Format));
        foreach (var file in files) hash.AppendData(File.ReadAllBytes(file));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }
}
