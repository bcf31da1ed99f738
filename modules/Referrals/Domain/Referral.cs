using WorkWell.Areas.Sdk;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.Referrals;

/// <summary>A referral as it stands, with the decision as it was made when it arrived.</summary>
internal sealed record Referral
{
    public required Guid Id { get; init; }
    public required string Area { get; init; }
    public required string Reference { get; init; }
    public required Guid PersonId { get; init; }
    public required ReferralSource ReferralSource { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public required ReferralFacts Facts { get; init; }
    public required DecisionRecord Decision { get; init; }
    public required int? SettingsRevision { get; init; }
    public required string? PluginVersion { get; init; }
    public ReferrerInput? Referrer { get; init; }

    /// <summary>Whom the person works for, where they wanted to say.</summary>
    public EmployerInput? Employer { get; init; }

    public bool IsUrgent { get; init; }

    /// <summary>Whether somebody endangers the person, who may hear of what others read.</summary>
    public bool IsInDanger { get; init; }

    public bool IsDemonstration { get; init; }

    /// <summary>What happens next, as things stand now.</summary>
    public required NextStep Next { get; init; }

    /// <summary>The service that is offered the referral, or holds it.</summary>
    public string? Service { get; init; }

    public string? Organisation { get; init; }

    /// <summary>How many offers have been made.</summary>
    public int OfferNumber { get; init; }

    /// <summary>When the offer that stands was made; null for one made before that was kept.</summary>
    public DateTimeOffset? OfferedAt { get; init; }

    /// <summary>From when on links to the offer work; null: all do.</summary>
    public DateTimeOffset? OfferLinksFrom { get; init; }

    public IReadOnlyList<string> DeclinedServices { get; init; } = [];
    public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>When a trial's computer allocated the person under this referral.</summary>
    public DateTimeOffset? AllocatedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }
    public string? EndReason { get; init; }

    /// <summary>Whether nothing is sent for it until staff settle a likely duplicate.</summary>
    public bool AwaitsSettlement { get; init; }

    /// <summary>Whether nothing is sent for it until staff have looked who referred.</summary>
    public bool AwaitsLook { get; init; }

    /// <summary>Whether it waits for a partner, or for the area's team where no partner fitted.</summary>
    private bool IsWaiting => Decision.Outcome != EligibilityOutcome.NotEligible && Next is NextStep.OfferToPartner or NextStep.AreaTeam;

    /// <summary>Somebody takes it on. The first answer holds: a second one is refused.</summary>
    public (Referral? Now, Problem? Problem) Accept(DateTimeOffset at)
    {
        if (WhyNotAnswered() is { } problem) return (null, problem);
        return (this with { AcceptedAt = at }, null);
    }

    /// <summary>The partner that was asked says no.</summary>
    public (Referral? Now, Problem? Problem) Decline()
    {
        if (WhyNotAnswered() is { } problem) return (null, problem);
        if (Service is null) return (null, ReferralProblems.NotOffered);
        return (this with { DeclinedServices = [.. DeclinedServices, Service], Service = null, Organisation = null, Next = NextStep.AreaTeam }, null);
    }

    /// <summary>Another service is asked.</summary>
    public Referral OfferTo(PartnerService service, DateTimeOffset at) => this with
    {
        Next = NextStep.OfferToPartner, Service = service.Code, Organisation = service.Organisation, OfferNumber = OfferNumber + 1, OfferedAt = at,
    };

    /// <summary>It waits for a person to settle whose it is.</summary>
    public Referral AwaitSettlement() => this with { Next = NextStep.AreaTeam, AwaitsSettlement = true };

    /// <summary>It waits for a person to look who referred.</summary>
    public Referral AwaitLook() => this with { Next = NextStep.AreaTeam, AwaitsLook = true };

    /// <summary>It ends, for a reason. What has ended stays ended.</summary>
    public (Referral? Now, Problem? Problem) End(string reason, DateTimeOffset at) =>
        EndReason is { } before ? (null, ReferralProblems.Ended(before))
        : (this with { EndedAt = at, EndReason = reason, AwaitsSettlement = false, AwaitsLook = false }, null);

    public ReferralSummary Summary() => new()
    {
        ReferralId = Id,
        Area = Area,
        Reference = Reference,
        PersonId = PersonId,
        ReferralSource = ReferralSource,
        ReceivedAt = ReceivedAt,
        Outcome = Decision.Outcome,
        Next = Next,
        Reasons = [.. Decision.Reasons.Select(reason => reason.ToReason())],
        Advice = [.. Decision.Advice.Select(reason => reason.ToReason())],
        Priorities = [.. Decision.Priorities.Select(reason => reason.ToReason())],
        AlternativeAreas = Decision.AlternativeAreas,
        Service = Service,
        Organisation = Organisation,
        HasBegun = AcceptedAt is not null,
        ReferrerEmail = Referrer is { ProgressAllowed: true } ? MailOf(Referrer) : null,
        ReferrerReceiptEmail = MailOf(Referrer),
        IsUrgent = IsUrgent,
    };

    // Whoever endangers the person may work where the mailbox is read.
    private string? MailOf(ReferrerInput? referrer) => IsInDanger && SharedMailbox.Is(referrer?.Email) ? null : referrer?.Email;

    private Problem? WhyNotAnswered()
    {
        if (EndReason is { } reason) return ReferralProblems.Ended(reason);
        if (AwaitsSettlement) return ReferralProblems.AwaitsSettlement;
        if (AwaitsLook) return ReferralProblems.AwaitsLook;
        if (AcceptedAt is { } before) return ReferralProblems.AlreadyAnswered(before);
        return IsWaiting ? null : ReferralProblems.NotOffered;
    }
}
