using System.Diagnostics;
using OtpNet;
using WorkWell.Access.Contracts;
using WorkWell.TestKit;

namespace WorkWell.Access.Tests;

/// <summary>Whoever guesses: passwords and codes, over many accounts and addresses, and the time that an answer takes.</summary>
public sealed class GuessingTests : IAsyncLifetime
{
    private const int Accounts = 10;
    private const int Windows = 2;
    private static readonly int Guesses = Environment.GetEnvironmentVariable("WORKWELL_TEST_ALL") == "1" ? 10_000 : 1_000;
    private RunningHost host = null!;

    public async ValueTask InitializeAsync() => host = await RunningHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Of_thousands_of_guesses_of_passwords_none_gets_in_and_each_owner_still_comes_in_from_their_own_browser()
    {
        var victims = new List<(StaffMember Member, string Key, FormVisit Own)>();
        for (var number = 0; number < Accounts; number++)
        {
            var member = await StaffMember.MakeAsync(host, StaffRole.Coach);
            var key = await member.AddAuthenticatorAsync(host);
            var own = new FormVisit(host);
            Assert.True(await SignInAsync(own, member, key));
            await own.PostAsync("/staff/sign-out", []);
            victims.Add((member, key, own));
        }
        using var guesser = new FormVisit(host);
        await guesser.OpenAsync("/staff/sign-in");
        var token = guesser.Value("form-token");
        for (var window = 0; window < Windows; window++)
        {
            await Parallel.ForAsync(0, Guesses / Windows, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (guess, _) =>
            {
                using var one = new FormVisit(host, guesser);
                await one.PostAsync("/staff/sign-in", [new("form-token", token), new("Email", victims[guess % Accounts].Member.Email),
                    new("Password", $"{window} guess number {guess}")]);
                Assert.Equal("/staff/sign-in", one.At);
            });
            Assert.Equal(
                (long)Accounts * SignInLimit.MaxGuesses,
                await host.Database.ReadAsync<long>("select count(*) from access.sign_in_failure where at = $1", host.Clock.GetUtcNow()));
            host.Clock.Advance(SignInLimit.Within + TimeSpan.FromMinutes(1));
        }
        // At the height of it, without waiting.
        for (var guess = 0; guess < SignInLimit.MaxGuesses + 1; guess++)
            await guesser.PostAsync("/staff/sign-in", [new("form-token", token), new("Email", victims[0].Member.Email), new("Password", "wrong words here")]);
        Assert.StartsWith("There were too many tries.", guesser.Errors.Single(), StringComparison.Ordinal);
        foreach (var (member, key, own) in victims)
        {
            Assert.True(await SignInAsync(own, member, key));
            own.Dispose();
        }
    }

    [Fact]
    public async Task Somebody_who_has_the_password_does_not_hit_a_code_by_trying()
    {
        var coach = await StaffMember.MakeAsync(host, StaffRole.Coach);
        var key = await coach.AddAuthenticatorAsync(host);
        using var guesser = new FormVisit(host);
        await guesser.OpenAsync("/staff/sign-in");
        await guesser.SendAsync(("Email", coach.Email), ("Password", StaffMember.Password));
        Assert.Equal("/staff/sign-in/code", guesser.At);
        var right = new Totp(Base32Encoding.ToBytes(key)).ComputeTotp(host.Clock.GetUtcNow().UtcDateTime);
        for (var guess = 0; guess < 200; guess++)
        {
            var code = ((int.Parse(right, System.Globalization.CultureInfo.InvariantCulture) + 100_000 + guess) % 1_000_000)
                .ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
            await guesser.SendAsync(("Code", code));
            Assert.Equal("/staff/sign-in/code", guesser.At);
        }
        // Not even by the right one, now.
        await guesser.SendAsync(("Code", right));
        Assert.StartsWith("There were too many tries.", guesser.Errors.Single(), StringComparison.Ordinal);
    }

    // Ranks, taken in turns: a busy machine slows both, and work that one of them skips would set them wholly apart.
    [Fact]
    public async Task An_account_that_is_there_is_answered_in_the_words_and_the_time_of_one_that_is_not()
    {
        const int Each = 30;
        await host.DisposeAsync();
        host = await RunningHost.StartAsync(replace: RunningHost.HashPasswordsAsShipped);
        var known = new List<string>();
        for (var number = 0; number < Each / SignInLimit.MaxGuesses; number++) known.Add((await StaffMember.MakeAsync(host, StaffRole.Coach)).Email);
        using var visit = new FormVisit(host);
        await visit.OpenAsync("/staff/sign-in");
        var token = visit.Value("form-token");
        await AskAsync("warm@example.nhs.uk");
        var times = new List<(bool IsKnown, TimeSpan Took)>();
        var words = new HashSet<string>();
        for (var turn = 0; turn < Each; turn++)
        {
            times.Add((true, await AskAsync(known[turn % known.Count])));
            words.Add(visit.Errors.Single());
            times.Add((false, await AskAsync($"nobody-{turn}@example.nhs.uk")));
            words.Add(visit.Errors.Single());
        }
        Assert.Single(words);
        var ranks = times.OrderBy(time => time.Took).Select((time, rank) => (time.IsKnown, Rank: rank + 1));
        var below = ranks.Where(time => time.IsKnown).Sum(time => time.Rank) - (Each * (Each + 1) / 2.0);
        // How often a known one takes longer than an unknown one: half of the time; 1 or 0 where the time tells them apart.
        Assert.InRange(below / (Each * Each), 0.2, 0.8);

        async Task<TimeSpan> AskAsync(string email)
        {
            var started = Stopwatch.GetTimestamp();
            await visit.PostAsync("/staff/sign-in", [new("form-token", token), new("Email", email), new("Password", "not the right words")]);
            return Stopwatch.GetElapsedTime(started);
        }
    }

    private async Task<bool> SignInAsync(FormVisit visit, StaffMember member, string key)
    {
        host.Clock.Advance(TimeSpan.FromSeconds(60));
        await visit.OpenAsync("/staff/sign-in");
        await visit.SendAsync(("Email", member.Email), ("Password", StaffMember.Password));
        await visit.SendAsync(("Code", new Totp(Base32Encoding.ToBytes(key)).ComputeTotp(host.Clock.GetUtcNow().UtcDateTime)));
        return visit.At.StartsWith("/staff/areas/llr", StringComparison.Ordinal);
    }
}
