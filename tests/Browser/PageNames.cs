using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.TestKit;

namespace WorkWell.Browser.Tests;

/// <summary>
/// Lets a page say its name to the tests, so that one which nobody looked at is found; and lets a test ask for a refusal, which then goes the host's own way.
/// </summary>
internal sealed class PageNames : IResultFilter, IResourceFilter
{
    public const string Header = "workwell-page";
    private const string Refuse = "refuse";

    public static void Add(IServiceCollection services) => services.Configure<MvcOptions>(mvc => mvc.Filters.Add(new PageNames()));

    private const string Staff = "/Staff/";

    /// <summary>The names of all public pages that have an address.</summary>
    public static IEnumerable<string> Public(RunningHost host) => All(host).Where(name => !name.StartsWith(Staff, StringComparison.Ordinal));

    /// <summary>The names of the pages for staff.</summary>
    public static IEnumerable<string> OfStaff(RunningHost host) => All(host).Where(name => name.StartsWith(Staff, StringComparison.Ordinal));

    private static IEnumerable<string> All(RunningHost host) =>
        host.Services.GetRequiredService<EndpointDataSource>().Endpoints.Select(
        endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>()?.ViewEnginePath).OfType<string>().Distinct();

    /// <summary>An address that is refused with a status.</summary>
    public static string Refused(int status) => $"/help-now?{Refuse}={status}";

    public void OnResultExecuting(ResultExecutingContext context)
    {
        if (context is { Result: PageResult, ActionDescriptor: PageActionDescriptor page }) context.HttpContext.Response.Headers[Header] = page.ViewEnginePath;
    }

    public void OnResultExecuted(ResultExecutedContext context)
    {
    }

    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        if (!int.TryParse(context.HttpContext.Request.Query[Refuse], out var status)) return;
        context.Result = status == 500 ? throw new InvalidOperationException("A test asked for this.") : new StatusCodeResult(status);
    }

    public void OnResourceExecuted(ResourceExecutedContext context)
    {
    }
}
