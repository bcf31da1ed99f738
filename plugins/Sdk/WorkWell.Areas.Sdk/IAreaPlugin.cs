namespace WorkWell.Areas.Sdk;

/// <summary>
/// What one area decides for itself. Everything here is pure: facts and the area's published settings go in, a decision comes out.
/// No clock, database, network or container is within reach, so that a stored decision can be made again exactly.
/// </summary>
/// <remarks>Only <see cref="Eligibility"/> is required. The other members answer as the national service does until an area says otherwise.</remarks>
public interface IAreaPlugin
{
    /// <summary>The area's eligibility rules, bound to one revision of its settings. Called once a revision; the result serves many threads.</summary>
    /// <param name="settings">The published settings.</param>
    /// <returns>Rules that decide from facts alone.</returns>
    IEligibility Eligibility(AreaSettings settings);

    /// <summary>Which partner, trial or programme an eligible referral is offered.</summary>
    /// <param name="settings">The published settings.</param>
    /// <returns>Routing that ranks the area's partner services.</returns>
    IRouting Routing(AreaSettings settings) => new NationalRouting(settings);

    /// <summary>What happens when, after each turning point of a referral.</summary>
    /// <param name="settings">The published settings.</param>
    /// <returns>The plan of follow-ups.</returns>
    IFollowUpPlan FollowUps(AreaSettings settings) => new NationalFollowUpPlan(settings);

    /// <summary>Questions this area asks besides the national ones, in the order they are asked.</summary>
    /// <param name="settings">The published settings.</param>
    /// <returns>The questions; none by default.</returns>
    IReadOnlyList<ExtraQuestion> ExtraQuestions(AreaSettings settings) => [];

    /// <summary>The randomised trial this area runs, or null.</summary>
    /// <param name="settings">The published settings.</param>
    /// <returns>The trial; none by default.</returns>
    TrialDesign? Trial(AreaSettings settings) => null;

    /// <summary>The workforce programme this area runs, or null.</summary>
    /// <param name="settings">The published settings.</param>
    /// <returns>The programme; none by default.</returns>
    ProgrammeDesign? Programme(AreaSettings settings) => null;
}

/// <summary>Eligibility rules bound to one revision of an area's settings.</summary>
public interface IEligibility
{
    /// <summary>Decides whether the area can help, from facts alone.</summary>
    /// <param name="facts">What is known. A null fact was not asked or not answered, and never means "no".</param>
    /// <param name="trace">Receives one line for each rule, in the order of the rules. Pass <see cref="DecisionTrace.None"/> to keep no trace.</param>
    /// <returns>Eligible, not eligible or needs review; the last two always with a reason.</returns>
    EligibilityDecision Decide(ReferralFacts facts, DecisionTrace trace);
}

/// <summary>Routing bound to one revision of an area's settings.</summary>
public interface IRouting
{
    /// <summary>Says what the person is offered next and ranks the services that fit.</summary>
    /// <param name="facts">What is known about the referral.</param>
    /// <param name="services">The area's partner services as they stand now.</param>
    /// <returns>The next step, the services that fit, best first and each with reasons. An empty ranking means that nobody fits.</returns>
    RoutingDecision Route(ReferralFacts facts, IReadOnlyList<PartnerService> services);
}

/// <summary>A plan of follow-ups bound to one revision of an area's settings.</summary>
public interface IFollowUpPlan
{
    /// <summary>The follow-ups that start at a turning point of a referral.</summary>
    /// <param name="occasion">What has happened, to which kind of referral.</param>
    /// <returns>The steps to plan; their dates are worked out by the host's calendar.</returns>
    IReadOnlyList<FollowUpStep> Steps(FollowUpContext occasion);
}
