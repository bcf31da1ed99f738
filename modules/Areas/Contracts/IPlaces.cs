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
}

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
public sealed record PostcodeAnswer(PostcodeState State, string? Postcode, HomePlace Home);
