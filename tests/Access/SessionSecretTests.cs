using WorkWell.Access.Contracts;
using WorkWell.TestKit;

namespace WorkWell.Access.Tests;

/// <summary>What a browser holds of a session: made by us alone, new each time, and gone with signing out.</summary>
public sealed class SessionSecretTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private const string Cookie = "workwell-staff";
    private readonly RunningHost host = shared.Host;

    [Fact]
    public void A_secret_has_256_random_bits()
    {
        var secrets = Enumerable.Range(0, 1000).Select(_ => StaffLink.Make()).ToHashSet();
        Assert.Equal(1000, secrets.Count);
        Assert.All(secrets, secret => Assert.Equal(32, System.Buffers.Text.Base64Url.DecodeFromChars(secret).Length));
        // Each place of the text takes many letters: none is fixed.
        Assert.All(Enumerable.Range(0, 42), place => Assert.True(secrets.Select(secret => secret[place]).Distinct().Count() > 40));
    }

    [Theory]
    [InlineData("made up by somebody")]
    [InlineData("of another account")]
    public async Task Signing_in_over_a_session_that_was_planted_ends_it_and_makes_another(string planted)
    {
        var attacker = await StaffMember.MakeAsync(host, StaffRole.Coach);
        var coach = await StaffMember.MakeAsync(host, StaffRole.Coach);
        var key = await coach.AddAuthenticatorAsync(host);
        var secret = planted == "of another account" ? attacker.Session : StaffLink.Make();
        using var visit = new FormVisit(host);
        visit.Cookies.Add(new System.Net.Cookie(Cookie, secret, "/", host.Client.BaseAddress!.Host));
        await visit.OpenAsync("/staff/sign-in");
        await visit.SendAsync(("Email", coach.Email), ("Password", StaffMember.Password));
        await visit.SendAsync(("Code", new OtpNet.Totp(OtpNet.Base32Encoding.ToBytes(key)).ComputeTotp(host.Clock.GetUtcNow().UtcDateTime)));
        Assert.StartsWith("/staff/areas/llr", visit.At, StringComparison.Ordinal);
        Assert.NotEqual(secret, visit.Cookies.GetAllCookies()[Cookie]!.Value);

        using var stranger = new FormVisit(host);
        stranger.Cookies.Add(new System.Net.Cookie(Cookie, secret, "/", host.Client.BaseAddress!.Host));
        await stranger.OpenAsync("/staff/account");
        Assert.Equal("/staff/sign-in", stranger.At);
    }

    [Fact]
    public async Task Signing_out_tells_the_browser_to_forget()
    {
        var coach = await StaffMember.MakeAsync(host, StaffRole.Coach);
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = host.Client.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/staff/sign-out");
        request.Headers.Add("Cookie", coach.Cookie);
        using var answer = await browser.SendAsync(request);
        Assert.Equal(["\"cache\", \"storage\""], answer.Headers.GetValues("Clear-Site-Data"));
        Assert.Contains(answer.Headers.GetValues("Set-Cookie"), cookie =>
            cookie.StartsWith(Cookie + "=;", StringComparison.Ordinal) && cookie.Contains("1970", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_page_of_staff_can_be_signed_out_of()
    {
        var lead = await StaffMember.MakeAsync(host, StaffRole.TeamLead);
        using var visit = lead.Visit(host);
        foreach (var page in new[] { "/staff/areas/llr", "/staff/areas/llr/tasks", "/staff/areas/llr/search", "/staff/account", "/staff/confirm" })
        {
            await visit.OpenAsync(page);
            Assert.NotNull(visit.Page.QuerySelector("header form[action='/staff/sign-out'] button"));
        }
    }
}
