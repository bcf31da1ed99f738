using System.Collections.Frozen;

namespace WorkWell.Areas.Sdk;

/// <summary>One published revision of an area's settings, read from its area.json. Immutable.</summary>
public sealed record AreaSettings
{
    /// <summary>The area's code, such as "llr".</summary>
    public required string Code { get; init; }

    /// <summary>The area's name in English.</summary>
    public required string Name { get; init; }

    /// <summary>The area's name in other scripts, by language tag such as "gu". Pages in that language show it with the English name beside it.</summary>
    public IReadOnlyDictionary<string, string> Names { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>The name of the service as the public knows it.</summary>
    public required string ServiceName { get; init; }

    /// <summary>The integrated care board.</summary>
    public required CareBoard Board { get; init; }

    /// <summary>The languages the area serves, best first, as BCP 47 tags.</summary>
    public IReadOnlyList<string> Languages { get; init; } = ["en"];

    /// <summary>How the public reaches the service.</summary>
    public AreaContact Contact { get; init; } = new();

    /// <summary>Who answers for what is kept about people.</summary>
    public AreaPrivacy Privacy { get; init; } = new();

    /// <summary>The local authority districts the area covers. The whole area lies in them.</summary>
    public IReadOnlyList<Place> Authorities { get; init; } = [];

    /// <summary>Authorities of the board that a named offer of the area leaves out, with the reason in <see cref="Place.Note"/>.</summary>
    public IReadOnlyList<Place> AuthoritiesOutsideOffer { get; init; } = [];

    /// <summary>Primary care networks the area serves, with the partner that serves each. Empty: all of the board's.</summary>
    public IReadOnlyList<CareNetwork> Networks { get; init; } = [];

    /// <summary>Places where need is highest: a priority, never a wall.</summary>
    public IReadOnlyList<Place> FocusPlaces { get; init; } = [];

    /// <summary>Postcode districts of the area. A hint, never a refusal.</summary>
    public IReadOnlyList<string> PostcodeDistricts { get; init; } = [];

    /// <summary>Places whose GP practices count as the area's: sub-board locations (ODS codes) or authorities (ONS codes). Empty: all of the board's.</summary>
    public IReadOnlyList<Place> PracticeLocations { get; init; } = [];

    /// <summary>Doors that are open.</summary>
    public IReadOnlyList<ReferralSource> ReferralSources { get; init; } = [
        ReferralSource.Self, ReferralSource.Employer, ReferralSource.PrimaryCare, ReferralSource.Jobcentre, ReferralSource.LocalService];

    /// <summary>
    /// Numbers that rules and plans use, by name (<see cref="LimitNames"/>). One that is absent is not stated. A length of time of the area's own, for its
    /// follow-ups, has a name of its own and a unit.
    /// </summary>
    public IReadOnlyDictionary<string, Limit> Limits { get; init; } = FrozenDictionary<string, Limit>.Empty;

    /// <summary>Requirements that apply (true) or not (false), by name (<see cref="RequirementNames"/>). One that is absent is not stated.</summary>
    public IReadOnlyDictionary<string, Requirement> Requirements { get; init; } = FrozenDictionary<string, Requirement>.Empty;

    /// <summary>Targets the area works to, for its reports.</summary>
    public IReadOnlyList<Target> Targets { get; init; } = [];

    /// <summary>Questions the area asks besides the national ones, in this order, after those of its code. Their words are in its templates.</summary>
    public IReadOnlyList<ExtraQuestion> Questions { get; init; } = [];

    /// <summary>Messages of the area's own, for its follow-ups. Their words are in its templates.</summary>
    public IReadOnlyList<OwnMessage> Messages { get; init; } = [];

    /// <summary>What happens when. Empty: the national plan.</summary>
    public IReadOnlyList<FollowUpStep> FollowUps { get; init; } = [];

    /// <summary>Lists only this area has, by name: for example programme groups or offers.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<ListEntry>> Lists { get; init; } = FrozenDictionary<string, IReadOnlyList<ListEntry>>.Empty;

    /// <summary>The area's name as somebody reads it in a language.</summary>
    /// <param name="language">The language's tag.</param>
    /// <returns>The name in that language's script with the English one in brackets; the English name alone where the area gives no other.</returns>
    public string NameIn(string language) => Names.TryGetValue(language, out var name) ? $"{name} ({Name})" : Name;
}

/// <summary>An integrated care board by its codes.</summary>
/// <param name="Ods">The ODS code, such as QK1; null where it is not stated.</param>
/// <param name="Ons">The ONS code, such as E54000015.</param>
/// <param name="Name">The board's name.</param>
public sealed record CareBoard(string? Ods, string Ons, string Name)
{
    /// <summary>The sub-board locations, by ODS code.</summary>
    public IReadOnlyList<string> SubBoards { get; init; } = [];
}

/// <summary>How the public reaches a service. What is null is not stated.</summary>
public sealed record AreaContact
{
    /// <summary>A telephone number.</summary>
    public string? Phone { get; init; }

    /// <summary>An e-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>A web address.</summary>
    public string? Web { get; init; }

