using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;

namespace WorkWell.FollowUps;

/// <summary>A trigger in a synthetic case.</summary>
internal readonly record struct SyntheticTrigger(Trigger? Trigger, DateTimeOffset At, int OfferNumber, string? Arm)
{
    /// <summary>The referral ends.</summary>
    public static SyntheticTrigger End(DateTimeOffset at) => new(null, at, 1, null);
}

/// <summary>
/// A synthetic referral: facts follow published statistics; what happens to it is our assumption, stated here. The same random seed gives the same case.
/// </summary>
internal sealed class SyntheticCase
{
    private readonly List<SyntheticTrigger> turns = new(8);

    private SyntheticCase(Area area, ReferralFacts facts, DateTimeOffset arrivedAt)
    {
        Area = area;
        Facts = facts;
        ArrivedAt = arrivedAt;
    }

    public Area Area { get; }

    public ReferralFacts Facts { get; }

    public DateTimeOffset ArrivedAt { get; }

    public EligibilityOutcome Outcome { get; private set; }

    public NextStep Next { get; private set; } = NextStep.AreaTeam;

    public string Channel { get; private set; } = "email";

    public bool HasReferrer => Facts.ReferralSource != ReferralSource.Self;

    /// <summary>The triggers in order; the last entry is the end of the referral.</summary>
    public IReadOnlyList<SyntheticTrigger> Turns => turns;

    public static SyntheticCase Make(Area area, DateTimeOffset arrivedAt, DateOnly receivedOn, Random chance)
    {
        var facts = InventFacts(area, receivedOn, chance);
        var life = new SyntheticCase(
            area, facts, arrivedAt) { Outcome = area.Eligibility.Decide(facts, DecisionTrace.None).Outcome,
            Channel = Pick(chance, ("email", 70), ("sms", 25), ("letter", 5)) };
        life.Live(chance);
        return life;
    }

    // The shares of referral sources and of people in work are published; a fifth come from sources without statistics.
    private static ReferralFacts InventFacts(Area area, DateOnly receivedOn, Random chance)
    {
        var situation = chance.Next(100) < 41 ? (chance.Next(2) == 0 ? WorkSituation.InWork : WorkSituation.OffSick) : WorkSituation.OutOfWork;
        var authorities = area.Settings.Authorities;
        return new()
        {
            ReceivedOn = receivedOn,
            ReferralSource = Pick(chance, (ReferralSource.PrimaryCare, 28), (ReferralSource.Self, 27), (ReferralSource.Jobcentre, 24),
            (ReferralSource.Employer, 8), (ReferralSource.LocalService, 13)),
            Age = 18 + chance.Next(48),
            Home = new() { BoardCode = area.Settings.Board.Ons,
            AuthorityCode = authorities.Count == 0 ? null : authorities[chance.Next(authorities.Count)].Codes.FirstOrDefault() },
            Practice = InventPractice(area.Settings, chance),
            RegisteredWithGp = true,
            Situation = situation,
            WeeksOutOfWork = situation == WorkSituation.OutOfWork ? 1 + chance.Next(60) : null,
            HealthAffectsWork = chance.Next(20) != 0,
            WantsPaidWork = chance.Next(10) != 0,
            RightToWork = chance.Next(50) != 0,
        };
    }

    private static GpPractice InventPractice(AreaSettings settings, Random chance)
    {
        var network = settings.Networks.Count == 0 ? null : settings.Networks[chance.Next(settings.Networks.Count)];
        var location = settings.PracticeLocations.Count == 0 ? null : settings.PracticeLocations[chance.Next(settings.PracticeLocations.Count)];
        return new() { BoardCode = settings.Board.Ods, SubBoardCode = location?.Codes.FirstOrDefault(), NetworkName = network?.Name,
            NetworkCode = network?.Codes.FirstOrDefault() };
    }

    private void Live(Random chance)
    {
        turns.Add(new(Trigger.ReferralReceived, ArrivedAt, 1, null));
        if (Outcome == EligibilityOutcome.NotEligible) Ends(ArrivedAt.AddDays(14));
        else if (Outcome == EligibilityOutcome.Eligible && Area.Trial is { } trial) JoinTrial(trial, chance);
        else if (Outcome == EligibilityOutcome.Eligible && Area.Programme is not null) JoinProgramme(chance);
        else BeOffered(Outcome == EligibilityOutcome.Eligible ? ArrivedAt : ArrivedAt.AddDays(1 + chance.Next(6)), chance);
    }

    // Seven of ten partners answer within three days and two within a week; one does not, and another partner is asked.
    private void BeOffered(DateTimeOffset offeredAt, Random chance)
    {
        Next = chance.Next(20) == 0 || Outcome == EligibilityOutcome.NeedsReview ? NextStep.AreaTeam : NextStep.OfferToPartner;
        var answer = chance.Next(10);
        turns.Add(new(Trigger.OfferMade, offeredAt, 1, null));
        var acceptedAt = offeredAt.AddHours(answer < 7 ? 4 + chance.Next(68) : 72 + chance.Next(96));
        if (answer == 9)
        {
            turns.Add(new(Trigger.OfferMade, offeredAt.AddDays(8), 2, null));
            acceptedAt = offeredAt.AddDays(9);
        }
        BeSupported(acceptedAt, chance);
    }

    private void BeSupported(DateTimeOffset startedAt, Random chance)
    {
        turns.Add(new(Trigger.SupportStarted, startedAt, 1, null));
        // One in eight leaves early; the rest stay for eight to eighteen weeks.
        Ends(startedAt.AddDays(chance.Next(8) == 0 ? 7 + chance.Next(49) : 56 + chance.Next(70)));
    }

    // Six of ten invited people join, one to three weeks later. Outcomes are asked for a year in both arms.
    private void JoinTrial(TrialDesign trial, Random chance)
    {
        Next = NextStep.OfferTrial;
        if (chance.Next(10) >= 6)
        {
            Ends(ArrivedAt.AddDays(28));
            return;
        }
        var allocatedAt = ArrivedAt.AddDays(7 + chance.Next(15));
        turns.Add(new(Trigger.Allocated, allocatedAt, 1, Pick(chance, [.. trial.Arms.Select(arm => (arm.Code, arm.Share))])));
        Ends(allocatedAt.AddDays(400));
    }

    private void JoinProgramme(Random chance)
    {
        Next = NextStep.OfferProgramme;
        if (chance.Next(10) < 6) BeSupported(ArrivedAt.AddDays(10 + chance.Next(11)), chance);
        else Ends(ArrivedAt.AddDays(42));
    }

    private void Ends(DateTimeOffset at) => turns.Add(SyntheticTrigger.End(at));

    private static T Pick<T>(Random chance, params ReadOnlySpan<(T Value, int Share)> from)
    {
        var total = 0;
        foreach (var (_, share) in from) total += share;
        var at = chance.Next(total);
        foreach (var (value, share) in from)
        {
            if (at < share) return value;
            at -= share;
        }
        return from[^1].Value;
    }
}
