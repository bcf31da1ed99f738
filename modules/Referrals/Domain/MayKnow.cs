using WorkWell.Platform;

namespace WorkWell.Referrals;

/// <summary>Whether somebody may know who a referral is about.</summary>
internal static class MayKnow
{
    private const string Sharing = "share-with-partners";

    /// <summary>An area's own team may. A partner may once it has accepted the referral, if the person agreed to be named.</summary>
    public static bool WhoItIs(Actor actor, Referral referral, IReadOnlyDictionary<string, bool> consents) =>
        actor.Organisation is null || (referral.AcceptedAt is not null && consents.GetValueOrDefault(Sharing));
}
