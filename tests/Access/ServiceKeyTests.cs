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
        builder.Services.AddPlatform(database.HostConnectionString);
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
        Assert.True(await Keys.RevokeAsync(Operator, "desk", default));
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync(secret)).StatusCode);
    }

    [Fact]
    public async Task Making_and_revoking_a_key_is_in_the_audit_trail_of_its_area_and_revoking_twice_is_said()
    {
        await MakeAsync("desk", Permission.AnswerReferrals);
        Assert.True(await Keys.RevokeAsync(Operator, "desk", default));
        Assert.False(await Keys.RevokeAsync(Operator, "desk", default));
        Assert.False(await Keys.RevokeAsync(Operator, "never-made", default));
        Assert.Equal(
            "llr job:access.new-key access.key-made desk, llr operator:sam access.key-revoked desk",
            await database.ReadAsync<string>(
                "select string_agg(concat_ws(' ', area, actor, action, details ->> 'key'), ', ' order by number) from access.audit_entry"));
    }

    [Fact]
    public async Task The_list_says_when_a_key_was_last_used_to_the_hour_and_that_it_was_revoked()
    {
        var secret = await MakeAsync("desk", Permission.AnswerReferrals);
        Assert.Null((await Keys.ListAsync(default))[0].LastUsedAt);
        await PostAsync(secret);
        clock.Advance(TimeSpan.FromMinutes(30));
        await PostAsync(secret);
        Assert.Equal(RunningHost.UsualStart, (await Keys.ListAsync(default))[0].LastUsedAt);
        clock.Advance(TimeSpan.FromMinutes(45));
        await PostAsync(secret);
        await Keys.RevokeAsync(Operator, "desk", default);
        var key = Assert.Single(await Keys.ListAsync(default));
        Assert.Equal(RunningHost.UsualStart.AddMinutes(75), key.LastUsedAt);
        Assert.Equal(RunningHost.UsualStart.AddMinutes(75), key.RevokedAt);
    }

    // What a host's connection could still do: call the functions with times of its own.
    [Fact]
    public async Task A_key_for_longer_than_a_year_or_from_the_future_opens_nothing()
    {
        await using var source = database.RuntimeSource();
        var refusal = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => CallAsync("2026-09-07", "2027-09-09"));
        Assert.Equal(Npgsql.PostgresErrorCodes.CheckViolation, refusal.SqlState);
        var secret = $"wwk_{new string('A', 43)}";
        await CallAsync("2027-09-01", "2028-09-01");
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync(secret)).StatusCode);

        async Task CallAsync(string from, string until)
        {
            await using var command = source.CreateCommand($"""
                select set_config('workwell.actor', 'x', false), set_config('workwell.areas', '*', false), set_config('workwell.purpose', 'x', false);
                select access.make_key(
                  gen_random_uuid(), 'x', sha256('wwk_{new string('A', 43)}'), array['llr'], array['answer-referrals'], null, '{from}', '{until}')
                """);
            await command.ExecuteNonQueryAsync();
        }
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
            good with { Lasts = TimeSpan.Zero }, good with { Name = "desk" }, good with { Lasts = TimeSpan.FromDays(367) },
            good with { Organisation = "a-partner", Permissions = [Permission.DoTasks] }, good with { Organisation = "a-partner", Areas = ["llr", "ncl"] },
            good with { Organisation = "a-partner", Areas = Actor.AllAreas }])
        {
            var (secret, problem) = await Keys.MakeAsync(bad, default);
            Assert.Null(secret);
            Assert.NotNull(problem);
        }
    }

    private static readonly Actor Operator = new("operator:sam", Actor.AllAreas, "revoke-key");

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
