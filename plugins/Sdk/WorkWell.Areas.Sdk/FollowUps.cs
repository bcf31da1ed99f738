
namespace WorkWell.Areas.Sdk;

/// <summary>A turning point from which follow-ups are counted.</summary>
public enum Trigger
{
    /// <summary>The referral arrived.</summary>
    ReferralReceived,

    /// <summary>A partner was offered the referral.</summary>
    OfferMade,

    /// <summary>A partner accepted, and support began.</summary>
    SupportStarted,

    /// <summary>The person was allocated to an arm of a trial.</summary>
    Allocated,

    /// <summary>A coach booked an appointment with the person.</summary>
    AppointmentBooked,

    /// <summary>An appointment was moved. Steps are planned for the new one; what was planned for the old one may end.</summary>
    AppointmentMoved,

    /// <summary>An appointment was called off before it began.</summary>
    AppointmentCancelled,

    /// <summary>The person did not come to an appointment, and had not said so.</summary>
    DidNotAttend,
}

/// <summary>Who a follow-up is for.</summary>
public enum Recipient
{
    /// <summary>The person referred.</summary>
    Participant,

    /// <summary>Whoever made the referral, as far as the person allowed.</summary>
    Referrer,

    /// <summary>The partner that was offered the referral or holds it.</summary>
    Partner,

    /// <summary>The area's own team: a task for a person.</summary>
    AreaTeam,
}

/// <summary>Something that happens at a time after a turning point. Repeats are separate occasions, and each happens once.</summary>
public sealed record FollowUpStep
{
    /// <summary>A code, unique in the plan.</summary>
    public required string Code { get; init; }

    /// <summary>From when it is counted.</summary>
    public required Trigger Trigger { get; init; }

    /// <summary>
    /// How long after: ISO 8601 days, weeks or months ("P3D", "P13W", "P4M"), working days ("3 working days"), "at once", or a limit of the area's settings,
    /// less some time if wished ("limit:weeksOfSupportInWork", "limit:weeksOfSupportInWork - P2W"). A step whose limit is not stated is not planned.
    /// "appointment - P1D" is that long before an appointment that was booked or moved, or earlier, where people may not be contacted then.
    /// </summary>
    public required string After { get; init; }

    /// <summary>The message type sent, or null when it is only a task.</summary>
    public string? Message { get; init; }

    /// <summary>What a person of the area's team is asked to do, in plain words, or null when there is nothing for a person to do.</summary>
    public string? Task { get; init; }

    /// <summary>Who it is for.</summary>
    public Recipient For { get; init; } = Recipient.Participant;

    /// <summary>How often it repeats, in the form of <see cref="After"/>; null: once.</summary>
    public string? Every { get; init; }

    /// <summary>How many times in all.</summary>
    public int Times { get; init; } = 1;

    /// <summary>How long after its time it still makes sense, in the form of <see cref="After"/>; null: always.</summary>
    public string? UsefulFor { get; init; }

    /// <summary>Outcomes for which it is planned. Empty: eligible only.</summary>
    public IReadOnlyList<EligibilityOutcome> Outcomes { get; init; } = [];

    /// <summary>Work situations for which it is planned. Empty: any.</summary>
    public IReadOnlyList<WorkSituation> Situations { get; init; } = [];

    /// <summary>Next steps for which it is planned. Empty: any.</summary>
    public IReadOnlyList<NextStep> NextSteps { get; init; } = [];

    /// <summary>
    /// The first of a referral's offers for which it is planned: 1 for each offer, 2 for those after another service could not take the referral.
    /// </summary>
    public int FromOffer { get; init; } = 1;

    /// <summary>Arms of a trial for which it is planned, by code. Empty: any, and outside trials.</summary>
    public IReadOnlyList<string> Arms { get; init; } = [];

    /// <summary>Turning points that make it needless. A withdrawn or closed referral always does.</summary>
    public IReadOnlyList<Trigger> EndedBy { get; init; } = [];

    /// <summary>Whether quiet hours are ignored: true for an acknowledgement of something the person has just done.</summary>
    public bool AtAnyHour { get; init; }

    /// <summary>How firmly it stands.</summary>
    public EvidenceLevel EvidenceLevel { get; init; } = EvidenceLevel.NotStated;

    /// <summary>Where it is said.</summary>
    public string? Source { get; init; }
}

/// <summary>What has happened, to which kind of referral.</summary>
/// <param name="Trigger">The turning point.</param>
/// <param name="Facts">The referral's facts.</param>
/// <param name="Outcome">What was decided.</param>
/// <param name="Next">What the person was offered.</param>
public sealed record FollowUpContext(Trigger Trigger, ReferralFacts Facts, EligibilityOutcome Outcome, NextStep Next)
{
    /// <summary>The arm the person was allocated to, by code; null before allocation and outside trials.</summary>
    public string? Arm { get; init; }

    /// <summary>Which of the referral's offers it was, from 1.</summary>
    public int OfferNumber { get; init; } = 1;
}

/// <summary>The national plan: the steps of the area's settings that fit the occasion.</summary>
/// <param name="settings">The published settings; the host has filled in the national steps where the area lists none.</param>
public sealed class NationalFollowUpPlan(AreaSettings settings) : IFollowUpPlan
{
    private readonly FollowUpStep[] steps = [.. settings.FollowUps];

    /// <inheritdoc/>
    public IReadOnlyList<FollowUpStep> Steps(FollowUpContext occasion) => [.. steps.Where(step => Fits(step, occasion))];

    private static bool Fits(FollowUpStep step, FollowUpContext occasion) =>
        step.Trigger == occasion.Trigger
        && (step.Outcomes.Count == 0 ? occasion.Outcome == EligibilityOutcome.Eligible : step.Outcomes.Contains(occasion.Outcome))
        && (step.Situations.Count == 0 || (occasion.Facts.Situation is { } situation && step.Situations.Contains(situation)))
        && step.FromOffer <= occasion.OfferNumber
        && (step.NextSteps.Count == 0 || step.NextSteps.Contains(occasion.Next))
        && (step.Arms.Count == 0 || (occasion.Arm is { } arm && step.Arms.Contains(arm)));
}
