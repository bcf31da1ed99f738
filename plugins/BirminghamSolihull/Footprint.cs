using WorkWell.Areas.Sdk;

namespace WorkWell.Areas.BirminghamSolihull;

/// <summary>
/// East Birmingham and North Solihull, as the primary care networks that make them up. The network of the GP practice decides; where it is not known,
/// the home does. Networks are renamed and merged, so one that is not on the list asks a person to check, and never refuses.
/// </summary>
internal sealed class Footprint(AreaSettings settings)
{
    private readonly AreaPlaces places = new(settings);

    public Answer Holds(ReferralFacts facts)
    {
        var (practice, home) = (facts.Practice, places.HomeIsHere(facts.Home));
        var isElsewhere = places.PracticeIsHere(practice) == Answer.No;
        if (places.FindNetwork(practice.NetworkCode, practice.NetworkName) is not null) return isElsewhere ? Answer.Unknown : Answer.Yes;
        if (isElsewhere) return home == Answer.No ? Answer.No : Answer.Unknown;

        // Somebody who lives elsewhere may still be with a practice of the footprint: until the practice is known, that is a question.
        var isNamed = practice.NetworkCode is not null || practice.NetworkName is not null;
        return isNamed || home == Answer.No ? Answer.Unknown : home;
    }
}