    /// <summary>Where letters are answered from.</summary>
    public string? PostalAddress { get; init; }

    /// <summary>Where messages to the area's own team go.</summary>
    public string? TeamEmail { get; init; }

    /// <summary>When somebody of the team reads what comes there. What pages promise follows from it.</summary>
    public TeamHours? TeamHours { get; init; }

    /// <summary>Within how many working days somebody gets in touch, where the service says so.</summary>
    public Limit? WorkingDaysToContact { get; init; }

    /// <summary>After how many attempts to reach somebody they are written to, where the service says so.</summary>
    public Limit? AttemptsBeforeWriting { get; init; }
}

/// <summary>The hours in which an area's team reads what comes to it.</summary>
/// <param name="From">When they begin.</param>
/// <param name="Until">When they end, on the same day.</param>
public sealed record TeamHours(TimeOnly From, TimeOnly Until)
{
    /// <summary>Whether also at weekends and on bank holidays; otherwise on working days only.</summary>
    public bool IsEveryDay { get; init; }
}

/// <summary>Who answers for what is kept about people. What is null is not stated.</summary>
public sealed record AreaPrivacy
{
    /// <summary>The organisation that decides what is kept about people and why: the controller.</summary>
    public string? Controller { get; init; }

    /// <summary>Where people ask about what is kept about them: an e-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>The web address of the area's own privacy notice.</summary>
    public string? Web { get; init; }
}

/// <summary>A place by stable codes, with the names it goes by.</summary>
/// <param name="Name">The name to show.</param>
public sealed record Place(string Name)
{
    /// <summary>Official codes. A place that is only a name has none.</summary>
    public IReadOnlyList<string> Codes { get; init; } = [];

    /// <summary>Other names, old ones among them.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The code of the authority it lies in, so that a name it shares with a place elsewhere is not taken for it.</summary>
    public string? Within { get; init; }

    /// <summary>Whether only part of what the codes name belongs to it: a match then asks, and never decides.</summary>
    public bool OnlyPart { get; init; }

    /// <summary>How firmly it stands.</summary>
    public EvidenceLevel EvidenceLevel { get; init; } = EvidenceLevel.Stated;

    /// <summary>Where it is said.</summary>
    public string? Source { get; init; }

    /// <summary>Anything a reader should know.</summary>
    public string? Note { get; init; }
}

/// <summary>A primary care network and the partner that serves it.</summary>
/// <param name="Name">The name to show.</param>
/// <param name="Partner">The code of the partner organisation that serves it.</param>
public sealed record CareNetwork(string Name, string Partner)
{
    /// <summary>Its ODS codes, where they are known. Names move; codes decide.</summary>
    public IReadOnlyList<string> Codes { get; init; } = [];

    /// <summary>Other names it goes by.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>How firmly it stands.</summary>
    public EvidenceLevel EvidenceLevel { get; init; } = EvidenceLevel.Stated;
}

/// <summary>A unit of time.</summary>
public enum LimitUnit
{
    /// <summary>Days.</summary>
    Days,

    /// <summary>Weeks.</summary>
    Weeks,

    /// <summary>Calendar months.</summary>
    Months,

    /// <summary>Years.</summary>
    Years,
}

/// <summary>A number with its standing.</summary>
/// <param name="Value">The number, in the unit its name says, or else in <see cref="Unit"/>.</param>
/// <param name="EvidenceLevel">How firmly it stands.</param>
/// <param name="Source">Who says so, and where.</param>
public sealed record Limit(int Value, EvidenceLevel EvidenceLevel, string Source)
{
    /// <summary>The unit, for a limit whose name does not say it.</summary>
    public LimitUnit? Unit { get; init; }

    /// <summary>Whether the number itself is outside the limit: "under 25" instead of "25 or under".</summary>
    public bool IsExclusive { get; init; }
}

/// <summary>A message that only this area sends, from a step of its follow-ups. It may go by every channel its recipient can be reached by.</summary>
/// <param name="Code">A stable code, which is also the name of its templates.</param>
/// <param name="Purpose">What it is for, in a sentence for the area's team.</param>
public sealed record OwnMessage(string Code, string Purpose)
{
    /// <summary>Who it is for.</summary>
    public Recipient For { get; init; } = Recipient.Participant;
}

/// <summary>A requirement with its standing.</summary>
/// <param name="Applies">Whether it applies.</param>
/// <param name="EvidenceLevel">How firmly it stands.</param>
/// <param name="Source">Who says so, and where.</param>
public sealed record Requirement(bool Applies, EvidenceLevel EvidenceLevel, string Source);

/// <summary>A target the area works to.</summary>
/// <param name="Code">A stable code.</param>
/// <param name="Name">The target in words.</param>
/// <param name="Number">How many.</param>
/// <param name="EvidenceLevel">How firmly it stands.</param>
/// <param name="Source">Who says so, and where.</param>
public sealed record Target(string Code, string Name, int Number, EvidenceLevel EvidenceLevel, string Source);

/// <summary>One entry of an area's own list.</summary>
/// <param name="Code">A stable code.</param>
/// <param name="Name">The entry in English.</param>
public sealed record ListEntry(string Code, string Name)
{
    /// <summary>How firmly it stands.</summary>
    public EvidenceLevel EvidenceLevel { get; init; } = EvidenceLevel.Stated;

