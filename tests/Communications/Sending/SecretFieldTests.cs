using Microsoft.Extensions.DependencyInjection;
using WorkWell.Communications.Contracts;
using WorkWell.Communications.Dispatch;
using WorkWell.Communications.Sent;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.Communications.Tests.Sending;

/// <summary>Somebody who may read the database, or a key that may read messages, looks for codes and links that let them in as the person.</summary>
public sealed class SecretFieldTests : IAsyncLifetime
{
    private const string Code = "481516";
    private const string Link = "https://workwell.example/go-on/7k3m4v9q";
    private SendingHost given = null!;

    public async ValueTask InitializeAsync() => given = await SendingHost.StartAsync();

    public ValueTask DisposeAsync() => given.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Once_it_has_left_neither_table_nor_view_shows_what_the_reader_got(bool isByText)
    {
        var (code, link) = await QueueAsync(isByText);
        await given.SendDueAsync();
        string?[] received = isByText ? [.. given.Notify.Received.Select(message => message.Body)] : [.. given.Mail.Received.Select(mail => mail.Text)];
        Assert.Contains(received, text => text!.Contains(Code, StringComparison.Ordinal));
        Assert.Contains(received, text => text!.Contains(Link, StringComparison.Ordinal));
        Assert.Equal("sent sent", $"{await given.StateAsync(code.Key)} {await given.StateAsync(link.Key)}");
        await AssertNowhereAsync();
        foreach (var sent in new[] { code, link })
        {
            var view = Assert.Single(await given.Sent.ForReferralAsync(Actor.Job("test"), sent.ReferralId, default));
            Assert.Contains("••••••", view.Content!.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_trigger_knows_every_type_with_a_secret()
    {
        var trigger = await given.Host.Database.ReadAsync<string>(
            "select pg_get_triggerdef(oid) from pg_trigger where tgname = 'message_keeps_no_secret'");
        Assert.All(SecretFields.Types, type => Assert.Contains($"'{type}'", trigger!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_being_handed_over_is_stored_without_them()
    {
        given.Mail.Behaviour = _ => MailBehaviour.HoldAfterContent;
        await QueueAsync(isByText: false);
        var sending = given.SendDueAsync();
        await given.Mail.ArrivedAsync(2, default);
        Assert.Equal(2, await given.Host.Database.ReadAsync<long>("select count(*) from communications.attempt"));
        await AssertNowhereAsync("attempt", "delivery_failure");
        given.Mail.Release.TrySetResult();
        await sending;
        await AssertNowhereAsync();
    }

    [Fact]
    public async Task What_never_left_forgets_them_when_their_time_is_over()
    {
        given.Mail.Behaviour = _ => MailBehaviour.RefuseAddress;
        await QueueAsync(isByText: false);
        await given.SendDueAsync();
        // The code goes by text instead.
        await given.SendDueAsync();
        await AssertNowhereAsync();

        given.Mail.Behaviour = _ => MailBehaviour.SayNothingAfterContent;
        await given.Host.Database.RunAsync("delete from communications.message");
        await QueueAsync(isByText: false);
        await given.Host.Database.RunAsync("update communications.message set state = 'unconfirmed', ended_at = now()");
        given.Clock.Advance(TimeSpan.FromMinutes(11));
        await given.Host.Services.GetRequiredService<RecurringJobs>().RunAsync(ForgetSentText.Key, default);
        await AssertNowhereAsync();
    }

    // A link that a template breaks over two lines is not found in the text.
    [Fact]
    public void Where_a_secret_is_not_found_as_it_is_nothing_of_the_text_is_kept()
    {
        var claim = new ClaimedMessage
        {
            Area = "ncl", Id = Guid.NewGuid(), Attempt = 1, Token = 1, Type = "save-and-return-link", Key = "R/link", Channel = "email", Tried = [],
            ReferralId = Guid.NewGuid(), Content = $$$"""{"f":{"link":"{{{Link}}}"}}""", DueAt = default, QueuedAt = default, At = default,
        };
        Assert.Equal("Go on: ••••••.", SecretFields.InText(claim, $"Go on: {Link}."));
        Assert.Equal("••••••", SecretFields.InText(claim, $"Go on: {Link[..20]}=\n{Link[20..]}."));
    }

    private async Task<(MessageRequest Code, MessageRequest Link)> QueueAsync(bool isByText)
    {
        var to = isByText ? MessageTo.Number("+447700900123") : MessageTo.Address("zoe@example.org");
        var until = given.Clock.GetUtcNow() + TimeSpan.FromMinutes(10);
        var link = given.Message("R/link", to) with { Type = "save-and-return-link", UsefulUntil = until,
            Fields = new Dictionary<string, string> { ["link"] = Link, ["until"] = "2026-09-21" } };
        var person = MessageTo.Person(await given.APersonAsync(preferred: isByText ? People.Contracts.Channel.Sms : People.Contracts.Channel.Email));
        var code = given.Message("S/code", person) with { Type = "one-time-code", UsefulUntil = until,
            Fields = new Dictionary<string, string> { ["code"] = Code, ["validFor"] = "PT10M" } };
        await given.QueueAsync(code, link);
        return (code, link);
    }

    private async Task AssertNowhereAsync(params string[] tables)
    {
        foreach (var table in tables is [] ? ["message", "attempt", "delivery_failure"] : tables)
        {
            var rows = await given.Host.Database.ReadAsync<string>($"select coalesce(string_agg(t::text, ' '), '') from communications.{table} t");
            Assert.DoesNotContain(Code, rows, StringComparison.Ordinal);
            Assert.DoesNotContain("7k3m4v9q", rows, StringComparison.Ordinal);
        }
    }
}
