using WorkWell.Areas.Sdk;
using WorkWell.Communications.Contracts;

namespace WorkWell.Referrals;

/// <summary>Plain words for codes, in the person's language where there are any.</summary>
internal sealed class DecisionWords(IWords words)
{
    public ReasonInWords Of(Reason reason, Referral referral)
    {
        var phrase = words.Reason(referral.Area, referral.Facts.Language, reason);
        return new(reason.Code, phrase?.Text ?? reason.Code, phrase?.Language ?? "en");
    }

    /// <summary>What to do now when the person may harm themselves or is in danger.</summary>
    public string UrgentHelp(Referral referral) => Of(new("urgent-help"), referral).Words;
}
