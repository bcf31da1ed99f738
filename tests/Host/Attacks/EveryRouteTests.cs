using System.Net.Http.Headers;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Access.Contracts;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.Host.Tests.Attacks;

/// <summary>Asks every route of the host, which it finds by itself, with every odd part of an address, query and header. None may fail it.</summary>
public sealed partial class EveryRouteTests : IAsyncLifetime
{
    private static readonly string[] OddParts =
    [
        "%20", "%09", "%E3%80%80", "%00", "%0d%0aX-Y:1", "..%2f..%2fetc%2fpasswd", "%FF", "%ED%A0%80", "%F0%9F%91%8D", "'%22%3C%3E{}", new('9', 300), "-1",
        "%C2%A0",
    ];

    private static readonly (string Name, string Value)[] OddHeaders =
    [
        ("Accept", "text/html;q=abc"), ("Accept", ";;;"), ("Accept-Language", "*;q=9, \u00ff"), ("Content-Type", "multipart/form-data"),
        ("Content-Type", "application/x-www-form-urlencoded; charset=nothing"), ("Idempotency-Key", new string('k', 9000)), ("Authorization", "Bearer "),
        ("Authorization", "Bearer \u00e4"), ("Cookie", "workwell-referral-self=%00; workwell-my-referral=; workwell-language=%ff; workwell-form=x"),
        ("Prefer", "respond-async, ,,"), ("X-Forwarded-For", "not an address"), ("Content-Encoding", "gzip"), ("If-None-Match", "\""), ("Range", "bytes=9-1"),
        ("Host", "[::"), ("Origin", "null"), ("Expect", "nothing"),
    ];

    private RunningHost host = null!;
    private HttpClient office = null!;

    public async ValueTask InitializeAsync()
    {
        host = await RunningHost.StartAsync(new Dictionary<string, string?> { ["Ui:Gallery"] = "true" });
        var (secret, _) = await host.Services.GetRequiredService<IServiceKeys>().MakeAsync(
            new() { Name = "every-route", Areas = Actor.AllAreas, Permissions = Permission.All, Lasts = TimeSpan.FromDays(30) }, default);
        office = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = host.Client.BaseAddress, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", secret) },
        };
    }

    public async ValueTask DisposeAsync()
    {
        office.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task Nothing_odd_in_an_address_a_query_or_a_header_is_more_than_a_refusal()
    {
        var routes = Routes();
        Assert.InRange(routes.Length, 60, 1000);
        var queries = Queries(routes);
        Assert.Contains("area", queries);
        var failures = new List<string>();
        foreach (var route in routes)
        {
            var plain = Address(route.Pattern, "self");
            var asked = OddParts.Where(_ => route.Pattern.Parameters.Count > 0)
                .Select(odd => (Path: Address(route.Pattern, odd), Header: ((string, string)?)null))
                .Concat(OddParts.Select(odd => ($"{plain}?{string.Join('&', queries.Select(query => $"{query}={odd}"))}", ((string, string)?)null)))
                .Concat(OddHeaders.Select(header => (plain, ((string, string)?)header)));
            foreach (var (path, header) in asked)
            {
                foreach (var method in route.Methods)
                {
                    if (await StatusAsync(method, path, header) is >= 500 and var status) failures.Add($"{status} {method} {path} {header}");
                }
            }
        }
        Assert.True(failures.Count == 0, string.Join('\n', failures.Take(60)));
    }

    private (RoutePattern Pattern, string[] Methods, RouteEndpoint Endpoint)[] Routes() =>
        [.. host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => !endpoint.RoutePattern.RawText!.StartsWith("/health", StringComparison.Ordinal))
            .Select(endpoint => (endpoint.RoutePattern,
                endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.ToArray() ?? ["GET", "POST"], endpoint))];

    // What the pages and calls bind, and what their code reads by name.
    private static string[] Queries((RoutePattern, string[], RouteEndpoint Endpoint)[] routes)
    {
        var bound = routes.SelectMany(route => route.Endpoint.Metadata.OfType<MethodInfo>()).SelectMany(method => method.GetParameters())
            .Select(parameter => parameter.Name!)
            .Concat(routes.Select(route => route.Endpoint.Metadata.GetMetadata<CompiledPageActionDescriptor>()).OfType<CompiledPageActionDescriptor>()
                .SelectMany(page => page.BoundProperties).Select(property => property.BindingInfo?.BinderModelName ?? property.Name));
        var read = Directory.EnumerateFiles(Checkout.Path("modules"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(file => QueryByName().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value));
        return [.. bound.Concat(read).Append("lang").Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    private static string Address(RoutePattern pattern, string value) => "/" + string.Join('/', pattern.PathSegments.Select(segment =>
        string.Concat(segment.Parts.Select(part => part is RoutePatternLiteralPart literal ? literal.Content
            : part is RoutePatternParameterPart parameter ? parameter.Name == "referralSource" && value == "self" ? "self" : value : ""))));

    private async Task<int> StatusAsync(string method, string path, (string Name, string Value)? header)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(office.BaseAddress!.GetLeftPart(UriPartial.Authority) + path,
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        if (method is not ("GET" or "HEAD" or "OPTIONS")) request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        if (header is { } odd)
        {
            if (odd.Name.StartsWith("Content-", StringComparison.Ordinal))
            {
                request.Content?.Headers.Remove(odd.Name);
                request.Content?.Headers.TryAddWithoutValidation(odd.Name, odd.Value);
            }
            else
            {
                request.Headers.Remove(odd.Name);
                request.Headers.TryAddWithoutValidation(odd.Name, odd.Value);
            }
        }
        try
        {
            using var response = await office.SendAsync(request);
            return (int)response.StatusCode;
        }
        catch (HttpRequestException)
        {
            // The client itself refuses to send it, or the host cut the connection: no answer of the host failed.
            return 0;
        }
    }

    [GeneratedRegex("(?:Query|query|Form)\\[\"([A-Za-z-]+)\"\\]")]
    private static partial Regex QueryByName();
}
