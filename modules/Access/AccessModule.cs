using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using WorkWell.Access.Contracts;
using WorkWell.Platform;
using WorkWell.Ui.Contracts;

namespace WorkWell.Access;

/// <summary>Registers the Access module: keys, staff, permissions and the audit trail.</summary>
public sealed class AccessModule : IModule
{
    /// <inheritdoc/>
    public string Schema => "access";

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IAuditTrail, AuditTrail>();
        services.AddSingleton<IAccessReports, AccessReports>();
        services.AddSingleton<AuditSearch>();
        services.AddSingleton<IAuditChain, AuditChain>();
        services.AddRecurringJob<SealAuditTrail>(SealAuditTrail.Key, JobSchedule.Every(TimeSpan.FromSeconds(6)));
        services.AddRecurringJob<NoteAuditHeads>(NoteAuditHeads.Key, JobSchedule.DailyAt(new TimeOnly(2, 15)));
        services.AddSingleton(new AuditHeadsFolder(configuration["Audit:HeadsFolder"]));
        services.AddSingleton<IServiceKeys, ServiceKeys>();
        services.AddSingleton<SecurityEvents>();
        services.AddSingleton<ISecurityEvents>(provider => provider.GetRequiredService<SecurityEvents>());
        services.AddHostedService(provider => provider.GetRequiredService<SecurityEvents>());
        AddPermissions(services, SignInProvider.Read(configuration));
        AddStaff(services);
        AddSections(services);
    }

    /// <inheritdoc/>
    public void Use(IApplicationBuilder pipeline)
    {
        pipeline.UseAuthentication();
        pipeline.UseAuthorization();
    }

    /// <inheritdoc/>
    public void MapRoutes(IEndpointRouteBuilder routes)
    {
        StaySignedIn.Map(routes);
        SignInWith.Map(routes, routes.ServiceProvider.GetRequiredService<IReadOnlyList<SignInProvider>>());
        SignOutByProvider.Map(routes, routes.ServiceProvider.GetRequiredService<IReadOnlyList<SignInProvider>>());
        SchedulerDashboard.Map(routes, "/staff/service/jobs", "/staff/service/work").RequirePermission(Permission.OperateService);
    }

    private static void AddPermissions(IServiceCollection services, IReadOnlyList<SignInProvider> providers)
    {
        services.AddSingleton(providers);
        services.AddSingleton<ProviderIdentities>();
        var authentication = services.AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, ServiceKeyScheme>(ServiceKeyScheme.Name, _ => { })
            .AddScheme<AuthenticationSchemeOptions, StaffSessionScheme>(StaffSessionScheme.Name, _ => { })
            // Holds a passkey's challenge until it is answered; nothing signs in with it.
            .AddCookie(IdentityConstants.TwoFactorUserIdScheme, challenge =>
            {
                challenge.Cookie.Name = "workwell-challenge";
                challenge.Cookie.SameSite = Microsoft.AspNetCore.Http.SameSiteMode.Strict;
                challenge.ExpireTimeSpan = TimeSpan.FromMinutes(5);
            });
        ProviderScheme.Add(authentication, providers);
        services.AddAuthorization();
        services.AddSingleton<IConfigureOptions<AuthorizationOptions>, PermissionPolicies>();
        services.AddSingleton<IAuthorizationHandler, PermissionHandler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, AccessResults>();
        services.AddHostedService<RouteCheck>();
    }

    private static void AddStaff(IServiceCollection services)
    {
        services.AddIdentityCore<StaffAccount>(identity => identity.Tokens.AuthenticatorTokenProvider = AuthenticatorCodes.Provider)
            .AddSignInManager()
            .AddUserStore<StaffAccountStore>()
            .AddTokenProvider<AuthenticatorCodes>(AuthenticatorCodes.Provider);
        // Invitations decide who has an account and under which address; passwords have rules of their own.
        services.RemoveAll<IUserValidator<StaffAccount>>().RemoveAll<IPasswordValidator<StaffAccount>>();
        services.AddSingleton<IPasswordValidator<StaffAccount>, CommonPasswords>();
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 210_000);
        services.AddOptions<IdentityPasskeyOptions>().Configure<PublicAddress>((passkeys, address) =>
        {
            passkeys.ServerDomain = address.Host;
            // The framework compares with a header that our pages tell browsers not to send (Referrer-Policy).
            passkeys.ValidateOrigin = asked => ValueTask.FromResult(
                !asked.CrossOrigin && address.Of(asked.HttpContext.Request, "/") is { } own
                && string.Equals(asked.Origin, new Uri(own).GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase));
            (passkeys.UserVerificationRequirement, passkeys.ResidentKeyRequirement) = ("required", "required");
        });
        services.AddSingleton<NobodysPassword>();
        services.AddScoped<StaffAccountStore>();
        services.AddScoped<StaffSignIn>();
        services.AddSingleton<AuthenticatorCodes>();
        services.AddSingleton<StaffSessions>();
        services.AddSingleton<SignInLimit>();
        services.AddSingleton<Members>();
        services.AddSingleton<IStaffNames>(provider => provider.GetRequiredService<Members>());
        services.AddSingleton<IAdministratorInvitations>(provider => provider.GetRequiredService<Members>());
        services.AddSingleton<KnownDevice>();
        services.AddSingleton<PendingSignIn>();
        services.AddSingleton<StaffFrameBuilder>();
        services.AddSingleton<KeptInputs>();
        services.AddSingleton<IKeptInputs>(provider => provider.GetRequiredService<KeptInputs>());
        services.AddSingleton<KeptForms>();
        services.Configure<MvcOptions>(pages => pages.Filters.Add<KeepsForms>());
        services.AddRecurringJob<ForgetKeptInputs>(ForgetKeptInputs.Key, JobSchedule.Every(TimeSpan.FromMinutes(10)));
        services.AddSingleton<DemonstrationStaff>();
        services.AddSingleton<IInventedStaff>(provider => provider.GetRequiredService<DemonstrationStaff>());
        services.AddRecurringJob<ForgetSignIns>(ForgetSignIns.Key, JobSchedule.DailyAt(new TimeOnly(3, 40)));
    }

    private static void AddSections(IServiceCollection services)
    {
        services.AddSingleton(new StaffSection
        {
            Name = "staff.service-status", Path = "/staff/service", Permission = Permission.OperateService, Order = 5,
        });
        services.AddSingleton(new StaffSection { Name = "staff.audit", Path = "audit", Permission = Permission.ReadAudit, Order = 70, Shortcut = 'l' });
        services.AddSingleton(new StaffSection { Name = "staff.members", Path = "members", Permission = Permission.ManageMembers, Order = 80 });
        services.AddSingleton(new StaffSection { Name = "staff.keys", Path = "keys", Permission = Permission.ManageServiceKeys, Order = 90 });
    }
}
