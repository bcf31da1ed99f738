using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;

namespace WorkWell.Referrals;

/// <summary>Where a referral belongs, with the codes of its places. Without an area, the reason says why it waits at the national desk.</summary>
internal sealed record FoundPlace(Area? Area, Reason? WhyNone, HomePlace Home, GpPractice Practice, string? Postcode, IReadOnlyList<InputWarning> Notes)
{
    public string AreaCode => Area?.Code ?? WorkWell.Areas.Contracts.Area.National;
}
