using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Communications.Contracts;
using WorkWell.Communications.Outbox;
using WorkWell.Communications.Receipts;
using WorkWell.People.Contracts;
using WorkWell.Platform;

namespace WorkWell.Communications.Tests.Sending;

public sealed class ReceiptTests : IAsyncLifetime
{
    private SendingHost given = null!;

    public async ValueTask InitializeAsync() => given = await SendingHost.StartAsync();

    public ValueTask DisposeAsync() => given.DisposeAsync();

    [Fact]
    public async Task A_receipt_of_notify_says_that_a_text_arrived_however_often_it_comes()
    {
        await SendTextAsync("R/check-in/1");
        for (var i = 0; i < 3; i++) Assert.Equal(HttpStatusCode.NoContent, (await ReceiptAsync("R/check-in/1", "delivered")).StatusCode);
        Assert.Equal("delivered", await given.StateAsync("R/check-in/1"));
        // A receipt that arrives out of order changes nothing.
        Assert.Equal(HttpStatusCode.NoContent, (await ReceiptAsync("R/check-in/1", "permanent-failure")).StatusCode);
        Assert.Equal("delivered", await given.StateAsync("R/check-in/1"));
    }

    [Fact]
    public async Task A_number_that_is_dead_is_stopped_and_the_message_goes_by_letter()
    {
        var person = await SendTextAsync("R/check-in/1");
        await ReceiptAsync("R/check-in/1", "permanent-failure");
        await ReceiptAsync("R/check-in/1", "permanent-failure");
        Assert.Equal("failed: no-such-address", await given.StateAsync("R/check-in/1"));
        var cards = await given.Host.Services.GetRequiredService<IPeople>().ContactsAsync(Actor.Job("test"), [person], default);
        Assert.Equal([Channel.Sms], cards[person].Undeliverable);
        await given.SendDueAsync();
        Assert.Equal(["sms", "letter"], given.Notify.Received.Select(message => message.Type));
        Assert.Equal("sent", await given.StateAsync("R/check-in/1/after-sms"));
    }

    [Fact]
    public async Task A_phone_that_was_off_keeps_its_channel()
    {
        var person = await SendTextAsync("R/check-in/1");
        await ReceiptAsync("R/check-in/1", "temporary-failure");
        var cards = await given.Host.Services.GetRequiredService<IPeople>().ContactsAsync(Actor.Job("test"), [person], default);
        Assert.Empty(cards[person].Contact.Stopped);
        await given.SendDueAsync();
        Assert.Equal(["sms", "letter"], given.Notify.Received.Select(message => message.Type));
    }

    [Theory]
    [InlineData("")]
    [InlineData("wrong")]
    [InlineData("a-bearer-token-for-receipts-and-more")]
    public async Task A_receipt_without_the_right_token_changes_nothing(string token)
    {
        await SendTextAsync("R/check-in/1");
        using var answer = await given.Notify.SendReceiptAsync(given.Host.Client, SendingHost.Reference("R/check-in/1"), "delivered", token);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("sent", await given.StateAsync("R/check-in/1"));
    }

    [Theory]
    [InlineData("", 400)]
    [InlineData("[]", 400)]
    [InlineData("{}", 400)]
    [InlineData("{\"status\":\"delivered\",\"status\":\"failed\"}", 400)]
    [InlineData("{\"status\":\"delivered\",\"reference\":null}", 204)]
    [InlineData("{\"status\":\"delivered\",\"reference\":\"not one of ours\",\"something_new\":1}", 204)]
    public async Task A_receipt_that_is_none_or_not_of_ours_changes_nothing(string body, int status)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, "/api/communications/notify/receipts") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new("Bearer", "a-bearer-token-for-receipts");
        using var answer = await given.Host.Client.SendAsync(request);
        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task A_receipt_of_a_megabyte_is_refused()
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, "/api/communications/notify/receipts") { Content = new StringContent(
            $"{{\"status\":\"{new string('x', 1_000_000)}\"}}", Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new("Bearer", "a-bearer-token-for-receipts");
        using var answer = await given.Host.Client.SendAsync(request);
        Assert.InRange((int)answer.StatusCode, 400, 413);
    }

    [Fact]
    public async Task An_email_that_comes_back_stops_the_channel_and_the_next_way_is_tried()
    {
        var person = await given.APersonAsync();
        await given.QueueAsync(given.Message("R/check-in/1", MessageTo.Person(person)));
        await given.SendDueAsync();
        await PutReturnedAsync("bounce.eml", ReturnedMailTests.Report("failed", "5.1.1", new MessageReference("ncl", MessageId.For("ncl", "R/check-in/1"))));
        await PutReturnedAsync("what.eml", "Subject: hello\r\n\r\nWhat is this?");
        await given.Host.Services.GetRequiredService<ReadReturnedMail>().RunAsync(default);

        Assert.Equal("failed: no-such-address", await given.StateAsync("R/check-in/1"));
        Assert.Equal(["not-understood"], given.Returned.GetFileSystemInfos().Select(file => file.Name));
        await given.SendDueAsync();
        Assert.Equal("sms", Assert.Single(given.Notify.Received).Type);
        var cards = await given.Host.Services.GetRequiredService<IPeople>().ContactsAsync(Actor.Job("test"), [person], default);
        Assert.Equal([Channel.Email], cards[person].Undeliverable);
        Assert.Empty(cards[person].Contact.Stopped);
    }

    [Fact]
    public async Task A_reader_who_asks_to_stop_gets_no_more_emails()
    {
        var person = await given.APersonAsync();
        await given.QueueAsync(given.Message("R/check-in/1", MessageTo.Person(person)));
        await given.SendDueAsync();
        await PutReturnedAsync("stop.eml", $"To: stop@workwell.example.org\r\nSubject: stop {SendingHost.Reference("R/check-in/1")}\r\n\r\n");
        await given.Host.Services.GetRequiredService<ReadReturnedMail>().RunAsync(default);
        var cards = await given.Host.Services.GetRequiredService<IPeople>().ContactsAsync(Actor.Job("test"), [person], default);
        Assert.Equal([Channel.Email], cards[person].Contact.Stopped);
        Assert.Equal("sent", await given.StateAsync("R/check-in/1"));
    }

    [Fact]
    public async Task A_referral_that_has_ended_is_not_tried_another_way()
    {
        var message = given.Message("R/check-in/1", MessageTo.Person(await given.APersonAsync(email: null)));
        await given.QueueAsync(message);
        await given.SendDueAsync();
        given.Clock.Advance(TimeSpan.FromDays(1));
        await using (var change = given.Change())
        {
            given.Host.Services.GetRequiredService<IMessages>().CancelFor(change, message.ReferralId, "withdrawn");
            await change.CommitAsync(default);
        }
        await ReceiptAsync("R/check-in/1", "permanent-failure");
        await given.SendDueAsync();
        Assert.Single(given.Notify.Received);
    }

    private async Task<Guid> SendTextAsync(string key)
    {
        var person = await given.APersonAsync(email: null);
        await given.QueueAsync(given.Message(key, MessageTo.Person(person)));
        await given.SendDueAsync();
        return person;
    }

    private Task<HttpResponseMessage> ReceiptAsync(string key, string status) =>
        given.Notify.SendReceiptAsync(given.Host.Client, SendingHost.Reference(key), status);

    private Task PutReturnedAsync(string name, string mail) => File.WriteAllTextAsync(Path.Combine(given.Returned.FullName, name), mail);
}
