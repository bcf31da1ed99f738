using Microsoft.Extensions.DependencyInjection;
using WorkWell.Communications.Contracts;
using WorkWell.Communications.Dispatch;
using WorkWell.People.Contracts;
using WorkWell.TestKit;

namespace WorkWell.Communications.Tests.Sending;

public sealed class SendingTests : IAsyncLifetime
{
    private SendingHost given = null!;

    public async ValueTask InitializeAsync() => given = await SendingHost.StartAsync();

    public ValueTask DisposeAsync() => given.DisposeAsync();

    [Fact]
    public async Task An_email_to_a_person_arrives_in_their_words_and_what_was_sent_can_be_looked_at()
    {
        var message = given.Message("R/check-in/1", MessageTo.Person(await given.APersonAsync()));
        await given.QueueAsync(message);
        await given.SendDueAsync();

        var mail = Assert.Single(given.Mail.Received);
        Assert.Equal("zoe@example.org", Assert.Single(mail.To));
        Assert.Contains("Zoë", mail.Text, StringComparison.Ordinal);
        Assert.Contains("WorkWell", mail.Header("From"), StringComparison.Ordinal);

        var seen = Assert.Single(await given.Sent.ForReferralAsync(Actor(), message.ReferralId, default));
        Assert.Equal((MessageState.Sent, Channel.Email), (seen.State, seen.Channel));
        Assert.Equal((mail.Subject, mail.Text!.ReplaceLineEndings(), "smtp", "en"),
            (seen.Content!.Subject, seen.Content.Text.ReplaceLineEndings().TrimEnd(), seen.Content.Transport, seen.Content.Language));
    }

    [Fact]
    public async Task A_person_without_an_email_address_gets_a_text_and_one_without_a_phone_a_letter()
    {
        await given.QueueAsync(
            given.Message("R/check-in/1", MessageTo.Person(await given.APersonAsync(email: null))),
            given.Message("S/check-in/1", MessageTo.Person(await given.APersonAsync(email: null, phone: null))));
        await given.SendDueAsync();
        Assert.Empty(given.Mail.Received);
        Assert.Equal(["letter", "sms"], given.Notify.Received.Select(message => message.Type).Order());
        Assert.Equal(["+447700900123", "Zoë O'Neill\n1 Sample Street\nLondon\nN1 1AA"], given.Notify.Received.Select(message => message.To).Order());
        Assert.Equal([SendingHost.Reference("R/check-in/1"), SendingHost.Reference("S/check-in/1")],
            given.Notify.Received.OrderByDescending(message => message.Type).Select(message => message.Reference));
        Assert.Equal("sent", await given.StateAsync("R/check-in/1"));
    }

    [Fact]
    public async Task A_person_who_stops_a_channel_after_the_message_was_queued_is_not_reached_by_it()
    {
        var person = await given.APersonAsync();
        await given.QueueAsync(given.Message("R/check-in/1", MessageTo.Person(person)));
        await using (var change = given.Change())
        {
            given.Host.Services.GetRequiredService<IPeople>().StopChannel(change, person, Channel.Email, "asked");
            await change.CommitAsync(default);
        }
        await given.SendDueAsync();
        Assert.Empty(given.Mail.Received);
        Assert.Equal("sms", Assert.Single(given.Notify.Received).Type);
    }

    [Fact]
    public async Task A_person_who_stopped_every_channel_is_left_alone()
    {
        var person = await given.APersonAsync(stopped: [Channel.Email, Channel.Sms, Channel.Letter]);
        await given.QueueAsync(given.Message("R/check-in/1", MessageTo.Person(person)));
        await given.SendDueAsync();
        Assert.Equal("suppressed: stopped", await given.StateAsync("R/check-in/1"));
        Assert.Empty(given.Mail.Received);
        Assert.Empty(given.Notify.Received);
    }

    [Fact]
    public async Task A_message_that_comes_due_in_quiet_hours_waits_for_the_morning_unless_it_may_go_at_any_hour()
    {
        given.Clock.Set(new DateTimeOffset(2026, 9, 7, 22, 30, 0, TimeSpan.Zero));
        var person = await given.APersonAsync();
        await given.QueueAsync(given.Message("R/check-in/1", MessageTo.Person(person)),
            given.Message("R/answer/1", MessageTo.Person(person)) with { AtAnyHour = true });
        await given.SendDueAsync();
        Assert.Single(given.Mail.Received);
        Assert.Equal("queued: quiet-hours", await given.StateAsync("R/check-in/1"));
        Assert.Equal("sent", await given.StateAsync("R/answer/1"));
        given.Clock.Set(new DateTimeOffset(2026, 9, 8, 9, 0, 0, TimeSpan.Zero));
        await given.SendDueAsync();
        Assert.Equal(2, given.Mail.Received.Count);
    }

