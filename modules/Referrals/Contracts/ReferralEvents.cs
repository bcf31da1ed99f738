using WorkWell.Areas.Sdk;

namespace WorkWell.Referrals.Contracts;

/// <summary>What every event of a referral says.</summary>
/// <param name="ReferralId">The referral.</param>
/// <param name="Area">The area's code, or "national".</param>
public abstract record ReferralEvent(Guid ReferralId, string Area);

/// <summary>A referral arrived and was decided, all in this change; or it waited for a person to settle whose it is, and goes on.</summary>
/// <param name="ReferralId">The referral.</param>
/// <param name="Area">The area's code, or "national".</param>
/// <param name="Summary">What follow-ups and messages need to know.</param>
/// <param name="Facts">The facts decided from.</param>
public sealed record ReferralReceived(Guid ReferralId, string Area, ReferralSummary Summary, ReferralFacts Facts) : ReferralEvent(ReferralId, Area);

/// <summary>
/// A referral arrived whose person is likely to have one already, or is recorded as dead. Nothing is sent for it until a member of staff has settled
/// that: only then is it said to be received. Published in the change that received it.
/// </summary>
/// <param name="ReferralId">The referral.</param>
/// <param name="Area">The area's code, or "national".</param>
/// <param name="Reference">What the public calls it.</param>
/// <param name="Others">The references of the other referrals, oldest first.</param>
/// <param name="Because">Which facts match, as codes of People.</param>
/// <param name="HasDied">Whether one of the others ended because the person died.</param>
public sealed record LikelyDuplicateFound(
    Guid ReferralId, string Area, string Reference, IReadOnlyList<string> Others, IReadOnlyList<string> Because, bool HasDied)
    : ReferralEvent(ReferralId, Area);

/// <summary>Staff settled that a likely duplicate is not one, and the referral continues.</summary>
/// <param name="ReferralId">The referral.</param>
/// <param name="Area">The area's code, or "national".</param>
public sealed record LikelyDuplicateSettled(Guid ReferralId, string Area) : ReferralEvent(ReferralId, Area);

/// <summary>A partner was offered the referral: at intake, or later when another partner is asked.</summary>
/// <param name="ReferralId">The referral.</param>
/// <param name="Area">The area's code.</param>
/// <param name="Summary">What follow-ups and messages need to know.</param>
/// <param name="Facts">The facts decided from.</param>
/// <param name="OfferNumber">1 for the first offer, 2 for the second and so on.</param>
public sealed record OfferMade(Guid ReferralId, string Area, ReferralSummary Summary, ReferralFacts Facts, int OfferNumber) : ReferralEvent(ReferralId, Area);

/// <summary>A partner accepted, and support began.</summary>
/// <param name="ReferralId">The referral.</param>
/// <param name="Area">The area's code.</param>
/// <param name="Summary">What follow-ups and messages need to know.</param>
/// <param name="Facts">The facts decided from.</param>
public sealed record SupportStarted(Guid ReferralId, string Area, ReferralSummary Summary, ReferralFacts Facts) : ReferralEvent(ReferralId, Area);

/// <summary>The person was allocated to an arm of a trial, after consent and baseline.</summary>
/// <param name="ReferralId">The referral.</param>
/// <param name="Area">The area's code.</param>
/// <param name="Summary">What follow-ups and messages need to know.</param>
/// <param name="Facts">The facts decided from.</param>
/// <param name="Arm">The arm's code.</param>
public sealed record Allocated(Guid ReferralId, string Area, ReferralSummary Summary, ReferralFacts Facts, string Arm) : ReferralEvent(ReferralId, Area);

/// <summary>The person may harm themselves or is in danger: staff must look at this referral today. Published in the change that received it.</summary>
/// <param name="ReferralId">The referral.</param>
/// <param name="Area">The area's code, or "national".</param>
/// <param name="Summary">What follow-ups and messages need to know.</param>
public sealed record UrgentConcernRaised(Guid ReferralId, string Area, ReferralSummary Summary) : ReferralEvent(ReferralId, Area)
{
    /// <summary>A mark of who sent it, to recognise many from one sender; null where the sender has shown who they are.</summary>
    public Guid? Origin { get; init; }
}

