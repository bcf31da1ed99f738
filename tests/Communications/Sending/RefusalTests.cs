using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using WorkWell.Communications.Dispatch;
using WorkWell.Communications.Outbox;
using WorkWell.Communications.Rendering;
using WorkWell.Communications.Transports;
using WorkWell.People.Contracts;
using WorkWell.TestKit;

namespace WorkWell.Communications.Tests.Sending;

/// <summary>
/// Every class of rejection in real exchanges: its cause, and that a transport is paused only for failures that no message can cause.
/// </summary>
public sealed class RefusalTests
{
    private const string Pauses = ", pauses";

    [Theory]
    [InlineData(MailStage.Greeting, "421 4.3.2 Closing down", "Carrier mail-server-busy, pauses")]
    [InlineData(MailStage.Greeting, "554 5.7.1 No service for you", "Us mail-server-refuses-us, pauses")]
    [InlineData(MailStage.Greeting, LocalMailServer.HangUp, "Carrier line-broken, pauses")]
    [InlineData(MailStage.Hello, "450 4.3.2 Later", "Carrier mail-server-busy, pauses")]
    [InlineData(MailStage.Hello, "550 5.7.1 Not you", "Us mail-server-refuses-us, pauses")]
    [InlineData(MailStage.Hello, LocalMailServer.HangUp, "Carrier line-broken, pauses")]
    [InlineData(MailStage.SignIn, "454 4.7.0 Temporary authentication failure", "Us mail-server-sign-in, pauses")]
    [InlineData(MailStage.SignIn, "535 5.7.8 Wrong password", "Us mail-server-sign-in, pauses")]
    [InlineData(MailStage.SignIn, LocalMailServer.HangUp, "Carrier line-broken, pauses")]
    [InlineData(MailStage.Sender, "421 4.3.2 Closing down", "Carrier mail-server-busy, pauses")]
    [InlineData(MailStage.Sender, "451 4.3.0 Local error", "Carrier mail-server-busy, pauses")]
    [InlineData(MailStage.Sender, "452 4.3.1 Insufficient storage", "Message mail-server-not-now")]
    [InlineData(MailStage.Sender, "530 5.7.0 Must issue STARTTLS first", "Us mail-server-sign-in, pauses")]
    [InlineData(MailStage.Sender, "550 5.7.1 Sender rejected", "Us sender-refused, pauses")]
    [InlineData(MailStage.Sender, "552 5.3.4 Message too big", "Message message-too-large")]
    [InlineData(MailStage.Sender, LocalMailServer.HangUp, "Message line-broken")]
    [InlineData(MailStage.Recipient, "421 4.7.0 Too many bad recipients", "Message mail-server-not-now")]
    [InlineData(MailStage.Recipient, "450 4.2.1 Greylisted", "Message mail-server-not-now")]
    [InlineData(MailStage.Recipient, "452 4.2.2 Mailbox full", "Message mail-server-not-now")]
    [InlineData(MailStage.Recipient, "550 5.1.1 No such user", "Recipient no-such-address, dead")]
    [InlineData(MailStage.Recipient, "550 5.2.1 Mailbox disabled", "Recipient no-such-address, dead")]
    [InlineData(MailStage.Recipient, "550 User unknown", "Recipient no-such-address, dead")]
    [InlineData(MailStage.Recipient, "550 Requested action not taken: mailbox unavailable", "Recipient no-such-address, dead")]
    [InlineData(MailStage.Recipient, "550 No", "Recipient refused-by-mail-server")]
    [InlineData(MailStage.Recipient, "552 5.2.2 Over quota", "Recipient mailbox-full")]
    [InlineData(MailStage.Recipient, "550 blocked using list zen.example", "Us refused-as-sender")]
    [InlineData(MailStage.Recipient, "550 SPF check failed", "Us refused-as-sender")]
    [InlineData(MailStage.Recipient, "550 5.7.1 Access denied", "Us refused-as-sender")]
    [InlineData(MailStage.Recipient, "554 5.7.1 Relay access denied", "Us refused-as-sender")]
    [InlineData(MailStage.Recipient, "550 5.1.1 Rejected: listed at spamhaus", "Us refused-as-sender")]
    [InlineData(MailStage.Recipient, "550 5.7.17 Mailbox owner has changed", "Recipient no-such-address, dead")]
    [InlineData(MailStage.Recipient, LocalMailServer.HangUp, "Message line-broken")]
    [InlineData(MailStage.Data, "451 4.3.0 Local error", "Message mail-server-not-now")]
    [InlineData(MailStage.Data, "554 5.5.1 No valid recipients", "Us refused-as-sender")]
    [InlineData(MailStage.Data, LocalMailServer.HangUp, "Message line-broken")]
    [InlineData(MailStage.Content, "421 4.3.2 Closing down", "Message mail-server-not-now")]
    [InlineData(MailStage.Content, "451 4.7.1 Try later", "Message mail-server-not-now")]
    [InlineData(MailStage.Content, "550 5.6.0 Bad content", "Message content-refused")]
    [InlineData(MailStage.Content, "552 5.3.4 Too big", "Message message-too-large")]
    [InlineData(MailStage.Content, "554 5.7.1 Looks like spam", "Us refused-as-sender")]
    [InlineData(MailStage.Content, "554 Transaction failed", "Recipient refused-by-mail-server")]
    [InlineData(MailStage.Content, LocalMailServer.HangUp, "unclear line-broken")]
    public async Task What_a_mail_server_answers_is_laid_at_the_right_door(MailStage stage, string answer, string expected)
    {
        await using var server = LocalMailServer.Start();
        using var smtp = new SmtpTransport(
            new MailOptions { From = "hello@workwell.example.org", Host = "127.0.0.1", Port = server.Port, IsEncrypted = false, User = "user",
            Password = "secret" }, TimeProvider.System);
        server.Answer = asked => asked == stage ? answer : null;
        Assert.Equal(expected, await SaidAsync(smtp, Message(Channel.Email, "somebody@example.org")));

        // A failed exchange must not leave a broken connection in the pool for the next message.
        server.Answer = null;
        Assert.IsType<SendResult.Accepted>(await smtp.SendAsync(Message(Channel.Email, "somebody@example.org"), default));
        Assert.Equal(stage == MailStage.Content && answer.Length == 0 ? 2 : 1, server.Count);
    }

