using Microsoft.AspNetCore.Mvc;
using WorkWell.Access.Contracts;
using WorkWell.Platform;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>What was offered to partners of an area: to a partner's worker, what was offered to their own organisation. What waits comes first.</summary>
[RequiresPermission(Permission.AnswerReferrals, partnersToo: true)]
internal sealed class OfferListModel(ReferralStore referrals, OfferWords words) : StaffPage
{
    private const int OnOnePage = 50;

    [BindProperty(SupportsGet = true, Name = "page")]
    public int Number { get; set; } = 1;

    public IReadOnlyList<IReadOnlyList<Cell>> Rows { get; private set; } = [];

    /// <summary>The address of the next page; null on the last.</summary>
    public string? Older { get; private set; }

    public void OnGet()
    {
    }

    protected override async Task ShowAsync(CancellationToken cancellationToken)
    {
        var page = Math.Clamp(Number, 1, 10_000);
        var found = await referrals.OffersAsync(Caller, AreaCode, (page - 1) * OnOnePage, OnOnePage + 1, cancellationToken);
        if (found.Count > OnOnePage) Older = $"?page={page + 1}";
        Rows = [.. found.Take(OnOnePage).Select(IReadOnlyList<Cell> (referral) =>
        [
            new Cell { Text = referral.Reference, Href = $"/staff/areas/{AreaCode}/offers/{referral.Id:D}" },
            (Text)(words.ServiceOf(referral) ?? ""),
            (Text)(words.OrganisationOf(referral)?.Name ?? referral.Organisation ?? ""),
            T.Date(LondonTime.DateOf(referral.OfferedAt ?? referral.ReceivedAt)),
            referral.AcceptedAt is { } at ? T["staff.offer-accepted-on", ("on", T.Date(LondonTime.DateOf(at)))] : T["staff.offer-waits"],
        ])];
    }
}
