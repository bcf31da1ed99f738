using Microsoft.AspNetCore.Http;

namespace WorkWell.Access;

/// <summary>The browser and system of a request, as its owner recognises them. No more of it is kept.</summary>
internal static class Device
{
    private static readonly (string Sign, string Name)[] Browsers =
        [("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Sign, string Name)[] Systems =
        [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS", "Mac"), ("Linux", "Linux")];

    public static string Of(HttpRequest? request)
    {
        var agent = request?.Headers.UserAgent.ToString() ?? "";
        return $"{Find(Browsers, agent) ?? "Browser"}, {Find(Systems, agent) ?? "unknown system"}";
    }

    private static string? Find((string Sign, string Name)[] known, string agent) =>
        known.Where(one => agent.Contains(one.Sign, StringComparison.Ordinal)).Select(one => one.Name).FirstOrDefault();
}
