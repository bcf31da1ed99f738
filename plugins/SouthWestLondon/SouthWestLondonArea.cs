using WorkWell.Areas.Sdk;

namespace WorkWell.Areas.SouthWestLondon;

/// <summary>
/// South West London: a workforce programme that brings local people into health and care work. The groups it aims at are a priority, never a wall; no
/// health condition is asked for, because the programme does not ask for one.
/// </summary>
public sealed class SouthWestLondonArea : IAreaPlugin
{
    private const string Source = "South West London workforce programme, as it describes itself";
    private const string Unemployed = "unemployed";

    /// <inheritdoc/>
    public IEligibility Eligibility(AreaSettings settings) => new EligibilityRules(
        required:
        [
            NationalRules.LivesOrRegisteredHere(settings), .. NationalRules.Limits(settings), .. NationalRules.Requirements(settings),
            .. NationalRules.Answers(settings),
        ],
        priorities: [.. AreaLists.Groups(settings)
        .Select(group => new Rule("group-" + group.Code, group.EvidenceLevel, group.Source ?? Source, facts => Belongs(facts, group.Code)))],
        advice: ConnectToWork.Advice(settings));

    /// <inheritdoc/>
    public IRouting Routing(AreaSettings settings) => new ProgrammeRouting(settings);

    /// <inheritdoc/>
    public IReadOnlyList<ExtraQuestion> ExtraQuestions(AreaSettings settings)
    {
        ExtraQuestion[] questions =
        [
            new("looking-for", QuestionKind.One) { Fills = Fact.LookingFor, Options = [.. AreaLists.Offers(settings).Select(offer => offer.Code), "not-sure"] },
            // Everyone is asked already whether they are out of work.
            new("groups", QuestionKind.Several) { Fills = Fact.Groups,
                Options = [.. AreaLists.Groups(settings).Select(group => group.Code).Where(code => code != Unemployed)] },
        ];
        return [.. questions.Where(question => question.Options.Count > 1)];
    }

    /// <inheritdoc/>
    public ProgrammeDesign Programme(AreaSettings settings) => new()
    {
        Offers = AreaLists.Offers(settings),
        Groups = AreaLists.Groups(settings),
        Targets = settings.Targets,
        PriorityRoles = AreaLists.PriorityRoles(settings),
        HardestRoles = AreaLists.HardestRoles(settings),
        Commitments = AreaLists.Commitments(settings),
    };

    private static Answer Belongs(ReferralFacts facts, string group)
    {
        if (group == Unemployed && facts.Situation is { } situation) return Ask.Is(situation == WorkSituation.OutOfWork);
        return facts.Groups.TryGetValue(group, out var belongs) ? Ask.Is(belongs) : Answer.Unknown;
    }
}
