using System.Security.Cryptography;
using System.Text;

namespace WorkWell.Areas.Places;

/// <summary>
/// The sample that ships with the product, built into index files beside the real ones on first use. The file names contain a hash of the sample, so a
/// changed sample creates new files and never overwrites the real index.
/// </summary>
internal sealed class SamplePlaces(PlaceFolders folders, TimeProvider clock)
{
    private const string Format = "1";

    /// <summary>Builds the sample's postcode index if needed.</summary>
    /// <returns>Its path, or null when there is no sample.</returns>
    /// <exception cref="InvalidDataException">The sample is invalid.</exception>
    public string? Postcodes() => Make(
        IndexKind.Postcodes, ["sample-postcodes.csv"], (loader, files, target) =>
        loader.MakePostcodes(files[0], target, acceptSmaller: true, null, default).Refused);

    /// <summary>Builds the sample's practice index if needed.</summary>
    /// <returns>Its path, or null when there is no sample.</returns>
    /// <exception cref="InvalidDataException">The sample is invalid.</exception>
    public string? Practices() => Make(
        IndexKind.Practices, ["sample-practices.csv", "sample-networks.csv"], (loader, files, target) =>
        loader.MakePractices(files, target, acceptSmaller: true, null, default).Refused);

    private string? Make(IndexKind kind, string[] names, Func<PlaceLoader, string[], string, string?> make)
    {
        var files = names.Select(name => Path.Combine(folders.Sample, name)).ToArray();
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