    [Fact]
    public async Task An_answer_that_a_fault_delayed_into_the_night_waits_for_the_morning()
    {
        given.Clock.Set(new DateTimeOffset(2026, 9, 7, 20, 30, 0, TimeSpan.Zero));
        given.Mail.Behaviour = _ => MailBehaviour.NotNow;
        var person = await given.APersonAsync(phone: null);
        await given.QueueAsync(given.Message("R/answer/1", MessageTo.Person(person)) with { AtAnyHour = true });
        await given.SendDueAsync();
        given.Mail.Behaviour = null;
        given.Clock.Advance(TimeSpan.FromHours(5));
        await given.SendDueAsync();
        Assert.Equal("queued: quiet-hours", await given.StateAsync("R/answer/1"));
    }

    [Fact]
    public async Task An_answer_that_came_back_at_night_goes_by_text_in_the_morning()
    {
        given.Clock.Set(new DateTimeOffset(2026, 9, 7, 22, 30, 0, TimeSpan.Zero));
        given.Mail.Behaviour = _ => MailBehaviour.RefuseAddress;
        var person = await given.APersonAsync();
        await given.QueueAsync(given.Message("R/answer/1", MessageTo.Person(person)) with { AtAnyHour = true });
        await given.SendDueAsync();
        await given.SendDueAsync();
        Assert.Equal("queued: quiet-hours", await given.StateAsync("R/answer/1/after-email"));
        Assert.Empty(given.Notify.Received);
    }

    [Fact]
    public async Task A_replaced_number_is_not_texted_at_night()
    {
        given.Clock.Set(new DateTimeOffset(2026, 9, 7, 22, 30, 0, TimeSpan.Zero));
        await given.QueueAsync(given.Message("R/replaced/1", MessageTo.Number("+447700900555")) with
        {
            Type = "address-replaced", Fields = new Dictionary<string, string> { ["changedOn"] = "2026-09-07" },
        });
        await given.SendDueAsync();
        Assert.Equal("queued: quiet-hours", await given.StateAsync("R/replaced/1"));
    }

    [Fact]
    public async Task A_mail_server_that_is_busy_gets_the_message_again_later_and_once()
    {
        given.Mail.Behaviour = _ => MailBehaviour.NotNow;
        await given.QueueAsync(given.Message("R/receipt/1", MessageTo.Address("gp@example.org")));
        await given.SendDueAsync();
        Assert.Equal("queued: mail-server-not-now", await given.StateAsync("R/receipt/1"));
        given.Mail.Behaviour = null;
        given.Clock.Advance(TimeSpan.FromMinutes(2));
        await given.SendDueAsync();
        Assert.Single(given.Mail.Received);
        Assert.Equal("sent", await given.StateAsync("R/receipt/1"));
    }

    [Fact]
    public async Task A_message_that_fails_again_and_again_is_dead_lettered_and_can_be_sent_when_the_cause_is_gone()
    {
        given.Mail.Behaviour = _ => MailBehaviour.NotNow;
        var message = given.Message("R/receipt/1", MessageTo.Address("gp@example.org"));
        await given.QueueAsync(message);
        for (var day = 0; day < 12; day++)
        {
            await given.SendDueAsync();
            given.Clock.Advance(TimeSpan.FromHours(5));
        }
        Assert.Equal("dead-lettered: mail-server-not-now", await given.StateAsync("R/receipt/1"));
        var held = Assert.Single(await given.Sent.HeldAsync(Actor(), 10, default));
        Assert.Equal(10, held.Failures.Count);

        given.Mail.Behaviour = null;
        Assert.Null(await given.Sent.RetryAsync(Actor(), "ncl", held.Id, "right@example.org", default));
        await given.SendDueAsync();
        Assert.Equal("right@example.org", Assert.Single(Assert.Single(given.Mail.Received).To));
    }

    [Fact]
    public async Task Refused_because_of_us_the_address_stays_open_and_the_operator_is_told_for_an_hour()
    {
        var person = await given.APersonAsync();
        given.Mail.Answer = stage => stage == MailStage.Recipient ? "550 blocked using list zen.example" : null;
        await given.QueueAsync(given.Message("R/check-in/1", MessageTo.Person(person)));
        await given.SendDueAsync();
        Assert.Equal("failed: refused-as-sender", await given.StateAsync("R/check-in/1"));
        Assert.Equal(0L, await given.Host.Database.ReadAsync<long>("select count(*) from people.undeliverable_address where person_id = $1", person));
        // The health check of sending says these; hosts of tests leave sending to the test.
        var refusals = given.Host.Services.GetRequiredService<SenderRefusals>();
        Assert.Equal(["smtp (refused-as-sender)"], refusals.Recent);

        given.Clock.Advance(TimeSpan.FromMinutes(61));
        given.Mail.Answer = null;
        await given.QueueAsync(given.Message("R/check-in/2", MessageTo.Person(person)));
        await given.SendDueAsync();
        Assert.Equal("sent", await given.StateAsync("R/check-in/2"));
        Assert.Empty(refusals.Recent);
    }

