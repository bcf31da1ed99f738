using WorkWell.Areas.Sdk;

namespace WorkWell.Areas.Dudley;

/// <summary>
/// Being registered with a GP practice in one of the trial's four places. The register asks for it at the first meeting, which is still to come: somebody
/// with no practice yet is not refused, they are asked. Where the person lives does not matter to the register.
/// </summary>
internal sealed class TrialPractices(AreaSettings settings)
{
    private const string Elsewhere = "elsewhere";
    private const string NotRegistered = "not-registered";

    private readonly AreaPlaces places = new(settings);

    public static ExtraQuestion Question { get; } = new("gp-practice-place", QuestionKind.One)
    {
        Options = ["dudley", "wolverhampton", "sandwell-and-west", "south-and-central-birmingham", Elsewhere, NotRegistered],
        DecidesEligibility = true,
    };

    public Answer Hold(ReferralFacts facts)
    {
        var byAnswer = facts.Answers.Count > 0 && facts.Answers.TryGetValue(Question.Code, out var place) ? ByAnswer(place) : Answer.Unknown;
        return Ask.Agreeing(places.PracticeIsHere(facts.Practice), byAnswer);
    }

    private static Answer ByAnswer(string place) => place switch
    {
        Elsewhere => Answer.No,
        NotRegistered => Answer.Unknown,
        _ => Question.Options.Contains(place) ? Answer.Yes : Answer.Unknown,
    };
}
