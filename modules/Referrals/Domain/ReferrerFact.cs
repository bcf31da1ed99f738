using WorkWell.Areas.Sdk;

namespace WorkWell.Referrals;

/// <summary>Something that only whoever refers somebody else is asked, and answers with yes or no.</summary>
/// <param name="Key">Its key, and the last part of its address.</param>
/// <param name="ReferralSources">The doors at which it is asked.</param>
/// <param name="Of">What was answered.</param>
/// <param name="With">Puts an answer in.</param>
internal sealed record ReferrerFact(
    string Key, IReadOnlyList<ReferralSource> ReferralSources, Func<ReferrerInput, bool?> Of, Func<ReferrerInput, bool?, ReferrerInput> With)
{
    /// <summary>Every door but the one at which people refer themselves.</summary>
    public static IReadOnlyList<ReferralSource> Others { get; } = [
        ReferralSource.Employer, ReferralSource.PrimaryCare, ReferralSource.Jobcentre, ReferralSource.LocalService];

    /// <summary>Whether the person allows news of how it goes to come to the referrer. Only a yes is a yes.</summary>
    public static ReferrerFact Progress { get; } = new(
        "progress", Others, referrer => referrer.ProgressAllowed, (referrer, answer) => referrer with { ProgressAllowed = answer == true });

    /// <summary>Whether the person has a fit note.</summary>
    public static ReferrerFact FitNote { get; } = new(
        "fit-note", [ReferralSource.PrimaryCare], referrer => referrer.HasFitNote, (referrer, answer) =>
        referrer with { HasFitNote = answer }) { MayBeUnsure = true };

    /// <summary>Whether the person may be contacted at work.</summary>
    public static ReferrerFact ContactAtWork { get; } = new(
        "contact-at-work", [ReferralSource.Employer], referrer => referrer.ContactAtWork, (referrer, answer) => referrer with { ContactAtWork = answer });

    public static IReadOnlyList<ReferrerFact> All { get; } = [Progress, FitNote, ContactAtWork];

    /// <summary>Whether "I am not sure" is an answer.</summary>
    public bool MayBeUnsure { get; init; }
}
