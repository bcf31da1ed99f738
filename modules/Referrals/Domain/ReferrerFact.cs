using System.Reflection;
using System.Text.Json;
using WorkWell.Areas.Sdk;

namespace WorkWell.Referrals;

/// <summary>A yes/no question for referrers. The form and the upload file are made from these entries.</summary>
/// <param name="Key">Its key, and the last part of its address.</param>
/// <param name="Name">Its property in <see cref="ReferrerInput"/>.</param>
/// <param name="ReferralSources">The referral sources at which it is asked.</param>
internal sealed record ReferrerFact(string Key, string Name, IReadOnlyList<ReferralSource> ReferralSources)
{
    private readonly PropertyInfo property = typeof(ReferrerInput).GetProperty(Name)!;

    /// <summary>Every source but the one at which people refer themselves.</summary>
    public static IReadOnlyList<ReferralSource> Others { get; } = [
        ReferralSource.Employer, ReferralSource.PrimaryCare, ReferralSource.Jobcentre, ReferralSource.LocalService];

    /// <summary>Whether the person has a fit note.</summary>
    public static ReferrerFact FitNote { get; } =
        new("fit-note", nameof(ReferrerInput.HasFitNote), [ReferralSource.PrimaryCare]) { BulkExample = "", MayBeUnsure = true };

    /// <summary>Whether the person may be contacted at work.</summary>
    public static ReferrerFact ContactAtWork { get; } = new("contact-at-work", nameof(ReferrerInput.ContactAtWork), [ReferralSource.Employer]);

    /// <summary>Whether the person allows news of their progress to go to the referrer. Only a yes is a yes.</summary>
    public static ReferrerFact Progress { get; } = new("progress", nameof(ReferrerInput.ProgressAllowed), Others);

    /// <summary>All, in the order of the upload file.</summary>
    public static IReadOnlyList<ReferrerFact> All { get; } = [FitNote, ContactAtWork, Progress];

    /// <summary>Whether "I am not sure" is an answer.</summary>
    public bool MayBeUnsure { get; init; }

    /// <summary>What the invented row of the upload template says.</summary>
    public string BulkExample { get; init; } = "no";

    /// <summary>Its column in the upload file.</summary>
    public string Heading => JsonNamingPolicy.SnakeCaseLower.ConvertName(Name);

    /// <summary>Its field as the API names it.</summary>
    public string Path => "referrer." + JsonNamingPolicy.CamelCase.ConvertName(Name);

    public bool? Of(ReferrerInput referrer) => (bool?)property.GetValue(referrer);

    public ReferrerInput With(ReferrerInput referrer, bool? answer)
    {
        var copy = referrer with { };
        property.SetValue(copy, property.PropertyType == typeof(bool) ? answer == true : answer);
        return copy;
    }
}
