using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Access.Contracts;
using WorkWell.Partners.Contracts;
using WorkWell.Platform;

namespace WorkWell.Partners.Tests;

public sealed class PauseServiceTests(PartnersFixture given) : IClassFixture<PartnersFixture>
{
    private const string Path = "/api/areas/ncl/services/ncl-coaching/pause";

    [Fact]
    public async Task A_pause_takes_effect_at_once_is_in_the_audit_trail_and_ends_when_it_is_ended()
    {
        given.Coaching(_ => { });
        var key = await KeyAsync("ncl");

        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(HttpMethod.Post, key)).StatusCode);
        Assert.True((await given.CoachingAsync()).IsPaused);
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(HttpMethod.Delete, key)).StatusCode);

        Assert.False((await given.CoachingAsync()).IsPaused);
        Assert.True(await given.Host.Database.ReadAsync<long>(
            "select count(*) from access.audit_entry where area = 'ncl' and action in ('partners.service-paused', 'partners.service-resumed')") >= 2);
    }

    [Fact]
    public async Task Another_host_knows_of_a_pause_within_ten_seconds()
    {
        given.Coaching(_ => { });
        await using var other = given.AnotherHost();
        var theirs = other.Services.GetRequiredService<IPartnerDirectory>();
        Assert.False((await theirs.ServicesAsync("ncl", default))[0].IsPaused);
        var key = await KeyAsync("ncl");

        await SendAsync(HttpMethod.Post, key);
        given.Host.Clock.Advance(TimeSpan.FromSeconds(10));

        Assert.True((await theirs.ServicesAsync("ncl", default))[0].IsPaused);
        await SendAsync(HttpMethod.Delete, key);
    }

    [Fact]
    public async Task A_pause_with_a_last_day_ends_by_itself()
    {
        given.Coaching(_ => { });
        var lastDay = LondonTime.DateOf(given.Host.Clock.GetUtcNow()).AddDays(3);

        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(HttpMethod.Post, await KeyAsync("ncl"), new { until = lastDay })).StatusCode);

        given.Host.Clock.Set(LondonTime.At(lastDay, new TimeOnly(12, 0)));
        Assert.True((await given.CoachingAsync()).IsPaused);
        given.Host.Clock.Set(LondonTime.At(lastDay.AddDays(1), new TimeOnly(12, 0)));
        Assert.False((await given.CoachingAsync()).IsPaused);
    }

    [Fact]
    public async Task A_service_that_its_file_pauses_is_resumed_in_the_file_alone()
    {
        given.Coaching(service => service["isPaused"] = true);

        await AssertRefusedAsync("partners.paused-by-file", HttpStatusCode.Conflict, await SendAsync(HttpMethod.Delete, await KeyAsync("ncl")));
        given.Coaching(_ => { });
    }

    [Theory]
    [InlineData("{\"until\": \"2020-01-01\"}")]
    [InlineData("{\"until\": \"tomorrow\"}")]
    [InlineData("{\"till\": \"2027-01-01\"}")]
    [InlineData("{\"until\": \"2027-01-01\", \"until\": \"2028-01-01\"}")]
    [InlineData("[")]
    [InlineData("\u0000")]
    public async Task A_pause_that_cannot_be_understood_is_refused_by_field(string body)
    {
        given.Coaching(_ => { });
        using var content = new StringContent(body);

        await AssertRefusedAsync("partners.bad-pause", HttpStatusCode.BadRequest, await SendAsync(HttpMethod.Post, await KeyAsync("ncl"), content));
    }

    [Fact]
    public async Task A_key_of_another_area_an_unknown_service_and_an_unknown_area_are_all_the_same_to_whoever_asks()
    {
        given.Coaching(_ => { });
        await AssertRefusedAsync("partners.no-such-service", HttpStatusCode.NotFound, await SendAsync(HttpMethod.Post, await KeyAsync("dudley")));
        var key = await KeyAsync("ncl");
        await AssertRefusedAsync(
            "partners.no-such-service", HttpStatusCode.NotFound,
            await SendAsync(HttpMethod.Post, key, path: Path.Replace("ncl-coaching", "nothing", StringComparison.Ordinal)));
        await AssertRefusedAsync(
            "partners.no-such-service", HttpStatusCode.NotFound,
            await SendAsync(HttpMethod.Delete, key, path: Path.Replace("/ncl/", "/nowhere/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Without_a_key_or_with_one_that_may_not_nothing_is_paused()
    {
        given.Coaching(_ => { });
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(HttpMethod.Post, null)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(HttpMethod.Post, await KeyAsync("ncl", Permission.ReadReferrals))).StatusCode);
        Assert.False((await given.CoachingAsync()).IsPaused);
    }

    private async Task<string> KeyAsync(string area, string permission = Permission.ManagePartners)
    {
        var keys = given.Host.Services.GetRequiredService<IServiceKeys>();
        var (secret, problem) = await keys.MakeAsync(
            new NewServiceKey { Name = $"test-{Guid.NewGuid():n}", Areas = [area], Permissions = [permission], Lasts = TimeSpan.FromDays(90) }, default);
        Assert.Null(problem);
        return secret!;
    }

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string? key, object? body = null, string path = Path)
    {
        var request = new HttpRequestMessage(method, path) { Content = body as HttpContent ?? (body is null ? null : JsonContent.Create(body)) };
        if (key is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return given.Host.Client.SendAsync(request);
    }

    private static async Task AssertRefusedAsync(string code, HttpStatusCode status, HttpResponseMessage response)
    {
        Assert.Equal(status, response.StatusCode);
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal(code, problem.RootElement.GetProperty("code").GetString());
    }
}
