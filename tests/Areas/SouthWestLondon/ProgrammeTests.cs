using WorkWell.Areas.Sdk;
using WorkWell.Areas.Testing;

namespace WorkWell.Areas.SouthWestLondon.Tests;

public sealed class ProgrammeTests
{
    private static readonly AreaSettings Settings = AreaFiles.Settings("swl");
    private static readonly IReadOnlyList<PartnerService> Services = AreaFiles.Services("swl");
    private static readonly SouthWestLondonArea Area = new();
    private static readonly ReferralFacts Resident = new() { ReceivedOn = new(2026, 9, 7), Home = new() { AuthorityCode = "E09000008" } };

    private static EligibilityDecision Decide(ReferralFacts facts) => Area.Eligibility(Settings).Decide(facts, DecisionTrace.None);

    private static RoutingDecision Route(ReferralFacts facts, IReadOnlyList<PartnerService>? services = null) =>
        Area.Routing(Settings).Route(facts, services ?? Services);

    [Fact]
    public void Groups_are_a_priority_and_never_a_wall()
    {
        string[] groups = [.. Area.Programme(Settings).Groups.Select(group => group.Code)];
        Assert.Equal("care-leaver", groups[0]);
        for (var chosen = 0; chosen < 1 << groups.Length; chosen++)
        {
            string[] mine = [.. groups.Where((_, i) => (chosen >> i & 1) == 1)];
            var decision = Decide(Resident with { Groups = groups.ToDictionary(group => group, mine.Contains) });
            Assert.Equal(EligibilityOutcome.Eligible, decision.Outcome);
            Assert.Equal(mine.Select(group => "group-" + group), decision.Priorities.Select(priority => priority.Code));
        }
    }

    [Fact]
    public void No_resident_is_ever_refused_whatever_else_is_known()
    {
        foreach (var known in (bool?[])[null, true, false])
        {
            foreach (var age in (int?[])[null, 14, 17, 18, 80])
            {
                foreach (var situation in (WorkSituation?[])[null, WorkSituation.InWork, WorkSituation.OffSick, WorkSituation.OutOfWork])
                {
                    var facts = Resident with { Age = age, Situation = situation, HealthAffectsWork = known, WantsPaidWork = known, RightToWork = known,
                        RegisteredWithGp = known };
                    Assert.Equal(EligibilityOutcome.Eligible, Decide(facts).Outcome);
                }
            }
        }
    }

    [Fact]
    public void Connect_to_Work_covers_five_boroughs_and_Wandsworth_hears_something_else()
    {
        var advice = Settings.Authorities.ToDictionary(
            place => place.Name, place => Assert.Single(Decide(Resident with { Home = new() { AuthorityCode = place.Codes[0] } }).Advice).Code);
        Assert.Equal(6, advice.Count);
        Assert.Equal("connect-to-work-not-here", advice["Wandsworth"]);
        Assert.Equal(5, advice.Values.Count(code => code == "connect-to-work"));
        Assert.Empty(Decide(Resident with { Home = new() { BoardCode = "E54000031" } }).Advice);
    }

    [Fact]
    public void Nobody_outside_hears_of_Connect_to_Work_and_with_no_exception_all_boroughs_do()
    {
        Assert.Empty(Decide(Resident with { Home = new() { AuthorityCode = "E09000022" } }).Advice);
        var everywhere = Area.Eligibility(Settings with { AuthoritiesOutsideOffer = [] });
        Assert.Equal("connect-to-work",
            Assert.Single(everywhere.Decide(Resident with { Home = new() { AuthorityCode = "E09000032" } }, DecisionTrace.None).Advice).Code);
    }

    [Theory]
    [InlineData("placement", "swl-placements")]
    [InlineData("job", "swl-jobs")]
    [InlineData("course", "swl-courses")]
    public void Somebody_is_offered_what_they_are_looking_for(string lookingFor, string service)
    {
        var routed = Route(Resident with { LookingFor = lookingFor });
        Assert.Equal(NextStep.OfferProgramme, routed.Next);
        Assert.Equal(service, Assert.Single(routed.Ranked).Service);
        Assert.Contains("offers-what-is-looked-for", routed.Ranked[0].Reasons.Select(reason => reason.Code));
    }

    [Theory]
    [InlineData("not-sure")]
    [InlineData("an-older-answer")]
    [InlineData(null)]
    public void Somebody_who_is_not_sure_sees_everything(string? lookingFor) => Assert.Equal(3, Route(Resident with { LookingFor = lookingFor }).Ranked.Count);

    [Fact]
    public void What_nobody_offers_at_present_is_a_gap_and_still_the_programme()
    {
        var full = Route(Resident with { LookingFor = "job" }, [.. Services.Select(service => service with { IsPaused = true })]);
        Assert.Equal((NextStep.OfferProgramme, "service-paused"), (full.Next, Assert.Single(full.GapReasons).Code));
        var nobody = Route(Resident with { LookingFor = "job" }, [.. Services.Where(service => !service.Offers.Contains("job"))]);
        Assert.Equal((NextStep.OfferProgramme, "nobody-offers-this"), (nobody.Next, Assert.Single(nobody.GapReasons).Code));
    }

    [Fact]
    public void The_programme_has_its_stated_targets()
    {
        var targets = Area.Programme(Settings).Targets.ToDictionary(target => target.Code, target => target.Number);
        Assert.Equal((100, 100, 3), (targets["work-experience"], targets["young-people-employed"], targets["hardest-roles-agreed"]));
        Assert.Equal("college-courses", Assert.Single(Area.Programme(Settings).Commitments).Code);
    }

    [Fact]
    public void The_priority_roles_are_not_agreed_yet_and_say_who_agreed_them_once_they_are()
    {
        Assert.Empty(Area.Programme(Settings).PriorityRoles);
        Assert.Empty(Area.Programme(Settings).HardestRoles);

        ListEntry role = new("invented-role", "An invented role") { AgreedOn = new(2027, 1, 15), AgreedBy = "Invented workforce board" };
        var agreed = Settings with { Lists = new Dictionary<string, IReadOnlyList<ListEntry>>(
            Settings.Lists) { ["priorityRoles"] = [role], ["hardestRoles"] = [role] } };
        Assert.Equal(role, Assert.Single(Area.Programme(agreed).PriorityRoles));
        Assert.Equal(role, Assert.Single(Area.Programme(agreed).HardestRoles));
    }

    [Fact]
    public void Questions_follow_the_lists_of_the_settings_and_a_choice_of_nothing_is_not_asked()
    {
        var questions = Area.ExtraQuestions(Settings);
        Assert.Equal(["placement", "job", "course", "not-sure"], questions.Single(question => question.Fills == Fact.LookingFor).Options);
        Assert.DoesNotContain("unemployed", questions.Single(question => question.Fills == Fact.Groups).Options);
        Assert.All(questions, question => Assert.False(question.DecidesEligibility));
        Assert.Empty(Area.ExtraQuestions(Settings with { Lists = new Dictionary<string, IReadOnlyList<ListEntry>>() }));
    }
}
