using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.FollowUps;

/// <summary>Registers the FollowUps module.</summary>
public sealed class FollowUpsModule : IModule
{
    /// <inheritdoc/>
    public string Schema => "follow_ups";

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<FollowUpPlanner>();
        services.AddSingleton<StepStore>();
        services.AddSingleton<NationalDesk>();
        services.AddSingleton<NextLook>();
        services.AddSingleton<PlanFollowUps>();
        services.AddReaction<ReferralReceived, PlanWhenReferralReceived>();
        services.AddReaction<OfferMade, PlanWhenOfferMade>();
        services.AddReaction<SupportStarted, PlanWhenSupportStarted>();
        services.AddReaction<Allocated, PlanWhenAllocated>();
        services.AddReaction<ReferralEnded, CancelWhenReferralEnded>();
        services.AddRecurringJob<DoWhatIsDue>(DoWhatIsDue.Key, JobSchedule.Every(TimeSpan.FromSeconds(1)));
    }
}
