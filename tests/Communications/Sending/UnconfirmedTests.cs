using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Communications.Contracts;
using WorkWell.Communications.Dispatch;
using WorkWell.Communications.Outbox;
using WorkWell.Platform;

namespace WorkWell.Communications.Tests.Sending;

/// <summary>A host was killed between handing a message to a mail server, which cannot be asked, and recording it.</summary>
public sealed class UnconfirmedTests : IAsyncLifetime
{
    private SendingHost given = null!;

    public async ValueTask InitializeAsync() => given = await SendingHost.StartAsync();

    public ValueTask DisposeAsync() => given.DisposeAsync();

    [Fact]
    public async Task A_task_asks_for_it_health_is_degraded_and_both_end_once_it_is_settled()
    {
        await given.QueueAsync(given.Message("R/receipt", MessageTo.Address("office@referrer.example")));
        await KillDuringAsync("R/receipt");
        Assert.Equal("unconfirmed: host-stopped", await given.StateAsync("R/receipt"));

        await ReportAsync();
        // A second host, or the next minute, opens no second task.
        await ReportAsync();
        Assert.Equal(1, await OpenTasksAsync());
        Assert.Equal("degraded", await HealthAsync());

        var id = MessageId.For("ncl", "R/receipt");
        Assert.Null(await given.Host.Services.GetRequiredService<Sent.MessageInterventions>().ResolveAsync(
            Actor.Job("test"), "ncl", id, UnconfirmedAnswer.ItArrived, default));
        Assert.Equal(0, await OpenTasksAsync());
        Assert.Equal("ready", await HealthAsync());
    }

    [Fact]
    public async Task A_flag_to_staff_that_somebody_is_in_danger_is_sent_again_rather_than_not_at_all()
    {
        await given.QueueAsync(given.Message("R/urgent", MessageTo.Address("team@area.example")) with { Type = "urgent-flag", IsUrgent = true });
        await KillDuringAsync("R/urgent");
        Assert.StartsWith("queued", await given.StateAsync("R/urgent"), StringComparison.Ordinal);
        given.Clock.Advance(TimeSpan.FromMinutes(2));
        await given.SendDueAsync();
        Assert.Equal("sent", await given.StateAsync("R/urgent"));
        Assert.Single(given.Mail.Received);
    }

    [Theory]
    [InlineData(false, 0, "unconfirmed")]
    [InlineData(true, 0, "queued")]
    [InlineData(true, 9, "unconfirmed")]
    public void What_a_transport_leaves_open_goes_again_only_where_twice_is_better_than_never(bool isAtLeastOnce, int failures, string state) =>
        Assert.Equal(state, OutcomeRules.For(
            new Transports.SendResult.Unclear("line-broke"), failures, maxFailures: 10, canBeAsked: false, TimeSpan.Zero, 0, isAtLeastOnce).State);

    // The rows are as they stand when the host dies after it stored the attempt: another host finds the expired lease.
    private async Task KillDuringAsync(string key)
    {
        await given.Host.Database.RunAsync(
            $"""
            update communications.message set state = 'sending', attempt = 1, token = 1, lease_until = '2026-09-07T08:00Z' where key = '{key}';
            insert into communications.attempt (begun_at, message_id, number, area, channel, transport, language, template, body)
            select '2026-09-07T07:57Z', id, 1, area, 'email', 'smtp', 'en', 'x', 'x' from communications.message where key = '{key}'
            """);
        await given.Host.Services.GetRequiredService<Dispatcher>().RecoverExpiredLeasesAsync(default);
    }

    private Task ReportAsync() => given.Host.Services.GetRequiredService<RecurringJobs>().RunAsync(ReportUnconfirmed.Key, default);

    private Task<long> OpenTasksAsync() =>
        given.Host.Database.ReadAsync<long>("select count(*) from follow_ups.task where code = 'unconfirmed-message' and closed_at is null");

    private async Task<string?> HealthAsync() => JsonElement.Parse(await given.Host.Client.GetStringAsync("/health/ready"))
        .GetProperty("checks").GetProperty("unconfirmed").GetProperty("status").GetString();
}
