using WorkWell.Areas.Sdk;

namespace WorkWell.Areas.SouthWestLondon;

/// <summary>The neighbouring offer: a partnership of five boroughs. Wandsworth is in the board and not in it, so its residents hear something else.</summary>
internal static class ConnectToWork
{
    private const string Source = "Connect to Work, South West London partnership: five boroughs, Croydon in the lead";

    public static IReadOnlyList<Rule> Advice(AreaSettings settings)
    {
        HashSet<string> leftOut = [.. settings.AuthoritiesOutsideOffer.SelectMany(place => place.Codes)];
        return [.. When("connect-to-work", place => !leftOut.Overlaps(place.Codes)),
            .. When("connect-to-work-not-here", place => leftOut.Overlaps(place.Codes))];

        IEnumerable<Rule> When(string code, Func<Place, bool> chosen)
        {
            // A list without authorities would stand for the whole board.
            if (settings.Authorities.Where(chosen).ToArray() is not { Length: > 0 } authorities) yield break;
            var places = new AreaPlaces(settings with { Authorities = authorities });
            yield return new(code, EvidenceLevel.Stated, Source, facts => places.HomeIsHere(facts.Home));
        }
    }
}
