using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.People.Contracts;
using WorkWell.TestKit;

namespace WorkWell.Referrals.Tests;

/// <summary>Somebody who guesses references and birth dates, or who saw the key of another browser.</summary>
public sealed class GuessedReferenceTests : IAsyncLifetime
{
    private static readonly OwnDetails Right = new() { Email = "asha.patel@example.org" };
    private static readonly OwnDetails Wrong = new() { Email = "somebody.else@example.org" };
    private OneDoor door = null!;

    private VerifiedSessionStore Sessions => door.Host.Services.GetRequiredService<VerifiedSessionStore>();

    public async ValueTask InitializeAsync() => door = new() { Host = await RunningHost.StartAsync() };

    public ValueTask DisposeAsync() => door.DisposeAsync();

    [Fact]
    public async Task Whether_a_reference_exists_and_the_proof_fits_the_same_is_written_and_the_answer_takes_as_long()
    {
        var reference = await ReferAsync();
        foreach (var (asked, proof) in new[] { (reference, Right), (reference, Wrong), (ReferralReference.Make(), Right) })
        {
            var before = await WrittenAsync();
            var started = Stopwatch.GetTimestamp();
            await Sessions.AskAsync(asked, proof, default);
            Assert.True(Stopwatch.GetElapsedTime(started) >= TimeSpan.FromMilliseconds(149));
            Assert.Equal((before.Visits + 1, before.Audited + 1), await WrittenAsync());
        }
    }

    [Fact]
    public async Task After_ten_tries_of_a_reference_within_an_hour_even_the_right_proof_brings_no_code_and_later_it_does()
    {
        var reference = await ReferAsync();
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Sessions.AskAsync(reference, Wrong, default)));
        var started = Stopwatch.GetTimestamp();
        await Sessions.AskAsync(reference, Right, default);
        Assert.Null(await CodeAsync(reference));
        // Whoever tries often waits longer.
        Assert.True(Stopwatch.GetElapsedTime(started) >= TimeSpan.FromSeconds(2));

        door.Host.Clock.Advance(TimeSpan.FromMinutes(61));
        await Sessions.AskAsync(reference, Right, default);
        Assert.NotNull(await CodeAsync(reference));
    }

    [Fact]
    public async Task A_code_gives_the_browser_a_new_key_and_the_old_one_opens_nothing()
    {
        var reference = await ReferAsync();
        var before = await Sessions.AskAsync(reference, Right, default);
        var after = await Sessions.OpenAsync(before, (await CodeAsync(reference))!, default);
        Assert.NotEqual(before, after);
        Assert.Null(await Sessions.FindAsync(before, default));
        Assert.NotNull(await Sessions.FindAsync(after, default));
    }

    [Fact]
    public async Task However_busy_a_session_is_it_ends_after_two_hours()
    {
        var reference = await ReferAsync();
        var key = await Sessions.OpenAsync(await Sessions.AskAsync(reference, Right, default), (await CodeAsync(reference))!, default);
        for (var minutes = 0; minutes < 100; minutes += 20)
        {
            door.Host.Clock.Advance(TimeSpan.FromMinutes(20));
            Assert.NotNull(await Sessions.FindAsync(key, default));
        }
        door.Host.Clock.Advance(TimeSpan.FromMinutes(21));
        Assert.Null(await Sessions.FindAsync(key, default));
    }

    private async Task<string> ReferAsync()
    {
        var json = OneDoor.Good();
        json["person"]!["email"] = Right.Email;
        return (await door.ReferAsync(json)).GetProperty("reference").GetString()!;
    }

    private async Task<string?> CodeAsync(string reference)
    {
        var referral = await door.Host.Database.ReadAsync<Guid>("select id from referrals.referral where reference = $1", reference);
        return await door.Host.SentAsync(referral, "one-time-code") is { } sent ? Regex.Match(sent.Content!.Text, "[0-9]{6}").Value : null;
    }

    private async Task<(long Visits, long Audited)> WrittenAsync() => (
        await door.Host.Database.ReadAsync<long>("select count(*) from referrals.verified_session"),
        await door.Host.Database.ReadAsync<long>("select count(*) from access.audit_entry"));
}
