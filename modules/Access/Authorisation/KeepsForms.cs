using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;

namespace WorkWell.Access;

/// <summary>A form of staff whose token is stale is kept for its owner, who sends it anew with a fresh one.</summary>
internal sealed class KeepsForms(KeptForms forms) : IAsyncAlwaysRunResultFilter
{
    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        var http = context.HttpContext;
        if (context.Result is IAntiforgeryValidationFailedResult && http.User.Identities.OfType<StaffIdentity>().FirstOrDefault() is { } staff
            && await forms.KeepAsync(http, onlyOf: staff.Session.AccountId) is { } kept)
            context.Result = new LocalRedirectResult(kept);
        await next();
    }
}
