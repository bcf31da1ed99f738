using WorkWell.Areas.Sdk;

namespace WorkWell.Areas.Catalogue;

/// <summary>
/// Which area a place belongs to. An area that lists its authorities claims those; one that lists none claims its whole board. The narrower claim wins, and two
/// equal claims give none. Areas that do not serve keep their claims, so that nobody falls through to a wider area's rules.
/// </summary>
internal sealed class AreaClaims
{
    private readonly ILookup<string, string> byAuthority;
    private readonly ILookup<string, string> byBoard;
    private readonly IReadOnlyList<PracticeClaim> practices;

    public AreaClaims(IReadOnlyCollection<AreaSettings> areas)
    {
        byAuthority = areas
            .SelectMany(area => area.Authorities.SelectMany(place => place.Codes).Distinct().Select(authority => (authority, area.Code)))
            .ToLookup(claim => claim.authority, claim => claim.Code);
        byBoard = areas.Where(area => area.Authorities.Count == 0).ToLookup(area => area.Board.Ons, area => area.Code);
        practices = [.. areas.Select(area => new PracticeClaim(area))];
    }

    /// <summary>The code of the area that a person belongs to: by home, else by GP practice.</summary>
    /// <returns>Null when the facts do not say, nobody claims the place, or two areas claim it equally.</returns>
    public string? Find(HomePlace home, GpPractice practice)
    {
        var here = home.AuthorityCode is { } authority && byAuthority.Contains(authority) ? byAuthority[authority]
            : home.BoardCode is { } board && byBoard.Contains(board) ? byBoard[board]
            : null;
        if (here is not null) return SingleOrNull(here);

        // Somebody who is known to live elsewhere comes to an area only where a practice there is enough.
        var livesElsewhere = home.AuthorityCode is not null || home.BoardCode is not null;
        var claims = practices.Where(claim => (!livesElsewhere || claim.IsEnough) && claim.Places.PracticeIsHere(practice) == Answer.Yes).ToArray();
        return SingleOrNull(claims.Where(claim => claim.IsNarrow).Select(claim => claim.Code))
            ?? (claims.Any(claim => claim.IsNarrow) ? null : SingleOrNull(claims.Select(claim => claim.Code)));
    }

    /// <summary>The places that an area claims, by code of authority, or its board where it lists no authorities.</summary>
    public static IReadOnlySet<string> Of(AreaSettings area) =>
        (area.Authorities.Count == 0 ? [area.Board.Ons] : area.Authorities.SelectMany(place => place.Codes)).ToHashSet();

    /// <summary>Places that two or more areas claim equally, so that neither serves them.</summary>
    public IEnumerable<(string Place, IReadOnlyList<string> Areas)> Ties() =>
        byAuthority.Concat(byBoard).Select(place => (place.Key, (IReadOnlyList<string>)[.. place])).Where(claim => claim.Item2.Count > 1);

    private static string? SingleOrNull(IEnumerable<string> codes) => codes.Take(2).ToArray() is [var only] ? only : null;

    private sealed class PracticeClaim(AreaSettings area)
    {
        public string Code => area.Code;

        public AreaPlaces Places { get; } = new(area);

        public bool IsNarrow => area.PracticeLocations.Count > 0;

        public bool IsEnough => area.Requirements.TryGetValue(RequirementNames.PracticeInAreaIsEnough, out var enough) && enough.Applies;
    }
}
