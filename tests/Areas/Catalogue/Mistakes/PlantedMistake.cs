using System.Globalization;

namespace WorkWell.Areas.Tests.Mistakes;

/// <summary>A mistake in the files of one area, and what the host has to say of it.</summary>
/// <param name="File">The file that is named, below config/areas/CODE or, for code, below the folder of plugins.</param>
/// <param name="Line">The line that is named; null where the mistake has none.</param>
/// <param name="Says">How the sentence begins.</param>
/// <param name="Plant">Makes the mistake in the area with this code.</param>
internal sealed record PlantedMistake(string File, int? Line, string Says, Action<ConfigFolder, string> Plant)
{
    /// <summary>Whether it is there when the host starts, so that the area never served. Otherwise it is made while the area serves.</summary>
    public bool IsThereFromTheStart { get; init; }

    /// <summary>The code of the area it is made in.</summary>
    public string Area { get; init; } = "";

    /// <summary>What the reason has to contain.</summary>
    public string Found => (File.Length == 0 ? "" : $"{File}{(Line is { } line ? ":" + line.ToString(CultureInfo.InvariantCulture) : "")}: ") + Says;

    /// <summary>Every mistake, each in an area of its own.</summary>
    public static IReadOnlyList<PlantedMistake> All { get; } =
    [
        .. MistakesInSettings.All.Concat(MistakesInFollowUps.All).Concat(MistakesInPartners.All).Concat(MistakesInExamples.All).Concat(MistakesInTexts.All)
            .Concat(MistakesInCode.All).Select((mistake, i) => mistake with { Area = string.Create(CultureInfo.InvariantCulture, $"area-{i:000}") }),
    ];
}
