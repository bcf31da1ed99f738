using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using WorkWell.Communications.Contracts;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.Host.Tests;

/// <summary>./workwell work as an operator runs it: a separate process on the database of a working host.</summary>
public sealed class WorkCommandTests : IAsyncLifetime
{
    private readonly string file = Path.Combine(Path.GetTempPath(), $"work-{Guid.NewGuid():n}.json");
    private RunningHost host = null!;

    // In real time, so the host's scheduler runs and can be seen; nothing is sent.
    public async ValueTask InitializeAsync()
    {
        host = await RunningHost.StartAsync(new Dictionary<string, string?> { ["Work:Enabled"] = "true" }, replace: WrongClock.Of(TimeSpan.Zero));
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (await host.Database.ReadAsync<long>("select count(*) from hangfire.server") == 0) await Task.Delay(50, patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        File.Delete(file);
    }

    [Fact]
    public async Task What_waits_is_shown_with_its_area_channel_age_and_reason_and_nothing_of_what_it_says()
    {
        await QueueAsync("late", DateTimeOffset.UnixEpoch);
        var held = await QueueAsync("held", DateTimeOffset.UnixEpoch);
        await AsOwnerAsync($"update communications.message set state = 'dead-lettered', reason = 'words-failed' where id = '{held}'");
        await AsOwnerAsync(
            $"insert into communications.attempt (begun_at, message_id, number, area, channel, transport, language, template, body) values (now(), '{held}', " +
            $"1, 'ncl', 'email', 'smtp', 'en', 't', 'b')");

        var (exitCode, output) = await WorkAsync("--json", file);

        Assert.True(exitCode == 0, output);
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(file));
        var reading = json.RootElement;
        var queued = Assert.Single(reading.GetProperty("messages").EnumerateArray(), count => count.GetProperty("state").GetString() == "queued");
        Assert.Equal(("ncl", "email", 1, 1),
            (queued.GetProperty("area").GetString(), queued.GetProperty("channel").GetString(), queued.GetProperty("due").GetInt32(),
            queued.GetProperty("late").GetInt32()));
        var waits = Assert.Single(reading.GetProperty("messagesHeld").EnumerateArray());
        Assert.Equal((held, "dead-lettered", "words-failed"),
            (waits.GetProperty("id").GetGuid(), waits.GetProperty("state").GetString(), waits.GetProperty("reason").GetString()));
        Assert.Equal(1, Assert.Single(reading.GetProperty("sentInTheLastHour").EnumerateArray()).GetProperty("count").GetInt32());
        var daily = reading.GetProperty("dailyJobs").EnumerateArray().Select(job => job.GetProperty("key").GetString()).ToArray();
        Assert.Contains("follow-ups.tell-about-dead-lettered", daily);
        Assert.NotEmpty(reading.GetProperty("hosts").EnumerateArray());
        Assert.Matches($@"{held:D}\W+referrer-receipt\W+Email\W+failed\W", output);
        Assert.DoesNotContain("gp@example.org", output + await File.ReadAllTextAsync(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_with_a_wrong_address_is_corrected_and_due_again_and_the_trail_says_who_did_it()
    {
        var id = await QueueAsync("held", DateTimeOffset.UnixEpoch);
        await AsOwnerAsync("update communications.message set state = 'dead-lettered', reason = 'no-such-address'");

        var (exitCode, output) = await WorkAsync("retry", "--area", "ncl", "--message", id.ToString("D"), "--address", "practice@example.org");

        Assert.True(exitCode == 0, output);
        Assert.Equal("queued practice@example.org", await host.Database.ReadAsync<string>("select state || ' ' || address from communications.message"));
        Assert.StartsWith("operator:",
            await host.Database.ReadAsync<string>("select actor from access.audit_entry where action = 'communications.message-retried'"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_waits_is_dropped_and_a_second_time_it_says_that_somebody_was_faster()
    {
        var id = await QueueAsync("held", DateTimeOffset.UnixEpoch);
        await AsOwnerAsync("update communications.message set state = 'dead-lettered', reason = 'words-failed'");
        Assert.Equal(0, (await WorkAsync("drop", "--area", "ncl", "--message", id.ToString("D"))).ExitCode);
        Assert.Equal("cancelled: dropped", await StateAsync());

        var (exitCode, output) = await WorkAsync("drop", "--area", "ncl", "--message", id.ToString("D"));
        Assert.Equal(1, exitCode);
        Assert.Contains("somebody may have been faster", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--it-arrived", "sent")]
    [InlineData("--send-again", "queued")]
    public async Task An_unconfirmed_message_is_resolved_by_whoever_knows(string answer, string state)
    {
        var id = await QueueAsync("held", DateTimeOffset.UnixEpoch);
        await AsOwnerAsync("update communications.message set state = 'unconfirmed', reason = 'host-stopped'");
        Assert.Equal(0, (await WorkAsync("resolve", "--area", "ncl", "--message", id.ToString("D"), answer)).ExitCode);
        Assert.Equal(state, await StateAsync());
    }

    [Fact]
    public async Task Whoever_does_not_say_which_changes_nothing()
    {
        var (exitCode, output) = await WorkAsync("drop");
        Assert.Equal(1, exitCode);
        Assert.Contains("Choose what to change", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_not_up_to_date_is_left_as_it_is()
    {
        await using var empty = await TestDatabase.CreateEmptyAsync();
        var (exitCode, output) = await CommandLine.RunAsync(
            "dotnet", [ServingProcess.HostFile, "work"], new Dictionary<string, string> { ["WORKWELL_DATABASE"] = empty.HostConnectionString });
        Assert.Equal(1, exitCode);
        Assert.Contains("./workwell migrate", output, StringComparison.Ordinal);
    }

    private Task<(int ExitCode, string Output)> WorkAsync(params string[] arguments) =>
        CommandLine.RunAsync("dotnet", [ServingProcess.HostFile, "work", .. arguments],
        new Dictionary<string, string> { ["WORKWELL_DATABASE"] = host.Database.HostConnectionString });

    private async Task<Guid> QueueAsync(string key, DateTimeOffset notBefore)
    {
        await using var change = host.Services.GetRequiredService<Database>().Begin(Actor.Job("test"));
        host.Services.GetRequiredService<IMessages>().Queue(change, new MessageRequest
        {
            Key = key,
            Area = "ncl",
            Type = "referrer-receipt",
            ReferralId = Guid.NewGuid(),
            To = MessageTo.Address("gp@example.org"),
            Fields = new Dictionary<string, string> { ["reference"] = "WW-7K3M-P9QX", ["receivedOn"] = "2026-09-07" },
            NotBefore = notBefore,
        });
        await change.CommitAsync(default);
        await AsOwnerAsync("update communications.message set due_at = now() - interval '1 hour'");
        return await host.Database.ReadAsync<Guid>("select id from communications.message where key = $1", key);
    }

    private Task<string?> StateAsync() => host.Database.ReadAsync<string>("select state || coalesce(': ' || reason, '') from communications.message");

    private async Task AsOwnerAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(host.Database.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
