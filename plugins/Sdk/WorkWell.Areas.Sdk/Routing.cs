namespace WorkWell.Areas.Sdk;

/// <summary>One service of a partner organisation, as it stands when a referral is routed.</summary>
public sealed record PartnerService
{
    /// <summary>The service's code, unique in its area.</summary>
    public required string Code { get; init; }

    /// <summary>The organisation's code.</summary>
    public required string Organisation { get; init; }

    /// <summary>The organisation's name, with its own letters.</summary>
    public required string OrganisationName { get; init; }

    /// <summary>The service's name.</summary>
    public required string Name { get; init; }

    /// <summary>What it helps with, by code (<see cref="Need"/>). Empty: any need.</summary>
    public IReadOnlyList<string> HelpsWith { get; init; } = [];

    /// <summary>Where it serves, by official code: authority, ward, LSOA or network. Empty: the whole area.</summary>
    public IReadOnlyList<string> Catchment { get; init; } = [];

    /// <summary>Primary care networks it serves, by the names and codes of the area's settings. Empty: not by network.</summary>
    public IReadOnlyList<string> Networks { get; init; } = [];

    /// <summary>Languages it works in, as BCP 47 tags.</summary>
    public IReadOnlyList<string> Languages { get; init; } = ["en"];

    /// <summary>Ways of meeting, by code. Empty: not stated.</summary>
    public IReadOnlyList<string> MeetingWays { get; init; } = [];

    /// <summary>How many people it can hold; null: not stated.</summary>
    public int? Capacity { get; init; }

    /// <summary>How many people it holds now. Counted only where a capacity is stated.</summary>
    public int Open { get; init; }

    /// <summary>Whether it takes nobody at present.</summary>
    public bool IsPaused { get; init; }

    /// <summary>Whether it coaches: the first offer goes to a service that does.</summary>
    public bool Coaches { get; init; }

    /// <summary>What it offers, by code of the area's own list; empty for coaching areas.</summary>
    public IReadOnlyList<string> Offers { get; init; } = [];
}

/// <summary>What happens next to an eligible referral.</summary>
public enum NextStep
{
    /// <summary>The first service of the ranking is offered the referral.</summary>
    OfferToPartner,

    /// <summary>The person is offered the trial: information, consent and baseline come before any allocation.</summary>
    OfferTrial,

    /// <summary>The person is offered a place on the workforce programme.</summary>
    OfferProgramme,

    /// <summary>The area's own team takes it on, because nobody fits or because a person has to look.</summary>
    AreaTeam,
}

/// <summary>One service in a ranking.</summary>
/// <param name="Service">The service's code.</param>
/// <param name="Score">Higher is better; comparable only within one ranking.</param>
/// <param name="Reasons">Why it fits.</param>
public sealed record RankedService(string Service, int Score, IReadOnlyList<Reason> Reasons);

/// <summary>The next step and the services that fit.</summary>
/// <param name="Next">What happens next.</param>
/// <param name="Ranked">Services that fit, best first. Empty for an offer to a partner: nobody fits, which is recorded as a gap in provision.</param>
public sealed record RoutingDecision(NextStep Next, IReadOnlyList<RankedService> Ranked)
{
    /// <summary>What stopped services from fitting, for the record of a gap.</summary>
    public IReadOnlyList<Reason> GapReasons { get; init; } = [];
}
