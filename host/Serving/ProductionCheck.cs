using System.Net;
using WorkWell.Areas.Contracts;

namespace WorkWell.Host;

/// <summary>
/// What a host needs before it serves real people. A host is for real people when its database is not the embedded one, or when it listens to others than this
/// machine, unless it is a demonstration or says that it is for development.
/// </summary>
public static class ProductionCheck
{
    private const int KeyBytes = 32;

    /// <summary>Whether a host serves real people.</summary>
    /// <param name="configuration">Its settings.</param>
    /// <param name="address">Where it listens.</param>
    /// <param name="hasOwnDatabase">Whether its database is not the embedded one.</param>
    /// <returns>False for a demonstration and for a developer's machine.</returns>
    public static bool IsProduction(IConfiguration configuration, string address, bool hasOwnDatabase) =>
        (hasOwnDatabase || !IsLoopback(address)) && !configuration.GetValue("Demonstration", false) && !configuration.GetValue("Development", false);

    /// <summary>Why such a host must not start.</summary>
    /// <param name="configuration">Its settings.</param>
    /// <returns>One sentence for each, with what to do.</returns>
    public static IReadOnlyList<string> WhatIsMissing(IConfiguration configuration)
    {
        var missing = new List<string>();
        if (configuration["Protection:KeySecret"] is not { Length: > 0 } secret)
        {
            missing.Add("Protection:KeySecret is not set, so whoever reads the database could forge forms and sessions. Make one with " +
                "\"openssl rand -base64 32\" and give it to every host as WORKWELL_Protection__KeySecret.");
        }
        else if (!Convert.TryFromBase64String(secret, new byte[secret.Length], out var bytes) || bytes != KeyBytes)
        {
            missing.Add("Protection:KeySecret is not 32 bytes in Base64. Make one with \"openssl rand -base64 32\".");
        }
        if (configuration["PublicAddress"] is not { Length: > 0 } written)
        {
            missing.Add("PublicAddress is not set, so no message could hold a link back to a form or a referral. Set WORKWELL_PublicAddress to where " +
                "the public finds this service, such as https://workwell.example.nhs.uk.");
        }
        else if (!Uri.TryCreate(written, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps)
        {
            missing.Add("PublicAddress has to begin with https://: what people say of their health travels encrypted.");
        }
        missing.AddRange(AreaContacts.WhatIsMissing(AreaContacts.NationalIn(configuration))
            .Select(one => $"NationalDesk, where referrals wait whose area is not known yet: {one}"));
        return missing;
    }

    private static bool IsLoopback(string address) =>
        BindingAddress.Parse(address).Host is var host
        && (host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip)));
}
