using WorkWell.Areas.Sdk;
using WorkWell.Platform;

namespace WorkWell.Partners.Contracts;

/// <summary>Partner organisations and their services, from each area's partners.json.</summary>
public interface IPartnerDirectory
{
    /// <summary>The services of an area as they stand now: pauses from the settings, open referrals counted where a capacity is stated.</summary>
    /// <param name="area">The area's code.</param>
    /// <param name="stop">Stops the read.</param>
    /// <returns>The services in the order of the file; none for an unknown area.</returns>
    ValueTask<IReadOnlyList<PartnerService>> ServicesAsync(string area, CancellationToken stop);

    /// <summary>The organisations of an area.</summary>
    /// <param name="area">The area's code.</param>
    /// <returns>The organisations in the order of the file.</returns>
    IReadOnlyList<PartnerOrganisation> Organisations(string area);

    /// <summary>
    /// Records that a service holds a referral, so that its room is counted. A referral is held by one service at a time: release it before another holds it.
    /// Where a capacity is stated and the last place has gone to somebody else meanwhile, the commit is refused with <see cref="PartnerRoom.IsLeft"/>: begin
    /// again, and the services are read as they stand then.
    /// </summary>
    /// <param name="change">The change being made.</param>
    /// <param name="area">The area's code.</param>
    /// <param name="service">The service's code.</param>
    /// <param name="referral">The referral.</param>
    void Hold(Change change, string area, string service, Guid referral);

    /// <summary>Records that a service no longer holds a referral.</summary>
    /// <param name="change">The change being made.</param>
    /// <param name="referral">The referral.</param>
    void Release(Change change, Guid referral);

    /// <summary>Records that nobody fits, for reports on gaps in provision. Codes only, no person.</summary>
    /// <param name="change">The change being made.</param>
    /// <param name="area">The area's code.</param>
    /// <param name="referral">The referral.</param>
    /// <param name="facts">What was asked for.</param>
    /// <param name="reasons">What stopped services from fitting.</param>
    void RecordGap(Change change, string area, Guid referral, ReferralFacts facts, IReadOnlyList<Reason> reasons);
}

/// <summary>What the database watches over when places are given away.</summary>
public static class PartnerRoom
{
    /// <summary>The name of the constraint that refuses a hold when no place is left, for <c>Change.TryCommitAsync</c>.</summary>
    public const string IsLeft = "room_is_left";
}

/// <summary>A partner organisation.</summary>
/// <param name="Code">Its code, unique in its area.</param>
/// <param name="Name">Its name, with its own letters.</param>
public sealed record PartnerOrganisation(string Code, string Name)
{
    /// <summary>Where messages to it go; null: not stated.</summary>
    public string? Email { get; init; }

    /// <summary>Its telephone number; null: not stated.</summary>
    public string? Phone { get; init; }

    /// <summary>Its web address; null: not stated.</summary>
    public string? Web { get; init; }

    /// <summary>The names of its services by code.</summary>
    public IReadOnlyDictionary<string, string> Services { get; init; } = new Dictionary<string, string>();
}
