using WorkWell.Areas.Contracts;
using WorkWell.Platform;

namespace WorkWell.Areas.Places;

/// <summary>Checks the invented postcodes that an area brings. Without them the sample serves the other areas all the same.</summary>
internal sealed class SamplePostcodesCheck : IAreaCheck
{
    public string Name => "invented postcodes";

    public bool KeepsFromServing => false;

    public IEnumerable<ValidationError> Check(Area area, string configFolder)
    {
        if (SamplePlaces.WhatIsWrong(Path.Combine(configFolder, "areas", area.Code, SamplePlaces.OfArea)) is { } wrong)
            yield return new($"config/areas/{area.Code}/{SamplePlaces.OfArea}", null, wrong);
    }
}
