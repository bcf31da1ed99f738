using WorkWell.Areas.Sdk;
using WorkWell.Platform;

namespace WorkWell.Partners.Contracts;

/// <summary>Partner organisations and their services, from each area's partners.json.</summary>
public interface IPartnerDirectory
{
    /// <summary>The services of an area, with current pauses and, where a capacity is stated, the number of open referrals.</summary>
    /// <param name="area">The area's code.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>The services in file order; none for an unknown area.</returns>
    ValueTask<IReadOnlyList<PartnerService>> ServicesAsync(string area, CancellationToken cancellationToken);

    /// <summary>The organisations of an area.</summary>
    /// <param name="area">The area's code.</param>
    /// <returns>The organisations in file order.</returns>
    IReadOnlyList<PartnerOrganisation> Organisations(string area);

    /// <summary>
    /// Reserves a place at a service for a referral. A referral has one place at a time: release it before reserving another. Where a capacity is stated and
    /// the last place has gone meanwhile, <see cref="PartnerCapacity.IsLeft"/> refuses the commit: start again with the services as they are then.
    /// </summary>
    /// <param name="change">The change being made.</param>
    /// <param name="area">The area's code.</param>
    /// <param name="service">The service's code.</param>
    /// <param name="referral">The referral.</param>
    void Reserve(Change change, string area, string service, Guid referral);

    /// <summary>Releases the referral's place.</summary>
    /// <param name="change">The change being made.</param>
    /// <param name="referral">The referral.</param>
    void Release(Change change, Guid referral);

    /// <summary>Records that no service fits, for reports on gaps in provision. Codes only, no person.</summary>
    /// <param name="change">The change being made.</param>
    /// <param name="area">The area's code.</param>
    /// <param name="referral">The referral.</param>
    /// <param name="facts">The referral's facts.</param>
    /// <param name="reasons">The reasons that stopped services from fitting.</param>
    void RecordGap(Change change, string area, Guid referral, ReferralFacts facts, IReadOnlyList<Reason> reasons);
}

/// <summary>Names of the database constraints that protect capacity.</summary>
public static class PartnerCapacity
{
    /// <summary>The constraint that refuses a reservation when no place is left, for <c>Change.TryCommitAsync</c>.</summary>
    public const string IsLeft = "capacity_is_left";
}

/// <summary>A partner organisation.</summary>
/// <param name="Code">Its code, unique in its area.</param>
/// <param name="Name">Its name, in its own spelling.</param>
public sealed record PartnerOrganisation(string Code, string Name)
{
    /// <summary>Its e-mail address; null when not stated.</summary>
    public string? Email { get; init; }

    /// <summary>Its telephone number; null when not stated.</summary>
    public string? Phone { get; init; }

    /// <summary>Its web address; null when not stated.</summary>
    public string? Web { get; init; }

    /// <summary>The names of its services, by code.</summary>
    public IReadOnlyDictionary<string, string> Services { get; init; } = new Dictionary<string, string>();

    /// <summary>The codes of services that stand with it because nobody states who gives them.</summary>
    public IReadOnlyList<string> NotStated { get; init; } = [];
}
