using System.Globalization;

namespace WorkWell.Areas.Sdk;

/// <summary>The rules every WorkWell area shares, and those that an area's settings switch on.</summary>
public static class NationalRules
{
    private const string National = "WorkWell, national description";
    private const string Board = "WorkWell, national description: each integrated care board runs it for its own area";

    /// <summary>All national rules that these settings call for.</summary>
    /// <param name="settings">The published settings.</param>
    /// <returns>The rules, in the order in which they are explained.</returns>
    public static IReadOnlyList<Rule> For(AreaSettings settings) =>
        [LivesOrRegisteredHere(settings), HealthAffectsWork, InScopeOfWork, .. Limits(settings), .. Requirements(settings), .. Answers(settings)];

    /// <summary>A health condition or disability gets in the way of work.</summary>
    public static Rule HealthAffectsWork { get; } =
        new("health-affects-work", EvidenceLevel.Stated, National, facts => Ask.Is(facts.HealthAffectsWork));

    /// <summary>In work and struggling, off sick, or out of work: the three situations of every WorkWell area.</summary>
    public static Rule InScopeOfWork { get; } =
        new("work-situation", EvidenceLevel.Stated, National, facts => facts.Situation is null ? Answer.Unknown : Answer.Yes);

    /// <summary>
    /// The home is in the area, or, where the settings say that is enough, the GP practice is. Where they do not say, somebody who lives elsewhere and is
    /// registered here is not turned away: a person looks.
    /// </summary>
    /// <param name="settings">The published settings.</param>
    /// <returns>The rule.</returns>
    public static Rule LivesOrRegisteredHere(AreaSettings settings)
    {
        var places = new AreaPlaces(settings);
        settings.Requirements.TryGetValue(RequirementNames.PracticeInAreaIsEnough, out var enough);
        return new("lives-in-area", EvidenceLevel.Stated, Board, facts =>
        {
            var home = places.HomeIsHere(facts.Home);
            if (home == Answer.Yes) return home;
            if (enough is { Applies: true }) return Ask.Any(home, places.PracticeIsHere(facts.Practice));
            var isOpen = enough is null or { EvidenceLevel: EvidenceLevel.NotStated };
            return isOpen && places.PracticeIsHere(facts.Practice) == Answer.Yes ? Answer.Unknown : home;
        });
    }

    /// <summary>Rules for the limits that the settings state: age and time out of work.</summary>
    /// <param name="settings">The published settings.</param>
    /// <returns>One rule for each limit that is set.</returns>
    public static IEnumerable<Rule> Limits(AreaSettings settings)
    {
        if (settings.Limits.TryGetValue(LimitNames.MinimumAge, out var youngest))
            yield return Limited("minimum-age", youngest, facts => Ask.AtLeast(facts.Age, youngest.Value + (youngest.IsExclusive ? 1 : 0)));
        if (settings.Limits.TryGetValue(LimitNames.MaximumAge, out var oldest))
            yield return Limited("maximum-age", oldest, facts => Ask.AtMost(facts.Age, oldest.Value - (oldest.IsExclusive ? 1 : 0)));
        if (First(settings, LimitNames.MinimumWeeksOutOfWork, LimitNames.MinimumTimeOutOfWork) is { } fewest)
            yield return Limited("minimum-weeks-out-of-work", fewest, facts => WhenOutOfWork(facts, TimeOutOfWork.AtLeast(facts.WeeksOutOfWork, fewest)));
        if (First(settings, LimitNames.MaximumWeeksOutOfWork, LimitNames.MaximumTimeOutOfWork) is { } most)
            yield return Limited("maximum-weeks-out-of-work", most, facts => WhenOutOfWork(facts, TimeOutOfWork.AtMost(facts.WeeksOutOfWork, most)));
    }

    /// <summary>Rules for the questions of the settings that ask for certain answers.</summary>
    /// <param name="settings">The published settings.</param>
    /// <returns>One rule for each such question, with the question's code.</returns>
    public static IEnumerable<Rule> Answers(AreaSettings settings) =>
        from question in settings.Questions
        let needs = question.Requires
        where needs is not null
        select new Rule(question.Code, needs.EvidenceLevel, needs.Source, facts =>
            facts.Answers.TryGetValue(question.Code, out var answer) ? Ask.Is(answer.Split(',').Any(needs.Answers.Contains)) : Answer.Unknown);

    /// <summary>Rules for the requirements that the settings switch on.</summary>
    /// <param name="settings">The published settings.</param>
    /// <returns>One rule for each requirement that applies.</returns>
    public static IEnumerable<Rule> Requirements(AreaSettings settings)
    {
        if (Applies(settings, RequirementNames.RightToWork) is { } right)
            yield return new("right-to-work", right.EvidenceLevel, right.Source, facts => Ask.Is(facts.RightToWork));
        if (Applies(settings, RequirementNames.RegisteredWithGp) is { } registered)
            yield return new("registered-with-gp", registered.EvidenceLevel, registered.Source, facts => Ask.Is(facts.RegisteredWithGp));
        if (Applies(settings, RequirementNames.WantsPaidWork) is { } wants)
            yield return new("wants-paid-work", wants.EvidenceLevel, wants.Source, facts => Ask.Is(facts.WantsPaidWork));
    }

    private static Requirement? Applies(AreaSettings settings, string name) =>
        settings.Requirements.TryGetValue(name, out var requirement) && requirement.Applies ? requirement : null;

    private static Limit? First(AreaSettings settings, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (settings.Limits.TryGetValue(name, out var limit)) return limit;
        }
        return null;
    }

    private static Rule Limited(string code, Limit limit, Func<ReferralFacts, Answer> ask)
    {
        var values = new Dictionary<string, string> { ["limit"] = limit.Value.ToString(CultureInfo.InvariantCulture) };
        if (limit.Unit == LimitUnit.Months) values["unit"] = "month";
        if (limit.IsExclusive) values["exclusive"] = "yes";
        return new(code, limit.EvidenceLevel, limit.Source, ask) { Values = values };
    }

    // Somebody known to be in work is not out of work at all, so a limit on weeks out of work says nothing about them.
    private static Answer WhenOutOfWork(ReferralFacts facts, Answer answer) => facts.Situation switch
    {
        WorkSituation.OutOfWork => answer,
        null => answer == Answer.Yes ? Answer.Yes : Answer.Unknown,
        _ => Answer.Yes,
    };
}
