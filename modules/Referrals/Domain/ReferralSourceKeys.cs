using WorkWell.Areas.Sdk;
using WorkWell.Platform;

namespace WorkWell.Referrals;

/// <summary>The doors by key.</summary>
internal static class ReferralSourceKeys
{
    public static string Of(ReferralSource referralSource) => StoredKeys<ReferralSource>.Of(referralSource);
}
