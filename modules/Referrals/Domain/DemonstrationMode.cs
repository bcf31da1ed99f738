using Microsoft.Extensions.Configuration;

namespace WorkWell.Referrals;

/// <summary>Whether this host serves a demonstration: then everybody it receives is marked as invented. Setting "Demonstration".</summary>
internal sealed record DemonstrationMode(bool IsOn)
{
    public static DemonstrationMode Read(IConfiguration configuration) => new(configuration.GetValue("Demonstration", false));
}
