using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Access.Contracts;
using WorkWell.Areas.Contracts;
using WorkWell.Casework.Contracts;
using WorkWell.Communications.Contracts;
using WorkWell.FollowUps.Contracts;
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
        services.AddSingleton<PollSchedule>();
        services.AddSingleton<PlanFollowUps>();
        services.AddReaction<ReferralReceived, PlanWhenReferralReceived>();
        services.AddReaction<OfferMade, PlanWhenOfferMade>();
        services.AddReaction<SupportStarted, PlanWhenSupportStarted>();
        services.AddReaction<Allocated, PlanWhenAllocated>();
        services.AddReaction<AppointmentBooked, PlanWhenAppointmentChanged>();
        services.AddReaction<AppointmentMoved, PlanWhenAppointmentChanged>();
        services.AddReaction<AppointmentCancelled, PlanWhenAppointmentChanged>();
        services.AddReaction<AppointmentMissed, PlanWhenAppointmentChanged>();
        services.AddReaction<UrgentConcernRaised, TellWhenUrgentConcernRaised>();
        services.AddReaction<ContactNeedsRecorded, TellWhenContactNeedsRecorded>();
        services.AddReaction<LikelyDuplicateFound, AskWhetherOnePerson>();
        services.AddReaction<LikelyDuplicateSettled, AskWhetherOnePerson>();
        services.AddReaction<NoPartnerLeft, AskForAPartnerWhenNoneIsLeft>();
        services.AddReaction<PartnerAsked, AskTheTeamForThePartner>();
        services.AddReaction<ContactChanged, AskToTellPartnerWhenContactChanged>();
        services.AddReaction<HomeMoved, AskToDecideAgainWhenHomeMoved>();
        services.AddReaction<ReferrerNotProven, AskWhoReferred>();
        services.AddReaction<ReferrerLookedAt, AskWhoReferred>();
        services.AddReaction<RecordOpened, TellWhenRecordOpened>();
        services.AddReaction<RecordOpeningReviewed, TellWhenRecordOpened>();
        services.AddReaction<SafetyItemRaised, TellWhenSafetyItemRaised>();
        services.AddReaction<SafetyItemClosed, TellWhenSafetyItemRaised>();
        services.AddReaction<ReferralEnded, CancelWhenReferralEnded>();
        services.AddReaction<FirstContactFailed, AskToWriteWhenNobodyReached>();
        services.AddReaction<FirstContactMade, AskToWriteWhenNobodyReached>();
        services.AddReaction<MessageCouldNotBeDelivered, AskForAnotherWayWhenUndelivered>();
        services.AddReaction<MessageUnconfirmed, AskWhetherItArrived>();
        services.AddReaction<MessageSettled, AskWhetherItArrived>();
        services.AddRecurringJob<ProcessDueFollowUps>(IFollowUps.TickJob, JobSchedule.Every(TimeSpan.FromSeconds(1)));
        services.AddRecurringJob<CountDeadLettered>(CountDeadLettered.Key, JobSchedule.Every(TimeSpan.FromMinutes(1)));
        services.AddRecurringJob<ReportDeadLettered>(ReportDeadLettered.Key, JobSchedule.DailyAt(new TimeOnly(7, 30)));
        services.AddSingleton<IAreaCheck, FollowUpCheck>();
        services.AddSingleton<IAfterAreaChanged, SayWhichPlansKeepTheirDates>();
        services.AddSingleton<PlansHealth>();
        services.AddHealthChecks().AddCheck<PlansHealth>("plans");
        services.AddSingleton<IFollowUps, FollowUpQueries>();
        services.AddSingleton<IRehearsal, Rehearsal>();
        services.AddSingleton<TaskStore>();
        services.AddSingleton(provider => new StaffSection
        {
            Name = "staff.tasks", Path = "tasks", Permission = Permission.DoTasks, Order = 10, Shortcut = 't',
            CountAsync = (_, actor, cancellationToken) => provider.GetRequiredService<TaskStore>().CountOpenAsync(actor, cancellationToken),
        });
        services.AddSingleton(provider => new StaffSection
        {
            Name = "staff.outcomes", Path = "outcomes", Permission = Permission.AssessOutcomes, Order = 10,
            CountAsync = (_, actor, cancellationToken) => OutcomeListModel.CountAsync(
                provider.GetRequiredService<Database>(), actor, actor.Areas[0], provider.GetRequiredService<TimeProvider>().GetUtcNow(), cancellationToken),
        });
        services.AddSingleton(new StaffSection
        {
            Name = "staff.work", Path = "/staff/service/work", Permission = Permission.OperateService, Order = 20,
        });
        services.AddBackgroundJob<RehearseInBackground>(RehearsalOrder.Key);
    }

    /// <inheritdoc/>
    public void MapRoutes(IEndpointRouteBuilder routes)
    {
        ListTasks.Map(routes);
        CloseTask.Map(routes);
    }
}
