using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;

namespace WorkWell.Partners;

/// <summary>
/// Resolves a place as typed: a postcode, or the name of a district, an area, a place that an area names, or a town. The result holds only codes of districts
/// and areas.
/// </summary>
internal sealed class StatedPlaces(IPlaces places, IAreaCatalogue catalogue)
{
    public PlaceAnswer Find(string? typed)
    {
        var postcode = places.FindPostcode(typed);
        return postcode.State switch
        {
            PostcodeState.NotGiven => PlaceAnswer.NotGiven,
            PostcodeState.Known => new() { Authority = postcode.Home.AuthorityCode, Board = postcode.Home.BoardCode },
            PostcodeState.NotInDirectory => new() { Unknown = "postcode" },
            _ => FindByName(typed),
        };
    }

    /// <summary>The name of the place; null when no area names it.</summary>
    public string? NameOf(PlaceAnswer place)
    {
        if (place.Area is { } area) return catalogue.Ready.TryGetValue(area, out var ready) ? ready.Settings.Name : null;
        return place.Authority is { } authority ? Districts().FirstOrDefault(district => district.Codes.Contains(authority))?.Name : null;
    }

    private PlaceAnswer FindByName(string? typed)
    {
        var name = Folded(typed);
        if (name.Length == 0) return PlaceAnswer.NotGiven;
        if (Districts().FirstOrDefault(
            district => district.Codes.Count > 0 && district.Aliases.Prepend(district.Name).Any(known => Folded(known) == name))
            is { } found) return new() { Authority = found.Codes[0] };
        var area = catalogue.Ready.Values.FirstOrDefault(ready => Folded(ready.Settings.Name) == name || Folded(ready.Settings.ServiceName) == name);
        return area is not null ? new() { Area = area.Code } : FindNeighbourhood(name) ?? FindTown(typed);
    }

    // A place to which an area pays most attention, or a network that it serves.
    private PlaceAnswer? FindNeighbourhood(string name)
    {
        foreach (var area in catalogue.Ready.Values.OrderBy(area => area.Code, StringComparer.Ordinal))
        {
            var focus = area.Settings.FocusPlaces.FirstOrDefault(place => place.Aliases.Prepend(place.Name).Any(known => Folded(known) == name));
            if (focus is { Within: { } within }) return new() { Authority = within };
            if (area.Settings.Networks.Any(network => network.Aliases.Prepend(network.Name).Any(known => Folded(known) == name)))
                return new() { Area = area.Code };
        }
        return null;
    }

    private PlaceAnswer FindTown(string? typed)
    {
        var authorities = places.AuthoritiesOfTown(typed);
        if (authorities.Count == 0) return new() { Unknown = "name" };
        var serving = authorities.Select(code => catalogue.Serving(new HomePlace { AuthorityCode = code }, GpPractice.Unknown)?.Code).Distinct().ToArray();
        // There is more than one Newport, and more than one area in London.
        return serving.Length == 1 ? new() { Authority = authorities[0] } : new() { Unknown = "several" };
    }

    private IEnumerable<Place> Districts() =>
        catalogue.Ready.Values.OrderBy(area => area.Code, StringComparer.Ordinal).SelectMany(area => area.Settings.Authorities);

    private static string Folded(string? text) => string.Join(' ', SearchText.Words(text));
}
