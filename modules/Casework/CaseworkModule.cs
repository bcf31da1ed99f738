using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Access.Contracts;
using WorkWell.Casework.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.Casework;

/// <summary>Registers the Casework module.</summary>
public sealed class CaseworkModule : IModule
{
    /// <inheritdoc/>
    public string Schema => "casework";

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<OpenCase>();
        services.AddReaction<SupportStarted, OpenCaseWhenSupportStarted>();
        services.AddReaction<Allocated, OpenCaseWhenAllocated>();
        services.AddReaction<RecordOpened, TellCoachWhenRecordOpened>();
        services.AddReaction<ReferralEnded, CloseCaseWhenReferralEnded>();
        services.AddSingleton<CaseStore>();
        services.AddSingleton<TimelineStore>();
        services.AddSingleton<AppointmentStore>();
        services.AddSingleton<IAppointments>(provider => provider.GetRequiredService<AppointmentStore>());
        services.AddSingleton<PlanStore>();
        services.AddSingleton<ReviewStore>();
        services.AddSingleton<ExtensionStore>();
        services.AddSingleton<SafetyStore>();
        services.AddSingleton<AssessmentStore>();
        services.AddSingleton<MeasureStore>();
        services.AddSingleton<IInventedCasework, InventedCasework>();
        services.AddRecurringJob<FindCasesWithoutCoach>(FindCasesWithoutCoach.Key, JobSchedule.DailyAt(new TimeOnly(6, 30)));
        services.AddSingleton(provider => new StaffSection
        {
            Name = "staff.my-day", Path = "my-day", Permission = Permission.DoCasework, Order = 2, Shortcut = 'd', IsFirstPage = true,
            CountAsync = async (http, actor, cancellationToken) => (await provider.GetRequiredService<CaseStore>().MyDayAsync(
                actor, (string)http.GetRouteValue("area")!, provider.GetRequiredService<TimeProvider>().GetUtcNow(),
                cancellationToken)).Count,
        });
        services.AddSingleton(provider => new StaffSection
        {
            Name = "staff.queue", Path = "queue", Permission = Permission.DoCasework, Order = 4, Shortcut = 'q',
            CountAsync = (_, actor, cancellationToken) => provider.GetRequiredService<CaseStore>().CountWaitingAsync(actor, cancellationToken),
        });
        services.AddSingleton(new StaffSection
        {
            Name = "staff.caseload", Path = "caseload", Permission = Permission.DoCasework, Order = 6, Shortcut = 'c',
        });
    }
}
