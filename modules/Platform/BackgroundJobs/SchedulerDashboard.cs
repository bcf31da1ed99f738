using Hangfire;
using Hangfire.Dashboard;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace WorkWell.Platform;

/// <summary>Hangfire's own pages, to be looked at and not changed: when work ran, never what was due.</summary>
public static class SchedulerDashboard
{
    /// <summary>Registers what Hangfire's pages ask for; its storage and servers are ours.</summary>
    internal static void AddServices(IServiceCollection services) =>
        services.AddSingleton<IGlobalConfiguration>(GlobalConfiguration.Configuration).AddSingleton(DashboardRoutes.Routes);

    /// <summary>Maps them. Whoever maps them says which permission they require.</summary>
    /// <param name="routes">The routes.</param>
    /// <param name="path">Where they stand.</param>
    /// <param name="back">The page that leads back.</param>
    /// <returns>The routes of the pages.</returns>
    public static IEndpointConventionBuilder Map(IEndpointRouteBuilder routes, string path, string back) => routes.MapHangfireDashboard(
        path,
        new DashboardOptions
        {
            AppPath = back,
            DashboardTitle = "Jobs",
            DisplayStorageConnectionString = false,
            DarkModeEnabled = false,
            IsReadOnlyFunc = _ => true,
            // The route's permission has decided already.
            Authorization = [new Anybody()],
        },
        routes.ServiceProvider.GetRequiredService<HangfireStorage>());

    private sealed class Anybody : IDashboardAuthorizationFilter
    {
        public bool Authorize(DashboardContext context) => true;
    }
}
