using WorkWell.Platform;

namespace WorkWell.Access.Contracts;

/// <summary>The actor of a public referral route: unidentified, limited to one area and without permission to read anything.</summary>
public static class ReferralSourceActor
{
    /// <summary>Creates the actor of a referral source and area.</summary>
    /// <param name="referralSource">The referral source, such as "self".</param>
    /// <param name="area">The area's code.</param>
    /// <returns>An actor such as "door:self".</returns>
    public static Actor At(string referralSource, string area) => new($"door:{referralSource}", [area], "referral");
}
