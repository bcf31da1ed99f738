using Microsoft.Extensions.Configuration;
using WorkWell.Communications.Outbox;
using WorkWell.Communications.Rendering;
using WorkWell.Communications.Transports;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.Communications.Tests.Sending;

public sealed class NotifyTransportTests : IAsyncLifetime
{
    private static readonly MessageReference Reference = new("llr", MessageId.For("llr", "R/acknowledge/1"));

    private readonly ManualTimeProvider clock = new(RunningHost.UsualStart);
    private NotifyDouble notify = null!;
    private NotifyTransport transport = null!;

    public async ValueTask InitializeAsync()
    {
        notify = await NotifyDouble.StartAsync(clock);
        transport = Transport(clock);
    }

    public async ValueTask DisposeAsync()
    {
        transport.Dispose();
        await notify.DisposeAsync();
    }

    [Fact]
    public async Task An_email_a_text_and_a_letter_arrive_in_our_words_under_our_reference()
    {
        Assert.IsType<SendResult.Accepted>(await transport.SendAsync(Message(Channel.Email, "somebody@example.org"), default));
        Assert.IsType<SendResult.Accepted>(await transport.SendAsync(Message(Channel.Sms, "+447700900123"), default));
        Assert.IsType<SendResult.Accepted>(await transport.SendAsync(Message(Channel.Letter, "1 Sample Street\nLeicester\nLE1 1AA"), default));
        Assert.Equal(["email", "sms", "letter"], notify.Received.Select(message => message.Type));
        Assert.Equal(["somebody@example.org", "+447700900123", "Zoë O'Neill\n1 Sample Street\nLeicester\nLE1 1AA"],
            notify.Received.Select(message => message.To));
        Assert.All(notify.Received, message => Assert.Equal((Reference.ToString(), "Good morning Zoë."), (message.Reference, message.Body)));
        Assert.Equal(["Your referral", null, "Your referral"], notify.Received.Select(message => message.Subject));
        Assert.Equal(3, notify.Received.Select(message => message.TemplateId).Distinct().Count());
    }

    [Theory]
    [InlineData(NotifyBehaviour.ErrorBefore, "Unclear notify-error", 0)]
    [InlineData(NotifyBehaviour.ErrorAfter, "Unclear notify-error", 1)]
    [InlineData(NotifyBehaviour.HangUp, "Unclear notify-no-answer", 1)]
    [InlineData(NotifyBehaviour.RateLimit, "NotSent notify-rate-limit 2s", 0)]
    [InlineData(NotifyBehaviour.DailyLimit, "NotSent notify-daily-limit 900s", 0)]
    [InlineData(NotifyBehaviour.TrialMode, "NotSent refused-by-notify", 0)]
    [InlineData(NotifyBehaviour.MissingPersonalisation, "NotSent refused-by-notify", 0)]
    [InlineData(NotifyBehaviour.RefuseAddress, "Refused no-such-address dead", 0)]
    public async Task What_notify_answers_means(NotifyBehaviour behaviour, string meaning, int arrived)
    {
        notify.Behaviour = _ => behaviour;
        Assert.Equal(meaning, Said(await transport.SendAsync(Message(Channel.Email, "somebody@example.org"), default)));
        Assert.Equal(arrived, notify.Received.Count);
    }

    [Theory]
    [InlineData(Channel.Sms, "+4477")]
    [InlineData(Channel.Letter, "1 Sample Street\nNowhere")]
    public async Task An_address_that_cannot_be_one_is_refused_for_good(Channel channel, string to)
    {
        notify.Behaviour = _ => NotifyBehaviour.RefuseAddress;
        Assert.Equal("Refused no-such-address dead", Said(await transport.SendAsync(Message(channel, to), default)));
    }

