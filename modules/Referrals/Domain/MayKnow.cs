using WorkWell.People.Contracts;
using WorkWell.Platform;

namespace WorkWell.Referrals;

/// <summary>Whether somebody may know who a referral is about.</summary>
internal static class MayKnow
{
    private const string Sharing = "share-with-partners";

    /// <summary>An area's own team may. A partner may once it has accepted the referral, if the person agreed to be named.</summary>
    public static async Task<bool> WhoItIsAsync(IPeople people, Change change, Actor actor, Referral referral, CancellationToken cancellationToken) =>
        actor.Organisation is null || (referral.AcceptedAt is not null
            && (await people.ConsentsAsync(change, referral.PersonId, cancellationToken)).GetValueOrDefault(Sharing));
}
