
namespace WorkWell.Areas.Sdk;

/// <summary>Through which door a referral came.</summary>
public enum ReferralSource
{
    /// <summary>The person referred themselves.</summary>
    Self,

    /// <summary>An employer, with the person's agreement.</summary>
    Employer,

    /// <summary>A GP or someone else in primary care.</summary>
    PrimaryCare,

    /// <summary>Jobcentre Plus.</summary>
    Jobcentre,

    /// <summary>A local service: council, charity or community group.</summary>
    LocalService,
}

/// <summary>Where the person stands with work.</summary>
public enum WorkSituation
{
    /// <summary>In work and struggling because of health.</summary>
    InWork,

    /// <summary>In work, off sick now.</summary>
    OffSick,

    /// <summary>Not in paid work.</summary>
    OutOfWork,
}

/// <summary>
/// What is known when a decision is made: no name, no address, no contact details. A null fact was not asked or not answered, and never means "no".
/// This record grows only by optional members.
/// </summary>
public sealed record ReferralFacts
{
    /// <summary>The day the referral arrived, in Europe/London.</summary>
    public required DateOnly ReceivedOn { get; init; }

    /// <summary>The door it came through.</summary>
    public ReferralSource ReferralSource { get; init; }

    /// <summary>Age in whole years on the day the referral arrived.</summary>
    public int? Age { get; init; }

    /// <summary>Where the person lives, as far as it is known.</summary>
    public HomePlace Home { get; init; } = HomePlace.Unknown;

    /// <summary>The GP practice the person is registered with, as far as it is known.</summary>
    public GpPractice Practice { get; init; } = GpPractice.Unknown;

    /// <summary>Whether the person is registered with any GP practice.</summary>
    public bool? RegisteredWithGp { get; init; }

    /// <summary>Where the person stands with work.</summary>
    public WorkSituation? Situation { get; init; }

    /// <summary>Whole weeks out of work on the day the referral arrived, for somebody out of work.</summary>
    public int? WeeksOutOfWork { get; init; }

    /// <summary>Whole weeks off sick on the day the referral arrived, for somebody off sick.</summary>
    public int? WeeksOffSick { get; init; }

    /// <summary>Whether a health condition or disability gets in the way of work.</summary>
    public bool? HealthAffectsWork { get; init; }

    /// <summary>Whether the person fears losing their job because of their health.</summary>
    public bool? AtRiskOfLosingJob { get; init; }

    /// <summary>Whether health was a reason for leaving work, for somebody out of work.</summary>
    public bool? LeftWorkBecauseOfHealth { get; init; }

    /// <summary>Whether the person wants paid work.</summary>
    public bool? WantsPaidWork { get; init; }

    /// <summary>Whether the person has the right to work in the UK.</summary>
    public bool? RightToWork { get; init; }

    /// <summary>Whether the employer has an occupational health service.</summary>
    public bool? EmployerHasOccupationalHealth { get; init; }

    /// <summary>The main health problem as the Labour Force Survey numbers it, 1 to 18.</summary>
    public int? MainHealthProblem { get; init; }

    /// <summary>What makes work hard or would help, by code (<see cref="Need"/>).</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>Groups the person belongs to or does not, by code (for example "care-leaver"). A group that is not listed is unknown.</summary>
    public IReadOnlyDictionary<string, bool> Groups { get; init; } = NoGroups;

    /// <summary>What the person is looking for, by code (for example "placement", "job" or "course").</summary>
    public string? LookingFor { get; init; }

    /// <summary>The person's language as a BCP 47 tag.</summary>
    public string Language { get; init; } = "en";

    /// <summary>How the person can meet, by code (<see cref="MeetingWay"/>). Empty: not asked.</summary>
    public IReadOnlyList<string> MeetingWays { get; init; } = [];

    /// <summary>Answers to the area's own questions, by question code. A question that is not listed was not answered.</summary>
    public IReadOnlyDictionary<string, string> Answers { get; init; } = NoAnswers;

    private static readonly IReadOnlyDictionary<string, bool> NoGroups = new Dictionary<string, bool>();
    private static readonly IReadOnlyDictionary<string, string> NoAnswers = new Dictionary<string, string>();
}

/// <summary>Where a person lives, by official codes. Codes decide; names are hints.</summary>
public sealed record HomePlace
{
    /// <summary>Nothing is known.</summary>
    public static HomePlace Unknown { get; } = new();

    /// <summary>The integrated care board's ONS code (E54...).</summary>
    public string? BoardCode { get; init; }

    /// <summary>The sub-board location's ONS or ODS code.</summary>
    public string? SubBoardCode { get; init; }

    /// <summary>The local authority district's ONS code.</summary>
    public string? AuthorityCode { get; init; }

    /// <summary>The electoral ward's ONS code.</summary>
    public string? WardCode { get; init; }

    /// <summary>The lower layer super output area of 2021.</summary>
    public string? LsoaCode { get; init; }

    /// <summary>The postcode district, such as LE4. A hint, never a refusal.</summary>
    public string? PostcodeDistrict { get; init; }

    /// <summary>The place as the person or referrer named it, when no code is known.</summary>
    public string? StatedName { get; init; }

    /// <summary>The primary care network of the home, by ODS code, where it is known.</summary>
    public string? NetworkCode { get; init; }

    /// <summary>The primary care network of the home, by name, where it is known.</summary>
    public string? NetworkName { get; init; }
}

/// <summary>A GP practice, by official codes.</summary>
public sealed record GpPractice
{
    /// <summary>Nothing is known.</summary>
    public static GpPractice Unknown { get; } = new();

    /// <summary>The practice's ODS code.</summary>
    public string? Code { get; init; }

    /// <summary>The primary care network's ODS code.</summary>
    public string? NetworkCode { get; init; }

    /// <summary>The primary care network's name.</summary>
    public string? NetworkName { get; init; }

    /// <summary>The integrated care board's ODS code, such as QHL.</summary>
    public string? BoardCode { get; init; }

    /// <summary>The sub-board location's ODS code, such as 15E.</summary>
    public string? SubBoardCode { get; init; }

    /// <summary>The local authority district in which the practice lies, by ONS code.</summary>
    public string? AuthorityCode { get; init; }
}

/// <summary>The ways in which a person and a service can meet.</summary>
public static class MeetingWay
{
    /// <summary>Every code, in the order it is shown.</summary>
    public static IReadOnlyList<string> All { get; } = ["in-person", "phone", "video", "cafe"];
}

/// <summary>The national list of what makes work hard, or would help. Partners say which of these they help with.</summary>
public static class Need
{
    /// <summary>Every code, in the order it is shown.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "mental-health", "pain-or-movement", "long-term-condition", "learning-or-autism", "sight-or-hearing", "confidence",
        "workplace-adjustments", "talking-to-employer", "finding-work", "skills-or-training", "money-or-debt", "benefits",
        "housing", "caring", "transport", "language", "alcohol-or-drugs", "something-else",
    ];
}
