using WorkWell.Areas.Sdk;

namespace WorkWell.Areas.Contracts;

/// <summary>Official codes for postcodes and GP practices, from the loaded ONS and ODS files.</summary>
public interface IPlaces
{
    /// <summary>Looks a postcode up.</summary>
    /// <param name="text">The postcode as typed.</param>
    /// <returns>What it stands for; a postcode that is not in the directory is not an error.</returns>
    PostcodeAnswer FindPostcode(string? text);

    /// <summary>Looks a GP practice up.</summary>
    /// <param name="odsCode">Its ODS code as typed.</param>
    /// <returns>The practice, or null when the code is not in the directory.</returns>
    GpPractice? FindPractice(string? odsCode);

    /// <summary>Looks GP practices up by words of their name, their postcode or their code, for somebody who does not know the code. Closed ones are left out.</summary>
    /// <param name="words">What was typed.</param>
    /// <param name="most">How many to give at most.</param>
    /// <returns>Practices that hold every word, those whose name begins with the words first.</returns>
    IReadOnlyList<PracticeEntry> SearchPractices(string? words, int most);

    /// <summary>How the directory stands, for the health page and administrators.</summary>
    PlacesStatus Status { get; }
}

/// <summary>A GP practice as the public knows it.</summary>
/// <param name="Practice">Its codes.</param>
/// <param name="Name">Its name.</param>
/// <param name="Postcode">Its postcode.</param>
/// <param name="IsClosed">Whether it has closed.</param>
public sealed record PracticeEntry(GpPractice Practice, string Name, string? Postcode, bool IsClosed);

/// <summary>How the directory stands.</summary>
/// <param name="Postcodes">The postcodes that serve; null: none, and every postcode is then "not in the directory".</param>
/// <param name="Practices">The practices that serve; null: none.</param>
/// <param name="Refused">Index files that were refused, each with its reason.</param>
public sealed record PlacesStatus(PlaceIndexStatus? Postcodes, PlaceIndexStatus? Practices, IReadOnlyList<string> Refused);

/// <summary>One index that serves.</summary>
/// <param name="Entries">How many entries it has.</param>
/// <param name="Source">The file it was made from.</param>
/// <param name="LoadedAt">When it was made.</param>
/// <param name="IsSample">Whether it is only the sample that ships with the product.</param>
public sealed record PlaceIndexStatus(long Entries, string Source, DateTimeOffset LoadedAt, bool IsSample);

/// <summary>How a postcode was understood.</summary>
public enum PostcodeState
{
    /// <summary>Nothing was given.</summary>
    NotGiven,

    /// <summary>The text does not have the shape of a postcode.</summary>
    NotAPostcode,

    /// <summary>It has the shape of a postcode and is not in the directory: new, or mistyped.</summary>
    NotInDirectory,

    /// <summary>It is in the directory.</summary>
    Known,
}

/// <summary>What a postcode stands for.</summary>
/// <param name="State">How it was understood.</param>
/// <param name="Postcode">The postcode as it is written, such as "LE4 7QX"; null when the text is not one.</param>
/// <param name="Home">The codes; with only the district when it is not in the directory.</param>
public sealed record PostcodeAnswer(PostcodeState State, string? Postcode, HomePlace Home)
{
    /// <summary>Whether the postcode is no longer in use. It still says where the place is.</summary>
    public bool IsTerminated { get; init; }
}
