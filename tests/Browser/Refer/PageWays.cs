using WorkWell.Areas.Sdk;

namespace WorkWell.Browser.Tests;

/// <summary>The ways that together lead to every page.</summary>
internal static class PageWays
{
    // Together these lead past every question, at the form's own door and once more at those for others, who read other words. What an area's rules use
    // decides which facts are asked, so each asks something that the others do not.
    public static readonly (ReferralSource[] ReferralSources, (string, (string, string)[])[] Answers)[] ReferralSources =
    [
        ([ReferralSource.Self, ReferralSource.LocalService],
        [("place", [("Way", "postcode"), ("Postcode", "DY1 0ZA")]), ("situation", [("Situation", "out-of-work")]), ("safety", [("Safety", "harm")])]),
        ([ReferralSource.Self, ReferralSource.PrimaryCare], [("place", [("Way", "practice")]), ("practice", [("Words", "croydon"), ("Practice", "Z99041")])]),
        ([ReferralSource.Self, ReferralSource.Jobcentre], [("place", [("Way", "unknown")]), ("area", [("Area", "bsol")])]),
        ([ReferralSource.Self, ReferralSource.Employer],
        [("place", [("Way", "postcode"), ("Postcode", "EN1 0ZA")]), ("situation", [("Situation", "off-sick")])]),
    ];

    public static readonly (string, (string, string)[])[] InNorthCentralLondon = [("place", [("Way", "postcode"), ("Postcode", "EN1 0ZA")])];

    public static readonly string[] Plain =
    [
        "/", "/help-now", "/refer", "/refer?area=dudley", "/refer/self?area=llr", "/refer/employer?area=llr", "/refer/self/expired", "/go-on/xyz",
        "/my-referral", "/refer/bulk",
        "/contact", "/privacy", "/accessibility", "/cookies", "/areas/llr/contact", "/areas/llr/privacy", "/areas/dudley/accessibility", "/areas/swl/cookies",
        "/find-help", "/find-help/results?area=llr&need=mental-health", "/find-help/results?words=zzz", "/no-such-page",
        .. new[] { 400, 403, 413, 429, 500, 503 }.Select(PageNames.Refused),
    ];
}