    [Fact]
    public async Task An_answer_that_never_comes_is_unclear_and_can_be_asked_after()
    {
        notify.Behaviour = _ => NotifyBehaviour.SayNothing;
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(400));
        Assert.Equal("Unclear notify-no-answer", Said(await transport.SendAsync(Message(Channel.Sms, "+447700900123"), limit.Token)));
        Assert.Equal("Accepted", Said(await AskAsync(TimeSpan.FromMinutes(1))));
    }

    [Theory]
    [InlineData("created", "Accepted")]
    [InlineData("sending", "Accepted")]
    [InlineData("delivered", "Delivered")]
    [InlineData("permanent-failure", "Refused no-such-address dead")]
    [InlineData("temporary-failure", "Refused not-reached")]
    [InlineData("technical-failure", "Refused failed-at-notify")]
    [InlineData("something-new", "Unclear notify-unknown-status")]
    public async Task Notify_is_asked_by_reference_what_became_of_a_message(string status, string meaning)
    {
        await transport.SendAsync(Message(Channel.Email, "somebody@example.org"), default);
        notify.SetStatus(Reference.ToString(), status);
        Assert.Equal(meaning, Said(await AskAsync(TimeSpan.FromMinutes(1))));
    }

    [Fact]
    public async Task A_message_notify_does_not_know_may_still_turn_up_and_after_ten_minutes_never_arrived()
    {
        Assert.Equal("Unclear notify-not-seen-yet", Said(await AskAsync(TimeSpan.FromMinutes(5))));
        Assert.Equal("NotSent notify-never-got-it", Said(await AskAsync(TimeSpan.FromMinutes(11))));
    }

    [Fact]
    public async Task A_host_whose_clock_is_an_hour_wrong_learns_the_time_from_notify()
    {
        using var wrong = Transport(new ManualTimeProvider(clock.GetUtcNow().AddHours(1)));
        Assert.IsType<SendResult.Accepted>(await wrong.SendAsync(Message(Channel.Email, "somebody@example.org"), default));
        Assert.Single(notify.Received);
    }

    [Fact]
    public async Task A_key_notify_does_not_know_leaves_the_transport_alone_for_a_minute()
    {
        var settings = new Dictionary<string, string?>(
            notify.Settings) { ["Notify:ApiKey"] = "other-26785a09-ab16-4eb0-8407-a37497a57506-00000000-8d35-48ac-975b-e847b4f122b0" };
        using var other = new NotifyTransport(NotifyOptions.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())!, clock);
        Assert.Equal("NotSent notify-key-refused 60s", Said(await other.SendAsync(Message(Channel.Email, "somebody@example.org"), default)));
    }

    [Fact]
    public async Task Notify_being_away_leaves_nothing_unclear()
    {
        await notify.DisposeAsync();
        Assert.Equal("NotSent notify-away 2s", Said(await transport.SendAsync(Message(Channel.Email, "somebody@example.org"), default)));
    }

    private Task<SendResult> AskAsync(TimeSpan after) => transport.AskAsync(Reference, clock.GetUtcNow() - after, clock.GetUtcNow(), default);

    private NotifyTransport Transport(TimeProvider time) =>
        new(NotifyOptions.Read(new ConfigurationBuilder().AddInMemoryCollection(notify.Settings).Build())!, time);

    private static string Said(SendResult result) => result switch
    {
        SendResult.NotSent { Pause: { } pause } said => $"NotSent {said.Reason} {pause.TotalSeconds}s",
        SendResult.NotSent said => $"NotSent {said.Reason}",
        SendResult.Unclear said => $"Unclear {said.Reason}",
        SendResult.Refused said => $"Refused {said.Reason}{(said.IsAddressDead ? " dead" : "")}",
        _ => result.GetType().Name,
    };

    private static OutgoingMessage Message(Channel channel, string to) => new()
    {
        Reference = Reference,
        Words = new RenderedMessage(
        channel, to, "Zoë O'Neill", "en", false, channel == Channel.Sms ? null : "Your referral", "Good morning Zoë.", null, "national/en/x@1"),
    };
}
