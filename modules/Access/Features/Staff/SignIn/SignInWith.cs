using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorkWell.Platform;

namespace WorkWell.Access;

/// <summary>
/// The way to another sign-in service. It is a link and no form: our content security policy lets no form lead to another site.
/// </summary>
internal static class SignInWith
{
    /// <summary>Where somebody lands whom the other service did not let in.</summary>
    public const string FailedPath = "/staff/sign-in?provider=failed";

    /// <summary>Where somebody lands whom the other service let in and we did not.</summary>
    public static string RefusedPath(ProviderRefusal why) => "/staff/sign-in?provider=" + StoredKeys<ProviderRefusal>.Of(why);

    /// <summary>
    /// Where somebody lands who has signed in there. The page is needed: the session's cookie does not come with a request that another site began. It goes on
    /// to a page of ours, and nowhere else.
    /// </summary>
    public static string DonePath(string? to) => "/staff/sign-in/done" + QueryString.Create("to", to ?? "/staff");

    /// <summary>The link to a provider.</summary>
    public static string PathTo(SignInProvider provider, string to) => $"/staff/sign-in/with/{provider.Key}" + QueryString.Create("to", to);

    /// <summary>The link to a provider that asks anew who somebody is.</summary>
    public static string PathToAgain(SignInProvider provider, string to) => PathTo(provider, to) + "&again=true";

    public static void Map(IEndpointRouteBuilder routes, IReadOnlyList<SignInProvider> providers) => routes
        .MapGet("/staff/sign-in/with/{provider}",
            (string provider, string? to, bool? again, HttpContext http) =>
                GoAsync(providers.FirstOrDefault(one => one.Key == provider), to, again == true, http))
        .AllowAnonymous().ExcludeFromDescription();

    private static async Task<IResult> GoAsync(SignInProvider? provider, string? to, bool again, HttpContext http)
    {
        if (provider is null) return TypedResults.NotFound();
        if (!await ProviderScheme.IsThereAsync(http, provider)) return TypedResults.LocalRedirect(FailedPath);
        var properties = new AuthenticationProperties { Items = { [ProviderScheme.GoesTo] = to } };
        if (again) properties.Items[ProviderScheme.AsksAgain] = "yes";
        return TypedResults.Challenge(properties, [provider.Scheme]);
    }
}
