using WorkWell.Areas.Sdk;

namespace WorkWell.Referrals;

/// <summary>Plain words for codes.</summary>
internal sealed class DecisionWords
{
    public string Of(Reason reason, Referral referral) => reason.Code;

    public string UrgentHelp(Referral referral) =>
        "If someone is in danger now, call 999. For urgent help with mental health call NHS 111 and choose option 2. You can talk to Samaritans free, day or night, on 116 123.";
}
