using WorkWell.Access.Contracts;
using WorkWell.Platform;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>What was offered to partners of an area: to a partner's worker, what was offered to their own organisation. What waits comes first.</summary>
[RequiresPermission(Permission.AnswerReferrals, partnersToo: true)]
internal sealed class OfferListModel(ReferralStore referrals, OfferWords words) : StaffPage
{
    public StaffList List { get; private set; } = null!;

    public void OnGet()
    {
    }

    protected override async Task ShowAsync(CancellationToken cancellationToken)
    {
        var order = ListOrder.Read(Request, [.. ReferralStore.OfferOrders.Keys]);
        var found = await referrals.OffersAsync(
            Caller, AreaCode, order.Key, order.IsDescending, (order.Page - 1) * StaffList.OnOnePage, StaffList.OnOnePage + 1, cancellationToken);
        List = StaffList.PageOf<Referral>(
            order, found,
            new(T["staff.task-referral"], one => new Cell { Text = one.Reference, Href = $"/staff/areas/{AreaCode}/offers/{one.Id:D}" }) { Key = "referral" },
            new(T["staff.offer-service"], one => (Text)(words.ServiceOf(one) ?? "")) { Key = "service" },
            new(T["staff.organisation"], one => (Text)(words.OrganisationNameOf(one) ?? "")) { Key = "organisation" },
            new(T["staff.offer-made"], one => T.Date(LondonTime.DateOf(one.OfferedAt ?? one.ReceivedAt))) { Key = "made" },
            new(T["staff.offer-state"], StateOf) { Key = "state" });
    }

    private Cell StateOf(Referral referral) =>
        referral.AcceptedAt is { } at ? T["staff.offer-accepted-on", ("on", T.Date(LondonTime.DateOf(at)))] : T["staff.offer-waits"];
}
