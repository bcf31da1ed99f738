using WorkWell.Access.Contracts;
using WorkWell.Platform;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>What a search finds at this moment.</summary>
[RequiresPermission(Permission.ReadReferrals, partnersToo: true)]
internal sealed class SearchResultsModel(IKeptInputs kept, SearchReferrals search, OfferWords words) : SearchPage(kept)
{
    private readonly IKeptInputs kept = kept;

    /// <summary>Whether the search is kept no longer.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Whether there are more than are listed.</summary>
    public bool IsCut { get; private set; }

    public StaffList List { get; private set; } = null!;

    public void OnGet()
    {
    }

    protected override async Task ShowAsync(CancellationToken cancellationToken)
    {
        if (await kept.FindAsync(Caller.Name, Kind, Guid.Parse((string)RouteData.Values["id"]!), cancellationToken) is not { } text)
        {
            IsOver = true;
            return;
        }
        Query = text;
        (var found, IsCut) = await search.FindAsync(Caller, AreaCode, text, cancellationToken);
        List = StaffList.Of<FoundReferral>(
            Request, found,
            new(T["staff.task-referral"], LinkTo) { Key = "referral", By = one => one.Referral.Reference },
            new(T["staff.search-person"], one => (Text?)one.Person?.FullName ?? T["staff.search-unknown"]) { Key = "person", By = one => one.Person?.FullName },
            new(T["staff.search-born-on"], one => one.Person?.BornOn is { } day ? T.Date(day) : Text.Empty) { Key = "born", By = one => one.Person?.BornOn },
            new(T["staff.search-received"], one => T.Date(LondonTime.DateOf(one.Referral.ReceivedAt)))
            {
                Key = "received", By = one => one.Referral.ReceivedAt,
            },
            new(T["staff.search-state"], one => StateOf(one.Referral)));
    }

    private Cell LinkTo(FoundReferral found) => new()
    {
        Text = found.Referral.Reference,
        Href = $"/staff/areas/{AreaCode}/{(Caller.Organisation is null ? "referrals" : "offers")}/{found.Referral.Id:D}",
    };

    private Text StateOf(Referral referral)
    {
        if (referral.EndedAt is { } at) return T["staff.search-ended", ("on", T.Date(LondonTime.DateOf(at)))];
        if (words.OrganisationNameOf(referral) is not { } name) return T["staff.search-with-team"];
        return T[referral.AcceptedAt is null ? "staff.search-offered" : "staff.search-accepted", ("organisation", name)];
    }
}