/// <summary>
/// An organisation referred without showing who it is, and the referral waits until staff have looked. Published in the change that received it.
/// </summary>
/// <param name="ReferralId">The referral.</param>
/// <param name="Area">The area's code, or "national".</param>
/// <param name="Reference">What the public calls it.</param>
/// <param name="ReferralSource">Through which door it came.</param>
public sealed record ReferrerNotProven(Guid ReferralId, string Area, string Reference, ReferralSource ReferralSource) : ReferralEvent(ReferralId, Area);

/// <summary>Staff have looked who sent a waiting referral.</summary>
/// <param name="ReferralId">The referral.</param>
/// <param name="Area">The area's code, or "national".</param>
public sealed record ReferrerLookedAt(Guid ReferralId, string Area) : ReferralEvent(ReferralId, Area);

/// <summary>Somebody of another area's team opened the record, because the person is at risk. Its own team is told in the same change.</summary>
/// <param name="ReferralId">The referral.</param>
/// <param name="Area">The area's code.</param>
/// <param name="OpeningId">The opening, which somebody reviews.</param>
/// <param name="Reference">What the public calls the referral.</param>
/// <param name="OpenedBy">The name of whoever opened it.</param>
/// <param name="Home">The name of the area where they work.</param>
public sealed record RecordOpened(Guid ReferralId, string Area, Guid OpeningId, string Reference, string OpenedBy, string Home)
    : ReferralEvent(ReferralId, Area)
{
    /// <summary>The address of the page where it is reviewed; null where the service has none.</summary>
    public string? ReviewAt { get; init; }

    /// <summary>The organisation that accepted the referral, by code; null where the area's team has it.</summary>
    public string? Organisation { get; init; }
}

/// <summary>A team lead has reviewed an opening of the record.</summary>
/// <param name="ReferralId">The referral.</param>
/// <param name="Area">The area's code.</param>
/// <param name="OpeningId">The opening.</param>
public sealed record RecordOpeningReviewed(Guid ReferralId, string Area, Guid OpeningId) : ReferralEvent(ReferralId, Area);

/// <summary>What a person of the team has to arrange or ask, because no message can settle it.</summary>
public static class ContactNeed
{
    /// <summary>No address, or a placeholder such as "No fixed abode".</summary>
    public const string AddressNotKnown = "address-not-known";

    /// <summary>The last line of the postal address is neither a UK postcode nor a country.</summary>
    public const string AddressIncomplete = "address-incomplete";

    /// <summary>The person's e-mail address or telephone number is the referrer's own.</summary>
    public const string AddressOfReferrer = "address-of-referrer";

    /// <summary>The area writes no messages in the person's language.</summary>
    public const string LanguageNotWritten = "language-not-written";

    /// <summary>The date of birth is that of a child.</summary>
    public const string BirthDateUnlikely = "birth-date-unlikely";

    /// <summary>Every way that was given must never be used.</summary>
    public const string NoWayLeft = "no-way-left";

    /// <summary>Somebody endangers the person, and others may read the mailbox.</summary>
    public const string SharedMailbox = "shared-mailbox";

    /// <summary>Every code.</summary>
    public static IReadOnlyList<string> All { get; } = [
        AddressNotKnown, AddressIncomplete, AddressOfReferrer, LanguageNotWritten, BirthDateUnlikely, NoWayLeft, SharedMailbox];
}

/// <summary>
/// The person asked for an interpreter or a format that no message has, or cannot be written to with the details given. Published in the change that received
/// the referral.
/// </summary>
/// <param name="ReferralId">The referral.</param>
/// <param name="Area">The area's code, or "national".</param>
/// <param name="NeedsInterpreter">Whether an interpreter is needed.</param>
/// <param name="Formats">The formats, by code.</param>
public sealed record ContactNeedsRecorded(Guid ReferralId, string Area, bool NeedsInterpreter, IReadOnlyList<string> Formats) : ReferralEvent(ReferralId, Area)
{
    /// <summary>What has to be arranged or asked besides, by code: <see cref="ContactNeed"/>.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];
}

