using System.Globalization;
using WorkWell.Areas.Sdk;
using WorkWell.Communications.Contracts;
using WorkWell.Partners.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.FollowUps;

/// <summary>Who must know that a referral has ended, and what they are told.</summary>
/// <param name="summary">The referral as it stood.</param>
/// <param name="ended">How it ended.</param>
/// <param name="organisation">The partner that was asked or had accepted; null where none was.</param>
internal sealed class NewsOfEnd(ReferralSummary summary, ReferralEnded ended, PartnerOrganisation? organisation)
{
    private const string Withdrawn = "withdrawn";
    private const string AlreadyReferred = "already-referred";

    /// <summary>The only message to the person after the end: they asked for it, and it says that there will be no other.</summary>
    public MessageRequest? ToPerson(DateTimeOffset at) => ended.Reason != Withdrawn ? null
        : Message("withdrawn-confirmation", MessageTo.Person(summary.PersonId), at) with { AtAnyHour = ended.IsByPerson };

    /// <summary>
    /// The receipt, where the referral waited until it proved to be of somebody who is helped already. It does not say so: that is the person's to tell.
    /// </summary>
    public MessageRequest? ToReferrer(DateTimeOffset at) =>
        !ended.WasWaiting || ended.Reason != AlreadyReferred || summary.ReferrerReceiptEmail is not { } email ? null
        : Message("referrer-receipt", MessageTo.Address(email), at, ("receivedOn", Iso(summary.ReceivedAt)));

    /// <summary>The partner stops, whether it had accepted or not. The reason is about the person, so no e-mail gives it.</summary>
    public MessageRequest? ToPartner(DateTimeOffset at)
    {
        if (organisation is not { Email: { } email }) return null;
        var service = summary.Service is { } code ? organisation.Services.GetValueOrDefault(code) : null;
        return Message("referral-ended", MessageTo.Address(email), at, ("organisation", organisation.Name), ("service", service));
    }

    /// <summary>The team hears of an end that it has to carry further.</summary>
    public NewTask? ToTeam()
    {
        string?[] says = [ToldToPartner(), Invited(), Begun()];
        return says.All(one => one is null) ? null
            : new(ended.Area, $"ended/{summary.ReferralId:D}", summary.ReferralId, "referral-ended",
                $"{summary.Reference} has ended: {Because}. {string.Join(' ', says.OfType<string>())}", null);
    }

    private string? ToldToPartner()
    {
        if (organisation is null || (organisation.Email is not null && !summary.HasBegun)) return null;
        var how = organisation.Phone is { } phone ? $"Phone {organisation.Name} on {phone}" : $"Speak to {organisation.Name}";
        return summary.HasBegun
            ? $"{organisation.Name} had accepted it. {how}, say why it ended, and agree what becomes of appointments and records."
            : $"{organisation.Name} was asked to take it on, and has no e-mail address. {how}, and say that it has ended.";
    }

    private string? Invited() => summary.Outcome != EligibilityOutcome.Eligible ? null : summary.Next switch
    {
        NextStep.OfferTrial => "The person was invited to the trial, or is in it. Tell the trial's team.",
        NextStep.OfferProgramme => "The person was offered the programme. Tell those who run it.",
        _ => null,
    };

    private string? Begun() =>
        organisation is null && summary.HasBegun && ended.Reason == Withdrawn ? "You had begun to help. Stop, and cancel what is planned." : null;

    private string Because => ended.Reason switch
    {
        Withdrawn => "the person has withdrawn",
        "died" => "the person has died",
        "completed" => "support is completed",
        "no-contact" => "the person could not be reached",
        "did-not-want-support" => "the person did not want support",
        "moved-away" => "the person has moved away",
        "other-support" => "the person has other support",
        "entered-in-error" => "it was entered in error",
        AlreadyReferred => "the person has another referral under way",
        var code => code,
    };

    private MessageRequest Message(string type, MessageTo to, DateTimeOffset at, params (string Name, string? Value)[] fields) => new()
    {
        Key = $"{summary.ReferralId:D}/{type}/1/1",
        Area = ended.Area,
        Type = type,
        ReferralId = summary.ReferralId,
        To = to,
        Fields = fields.Append(("reference", summary.Reference)).Where(field => field.Item2 is not null)
            .ToDictionary(field => field.Item1, field => field.Item2!),
        NotBefore = at,
    };

    private static string Iso(DateTimeOffset at) => LondonTime.DateOf(at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
