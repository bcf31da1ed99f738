using System.ComponentModel;
using WorkWell.Areas.Sdk;
using WorkWell.People.Contracts;

namespace WorkWell.Referrals;

/// <summary>How a referral came.</summary>
/// <param name="ReferralSource">The referral source.</param>
/// <param name="IdempotencyKey">Identifies a repeated request; null where the source has another way.</param>
internal sealed record Arrival(ReferralSource ReferralSource, IdempotencyKey? IdempotencyKey = null)
{
    /// <summary>True for invented people of a demonstration.</summary>
    public bool IsDemonstration { get; init; }

    /// <summary>The areas in which the sender's key shows which organisation they are; none without a key.</summary>
    public IReadOnlyList<string> ProvenIn { get; init; } = [];

    /// <summary>A mark of the sender; null for an upload, which comes with a key.</summary>
    public Guid? Origin { get; init; }

    /// <summary>Whether the sender has shown which organisation they are.</summary>
    public bool IsProven(string area) => ProvenIn is ["*"] || ProvenIn.Contains(area);
}

/// <summary>Identifies a request, to recognise a repeat.</summary>
/// <param name="Id">Derived from the referral source and the key of the request.</param>
/// <param name="Sha256">The hash of the body.</param>
internal sealed record IdempotencyKey(Guid Id, byte[] Sha256);

/// <summary>A referral as sent. A value that is absent was not asked or not answered, and never means "no".</summary>
internal sealed record NewReferral
{
    [Description("The code of the area whose own page was used. Leave it out and the area is found by postcode, then by GP practice.")]
    public string? Area { get; init; }

    public PersonInput Person { get; init; } = new();

    public WorkInput Work { get; init; } = new();

    public HealthInput Health { get; init; } = new();

    [Description("The ODS code of the GP practice, such as C82001.")]
    public string? Practice { get; init; }

    [Description("Whether the person is registered with any GP practice.")]
    public bool? RegisteredWithGp { get; init; }

    [Description("Where the person lives, in words, when there is no postcode.")]
    public string? Place { get; init; }

    [Description("How the person can meet: in-person, phone, video, cafe.")]
    public IReadOnlyList<string> MeetingWays { get; init; } = [];

    [Description("Groups the person belongs to (true) or does not (false), by code, for areas that ask.")]
    public IReadOnlyDictionary<string, bool> Groups { get; init; } = new Dictionary<string, bool>();

    [Description("What the person is looking for, by code, for areas that ask: placement, job, course.")]
    public string? LookingFor { get; init; }

    [Description("Answers to the area's own questions, by question code.")]
    public IReadOnlyDictionary<string, string> Answers { get; init; } = new Dictionary<string, string>();

    public SafetyInput Safety { get; init; } = new();

    [Description("The person's employer, if they want to say. Left out at the employer door, where the referrer is the employer.")]
    public EmployerInput? Employer { get; init; }

    [Description("Who refers, and the person's agreement. Needed at every door but self, where it is left out.")]
    public ReferrerInput? Referrer { get; init; }
}

/// <summary>The person.</summary>
internal sealed record PersonInput
{
    [Description("Given names. One of givenName and familyName is needed.")]
    public string? GivenName { get; init; }

    public string? FamilyName { get; init; }

    [Description("Date of birth, as year-month-day.")]
    public DateOnly? BornOn { get; init; }

    [Description("Age in whole years, used only when the date of birth is not known.")]
    public int? Age { get; init; }

    [Description("The NHS number as given. One that fails its check is kept and flagged.")]
    public string? NhsNumber { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    [Description("The address without the postcode: six lines at most.")]
    public IReadOnlyList<string> AddressLines { get; init; } = [];

    [Description("The postcode. One that is not known is kept as given, and somebody asks.")]
    public string? Postcode { get; init; }

    [Description("The language to write in, as a BCP 47 tag: en, gu, ar.")]
    public string Language { get; init; } = "en";

    public ContactInput Contact { get; init; } = new();

    [Description("Consents by purpose: service, share-with-partners, contact-employer, evaluation, trial. Leave out what was not asked.")]
    public IReadOnlyDictionary<string, bool> Consents { get; init; } = new Dictionary<string, bool>();
}

/// <summary>How and when it is safe to reach the person.</summary>
internal sealed record ContactInput
{
    public Channel? Preferred { get; init; }

    [Description("Channels the person does not want.")]
    public IReadOnlyList<Channel> Stopped { get; init; } = [];

    [Description("What must never be done: call, text, email, letter.")]
    public IReadOnlyList<string> Never { get; init; } = [];

    public bool? VoicemailIsSafe { get; init; }

    [Description("When it is safe to call, in the person's own words.")]
    public string? SafeTimes { get; init; }

    public bool NeedsInterpreter { get; init; }

    [Description("Formats asked for: large-print, easy-read, bsl.")]
    public IReadOnlyList<string> Formats { get; init; } = [];
}

/// <summary>Where the person stands with work.</summary>
internal sealed record WorkInput
{
    public WorkSituation? Situation { get; init; }

    [Description("Whole weeks out of work, for somebody out of work.")]
    public int? WeeksOutOfWork { get; init; }

    [Description("Whole weeks off sick, for somebody off sick.")]
    public int? WeeksOffSick { get; init; }

    [Description("Whether a health condition or disability gets in the way of work.")]
    public bool? HealthAffectsWork { get; init; }

    public bool? AtRiskOfLosingJob { get; init; }

    public bool? LeftWorkBecauseOfHealth { get; init; }

    public bool? WantsPaidWork { get; init; }

    public bool? RightToWork { get; init; }

    public bool? EmployerHasOccupationalHealth { get; init; }
}

/// <summary>What makes work hard, and what would help. Nothing of it is kept from an employer.</summary>
internal sealed record HealthInput
{
    [Description("The main health problem as the Labour Force Survey numbers it, 1 to 18. Not taken from employers.")]
    public int? MainProblem { get; init; }

    [Description("What makes work hard or would help, by code. Not taken from employers.")]
    public IReadOnlyList<string> Needs { get; init; } = [];
}

/// <summary>Whether staff must act today.</summary>
internal sealed record SafetyInput
{
    [Description("The person says that they may harm themselves.")]
    public bool? MayHarmThemselves { get; init; }

    [Description("The person is in danger.")]
    public bool? IsInDanger { get; init; }

    // A method, because every property is a field of the request.
    public bool NeedsSomebodyToday() => MayHarmThemselves == true || IsInDanger == true;
}

/// <summary>Whom the person works for. Nobody contacts them unless the person consents to that (contact-employer).</summary>
internal sealed record EmployerInput
{
    [Description("The employer. Needed where anything about an employer is given.")]
    public string? Name { get; init; }

    [Description("Who to talk to there.")]
    public string? ContactName { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }
}

/// <summary>The referrer, and the person's agreement.</summary>
internal sealed record ReferrerInput
{
    public string? Name { get; init; }

    public string? Organisation { get; init; }

    public string? Role { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    [Description("How the person agreed to this referral, in words.")]
    public string? Agreement { get; init; }

    [Description("Whether the person allows news of their progress to go to the referrer.")]
    public bool ProgressAllowed { get; init; }

    [Description("Whether the person has a fit note, where primary care knows.")]
    public bool? HasFitNote { get; init; }

    [Description("Whether the person may be contacted at work, where their employer refers.")]
    public bool? ContactAtWork { get; init; }
}