/// <summary>The person withdrew, or the referral was closed. Nothing more is sent.</summary>
/// <param name="ReferralId">The referral.</param>
/// <param name="Area">The area's code.</param>
/// <param name="Reason">A code: "withdrawn", "completed", "no-contact" and so on.</param>
public sealed record ReferralEnded(Guid ReferralId, string Area, string Reason) : ReferralEvent(ReferralId, Area)
{
    /// <summary>Whether the person ended it themselves just now, and so waits for the confirmation.</summary>
    public bool IsByPerson { get; init; }

    /// <summary>Whether it waited for staff to settle whose it is, so that nothing has gone out for it.</summary>
    public bool WasWaiting { get; init; }
}

/// <summary>The partner that was asked declined, and no other service fits: the area's own team takes over.</summary>
/// <param name="ReferralId">The referral.</param>
/// <param name="Area">The area's code.</param>
/// <param name="OfferNumber">The number of the offer that was declined.</param>
/// <param name="Organisation">The organisation that declined, by code.</param>
public sealed record NoPartnerLeft(Guid ReferralId, string Area, int OfferNumber, string? Organisation) : ReferralEvent(ReferralId, Area);

/// <summary>A partner asks the area's team something before it answers an offer.</summary>
/// <param name="ReferralId">The referral.</param>
/// <param name="Area">The area's code.</param>
/// <param name="OfferNumber">The number of the offer.</param>
/// <param name="Organisation">The organisation, by code.</param>
/// <param name="Question">The question, in its own words.</param>
public sealed record PartnerAsked(Guid ReferralId, string Area, int OfferNumber, string Organisation, string Question) : ReferralEvent(ReferralId, Area);

/// <summary>How the person is reached, or what must never be done, has changed while the referral is under way.</summary>
/// <param name="ReferralId">The referral.</param>
/// <param name="Area">The area's code, or "national".</param>
/// <param name="Summary">The referral as it stands.</param>
public sealed record ContactChanged(Guid ReferralId, string Area, ReferralSummary Summary) : ReferralEvent(ReferralId, Area);

/// <summary>The person has a new home that another area serves, or that changes what this area decides.</summary>
/// <param name="ReferralId">The referral.</param>
/// <param name="Area">The area that has the referral, by code, or "national".</param>
/// <param name="Summary">The referral as it stands.</param>
/// <param name="ServedBy">The area that serves the new home, by code; null where none is known.</param>
/// <param name="Here">What the rules of the area that has the referral say of the new home; null where it does not serve now.</param>
/// <param name="There">What the rules of the other area say; null where it is the same area, or none is known.</param>
public sealed record HomeMoved(
    Guid ReferralId, string Area, ReferralSummary Summary, string? ServedBy, EligibilityDecision? Here, EligibilityDecision? There)
    : ReferralEvent(ReferralId, Area);

/// <summary>What follow-ups and messages need to know of a referral.</summary>
public sealed record ReferralSummary
{
    /// <summary>The referral.</summary>
    public required Guid ReferralId { get; init; }

    /// <summary>The area's code.</summary>
    public required string Area { get; init; }

    /// <summary>The reference the public uses, such as WW-7K3M-P9QX.</summary>
    public required string Reference { get; init; }

    /// <summary>The person.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>The referral source.</summary>
    public required ReferralSource ReferralSource { get; init; }

    /// <summary>When it arrived, in UTC.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>What was decided.</summary>
    public required EligibilityOutcome Outcome { get; init; }

    /// <summary>What happens next.</summary>
    public required NextStep Next { get; init; }

    /// <summary>The codes of the reasons.</summary>
    public IReadOnlyList<Reason> Reasons { get; init; } = [];

    /// <summary>The codes of the advice.</summary>
    public IReadOnlyList<Reason> Advice { get; init; } = [];

    /// <summary>Why the area's rules put this referral before others, by code.</summary>
    public IReadOnlyList<Reason> Priorities { get; init; } = [];

