using Microsoft.Extensions.Configuration;
using WorkWell.Areas.Sdk;

namespace WorkWell.Referrals;

/// <summary>
/// Which areas take referrals of organisations that did not show who they are without a look by their team: <c>Areas:CODE:UnprovenReferrers</c>, otherwise
/// <c>Referrals:UnprovenReferrers</c>, "accept" or "wait". Where nothing is set they wait: anybody can write the name of an office into a form, and we would
/// write to whomever they say.
/// </summary>
internal sealed class UnprovenReferrers
{
    private readonly IConfiguration configuration;

    public UnprovenReferrers(IConfiguration configuration)
    {
        this.configuration = configuration;
        foreach (var key in configuration.GetSection("Areas").GetChildren().Select(area => $"Areas:{area.Key}:UnprovenReferrers")
            .Prepend("Referrals:UnprovenReferrers"))
        {
            if (configuration[key] is { } written && written is not ("accept" or "wait"))
                throw new InvalidOperationException($"{key} has to be \"accept\" or \"wait\".");
        }
    }

    /// <summary>Whether a referral waits until somebody has looked who sent it. People who refer themselves are answered at once.</summary>
    public bool Wait(Arrival arrival, string area) => arrival.ReferralSource != ReferralSource.Self && !arrival.IsProven(area)
        && (configuration[$"Areas:{area}:UnprovenReferrers"] ?? configuration["Referrals:UnprovenReferrers"]) != "accept";
}
