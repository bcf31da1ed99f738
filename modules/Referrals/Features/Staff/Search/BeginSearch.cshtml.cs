using WorkWell.Access.Contracts;

namespace WorkWell.Referrals;

/// <summary>Takes what somebody searches for, from the header of every page or from its own.</summary>
[RequiresPermission(Permission.ReadReferrals, partnersToo: true)]
internal sealed class BeginSearchModel(IKeptInputs kept) : SearchPage(kept)
{
    public void OnGet()
    {
    }
}
