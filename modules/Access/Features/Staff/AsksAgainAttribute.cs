using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;

namespace WorkWell.Access;

/// <summary>
/// Asks who somebody is once more before a page that gives power over others or over an account. It asks before the form is filled in, and lets a form through
/// that was begun in time.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class AsksAgainAttribute : Attribute, IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var http = context.HttpContext;
        var session = http.User.Identities.OfType<StaffIdentity>().Single().Session;
        var now = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        var isForm = HttpMethods.IsPost(http.Request.Method);
        if (session.IsFresh(isForm ? now - StaffSession.IdleLimit : now))
        {
            await next();
            return;
        }
        var kept = await http.RequestServices.GetRequiredService<KeptForms>().KeepAsync(http, onlyOf: session.AccountId);
        context.Result = new RedirectResult("/staff/confirm" + QueryString.Create("to", kept ?? http.Request.Path));
    }
}
