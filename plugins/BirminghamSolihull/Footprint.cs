using WorkWell.Areas.Sdk;

namespace WorkWell.Areas.BirminghamSolihull;

/// <summary>
/// East Birmingham and North Solihull, as the primary care networks that make them up. The network of the GP practice decides; where it is not known,
/// the home does. Networks are renamed and merged, so one that is not on the list asks a person to check, and never refuses.
/// </summary>
internal sealed class Footprint
{
    private const string NotOnTheList = "somewhere-else";

    private readonly AreaPlaces places;
    private readonly Dictionary<string, string> neighbourhoods;

    public Footprint(AreaSettings settings)
    {
        places = new(settings);
        neighbourhoods = settings.Networks.ToDictionary(network => AreaPlaces.NameKey(network.Name).Replace(' ', '-'), network => network.Name);
        // No published file says which network a home belongs to, so people are asked in words they know. Without networks there is nothing to choose from.
        Questions = neighbourhoods.Count == 0 ? []
            : [new("neighbourhood", QuestionKind.One) { Options = [.. neighbourhoods.Keys, NotOnTheList], DecidesEligibility = true }];
    }

    public IReadOnlyList<ExtraQuestion> Questions { get; }

    public Answer Holds(ReferralFacts facts)
    {
        var (practice, home) = (facts.Practice, places.HomeIsHere(WithNeighbourhood(facts).Home));
        var isElsewhere = places.PracticeIsHere(practice) == Answer.No;
        if (places.FindNetwork(practice.NetworkCode, practice.NetworkName) is not null) return AnySourceSaysElsewhere(practice) ? Answer.Unknown : Answer.Yes;
        if (isElsewhere) return home == Answer.No ? Answer.No : Answer.Unknown;

        // Somebody who lives elsewhere may still be with a practice of the footprint: until the practice is known, that is a question.
        var isNamed = practice.NetworkCode is not null || practice.NetworkName is not null;
        return isNamed || home == Answer.No ? Answer.Unknown : home;
    }

    // Sources that contradict each other ask and never decide: a network of the footprint with a sub-board of another board is a question.
    private bool AnySourceSaysElsewhere(GpPractice practice) =>
        places.PracticeIsHere(practice) == Answer.No
        || places.PracticeIsHere(new() { SubBoardCode = practice.SubBoardCode }) == Answer.No
        || places.PracticeIsHere(new() { BoardCode = practice.BoardCode }) == Answer.No
        || places.PracticeIsHere(new() { AuthorityCode = practice.AuthorityCode }) == Answer.No;

    /// <summary>The facts with the neighbourhood that the person chose as the network of the home, where no file said one.</summary>
    public ReferralFacts WithNeighbourhood(ReferralFacts facts)
    {
        if (facts.Home.NetworkCode is not null || facts.Home.NetworkName is not null) return facts;
        if (!facts.Answers.TryGetValue("neighbourhood", out var answer) || !neighbourhoods.TryGetValue(answer, out var name)) return facts;
        return facts with { Home = facts.Home with { NetworkName = name } };
    }
}
