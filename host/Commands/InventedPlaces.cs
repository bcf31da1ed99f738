using System.Globalization;
using System.Text;

namespace WorkWell.Host.Commands;

/// <summary>Invented postcodes for a new area, so that it can be tried out before the official files are loaded, and without anybody's own postcode.</summary>
/// <param name="Csv">The file, laid out as the ONS Postcode Directory.</param>
/// <param name="Postcodes">The postcodes in it.</param>
internal sealed record InventedPlaces(string Csv, IReadOnlyList<string> Postcodes)
{
    /// <summary>The file in the area's folder, which a host reads together with the sample.</summary>
    public const string FileName = "sample-postcodes.csv";

    private const string About = "# SAMPLE, not the ONS Postcode Directory. Every postcode here is invented: no real one begins with Z and another letter. " +
        "They are used until the official files are loaded (docs/places.md).";

    /// <summary>Three postcodes for each authority, or for the whole board, in a district that no other area uses.</summary>
    public static InventedPlaces For(string config, ListedPlace board, IReadOnlyList<ListedPlace> authorities)
    {
        var district = FreeDistrict(config);
        var csv = new StringBuilder(About).Append("\npcds,doterm,oslaua,osward,ccg,icb,lsoa21\n");
        var postcodes = new List<string>();
        foreach (var (code, i) in authorities.Select(place => place.Code).DefaultIfEmpty("").Select((code, i) => (code, i)))
        {
            foreach (var letter in "ABC")
            {
                var postcode = string.Create(CultureInfo.InvariantCulture, $"{district} {i / 26 % 10}{(char)('A' + (i % 26))}{letter}");
                csv.Append(CultureInfo.InvariantCulture, $"{postcode},,{code},,,{board.Code},\n");
                postcodes.Add(postcode);
            }
        }
        return new(csv.ToString(), postcodes);
    }

    private static string FreeDistrict(string config)
    {
        var used = Directory.EnumerateDirectories(Path.Combine(config, "areas")).Select(area => Path.Combine(area, FileName)).Where(File.Exists)
            .SelectMany(File.ReadLines).Select(line => line.Split(' ')[0]).ToHashSet();
        return (from letter in "ABCDFGHJKLMNPQRSTUVWXY"
                from number in Enumerable.Range(1, 99)
                select string.Create(CultureInfo.InvariantCulture, $"Z{letter}{number}")).First(district => !used.Contains(district));
    }
}
