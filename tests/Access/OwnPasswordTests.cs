using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Access.Contracts;
using WorkWell.TestKit;

namespace WorkWell.Access.Tests;

/// <summary>Somebody's own password: length counts and nothing else, and a new one takes the old one.</summary>
public sealed class OwnPasswordTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private readonly RunningHost host = shared.Host;

    [Fact]
    public async Task Somebody_changes_their_password_with_the_one_they_have()
    {
        var coach = await StaffMember.MakeAsync(host, StaffRole.Coach);
        using var own = coach.Visit(host);
        using var elsewhere = await ElsewhereAsync(coach);
        await own.OpenAsync("/staff/account/password");
        await own.SendAsync(("Current", "another one altogether"), ("Password", "nine lanterns drift south"));
        Assert.Equal(["Enter the password that you have now. This was another one."], own.Errors);
        await own.SendAsync(("Password", "nine lanterns drift south"));
        Assert.Single(own.Errors);
        await own.SendAsync(("Current", StaffMember.Password), ("Password", "nine lanterns drift south"));
        Assert.Equal("/staff/account", own.At);
        await elsewhere.OpenAsync("/staff/account");
        Assert.Equal("/staff/sign-in", elsewhere.At);
        Assert.True(await SignsInAsync(coach.Email, "nine lanterns drift south"));
        Assert.False(await SignsInAsync(coach.Email, StaffMember.Password));
    }

    [Theory]
    [InlineData("ગુલાબી હાથી ધીમે ચાલે છે")]
    [InlineData("      fourteen wide spaces here      ")]
    [InlineData("cobalt otter marmalade staircase cobalt otter marmalade staircase cobalt otter marmalade staircase cobalt otter")]
    public async Task Any_letters_make_a_password_and_each_counts(string password)
    {
        var coach = await StaffMember.MakeAsync(host, StaffRole.Coach);
        using var own = coach.Visit(host);
        await own.OpenAsync("/staff/account/password");
        await own.SendAsync(("Current", StaffMember.Password), ("Password", password));
        Assert.Equal("/staff/account", own.At);
        Assert.True(await SignsInAsync(coach.Email, password));
        foreach (var other in new[] { password[..^1], password.Trim() + "x", password.ToUpperInvariant() + "x", password[..12] })
            Assert.False(await SignsInAsync(coach.Email, other));
    }

    [Theory]
    [InlineData("workwell2026")]
    [InlineData("nhsnhsnhsnhs")]
    [InlineData("sahelisaheli")]
    [InlineData("Password123456")]
    [InlineData("iloveyou1234")]
    [InlineData("manchesterunited")]
    public async Task Words_that_everybody_here_would_try_are_refused(string password)
    {
        using var own = (await StaffMember.MakeAsync(host, StaffRole.Coach)).Visit(host);
        await own.OpenAsync("/staff/account/password");
        await own.SendAsync(("Current", StaffMember.Password), ("Password", password));
        Assert.StartsWith("This password is easy to guess", own.Errors.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_field_is_masked_and_password_managers_may_fill_it()
    {
        using var visit = new FormVisit(host);
        await visit.OpenAsync("/staff/sign-in");
        var field = visit.Page.QuerySelector<IHtmlInputElement>("input[name=Password]")!;
        Assert.Equal(("password", "current-password"), (field.Type, field.GetAttribute("autocomplete")));
        Assert.Null(field.GetAttribute("onpaste"));
        Assert.Equal("username", visit.Page.QuerySelector("input[name=Email]")!.GetAttribute("autocomplete"));
    }

    [Fact]
    public async Task A_password_does_not_expire()
    {
        await using var own = await RunningHost.StartAsync();
        var coach = await StaffMember.MakeAsync(own, StaffRole.Coach);
        own.Clock.Advance(TimeSpan.FromDays(800));
        using var visit = new FormVisit(own);
        await visit.OpenAsync("/staff/sign-in");
        await visit.SendAsync(("Email", coach.Email), ("Password", StaffMember.Password));
        Assert.Equal("/staff/sign-in/code", visit.At);
    }

    [Fact]
    public async Task A_password_is_stored_as_a_slow_hash()
    {
        await using var shipped = await RunningHost.StartAsync(replace: RunningHost.HashPasswordsAsShipped);
        var coach = await StaffMember.MakeAsync(shipped, StaffRole.Coach);
        var stored = Convert.FromBase64String(
            (await shipped.Database.ReadAsync<string>("select password_hash from access.account where id = $1", coach.AccountId))!);
        // The framework's third format: the function (2 is HMAC with SHA-512), the rounds, and the length of the salt.
        Assert.Equal((1, 2, 210_000, 16), (stored[0], Number(1), Number(5), Number(9)));

        int Number(int from) => System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(stored.AsSpan(from));
    }

    private async Task<FormVisit> ElsewhereAsync(StaffMember member)
    {
        var visit = new FormVisit(host);
        var secret = await host.Services.GetRequiredService<StaffSessions>().BeginAsync(member.AccountId, "Another", default);
        visit.Cookies.Add(new System.Net.Cookie("workwell-staff", secret, "/", host.Client.BaseAddress!.Host));
        return visit;
    }

    private async Task<bool> SignsInAsync(string email, string password)
    {
        using var visit = new FormVisit(host);
        await visit.OpenAsync("/staff/sign-in");
        await visit.SendAsync(("Email", email), ("Password", password));
        return visit.At == "/staff/sign-in/code";
    }
}
