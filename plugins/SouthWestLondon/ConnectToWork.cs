using WorkWell.Areas.Sdk;

namespace WorkWell.Areas.SouthWestLondon;

/// <summary>The neighbouring offer: a partnership of five boroughs. Wandsworth is in the board and not in it, so its residents hear something else.</summary>
internal sealed class ConnectToWork(AreaSettings settings)
{
    private const string Source = "Connect to Work, South West London partnership: five boroughs, Croydon in the lead";

    private readonly AreaPlaces area = new(settings);
    private readonly AreaPlaces? outside = settings.AuthoritiesOutsideOffer.Count == 0 ? null : new(settings with { Authorities = settings.AuthoritiesOutsideOffer });

    public IReadOnlyList<Rule> Advice =>
    [
        new("connect-to-work", Standing.Stated, Source, facts => Ask.All(area.HomeIsHere(facts.Home), Covers(facts.Home))),
        new("connect-to-work-not-here", Standing.Stated, Source, facts => Ask.All(area.HomeIsHere(facts.Home), LeavesOut(facts.Home))),
    ];

    private Answer LeavesOut(HomePlace home) => outside?.HomeIsHere(home) ?? Answer.No;

    private Answer Covers(HomePlace home) => LeavesOut(home) switch { Answer.Yes => Answer.No, Answer.No => Answer.Yes, _ => Answer.Unknown };
}
