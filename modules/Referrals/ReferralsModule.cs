using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Access.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.Referrals;

/// <summary>Registers the Referrals module.</summary>
public sealed class ReferralsModule : IModule
{
    /// <inheritdoc/>
    public string Schema => "referrals";

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        ApiDocument.Add(services);
        ServicePages.AddRoutes(services);
        services.AddSingleton<IAuditSubjects, AuditSubjects>();
        services.AddSingleton<FindArea>();
        services.AddSingleton<AskArea>();
        services.AddScoped<AreaPhrases>();
        services.AddScoped<GivenAnswers>();
        services.AddScoped<ContactTime>();
        services.AddSingleton<DraftStore>();
        services.AddSingleton<DraftLinks>();
        foreach (var referralSource in Enum.GetValues<ReferralSource>()) services.AddSingleton(FormCookie.Of(referralSource));
        services.AddSingleton(VerifiedSessionCookie.Own);
        services.AddSingleton<VerifiedSessionStore>();
        services.AddSingleton<ContactConfirmations>();
        services.AddSingleton<OwnChanges>();
        services.AddRecurringJob<ForgetExpiredDrafts>(ForgetExpiredDrafts.Key, JobSchedule.Every(TimeSpan.FromMinutes(10)));
        services.AddSingleton<RouteReferral>();
        services.AddSingleton<AnswerOffer>();
        services.AddSingleton<OfferLinks>();
        services.AddScoped<OfferWords>();
        services.AddSingleton(OfferCookie.Own);
        services.AddSingleton(provider => new StaffSection
        {
            Name = "staff.offers", Path = "offers", Permission = Permission.AnswerReferrals, PartnersToo = true, Order = 20, Shortcut = 'o',
            CountAsync = (_, actor, cancellationToken) => provider.GetRequiredService<ReferralStore>().CountWaitingOffersAsync(actor, cancellationToken),
        });
        services.AddSingleton<OpenedRecords>();
        services.AddSingleton(new StaffSection { Name = "staff.open-record", Path = "emergency", Permission = Permission.BreakGlass, Order = 60 });
        services.AddSingleton(provider => new StaffSection
        {
            Name = "staff.opened-records", Path = "opened-records", Permission = Permission.ReviewBreakGlass, Order = 65,
            CountAsync = (_, actor, cancellationToken) => provider.GetRequiredService<OpenedRecords>().CountAsync(actor, cancellationToken),
        });
        services.AddSingleton(new StaffSection { Name = "staff.numbers", Path = "numbers", Permission = Permission.ReadAggregates, Order = 10 });
        services.AddSingleton(new StaffSearch("search", Permission.ReadReferrals, PartnersToo: true));
        services.AddSingleton<SearchReferrals>();
        services.AddSingleton(DemonstrationMode.Read(configuration));
        services.AddSingleton<ReferralIntake>();
        services.AddSingleton<UnprovenReferrers>();
        services.AddSingleton<GoOnWithReferral>();
        services.AddSingleton<SettleDuplicate>();
        services.AddSingleton<ConfirmReferrer>();
        services.AddSingleton<EndReferral>();
        services.AddSingleton<CorrectContact>();
        services.AddSingleton<ReferralStore>();
        services.AddReaction<Allocated, KeepAllocated>();
        services.AddSingleton<NoticeNewHome>();
        services.AddSingleton<IReferrals>(provider => provider.GetRequiredService<ReferralStore>());
        services.AddTransient<IReplay, ReplayDecisions>();
        services.AddSingleton<DecisionWords>();
        services.AddSingleton<ReferralAnswers>();
        services.AddSingleton<ReceiveBatch>();
        services.AddSingleton<BulkImport>();
        services.AddSingleton<SealedOutcome>();
        services.AddSingleton<UploadStore>();
        services.AddBackgroundJob<UploadInBackground>(UploadInBackground.Key);
    }

    /// <inheritdoc/>
    public void MapRoutes(IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi().AllowAnonymous();
        ReceiveReferral.Map(routes);
        ReadReferral.Map(routes);
        CorrectContact.Map(routes);
        AcceptReferral.Map(routes);
        DeclineReferral.Map(routes);
        EndReferral.Map(routes);
        ListLikelyDuplicates.Map(routes);
        SettleDuplicate.Map(routes);
        ConfirmReferrer.Map(routes);
        UploadReferrals.Map(routes);
        ReadUpload.Map(routes);
    }
}
