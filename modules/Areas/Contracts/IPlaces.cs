using WorkWell.Areas.Sdk;

namespace WorkWell.Areas.Contracts;

/// <summary>Looks up official codes for postcodes and GP practices in the loaded ONS and ODS files.</summary>
public interface IPlaces
{
    /// <summary>Looks up a postcode.</summary>
    /// <param name="text">The postcode as typed.</param>
    /// <returns>The result; a postcode missing from the directory is not an error.</returns>
    PostcodeAnswer FindPostcode(string? text);

    /// <summary>Looks up a GP practice.</summary>
    /// <param name="odsCode">Its ODS code as typed.</param>
    /// <returns>The practice, or null when the directory does not have the code.</returns>
    GpPractice? FindPractice(string? odsCode);

    /// <summary>Searches GP practices by words of the name, by postcode or by code. Closed practices are left out.</summary>
    /// <param name="words">The search words.</param>
    /// <param name="most">The maximum number of results.</param>
    /// <returns>Practices that match every word; those whose name begins with the words come first.</returns>
    IReadOnlyList<PracticeEntry> SearchPractices(string? words, int most);

    /// <summary>The local authorities of a town, as the addresses of its GP practices have it.</summary>
    /// <param name="name">The town's name as typed.</param>
    /// <returns>The authorities' ONS codes, the one with most practices first; none for a town that no address names.</returns>
    IReadOnlyList<string> AuthoritiesOfTown(string? name);

    /// <summary>The boards in which a local authority has postcodes.</summary>
    /// <param name="authority">The authority's ONS code.</param>
    /// <returns>The boards' ONS codes; none where the directory does not know the authority.</returns>
    IEnumerable<string> BoardsOf(string authority);

    /// <summary>The status of the directory, for the health page and administrators.</summary>
    PlacesStatus Status { get; }
}

/// <summary>A GP practice with its public details.</summary>
/// <param name="Practice">Its codes.</param>
/// <param name="Name">Its name.</param>
/// <param name="Postcode">Its postcode.</param>
/// <param name="IsClosed">Whether it has closed.</param>
public sealed record PracticeEntry(GpPractice Practice, string Name, string? Postcode, bool IsClosed)
{
    /// <summary>The later lines of its address, in which its town stands.</summary>
    public IReadOnlyList<string> Towns { get; init; } = [];
}

/// <summary>The status of the directory.</summary>
/// <param name="Postcodes">The postcode index; null when there is none, and every postcode is then "not in the directory".</param>
/// <param name="Practices">The practice index; null when there is none.</param>
/// <param name="Refused">Refused index files, each with its reason.</param>
public sealed record PlacesStatus(PlaceIndexStatus? Postcodes, PlaceIndexStatus? Practices, IReadOnlyList<string> Refused);

/// <summary>An index in use.</summary>
/// <param name="Entries">The number of entries.</param>
/// <param name="Source">The source file.</param>
/// <param name="LoadedAt">When the index was built.</param>
/// <param name="IsSample">Whether it is the sample that ships with the product.</param>
public sealed record PlaceIndexStatus(long Entries, string Source, DateTimeOffset LoadedAt, bool IsSample);

/// <summary>The result of reading a postcode.</summary>
public enum PostcodeState
{
    /// <summary>Nothing was given.</summary>
    NotGiven,

    /// <summary>The text does not have the format of a postcode.</summary>
    NotAPostcode,

    /// <summary>A valid format, but not in the directory: new or mistyped.</summary>
    NotInDirectory,

    /// <summary>In the directory.</summary>
    Known,
}

/// <summary>The result of a postcode lookup.</summary>
/// <param name="State">The outcome.</param>
/// <param name="Postcode">The formatted postcode, such as "LE4 7QX"; null when the text is not one.</param>
/// <param name="Home">The codes; only the district when the postcode is not in the directory.</param>
public sealed record PostcodeAnswer(PostcodeState State, string? Postcode, HomePlace Home)
{
    /// <summary>Whether the postcode is no longer in use. Its location is still valid.</summary>
    public bool IsTerminated { get; init; }
}