    [Fact]
    public async Task A_message_whose_words_cannot_be_made_is_dead_lettered_and_holds_up_nobody()
    {
        await given.QueueAsync(
            given.Message("R/broken/1", MessageTo.Address("gp@example.org")) with { Fields = new Dictionary<string, string>() },
            given.Message("R/receipt/1", MessageTo.Address("gp@example.org")));
        await given.SendDueAsync();
        Assert.StartsWith("dead-lettered: communications.", await given.StateAsync("R/broken/1"), StringComparison.Ordinal);
        Assert.Equal("sent", await given.StateAsync("R/receipt/1"));
    }

    [Fact]
    public async Task A_message_whose_mail_server_hung_up_at_the_wrong_moment_is_for_a_person_to_decide()
    {
        given.Mail.Behaviour = _ => MailBehaviour.HangUpAfterContent;
        var message = given.Message("R/receipt/1", MessageTo.Address("gp@example.org"));
        await given.QueueAsync(message);
        await given.SendDueAsync();
        given.Clock.Advance(TimeSpan.FromDays(1));
        await given.SendDueAsync();
        Assert.Equal("unconfirmed: line-broken", await given.StateAsync("R/receipt/1"));
        var held = Assert.Single(await given.Sent.HeldAsync(Actor(), 10, default));
        Assert.Null(await given.Sent.ResolveAsync(Actor(), "ncl", held.Id, UnconfirmedAnswer.ItArrived, default));
        await given.SendDueAsync();
        Assert.Equal("sent", await given.StateAsync("R/receipt/1"));
        Assert.Single(given.Mail.Received);
        Assert.Equal("communications.message-confirmed",
            await given.Host.Database.ReadAsync<string>("select action from access.audit_entry where subject = $1", held.Id));
    }

    [Theory]
    [InlineData(NotifyBehaviour.ErrorAfter)]
    [InlineData(NotifyBehaviour.HangUp)]
    public async Task A_text_that_notify_took_without_saying_so_is_asked_after_and_not_sent_twice(NotifyBehaviour behaviour)
    {
        given.Notify.Behaviour = _ => behaviour;
        await given.QueueAsync(given.Message("R/check-in/1", MessageTo.Person(await given.APersonAsync(email: null))));
        await given.SendDueAsync();
        Assert.Equal("sending", (await given.StateAsync("R/check-in/1")).Split(':')[0]);
        given.Clock.Advance(TimeSpan.FromMinutes(1));
        await given.SendDueAsync();
        Assert.Equal("sent", await given.StateAsync("R/check-in/1"));
        Assert.Single(given.Notify.Received);
    }

    [Fact]
    public async Task A_text_that_notify_never_got_is_sent_again_once_that_is_certain()
    {
        given.Notify.Behaviour = _ => NotifyBehaviour.ErrorBefore;
        await given.QueueAsync(given.Message("R/check-in/1", MessageTo.Person(await given.APersonAsync(email: null))));
        for (var minute = 0; minute < 8; minute++)
        {
            await given.SendDueAsync();
            given.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        Assert.Equal("sending", (await given.StateAsync("R/check-in/1")).Split(':')[0]);
        given.Notify.Behaviour = null;
        given.Clock.Advance(TimeSpan.FromMinutes(10));
        await given.SendDueAsync();
        given.Clock.Advance(TimeSpan.FromMinutes(10));
        await given.SendDueAsync();
        Assert.Equal("sent", await given.StateAsync("R/check-in/1"));
        Assert.Single(given.Notify.Received);
    }

    [Fact]
    public async Task No_more_go_to_notify_in_a_minute_than_it_allows()
    {
        for (var i = 0; i < 30; i++) await given.QueueAsync(given.Message($"R/{i}", MessageTo.Person(await given.APersonAsync(email: null))));
        // Counted when it is asked: two calls at once would both see that nine have come.
        var allowed = 10;
        given.Notify.Behaviour = _ => Interlocked.Decrement(ref allowed) >= 0 ? NotifyBehaviour.Accept : NotifyBehaviour.RateLimit;
        await given.SendDueAsync();
        Assert.Equal(10, given.Notify.Received.Count);
        given.Notify.Behaviour = null;
        for (var second = 0; second < 60 && given.Notify.Received.Count < 30; second++)
        {
            given.Clock.Advance(TimeSpan.FromSeconds(5));
            await given.SendDueAsync();
        }
        Assert.Equal(30, given.Notify.Received.Count);
        Assert.Equal(30, given.Notify.Received.Select(message => message.Reference).Distinct().Count());
        Assert.Equal(0L, await given.Host.Database.ReadAsync<long>("select count(*) from communications.delivery_failure"));
    }

    private static Platform.Actor Actor() => new("test", ["ncl"], "test");
}
