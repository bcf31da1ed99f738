using WorkWell.Areas.Sdk;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>Which entry of the form's texts a referral source uses.</summary>
internal static class FormWords
{
    public static string Key(ITexts texts, string entry, ReferralSource referralSource)
    {
        // Questions for referrers have their own file.
        var plain = texts.Has($"doors.{entry}") ? $"doors.{entry}" : $"refer.{entry}";
        if (referralSource == ReferralSource.Self) return plain;
        var own = $"{plain}@{ReferralSourceKeys.Of(referralSource)}";
        return texts.Has(own) ? own : texts.Has(plain + "-them") ? plain + "-them" : plain;
    }

    /// <summary>The entry of a need: "my employer" is somebody else's for who refers a person.</summary>
    public static string OfNeed(ITexts texts, string need, ReferralSource referralSource) =>
        referralSource != ReferralSource.Self && texts.Has($"doors.need-{need}") ? $"doors.need-{need}" : $"needs.{need}";
}