    /// <summary>Areas that may help a person who is not eligible here, by code, best first.</summary>
    public IReadOnlyList<string> AlternativeAreas { get; init; } = [];

    /// <summary>The service offered, by code.</summary>
    public string? Service { get; init; }

    /// <summary>The organisation offered, by code.</summary>
    public string? Organisation { get; init; }

    /// <summary>Whether a partner or the team accepted it and support has begun.</summary>
    public bool HasBegun { get; init; }

    /// <summary>Where news to the referrer goes, as far as the person allowed it.</summary>
    public string? ReferrerEmail { get; init; }

    /// <summary>Where the receipt of the referral itself goes, which says nothing about the person beyond that; null: nowhere.</summary>
    public string? ReferrerReceiptEmail { get; init; }

    /// <summary>Whether the person may harm themselves or is in danger, so staff must look today.</summary>
    public bool IsUrgent { get; init; }
}

/// <summary>A referral locked for update.</summary>
/// <param name="Summary">What follow-ups and messages need to know.</param>
/// <param name="Facts">The facts decided from.</param>
/// <param name="HasEnded">Whether it was withdrawn or closed.</param>
public sealed record ReferralForUpdate(ReferralSummary Summary, ReferralFacts Facts, bool HasEnded)
{
    /// <summary>Whether a partner or the team accepted it and support has begun.</summary>
    public bool HasBegun { get; init; }

    /// <summary>Whether it waits until staff settle a likely duplicate.</summary>
    public bool AwaitsSettlement { get; init; }
}

/// <summary>What whoever works with the person needs to know of a referral.</summary>
/// <param name="Summary">The referral as it stands.</param>
/// <param name="Facts">The facts decided from.</param>
/// <param name="IsInDanger">Whether somebody endangers the person, who may hear of what others read.</param>
public sealed record ReferralDetails(ReferralSummary Summary, ReferralFacts Facts, bool IsInDanger);

/// <summary>Referrals, for the floors above.</summary>
public interface IReferrals
{
    /// <summary>Reads summaries.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="referrals">The ids.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>Summaries by id; ids out of the actor's reach are absent.</returns>
    Task<IReadOnlyDictionary<Guid, ReferralSummary>> SummariesAsync(
        Platform.Actor actor, IReadOnlyCollection<Guid> referrals, CancellationToken cancellationToken);

    /// <summary>Reads references alone, which is all that somebody may see who assesses outcomes.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="referrals">The ids.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>References by id; ids out of the actor's reach are absent.</returns>
    Task<IReadOnlyDictionary<Guid, string>> ReferencesAsync(
        Platform.Actor actor, IReadOnlyCollection<Guid> referrals, CancellationToken cancellationToken);

    /// <summary>Reads and locks a referral until this change ends.</summary>
    /// <param name="change">The change being made.</param>
    /// <param name="reference">The reference as typed.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>The referral, or null when there is none of that reference in the actor's reach.</returns>
    Task<ReferralForUpdate?> FindForUpdateAsync(Platform.Change change, string reference, CancellationToken cancellationToken);

    /// <summary>Reads every referral of several records of people.</summary>
    /// <param name="change">The change that depends on it.</param>
    /// <param name="people">The records.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>The referrals, oldest first. They can be changed by others meanwhile.</returns>
    Task<IReadOnlyList<ReferralForUpdate>> OfPeopleAsync(Platform.Change change, IReadOnlyCollection<Guid> people, CancellationToken cancellationToken);

    /// <summary>Reads a referral for whoever works with the person. The caller records the look.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="referral">Its id.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>The referral, or null when the actor can reach none with that id.</returns>
    Task<ReferralDetails?> DetailsAsync(Platform.Actor actor, Guid referral, CancellationToken cancellationToken);

    /// <summary>Finds a referral by what the public calls it.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="reference">The reference as typed.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>Its summary, or null when the actor can reach none with that reference.</returns>
    Task<ReferralSummary?> FindAsync(Platform.Actor actor, string reference, CancellationToken cancellationToken);
}
