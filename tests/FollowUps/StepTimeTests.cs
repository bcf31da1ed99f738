using WorkWell.Areas.Sdk;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.FollowUps.Tests;

public sealed class StepTimeTests
{
    private static readonly Dictionary<string, Limit> Limits = new() { [LimitNames.WeeksOfSupportInWork] = new(8, EvidenceLevel.Stated, "The area says so.") };

    [Theory]
    [InlineData("at once", "at once", null)]
    [InlineData("P3D", "P3D", null)]
    [InlineData("limit:weeksOfSupportInWork", "P8W", "P8W")]
    [InlineData("limit:weeksOfSupportInWork - P2W", "P6W", "P8W")]
    [InlineData("limit:weeksOfSupportInWork - P8W", "at once", "P8W")]
    public void A_time_is_a_delay_or_a_limit_less_a_delay(string text, string after, string? length)
    {
        var time = StepTime.Read(text, Limits)!;
        Assert.Equal((after, length), (time.After.ToString(), time.Length?.ToString()));
    }

    [Theory]
    [InlineData(LimitNames.TimeOfSupport, LimitUnit.Weeks, "limit:timeOfSupport - P2W", "P10W", "P12W")]
    [InlineData(LimitNames.TimeOfSupport, LimitUnit.Months, "limit:timeOfSupport", "P12M", "P12M")]
    [InlineData("courseLength", LimitUnit.Days, "limit:courseLength", "P12D", "P12D")]
    public void An_areas_own_limit_is_counted_in_its_unit(string name, LimitUnit unit, string text, string after, string length)
    {
        var limits = new Dictionary<string, Limit> { [name] = new(12, EvidenceLevel.Stated, "The area says so.") { Unit = unit } };
        var time = StepTime.Read(text, limits)!;
        Assert.Equal((after, length), (time.After.ToString(), time.Length?.ToString()));
    }

    [Fact]
    public void A_limit_that_the_area_does_not_state_gives_no_time() => Assert.Null(StepTime.Read("limit:weeksOfSupportSeekingWork - P2W", Limits));

    [Theory]
    [InlineData("limit:weeksOfSuport")]
    [InlineData("limit:minimumAge")]
    [InlineData("limit:weeksOfSupportInWork - P1M")]
    [InlineData("limit:weeksOfSupportInWork - P1W - P1W")]
    [InlineData("limit:weeksOfSupportInWork minus P1W")]
    [InlineData("limit:weeksOfSupportInWork - P10W")]
    [InlineData("soon")]
    public void Anything_else_is_refused(string text) => Assert.Throws<FormatException>(() => StepTime.Read(text, Limits));

    [Fact]
    public void A_step_that_changes_is_another_step_and_one_that_does_not_is_the_same()
    {
        var step = new FollowUpStep { Code = "check-in", Trigger = Trigger.SupportStarted, After = "P4W", Message = "coach-check-in" };
        var known = PlannedStep.From(step, Limits)!.Id;
        Assert.Equal(known, PlannedStep.From(step with { Source = "Said elsewhere." }, Limits)!.Id);
        Assert.NotEqual(known, PlannedStep.From(step with { Message = "outcome-question" }, Limits)!.Id);
        Assert.NotEqual(known, PlannedStep.From(step with { EndedBy = [Trigger.Allocated] }, Limits)!.Id);
    }

    [Fact]
    public void Repeats_are_counted_from_the_first_so_that_a_month_s_end_stays_at_the_end()
    {
        var planner = new FollowUpPlanner(CalendarFile.Read(Checkout.Path("config")));
        var step = PlannedStep.From(
            new() { Code = "monthly", Trigger = Trigger.SupportStarted, After = "P1M", Every = "P1M", Times = 4, Message = "coach-check-in" }, Limits)!;

        var dates = planner.Plan([step], LondonTime.At(new DateOnly(2027, 11, 30), new TimeOnly(10, 0))).Select(one => LondonTime.DateOf(one.DueAt));

        Assert.Equal([new(2027, 12, 30), new(2028, 1, 31), new(2028, 2, 29), new(2028, 3, 30)], dates); // 30 January is a Sunday
    }