    [Theory]
    [InlineData(400, "ValidationError", "email_address Not a valid email address", "Recipient no-such-address, dead")]
    [InlineData(400, "ValidationError", "personalisation is not of type object", "Us refused-by-notify")]
    [InlineData(400, "BadRequestError", "Can't send to this recipient using a team-only API key", "Us refused-by-notify")]
    [InlineData(400, "BadRequestError", "Can't send to this recipient when service is in trial mode", "Us refused-by-notify")]
    [InlineData(400, "BadRequestError", "Missing personalisation: subject", "Us refused-by-notify")]
    [InlineData(400, "BadRequestError", "Template not found", "Us refused-by-notify")]
    [InlineData(403, "AuthError", "Invalid token: API key not found", "Us notify-key-refused, pauses")]
    [InlineData(404, "NotFound", "The requested URL was not found", "Us notify-address-wrong, pauses")]
    [InlineData(408, "Timeout", "Timeout", "Message notify-not-now")]
    [InlineData(410, "Gone", "Gone", "Us notify-address-wrong, pauses")]
    [InlineData(413, "TooLarge", "Too large", "Message message-too-large")]
    [InlineData(418, "New", "Something new", "Us refused-by-notify")]
    [InlineData(429, "RateLimitError", "Exceeded rate limit", "Carrier notify-rate-limit, pauses")]
    [InlineData(429, "TooManyRequestsError", "Exceeded send limits", "Carrier notify-daily-limit, pauses")]
    [InlineData(500, "Exception", "Internal server error", "unclear notify-error")]
    [InlineData(503, "Exception", "Unavailable", "unclear notify-error")]
    public async Task What_notify_answers_is_laid_at_the_right_door(int status, string error, string words, string expected)
    {
        await using var notify = await NotifyDouble.StartAsync();
        notify.Refuses = (status, error, words);
        using var transport = new NotifyTransport(
            NotifyOptions.Read(new ConfigurationBuilder().AddInMemoryCollection(notify.Settings).Build())!, TimeProvider.System);
        Assert.Equal(expected, await SaidAsync(transport, Message(Channel.Email, "somebody@example.org")));
    }

    [Fact]
    public async Task A_full_or_missing_folder_is_the_carriers_and_a_message_without_an_address_is_not()
    {
        var folder = Directory.CreateTempSubdirectory("workwell-refusals-");
        var file = Path.Combine(folder.FullName, "a-file");
        await File.WriteAllTextAsync(file, "");
        Assert.Equal("Carrier folder-not-writable" + Pauses,
            await SaidAsync(new PickupTransport(Path.Combine(file, "below"), null), Message(Channel.Email, "somebody@example.org")));
        Assert.Equal("Recipient no-such-address, dead",
            await SaidAsync(new PickupTransport(folder.FullName, null), Message(Channel.Email, "jürgen@example.org")));
        folder.Delete(recursive: true);
    }

    // Through a TransportChannel, to see whether the transport is paused.
    private static async Task<string> SaidAsync(ITransport transport, OutgoingMessage message)
    {
        var channel = new TransportChannel(transport, [Channel.Email], TimeProvider.System);
        var result = await channel.SendAsync(message, Stopwatch.GetTimestamp(), TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(1), default);
        var pauses = channel.AvailableCapacity == 0 ? Pauses : "";
        return result switch
        {
            SendResult.Refused refused => $"{refused.Of} {refused.Reason}{(refused.IsAddressDead ? ", dead" : "")}{pauses}",
            SendResult.NotSent notSent => $"{notSent.Of} {notSent.Reason}{pauses}",
            SendResult.Unclear unclear => $"unclear {unclear.Reason}{pauses}",
            _ => result.GetType().Name + pauses,
        };
    }

    private static OutgoingMessage Message(Channel channel, string to) => new()
    {
        Reference = new MessageReference("llr", MessageId.For("llr", "R/acknowledge/1")),
        Words = new RenderedMessage(channel, to, "Zoë O'Neill", "en", false, "Your referral", "Good morning Zoë.", null, "national/en/x@1"),
    };
}
