using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Partners.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>Describes a referral in the person's language, for the answer to its sender.</summary>
internal sealed class ReferralAnswers(IAreaCatalogue catalogue, IPartnerDirectory partners, DecisionWords words)
{
    public ReferralAnswer Of(Referral referral, ITexts texts)
    {
        var decision = referral.Decision;
        return new()
        {
            Reference = referral.Reference,
            Outcome = decision.Outcome,
            Reasons = InWords(referral, decision.Reasons),
            Advice = InWords(referral, decision.Advice),
            Next = decision.Outcome == EligibilityOutcome.NotEligible ? null : decision.Next,
            Area = Service(referral.Area),
            Partner = Partner(referral),
            AlternativeAreas = [.. decision.AlternativeAreas.Select(Service).OfType<ServiceInWords>()],
            Urgent = referral.IsUrgent ? words.UrgentHelp(referral) : null,
            Notes =
            [
                .. decision.Notes.Select(note =>
                    new NoteInWords(note.Field, note.Code, note.In(texts, isAboutThem: referral.ReferralSource != ReferralSource.Self).Value)),
            ],
        };
    }

    private ReasonInWords[] InWords(Referral referral, IReadOnlyList<StoredReason> reasons) =>
        [.. reasons.Select(reason => words.Of(reason.ToReason(), referral))];

    private ServiceInWords? Service(string area) => catalogue.Ready.TryGetValue(area, out var found) ? ServiceInWords.Of(found) : null;

    // The service that was asked first, or the programme's that fits best; also when the same post comes again after another took over.
    private PartnerInWords? Partner(Referral referral)
    {
        if (referral.Decision is not { Next: NextStep.OfferToPartner or NextStep.OfferProgramme, Ranked: [var first, ..] }) return null;
        var organisation = partners.Organisations(referral.Area).FirstOrDefault(one => one.Code == first.Organisation);
        return new(first.Organisation, organisation?.Name ?? first.Organisation, first.Service);
    }
}