    [Fact]
    public void Organisations_hear_in_office_hours_and_people_when_they_may_be_contacted()
    {
        var planner = new FollowUpPlanner(CalendarFile.Read(Checkout.Path("config")));
        var saturday = LondonTime.At(new DateOnly(2026, 9, 5), new TimeOnly(11, 0));
        var partner = PlannedStep.From(
            new() { Code = "a", Trigger = Trigger.OfferMade, After = "P1W", Message = "offer-nudge", For = Recipient.Partner }, Limits)!;
        var person = PlannedStep.From(new() { Code = "b", Trigger = Trigger.OfferMade, After = "P1W", Message = "coach-check-in" }, Limits)!;

        Assert.Equal(LondonTime.At(new DateOnly(2026, 9, 14), new TimeOnly(9, 0)), planner.Plan([partner], saturday)[0].DueAt);
        Assert.Equal(LondonTime.At(new DateOnly(2026, 9, 12), new TimeOnly(11, 0)), planner.Plan([person], saturday)[0].DueAt);
    }

    [Fact]
    public void What_waited_for_morning_is_spread_over_its_first_hour()
    {
        var planner = new FollowUpPlanner(CalendarFile.Read(Checkout.Path("config")));
        var person = PlannedStep.From(new() { Code = "b", Trigger = Trigger.OfferMade, After = "P1W", Message = "coach-check-in" }, Limits)!;
        var night = LondonTime.At(new DateOnly(2026, 9, 8), new TimeOnly(2, 0));

        var due = Enumerable.Range(0, 300).Select(minute => planner.Plan([person], night.AddMinutes(minute))[0].DueAt).ToArray();

        Assert.Equal(60, due.Distinct().Count());
        Assert.All(due, at => Assert.Equal(8, LondonTime.Local(at).Hour));
    }

    [Theory]
    [InlineData("""{ "message": "coach-check-in", "task": "Phone." }""", "a task is for the area's team")]
    [InlineData("""{ }""", "neither a message nor a task")]
    [InlineData("""{ "message": "coach-chekin" }""", "no message \"coach-chekin\"")]
    [InlineData("""{ "message": "offer-nudge" }""", "for another recipient (partner)")]
    [InlineData("""{ "message": "limit-warning" }""", "needs \"length\"")]
    [InlineData("""{ "message": "coach-check-in", "arms": ["ips"] }""", "only after allocation")]
    [InlineData("""{ "message": "outcome-question", "trigger": "allocated", "arms": ["ips"] }""", "no arm \"ips\"")]
    [InlineData("""{ "message": "limit-warning", "after": "limit:weeksOfSupportInWork - P1M" }""", "months from days")]
    [InlineData("""{ "message": "limit-warning", "after": "limit:weeksOfSupportInWork - P20W" }""", "before the trigger: this area's limit is P8W")]
    [InlineData("""{ "message": "coach-check-in", "endedBy": ["support-started"] }""", "its trigger \"support-started\"")]
    [InlineData("""{ "message": "limit-warning", "after": "limit:weeksOfSupportInWork - P1W" }""", null)]
    [InlineData("""{ "message": "coach-check-in", "trigger": "offer-made", "endedBy": ["offer-made"] }""", null)]
    public void A_plan_that_cannot_be_carried_out_is_found_when_it_is_loaded(string members, string? said)
    {
        var node = System.Text.Json.Nodes.JsonNode.Parse(members)!.AsObject();
        node["code"] ??= "step";
        node["trigger"] ??= "support-started";
        node["after"] ??= "P4W";
        var step = System.Text.Json.JsonSerializer.Deserialize<FollowUpStep>(node, JsonFile.Options)!;
        var area = Sample.Area("sample", null, step);

        var errors = new FollowUpCheck().Check(area, Checkout.Path("config")).ToArray();

        if (said is null) Assert.Empty(errors);
        else Assert.Contains(errors, finding => finding.Says.Contains(said, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("national")]
    [InlineData("dudley")]
    [InlineData("swl")]
    public void The_shipped_plans_can_be_carried_out(string code)
    {
        var plan = JsonFile.Read<Plan>(Checkout.Path("config", "areas", code, "follow-ups.json"), code);
        Assert.Empty(plan.Errors);
        var area = Sample.Area(code,
            new() { Register = "ISRCTN17267942", Arms = [new("ips", 1), new("control", 1)], OutcomeMonths = [4, 12], Source = "The register." },
            [.. plan.Value!.Steps]);
        Assert.Empty(new FollowUpCheck().Check(area, Checkout.Path("config")));
        Assert.All(plan.Value.Steps, step => Assert.False(string.IsNullOrWhiteSpace(step.Source)));
    }

    private sealed record Plan(IReadOnlyList<FollowUpStep> Steps)
    {
        public bool WithNational { get; init; }
    }
}
