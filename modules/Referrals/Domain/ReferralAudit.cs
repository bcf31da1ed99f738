using System.Text.Json;
using WorkWell.Platform;

namespace WorkWell.Referrals;

/// <summary>Details of this module's audit entries: codes and numbers only.</summary>
internal static class ReferralAudit
{
    public static string Received(Referral referral) => Json(new()
    {
        ["referralSource"] = ReferralSourceKeys.Of(referral.ReferralSource),
        ["outcome"] = Key(referral.Decision.Outcome),
        ["next"] = Key(referral.Next),
        ["service"] = referral.Service,
        ["urgent"] = referral.IsUrgent ? "yes" : null,
    });

    public static string Of(params (string Name, string? Value)[] details) => Json(details.ToDictionary(detail => detail.Name, detail => detail.Value));

    private static string Json(Dictionary<string, string?> details) =>
        JsonSerializer.Serialize(details.Where(detail => detail.Value is not null).ToDictionary(), ReferralJson.Stored);

    private static string Key<T>(T value)
        where T : struct, Enum => StoredKeys<T>.Of(value);
}
