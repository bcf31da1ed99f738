using WorkWell.Areas.Sdk;
using WorkWell.Partners.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>One thing that the reader of an offer may know.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Says">A line each.</param>
internal sealed record OfferFact(Text Name, IReadOnlyList<Text> Says);

/// <summary>
/// What an offer shows: first the least that is needed to answer it, and who the person is only once it is accepted, as far as the person agreed.
/// </summary>
internal sealed class OfferWords(ITexts texts, IPartnerDirectory partners)
{
    // A partner reads of somebody else, as a GP does.
    private const ReferralSource OfOthers = ReferralSource.PrimaryCare;

    /// <summary>What is needed to answer, and says nothing of who it is.</summary>
    public IReadOnlyList<OfferFact> ToAnswer(Referral referral)
    {
        var facts = referral.Facts;
        return Kept(
            new(texts["staff.offer-service"], Lines(ServiceOf(referral))),
            new(texts["staff.offer-needs"], [.. facts.Needs.Select(need => texts[FormWords.OfNeed(texts, need, OfOthers)])]),
            new(texts["staff.offer-work"],
                facts.Situation is { } situation ? [texts[FormWords.Key(texts, $"situation-{StoredKeys<WorkSituation>.Of(situation)}", OfOthers)]] : []),
            new(texts["staff.offer-meeting"], [.. facts.MeetingWays.Select(way => texts[$"ways.{way}"])]),
            new(texts["staff.offer-language"], [Language.EnglishNameOf(facts.Language)]));
    }

    /// <summary>Who it is and how to reach them.</summary>
    public IReadOnlyList<OfferFact> OfPerson(Referral referral, ContactDetails person)
    {
        var contact = person.Contact;
        return Kept(
            new(texts["staff.offer-name"], Lines(person.FullName)),
            new(texts["staff.offer-phone"], contact.NeverCall ? [texts["staff.offer-never-call"]]
                : Lines(PhoneNumber.AsWritten(person.Phone) ?? person.PhoneAsGiven)),
            new(texts["staff.offer-voicemail"], contact is { NeverCall: false, VoicemailIsSafe: { } safe } && person.PhoneAsGiven is not null
                ? [texts[safe ? "staff.offer-voicemail-yes" : "staff.offer-voicemail-no"]] : []),
            new(texts["staff.offer-safe-times"], Lines(contact.SafeTimes)),
            new(texts["staff.email"], person.Undeliverable.Contains(Channel.Email) ? [] : Lines(person.Email)),
            new(texts["staff.offer-unwanted"], [.. contact.Stopped.Select(way => texts[$"choices.channel-{StoredKeys<Channel>.Of(way)}"])]),
            new(texts["staff.offer-support"], [.. AskSupportModel.Of(new() { NeedsInterpreter = contact.NeedsInterpreter, Formats = contact.Formats })
                .Select(support => texts[$"choices.support-{support}"])]),
            new(texts["staff.offer-care"], referral.IsInDanger ? [texts["staff.offer-danger"]] : []));
    }

    /// <summary>The service that is asked, in its own spelling.</summary>
    public string? ServiceOf(Referral referral) => referral.Service is { } service
        ? OrganisationOf(referral)?.Services.GetValueOrDefault(service) ?? service : null;

    /// <summary>The name of the organisation that is asked, or its code where the directory no longer has it; nothing where nobody is asked.</summary>
    public string? OrganisationNameOf(Referral referral) => OrganisationOf(referral)?.Name ?? referral.Organisation;

    private PartnerOrganisation? OrganisationOf(Referral referral) =>
        partners.Organisations(referral.Area).FirstOrDefault(one => one.Code == referral.Organisation);

    private static OfferFact[] Kept(params OfferFact[] facts) => [.. facts.Where(fact => fact.Says.Count > 0)];

    private Text[] Lines(params string?[] lines) => [.. lines.OfType<string>().Select(line => texts.Latin(line))];
}
