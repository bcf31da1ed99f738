using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Access.Contracts;
using WorkWell.Communications.Contracts;
using WorkWell.Communications.Outbox;
using WorkWell.Communications.Sent;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.Communications.Tests.Sending;

public sealed class ResolveMessageTests : IAsyncLifetime
{
    private SendingHost given = null!;
    private string key = null!;

    public async ValueTask InitializeAsync()
    {
        given = await SendingHost.StartAsync(new Dictionary<string, string?> { ["Dispatch:KeepTextFor"] = "365.00:00:00" });
        key = await KeyAsync("operator", ["ncl"], [Permission.MessageInterventions, Permission.ReadReferrals]);
    }

    public ValueTask DisposeAsync() => given.DisposeAsync();

    [Fact]
    public async Task A_message_that_is_dead_lettered_is_listed_without_its_words_and_sent_to_the_corrected_address()
    {
        var id = await DeadLetterAsync("R/receipt/1");
        var listed = await GetAsync("/api/messages/held");
        Assert.Contains("dead-lettered", listed, StringComparison.Ordinal);
        Assert.Contains(id.ToString(), listed, StringComparison.Ordinal);
        Assert.DoesNotContain("gp@example.org", listed, StringComparison.Ordinal);

        given.Mail.Behaviour = null;
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync($"/api/messages/ncl/{id}/retry", """{"correctedAddress":"right@example.org"}"""));
        await given.SendDueAsync();
        Assert.Equal("right@example.org", Assert.Single(Assert.Single(given.Mail.Received).To));
        Assert.Equal(HttpStatusCode.Conflict, await PostAsync($"/api/messages/ncl/{id}/retry"));
    }

    [Theory]
    [InlineData("""{"correctedAddress":"not an address"}""", 422)]
    [InlineData("""{"correctedAddress":1}""", 400)]
    [InlineData("""{"unknown":"x"}""", 400)]
    [InlineData("""{"correctedAddress":"a@example.org","correctedAddress":"b@example.org"}""", 400)]
    public async Task A_decision_that_is_wrong_changes_nothing(string body, int status)
    {
        var id = await DeadLetterAsync("R/receipt/1");
        Assert.Equal(status, (int)await PostAsync($"/api/messages/ncl/{id}/retry", body));
        Assert.StartsWith("dead-lettered", await given.StateAsync("R/receipt/1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_is_dropped_is_not_sent()
    {
        var id = await DeadLetterAsync("R/receipt/1");
        given.Mail.Behaviour = null;
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync($"/api/messages/ncl/{id}/drop"));
        given.Clock.Advance(TimeSpan.FromDays(1));
        await given.SendDueAsync();
        Assert.Equal("cancelled: dropped", await given.StateAsync("R/receipt/1"));
        Assert.Empty(given.Mail.Received);
    }

    [Theory]
    [InlineData("it-arrived", "sent", 1)]
    [InlineData("send-again", "sent", 2)]
    public async Task A_person_says_what_became_of_an_unconfirmed_message(string became, string state, int arrived)
    {
        given.Mail.Behaviour = _ => MailBehaviour.HangUpAfterContent;
        await given.QueueAsync(given.Message("R/receipt/1", MessageTo.Address("gp@example.org")));
        await given.SendDueAsync();
        given.Mail.Behaviour = null;
        Assert.Equal(HttpStatusCode.NoContent,
            await PostAsync($"/api/messages/ncl/{MessageId.For("ncl", "R/receipt/1")}/answer", $$"""{"became":"{{became}}"}"""));
        await given.SendDueAsync();
        Assert.Equal(state, await given.StateAsync("R/receipt/1"));
        Assert.Equal(arrived, given.Mail.Received.Count);
        Assert.Single(given.Mail.Received.Select(mail => mail.MessageId).Distinct());
    }

    [Fact]
    public async Task Whoever_works_for_another_area_sees_and_changes_nothing()
    {
        var id = await DeadLetterAsync("R/receipt/1");
        key = await KeyAsync("elsewhere", ["dudley"], [Permission.MessageInterventions]);
        Assert.Equal("[]", await GetAsync("/api/messages/held"));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync($"/api/messages/ncl/{id}/drop"));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync($"/api/messages/dudley/{id}/drop"));
    }

    [Fact]
    public async Task A_key_without_the_permission_is_refused()
    {
        key = await KeyAsync("reader", ["ncl"], [Permission.ReadReferrals]);
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync($"/api/messages/ncl/{Guid.NewGuid()}/drop"));
    }

    [Fact]
    public async Task What_was_sent_for_a_referral_can_be_read_word_for_word_and_the_look_is_recorded()
    {
        var message = given.Message("R/receipt/1", MessageTo.Address("gp@example.org"));
        await given.QueueAsync(message);
        await given.SendDueAsync();
        using var read = JsonDocument.Parse(await GetAsync($"/api/referral-messages/{message.ReferralId}"));
        var seen = Assert.Single(read.RootElement.EnumerateArray().ToArray());
        Assert.Equal(("sent", "email"), (seen.GetProperty("state").GetString(), seen.GetProperty("channel").GetString()));
        Assert.Equal(given.Mail.Received[0].Subject, seen.GetProperty("content").GetProperty("subject").GetString());
        Assert.Equal("communications.messages-read",
            await given.Host.Database.ReadAsync<string>("select action from access.audit_entry where subject = $1", message.ReferralId));
    }

    [Fact]
    public async Task The_words_of_old_messages_are_forgotten_and_that_they_were_sent_is_not()
    {
        var message = given.Message("R/receipt/1", MessageTo.Address("gp@example.org"));
        await given.QueueAsync(message);
        await given.SendDueAsync();
        var jobs = given.Host.Services.GetRequiredService<RecurringJobs>();
        given.Clock.Advance(TimeSpan.FromDays(364));
        await jobs.RunAsync(ForgetSentText.Key, default);
        Assert.NotNull(Assert.Single(await given.Sent.ForReferralAsync(Ncl, message.ReferralId, default)).Content);
        given.Clock.Advance(TimeSpan.FromDays(2));
        await jobs.RunAsync(ForgetSentText.Key, default);
        var seen = Assert.Single(await given.Sent.ForReferralAsync(Ncl, message.ReferralId, default));
        Assert.Null(seen.Content);
        Assert.Equal(MessageState.Sent, seen.State);
    }

    [Fact]
    public async Task What_is_not_at_rest_is_counted_by_area_channel_and_state()
    {
        await DeadLetterAsync("R/receipt/1");
        await given.QueueAsync(given.Message("R/receipt/2", MessageTo.Address("gp@example.org")),
            given.Message("R/receipt/3", MessageTo.Address("gp@example.org")) with { NotBefore = given.Clock.GetUtcNow().AddDays(1) });
        var counts = await given.Sent.CountsAsync(Ncl, default);
        Assert.Equal([(MessageState.DeadLettered, 1L, 1L), (MessageState.Queued, 2L, 1L)], counts.Select(count => (count.State, count.Count, count.Due)));
    }

    private static Actor Ncl { get; } = new("test", ["ncl"], "test");

    private async Task<Guid> DeadLetterAsync(string name)
    {
        given.Mail.Behaviour = _ => MailBehaviour.NotNow;
        await given.QueueAsync(given.Message(name, MessageTo.Address("gp@example.org")));
        for (var day = 0; day < 12; day++)
        {
            await given.SendDueAsync();
            given.Clock.Advance(TimeSpan.FromHours(5));
        }
        return MessageId.For("ncl", name);
    }

    private async Task<string> KeyAsync(string name, string[] areas, string[] permissions)
    {
        var (secret, problem) = await given.Host.Services.GetRequiredService<IServiceKeys>()
            .MakeAsync(new NewServiceKey { Name = name, Areas = areas, Permissions = permissions, Lasts = TimeSpan.FromDays(365) }, default);
        Assert.Null(problem);
        return secret!;
    }

    private async Task<string> GetAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", key) } };
        using var answer = await given.Host.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task<HttpStatusCode> PostAsync(string path, string? body = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", key) } };
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await given.Host.Client.SendAsync(request);
        return answer.StatusCode;
    }
}
