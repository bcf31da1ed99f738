using WorkWell.Access.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>A referral with everything that the area's team knows of it, and the way to what can be done with it.</summary>
[RequiresPermission(Permission.ReadReferrals)]
internal sealed class ReferralDetailsModel(OfferWords words, AreaPhrases phrases) : ReferralPage
{
    private static readonly (string Below, string Permission)[] Acts =
        [("referrer", Permission.ConfirmReferrers), ("duplicates", Permission.SettleDuplicates), ("contact", Permission.CorrectContact),
        ("end", Permission.CloseReferrals)];

    /// <summary>What can be done now, by the reader's permissions.</summary>
    public IEnumerable<string> Open => from act in Acts where Caller.Permissions.Contains(act.Permission) && IsOpen(act.Below) select act.Below;

    /// <summary>The page on which a partner's answer is noted; null where nobody was asked.</summary>
    public string? OfferAddress => Shown.Organisation is not null && Caller.Permissions.Contains(Permission.AnswerReferrals)
        ? $"/staff/areas/{AreaCode}/offers/{Shown.Id:D}" : null;

    public Text State => Shown switch
    {
        { EndedAt: { } at } => T["staff.referral-ended", ("on", On(at)), ("reason", T[EndOfReferralModel.WordsOf(Shown.EndReason!)])],
        { AwaitsLook: true } => T["staff.referral-awaits-look"],
        { AwaitsSettlement: true } => T["staff.referral-awaits-settlement"],
        { AllocatedAt: { } at } => T["staff.referral-allocated", ("on", On(at))],
        { AcceptedAt: { } at } => T["staff.referral-accepted", ("on", On(at)), ("organisation", Organisation)],
        { Organisation: not null } => T["staff.referral-offered", ("organisation", Organisation)],
        { Decision.Outcome: EligibilityOutcome.NotEligible } => T["staff.referral-not-eligible"],
        _ => T["staff.referral-next-" + StoredKeys<NextStep>.Of(Shown.Next)],
    };

    public Text ReceivedAt => When(Shown.ReceivedAt);

    public Text Source => T["staff.referral-source-" + ReferralSourceKeys.Of(Shown.ReferralSource)];

    public Text Outcome => T["staff.referral-outcome-" + StoredKeys<EligibilityOutcome>.Of(Shown.Decision.Outcome)];

    /// <summary>Why it was decided so, what makes it pressing, and what the area advises.</summary>
    public IEnumerable<OfferFact> Decided =>
    [
        new(T["staff.referral-reasons"], InWords(Shown.Decision.Reasons)),
        new(T["staff.referral-priority"], InWords(Shown.Decision.Priorities)),
        new(T["staff.referral-advice"], InWords(Shown.Decision.Advice)),
        new(T["staff.referral-notes"], [.. Shown.Decision.Notes.Select(note => note.In(T, isAboutThem: true))]),
    ];

    /// <summary>How to reach the person, and what to take care of.</summary>
    public IEnumerable<OfferFact> OfPerson => words.OfPerson(Shown, Person).Append(
        new(T["staff.referral-address"], Person.Contact.Stopped.Contains(Channel.Letter) ? [] : [.. Person.AddressLines.Select(line => T.Latin(line))]));

    public IEnumerable<OfferFact> Needs => words.ToAnswer(Shown);

    public IEnumerable<Text> Agreed(bool isGiven) => Consents.Where(one => one.Value == isGiven).Select(one => T["staff.consent-" + one.Key]);

    /// <summary>Who referred, as they said.</summary>
    public IEnumerable<OfferFact> Referrer => Shown.Referrer is not { } referrer ? [] :
    [
        new(T["staff.name"], Lines(referrer.Name, referrer.Role, referrer.Organisation)),
        new(T["staff.email"], Lines(referrer.Email)),
        new(T["staff.offer-phone"], Lines(PhoneNumber.AsWritten(referrer.Phone))),
        new(T["staff.referral-agreement"], Lines(referrer.Agreement)),
        new(T["staff.referral-progress"], [T[referrer.ProgressAllowed ? "staff.referral-progress-yes" : "staff.referral-progress-no"]]),
    ];

    /// <summary>Whom the person works for, as far as they wanted to say.</summary>
    public IEnumerable<OfferFact> Employer => Shown.Employer is not { } employer ? [] :
    [
        new(T["staff.name"], Lines(employer.Name, employer.ContactName)),
        new(T["staff.email"], Lines(employer.Email)),
        new(T["staff.offer-phone"], Lines(PhoneNumber.AsWritten(employer.Phone))),
    ];

    private Text Organisation => words.OrganisationNameOf(Shown) ?? T["staff.referral-team"];

    private bool IsOpen(string act) => act switch
    {
        "referrer" => Shown.AwaitsLook,
        "duplicates" => Identity.Others.Count > 0,
        _ => Shown.EndedAt is null,
    };

    private Text On(DateTimeOffset at) => T.Date(LondonTime.DateOf(at));

    private Text[] InWords(IEnumerable<StoredReason> reasons) => [.. reasons.Select(reason => phrases.Reason(Shown.Area, reason.ToReason()))];

    private Text[] Lines(params string?[] lines) => [.. lines.Where(line => !string.IsNullOrEmpty(line)).Select(line => T.Latin(line!))];
}
