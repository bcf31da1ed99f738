using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Access.Contracts;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.Access.Tests;

/// <summary>Tests a typical module route with real keys on a real database.</summary>
public sealed class ServiceKeyTests : IAsyncLifetime
{
    private readonly ManualTimeProvider clock = new(RunningHost.UsualStart);
    private TestDatabase database = null!;
    private WebApplication app = null!;
    private HttpClient client = null!;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration["ConfigFolder"] = Checkout.Path("config");
        builder.Services.AddPlatform(database.ConnectionString);
        builder.Services.AddSingleton<TimeProvider>(clock);
        new AccessModule().AddServices(builder.Services, builder.Configuration);
        app = builder.Build();
        app.MapPost("/answer", (Actor actor) => $"{actor.Name} {string.Join(',', actor.Areas)} {actor.Purpose}").RequirePermission(Permission.AnswerReferrals);
        await app.StartAsync();
        client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task A_key_opens_what_it_is_for_and_names_the_actor()
    {
        var secret = await MakeAsync("desk", Permission.AnswerReferrals);
        var response = await PostAsync(secret);
        Assert.Equal("key:desk llr answer-referrals", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_key_that_may_not_is_forbidden()
    {
        var secret = await MakeAsync("reader", Permission.ReadReferrals);
        await AssertRefused(HttpStatusCode.Forbidden, "access.not-allowed", await PostAsync(secret));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("wwk_short")]
    [InlineData("wwk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Without_a_working_key_nobody_enters(string? secret)
    {
        var response = await PostAsync(secret);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
        await AssertRefused(HttpStatusCode.Unauthorized, "access.key-needed", response);
    }

    [Fact]
    public async Task A_key_stops_working_when_its_time_is_over()
    {
        var secret = await MakeAsync("desk", Permission.AnswerReferrals);
        clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync(secret)).StatusCode);
    }

    [Fact]
    public async Task A_revoked_key_stops_working_at_once()
    {
        var secret = await MakeAsync("desk", Permission.AnswerReferrals);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(secret)).StatusCode);
        await Keys.RevokeAsync("desk", default);
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync(secret)).StatusCode);
    }

    [Fact]
    public async Task The_key_itself_is_kept_nowhere()
    {
        var secret = await MakeAsync("desk", Permission.AnswerReferrals);
        Assert.Equal(0L, await database.ReadAsync<long>("select count(*) from access.service_key as key where position($1 in key::text) > 0", secret[4..]));
        Assert.Equal(1L, await database.ReadAsync<long>("select count(*) from access.service_key where length(secret_sha256) = 32"));
    }

    [Fact]
    public async Task A_key_is_refused_without_name_area_or_a_known_permission_or_with_a_name_in_use()
    {
        await MakeAsync("desk", Permission.AnswerReferrals);
        var good = new NewServiceKey { Name = "other", Areas = ["llr"], Permissions = [Permission.ReadReferrals], Lasts = TimeSpan.FromDays(1) };
        foreach (var bad in (NewServiceKey[])[
            good with { Name = " " }, good with { Areas = [] }, good with { Permissions = ["do-anything"] }, good with { Permissions = [] },
            good with { Lasts = TimeSpan.Zero }, good with { Name = "desk" }])
        {
            var (secret, problem) = await Keys.MakeAsync(bad, default);
            Assert.Null(secret);
            Assert.NotNull(problem);
        }
    }

    private IServiceKeys Keys => app.Services.GetRequiredService<IServiceKeys>();

    private async Task<string> MakeAsync(string name, string permission)
    {
        var (secret, problem) = await Keys.MakeAsync(
            new() { Name = name, Areas = ["llr"], Permissions = [permission], Lasts = TimeSpan.FromDays(30) }, default);
        Assert.Null(problem);
        return secret!;
    }

    private Task<HttpResponseMessage> PostAsync(string? secret)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/answer");
        if (secret is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        return client.SendAsync(request);
    }

    private static async Task AssertRefused(HttpStatusCode status, string code, HttpResponseMessage response)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal(code, body.RootElement.GetProperty("code").GetString());
    }
}
