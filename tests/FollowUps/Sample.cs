using WorkWell.Areas.Sdk;
using WorkWell.Referrals.Contracts;

namespace WorkWell.FollowUps.Tests;

/// <summary>An area with a short plan that has one step of every kind, and referrals to it.</summary>
internal static class Sample
{
    public static ReferralFacts Facts { get; } = new() { ReceivedOn = new DateOnly(2026, 9, 7), Situation = WorkSituation.InWork };

    public static AreaSettings Area(string code) => new()
    {
        Code = code,
        Name = $"Area {code}",
        ServiceName = "WorkWell",
        Board = new("QXX", "E54000000", "A board"),
        Contact = new() { TeamEmail = "team@area.example" },
        Limits = new Dictionary<string, Limit> { [LimitNames.WeeksOfSupportInWork] = new(8, Standing.Stated, "The area says so.") },
        FollowUps =
        [
            new() { Code = "acknowledge", Anchor = Anchor.ReferralReceived, After = "at once", Message = "referral-received-eligible", AtAnyHour = true },
            new() { Code = "find-a-partner", Anchor = Anchor.ReferralReceived, After = "at once", Task = "Find a partner.", For = Recipient.AreaTeam, NextSteps = [NextStep.AreaTeam], EndedBy = [Anchor.OfferMade] },
            new() { Code = "offer", Anchor = Anchor.OfferMade, After = "at once", Message = "offer-to-partner", For = Recipient.Partner },
            new() { Code = "offer-nudge", Anchor = Anchor.OfferMade, After = "2 working days", Every = "2 working days", Times = 2, Message = "offer-nudge", For = Recipient.Partner, EndedBy = [Anchor.OfferMade, Anchor.SupportStarted] },
            new() { Code = "offer-unanswered", Anchor = Anchor.OfferMade, After = "5 working days", Task = "Phone the partner.", For = Recipient.AreaTeam, EndedBy = [Anchor.OfferMade, Anchor.SupportStarted] },
            new() { Code = "progress", Anchor = Anchor.SupportStarted, After = "at once", Message = "referrer-progress", For = Recipient.Referrer },
            new() { Code = "check-in", Anchor = Anchor.SupportStarted, After = "P4W", Every = "P4W", Times = 3, Message = "coach-check-in", UsefulFor = "P1W" },
            new() { Code = "ending-soon", Anchor = Anchor.SupportStarted, After = "limit:weeksOfSupportInWork - P2W", Message = "limit-warning", Situations = [WorkSituation.InWork] },
            new() { Code = "seeking-ends", Anchor = Anchor.SupportStarted, After = "limit:weeksOfSupportSeekingWork", Message = "limit-reached" },
            new() { Code = "plan-review", Anchor = Anchor.Allocated, After = "P2W", Every = "P2W", Times = 26, Task = "Review the plan.", For = Recipient.AreaTeam, Arms = ["ips"] },
            new() { Code = "outcome-4-months", Anchor = Anchor.Allocated, After = "P4M", Message = "outcome-question" },
        ],
    };

    public static ReferralCard Card(string area, DateTimeOffset receivedAt) => new()
    {
        ReferralId = Guid.NewGuid(),
        Area = area,
        Reference = "WW-7K3M-P9QX",
        PersonId = Guid.NewGuid(),
        Door = Door.Self,
        ReceivedAt = receivedAt,
        Outcome = EligibilityOutcome.Eligible,
        Next = NextStep.OfferToPartner,
        Organisation = "coaches",
        Service = "coaching",
    };
}
