using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;

namespace WorkWell.Referrals;

/// <summary>Every expected refusal of this module.</summary>
internal static class ReferralProblems
{
    public static Problem CheckFields { get; } = new(
        "referrals.check-fields", 400, "Some of what was sent cannot be right. Each field is named with what to do.");

    public static Problem Field(string field, string says) => CheckFields with { Fields = new Dictionary<string, string[]> { [field] = [says] } };

    public static Problem NotJson(string says) => new("referrals.not-json", 400, says);

    public static Problem TooLarge { get; } = new("referrals.too-large", 413, "This is more than a referral can be. Send 256 KB or less.");

    public static Problem WrongKind { get; } = new(
        "referrals.wrong-kind", 415, "Send JSON in UTF-8, uncompressed, with the header Content-Type: application/json.");

    public const string TooManyCode = "referrals.too-many";

    public static Problem TooMany { get; } = new(
        TooManyCode, 429,
        "This area was sent very many referrals in the last minute, or you sent it more than your share. Nothing is lost: send it again after the " +
        "seconds that the header Retry-After says.");

    public static Problem KeyUsedOtherwise { get; } = new("referrals.key-used-otherwise", 422,
        "This Idempotency-Key came with another referral before. Send a repeat unchanged, and a new referral with a key of its own.")
    {
        Fields = new Dictionary<string, string[]> { ["Idempotency-Key"] = ["Use a new key for a new referral."] },
    };

    public const string DoorClosedCode = "referrals.door-closed";

    /// <summary>The area is closed to this referral source. The field is the one that identified the area.</summary>
    public static Refusal ReferralSourceClosed(Area area, ReferralSource referralSource, NewReferral referral)
    {
        var open = area.Settings.ReferralSources.Select(ReferralSourceKeys.Of).ToArray();
        var field = referral.Area is not null ? "area" : referral.Person.Postcode is not null ? "person.postcode" : "practice";
        var ways = open.Length == 0 ? "Get in touch with the service instead." : $"These doors are open: {string.Join(", ", open)}.";
        return new(new Problem(DoorClosedCode, 422,
            $"{area.Settings.ServiceName} takes no referrals through the door \"{ReferralSourceKeys.Of(referralSource)}\" now. {ways}")
        {
            Facts = new Dictionary<string, object?> { ["area"] = area.Code, ["openDoors"] = open, ["phone"] = area.Settings.Contact.Phone,
                ["web"] = area.Settings.Contact.Web },
        })
        {
            Errors = new Dictionary<string, FieldError>
            {
                [field] = open.Length == 0 ? FieldError.Of("fields.doors-closed", ("name", area.Settings.Name))
                    : FieldError.Of("fields.door-closed", ("name", area.Settings.Name), ("words", string.Join(", ", open))),
            },
        };
    }

    public static Problem NotFound { get; } = new("referrals.not-found", 404, "There is no referral with this reference in your areas.");

    public static Problem AlreadyAnswered(DateTimeOffset acceptedAt) =>
        new("referrals.already-answered", 409,
        "This referral has been accepted already.") { Facts = new Dictionary<string, object?> { ["acceptedAt"] = acceptedAt } };

    public static Problem Ended(string reason) =>
        new("referrals.ended", 409, "This referral has ended.") { Facts = new Dictionary<string, object?> { ["reason"] = reason } };

    public static Problem AwaitsSettlement { get; } = new("referrals.likely-duplicate", 409,
        "This referral may be of somebody who has one already. Look at its likely duplicates and settle whether they are the same person first.");

    public static Problem AwaitsLook { get; } = new("referrals.unproven-referrer", 409,
        "Whoever sent this referral has not shown who they are. Ask the organisation whether they sent it, and say so first.");

    public static Problem AwaitsNoLook { get; } = new("referrals.awaits-no-look", 409, "This referral does not wait for a look at who sent it.");

    public static Problem NotOfOneArea { get; } = new(
        "referrals.not-of-one-area", 409, "These two referrals are not of one area, so they cannot be settled together.");

    /// <summary>The code of <see cref="Contradicts"/>.</summary>
    public const string DuplicateContradicts = "referrals.duplicate-contradicts";

    public static Problem Contradicts(IReadOnlyList<string> references) =>
        new(DuplicateContradicts, 409, "This contradicts what was settled about other referrals of the same people. Settle those again first.")
        {
            Facts = new Dictionary<string, object?> { ["references"] = references },
        };

    public static Problem NotOffered { get; } = new("referrals.not-offered", 409, "This referral is not waiting for a partner's answer.");
}