    /// <summary>The day it was agreed, where that matters.</summary>
    public DateOnly? AgreedOn { get; init; }

    /// <summary>Who agreed it.</summary>
    public string? AgreedBy { get; init; }

    /// <summary>Where it is said.</summary>
    public string? Source { get; init; }
}

/// <summary>The names of limits that national rules and plans know.</summary>
public static class LimitNames
{
    /// <summary>Youngest age in years.</summary>
    public const string MinimumAge = "minimumAge";

    /// <summary>Oldest age in years.</summary>
    public const string MaximumAge = "maximumAge";

    /// <summary>Fewest weeks out of work.</summary>
    public const string MinimumWeeksOutOfWork = "minimumWeeksOutOfWork";

    /// <summary>Most weeks out of work.</summary>
    public const string MaximumWeeksOutOfWork = "maximumWeeksOutOfWork";

    /// <summary>Shortest time out of work, in its own unit of weeks or months.</summary>
    public const string MinimumTimeOutOfWork = "minimumTimeOutOfWork";

    /// <summary>Longest time out of work, in its own unit of weeks or months.</summary>
    public const string MaximumTimeOutOfWork = "maximumTimeOutOfWork";

    /// <summary>The length of support for everybody, in its own unit of days, weeks or months.</summary>
    public const string TimeOfSupport = "timeOfSupport";

    /// <summary>Weeks of support for somebody in work.</summary>
    public const string WeeksOfSupportInWork = "weeksOfSupportInWork";

    /// <summary>Weeks of support for somebody looking for work.</summary>
    public const string WeeksOfSupportSeekingWork = "weeksOfSupportSeekingWork";

    /// <summary>Months of support to find work, in a trial arm that supports people.</summary>
    public const string MonthsOfSupportFindingWork = "monthsOfSupportFindingWork";

    /// <summary>Months of support once in work, in a trial arm that supports people.</summary>
    public const string MonthsOfSupportInWork = "monthsOfSupportInWork";

    /// <summary>Months of support in all.</summary>
    public const string MonthsOfSupportInAll = "monthsOfSupportInAll";

    /// <summary>Weeks from one review of the plan to the next.</summary>
    public const string WeeksBetweenPlanReviews = "weeksBetweenPlanReviews";

    /// <summary>Every name.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        MinimumAge, MaximumAge, MinimumWeeksOutOfWork, MaximumWeeksOutOfWork, WeeksOfSupportInWork, WeeksOfSupportSeekingWork,
        MonthsOfSupportFindingWork, MonthsOfSupportInWork, MonthsOfSupportInAll, WeeksBetweenPlanReviews, .. WithUnit,
    ];

    /// <summary>The names that do not say a unit, so that the limit has to.</summary>
    public static IReadOnlyList<string> WithUnit => [MinimumTimeOutOfWork, MaximumTimeOutOfWork, TimeOfSupport];

    /// <summary>Whether a name is that of a length of time which a step of a plan can count from.</summary>
    /// <param name="name">The name.</param>
    /// <returns>False for ages, times out of work and names that are an area's own.</returns>
    public static bool IsLengthOfTime(string name) =>
        name is TimeOfSupport or WeeksOfSupportInWork or WeeksOfSupportSeekingWork or WeeksBetweenPlanReviews or MonthsOfSupportFindingWork
            or MonthsOfSupportInWork or MonthsOfSupportInAll;

    /// <summary>The unit a limit is counted in.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="limit">The limit; null to go by the name alone.</param>
    /// <returns>The unit the name says, else the limit's own; null when neither says one.</returns>
    public static LimitUnit? UnitOf(string name, Limit? limit) =>
        name is MinimumAge or MaximumAge ? LimitUnit.Years
        : name is MinimumWeeksOutOfWork or MaximumWeeksOutOfWork or WeeksOfSupportInWork or WeeksOfSupportSeekingWork or WeeksBetweenPlanReviews
        ? LimitUnit.Weeks
        : name is MonthsOfSupportFindingWork or MonthsOfSupportInWork or MonthsOfSupportInAll ? LimitUnit.Months
        : limit?.Unit;
}

/// <summary>The names of requirements that national rules know.</summary>
public static class RequirementNames
{
    /// <summary>The person has the right to work in the UK.</summary>
    public const string RightToWork = "rightToWork";

    /// <summary>The person is registered with a GP practice.</summary>
    public const string RegisteredWithGp = "registeredWithGp";

    /// <summary>The person wants paid work.</summary>
    public const string WantsPaidWork = "wantsPaidWork";

    /// <summary>A practice in the area is enough, for somebody who lives elsewhere.</summary>
    public const string PracticeInAreaIsEnough = "practiceInAreaIsEnough";

    /// <summary>Every name.</summary>
    public static IReadOnlyList<string> All { get; } = [RightToWork, RegisteredWithGp, WantsPaidWork, PracticeInAreaIsEnough];
}
