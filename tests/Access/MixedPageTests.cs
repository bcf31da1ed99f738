using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Access.Contracts;
using WorkWell.TestKit;

namespace WorkWell.Access.Tests;

/// <summary>
/// Three thousand requests of all roles over HTTP, mixed: no page or answer of one area names a person of another, and whoever sees no person sees none.
/// </summary>
public sealed class MixedPageTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private const int Requests = 3_000;
    private const int AtOnce = 8;
    private static readonly (string Area, string Postcode, string Name)[] People = [("llr", "LE1 0ZA", "Leicesterly"), ("dudley", "DY1 0ZA", "Dudleyly")];
    private static readonly StaffRole[] SeePeople = [StaffRole.Coach, StaffRole.TeamLead, StaffRole.PartnerWorker, StaffRole.TrialManager];
    private readonly RunningHost host = shared.Host;

    private sealed record Reader(StaffRole Role, string Area, string Cookie);

    [Fact]
    public async Task Nobody_reads_of_a_person_of_another_area_or_of_any_person_whom_their_role_does_not_show()
    {
        var referrals = new List<(string Area, string Reference, Guid Id)>();
        foreach (var (area, postcode, name) in People) referrals.AddRange(await ReferAsync(area, postcode, name));
        var readers = new List<Reader>();
        foreach (var (area, _, _) in People)
        {
            foreach (var role in StaffRole.All)
                readers.Add(new(role, area, (await StaffMember.MakeAsync(host, role, area, role.IsOfOrganisation ? "p1" : null)).Cookie));
        }
        var patterns = Patterns.ToArray();
        Assert.True(patterns.Length > 30, "The routes were not found.");
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var asked = Enumerable.Range(0, Requests).Select(_ =>
        {
            var (area, reference, id) = random.GetItems(referrals.ToArray(), 1)[0];
            return (Reader: random.GetItems(readers.ToArray(), 1)[0], Path: random.GetItems(patterns, 1)[0]
                .Replace("{area}", area, StringComparison.Ordinal).Replace("{reference}", reference, StringComparison.Ordinal)
                .Replace("{id:guid}", id.ToString("D"), StringComparison.Ordinal).Replace("{referral:guid}", id.ToString("D"), StringComparison.Ordinal));
        }).ToArray();
        // Those whose work it is read of people, so that a host that shows nobody would not pass.
        var sure = from one in referrals
                   from reader in readers
                   where reader.Area == one.Area && reader.Role == StaffRole.Coach
                   select (Reader: reader, Path: $"/staff/areas/{one.Area}/referrals/{one.Id:D}");
        asked = [.. asked, .. sure];
        var named = 0;
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = host.Client.BaseAddress };
        await Parallel.ForEachAsync(asked, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (one, cancellationToken) =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, one.Path);
            request.Headers.Add("Cookie", one.Reader.Cookie);
            request.Headers.Add("Sec-Fetch-Site", "same-origin");
            using var answer = await client.SendAsync(request, cancellationToken);
            var text = await answer.Content.ReadAsStringAsync(cancellationToken);
            var who = string.Create(CultureInfo.InvariantCulture, $"{one.Reader.Role.Key} of {one.Reader.Area}, {one.Path}, seed {seed}");
            Assert.True(answer.StatusCode < HttpStatusCode.InternalServerError, $"{who}: {answer.StatusCode}");
            foreach (var (area, _, name) in People)
            {
                if (!text.Contains(name, StringComparison.Ordinal)) continue;
                Assert.True(area == one.Reader.Area && SeePeople.Contains(one.Reader.Role), $"{who} reads of {name}.");
                Interlocked.Increment(ref named);
            }
        });
        Assert.True(named >= referrals.Count, $"Only {named} answers named anybody, seed {seed}.");
    }

    private IEnumerable<string> Patterns =>
        (from endpoint in host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
         where endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null && endpoint.Metadata.GetMetadata<IAuthorizeData>()?.Policy is not null
         where endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null
            || endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("GET") == true
         let pattern = "/" + endpoint.RoutePattern.RawText!.TrimStart('/')
         where !pattern.Contains("**", StringComparison.Ordinal)
         select pattern).Distinct();

    private async Task<IReadOnlyList<(string Area, string Reference, Guid Id)>> ReferAsync(string area, string postcode, string name)
    {
        for (var i = 0; i < 5; i++)
        {
            using var answer = await host.Client.PostAsJsonAsync("/api/referrals/self", new
            {
                person = new
                {
                    givenName = name, familyName = "Example" + (char)('a' + i), bornOn = $"198{i}-02-11", postcode,
                    email = $"mixed-{Guid.NewGuid():n}@people.example",
                    consents = new Dictionary<string, bool> { ["service"] = true, ["share-with-partners"] = true },
                },
                work = new { situation = "in-work", healthAffectsWork = true, rightToWork = true },
            });
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        }
        var found = new List<(string, string, Guid)>();
        await using var connection = new Npgsql.NpgsqlConnection(host.Database.ConnectionString);
        await connection.OpenAsync();
        await using var command = new Npgsql.NpgsqlCommand(
            "select r.reference, r.id from referrals.referral r join people.person p on p.id = r.person_id " +
            $"where p.given_name = '{name}' and r.area = '{area}'",
            connection);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) found.Add((area, reader.GetString(0), reader.GetGuid(1)));
        Assert.Equal(5, found.Count);
        return found;
    }
}
