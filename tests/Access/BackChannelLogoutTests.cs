using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using WorkWell.Access.Contracts;
using WorkWell.TestKit;

namespace WorkWell.Access.Tests;

/// <summary>A host, a provider and a coach who is connected there, for all tests of a class.</summary>
public sealed class ConnectedCoach : IAsyncLifetime
{
    public OpenIdProvider Provider { get; private set; } = null!;

    public RunningHost Host { get; private set; } = null!;

    public StaffMember Coach { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Provider = await OpenIdProvider.StartAsync();
        Host = await RunningHost.StartAsync(new Dictionary<string, string?>
        {
            ["SignIn:cis2:Name"] = "NHS Care Identity", ["SignIn:cis2:Authority"] = Provider.Address, ["SignIn:cis2:ClientId"] = OpenIdProvider.ClientId,
            ["SignIn:cis2:ClientSecret"] = "a secret",
        });
        Coach = await StaffMember.MakeAsync(Host, StaffRole.Coach);
        using var visit = Coach.Visit(Host);
        await visit.OpenAsync("/staff/account/with/cis2?handler=Go");
        Assert.Equal("/staff/sign-in/done", visit.At);
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Provider.DisposeAsync();
    }
}

/// <summary>Whoever signs out at another service is signed out here too, and nobody else can say so.</summary>
public sealed class BackChannelLogoutTests(ConnectedCoach shared) : IClassFixture<ConnectedCoach>
{
    private const string Event = "http://schemas.openid.net/event/backchannel-logout";
    private readonly OpenIdProvider provider = shared.Provider;
    private readonly RunningHost host = shared.Host;
    private readonly StaffMember coach = shared.Coach;

    [Fact]
    public async Task The_session_that_it_opened_ends_at_once_and_no_other()
    {
        using var own = await SignedInAsync("one");
        using var other = await SignedInAsync("other");
        using var byPassword = coach.Visit(host);
        Assert.Equal(HttpStatusCode.OK, await SendAsync(Claims("one")));
        Assert.False(await IsInAsync(own));
        Assert.True(await IsInAsync(other));
        Assert.True(await IsInAsync(byPassword));
        Assert.Equal(coach.AccountId, await host.Database.ReadAsync<Guid>(
            "select subject from access.audit_entry where action = 'access.signed-out-elsewhere'"));
    }

    [Fact]
    public async Task Signed_out_as_a_person_all_that_it_opened_ends()
    {
        using var one = await SignedInAsync("one");
        using var other = await SignedInAsync("other");
        Assert.Equal(HttpStatusCode.OK, await SendAsync(Claims(null, provider.Subject)));
        Assert.False(await IsInAsync(one));
        Assert.False(await IsInAsync(other));
    }

    [Fact]
    public async Task A_note_counts_once()
    {
        var note = Signed(Claims("one"));
        using var first = await SignedInAsync("one");
        Assert.Equal(HttpStatusCode.OK, await PostAsync(note));
        using var again = await SignedInAsync("one");
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(note));
        Assert.True(await IsInAsync(again));
    }

    [Theory]
    [InlineData("another key")]
    [InlineData("no signature")]
    [InlineData("another audience")]
    [InlineData("another issuer")]
    [InlineData("expired")]
    [InlineData("old")]
    [InlineData("without its event")]
    [InlineData("with a nonce")]
    [InlineData("without an id")]
    [InlineData("of nobody")]
    [InlineData("another type")]
    [InlineData("nothing")]
    [InlineData("rubbish")]
    public async Task What_is_no_such_note_ends_nothing(string what)
    {
        using var own = await SignedInAsync("one");
        var claims = Claims("one");
        if (what == "without its event") claims.Remove("events");
        if (what == "with a nonce") claims["nonce"] = "n";
        if (what == "without an id") claims.Remove("jti");
        if (what == "of nobody") claims.Remove("sid");
        using var stranger = RSA.Create(2048);
        var note = what switch
        {
            "another key" => Signed(claims, new RsaSecurityKey(stranger) { KeyId = provider.Key.KeyId }),
            "no signature" => Unsigned(claims),
            "another audience" => Signed(claims, audience: "somebody-else"),
            "another issuer" => Signed(claims, issuer: "https://elsewhere.example/"),
            "expired" => Signed(claims, ends: TimeSpan.FromMinutes(-2)),
            "old" => Signed(claims, began: TimeSpan.FromMinutes(-6)),
            "another type" => Signed(claims, type: "at+jwt"),
            "nothing" => "",
            "rubbish" => "a.b.c",
            _ => Signed(claims),
        };
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(note));
        Assert.True(await IsInAsync(own));
    }

    [Fact]
    public async Task A_service_that_we_do_not_know_is_not_there()
    {
        using var form = new FormUrlEncodedContent([new("logout_token", Signed(Claims("one")))]);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.PostAsync("/staff/sign-out/from/another", form)).StatusCode);
    }

    private async Task<FormVisit> SignedInAsync(string session)
    {
        provider.Sid = session;
        var visit = new FormVisit(host);
        await visit.OpenAsync("/staff/sign-in/with/cis2");
        Assert.Equal("/staff/sign-in/done", visit.At);
        Assert.True(await IsInAsync(visit));
        return visit;
    }

    private static async Task<bool> IsInAsync(FormVisit visit)
    {
        await visit.OpenAsync("/staff/account");
        return visit.At == "/staff/account";
    }

    private Task<HttpStatusCode> SendAsync(Dictionary<string, object> claims) => PostAsync(Signed(claims));

    private async Task<HttpStatusCode> PostAsync(string note)
    {
        using var form = new FormUrlEncodedContent([new("logout_token", note)]);
        using var answer = await host.Client.PostAsync("/staff/sign-out/from/cis2", form);
        return answer.StatusCode;
    }

    private static Dictionary<string, object> Claims(string? session, string? subject = null)
    {
        var claims = new Dictionary<string, object>
        {
            ["jti"] = Guid.NewGuid().ToString("D"), ["events"] = new Dictionary<string, object> { [Event] = new Dictionary<string, object>() },
        };
        if (session is not null) claims["sid"] = session;
        if (subject is not null) claims["sub"] = subject;
        return claims;
    }

    private string Signed(
        Dictionary<string, object> claims, SecurityKey? key = null, string audience = OpenIdProvider.ClientId, string? issuer = null, TimeSpan? ends = null,
        TimeSpan? began = null, string type = "logout+jwt")
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer ?? provider.Address + "/", Audience = audience, Claims = claims, TokenType = type,
            IssuedAt = now + (began ?? (ends is { } past ? past - TimeSpan.FromMinutes(1) : TimeSpan.Zero)),
            Expires = now + (ends ?? TimeSpan.FromMinutes(2)),
            SigningCredentials = new SigningCredentials(key ?? provider.Key, SecurityAlgorithms.RsaSha256),
        });
    }

    private string Unsigned(Dictionary<string, object> claims)
    {
        var parts = Signed(claims).Split('.');
        return $"{Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes("""{"alg":"none","typ":"logout+jwt"}"""))}.{parts[1]}.";
    }
}
