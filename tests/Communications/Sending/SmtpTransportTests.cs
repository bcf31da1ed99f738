using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using WorkWell.Communications.Outbox;
using WorkWell.Communications.Rendering;
using WorkWell.Communications.Transports;
using WorkWell.People.Contracts;
using WorkWell.TestKit;

namespace WorkWell.Communications.Tests.Sending;

public sealed class SmtpTransportTests : IAsyncDisposable
{
    private static readonly TimeSpan NotLong = TimeSpan.FromMilliseconds(400);

    private readonly LocalMailServer server = LocalMailServer.Start();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task An_email_arrives_in_text_and_html_from_the_service_and_under_its_own_reference()
    {
        using var smtp = Smtp();
        var message = Message() with { SenderName = "WorkWell Léicester", ReplyTo = "team@example.org", OffersStop = true };
        Assert.IsType<SendResult.Accepted>(await smtp.SendAsync(message, default));
        var mail = Assert.Single(server.Received);
        Assert.Equal("Your referral – WW-7K3M-P9QX", mail.Subject);
        Assert.Equal("Good morning Zoë,\nwe can help.\n.\nA line of its own.", mail.Text);
        Assert.Equal("<p>Good morning Zoë</p>", mail.Html);
        Assert.Equal($"{message.Reference}@workwell.example.org", mail.MessageId);
        Assert.Equal($"bounces+{message.Reference}@workwell.example.org", mail.From);
        Assert.Equal("somebody@example.org", Assert.Single(mail.To));
        Assert.Contains("WorkWell Léicester", mail.Header("From"), StringComparison.Ordinal);
        Assert.Equal("team@example.org", mail.Header("Reply-To"));
        Assert.Equal($"<mailto:stop@workwell.example.org?subject=stop%20{message.Reference}>", mail.Header("List-Unsubscribe"));
        Assert.Equal("auto-generated", mail.Header("Auto-Submitted"));
        Assert.Equal("multipart/alternative", mail.Header("Content-Type")!.Split(';')[0]);
    }

    [Theory]
    [InlineData("ar", "لديك موعد", "صباح الخير، يمكننا المساعدة.")]
    [InlineData("gu", "તમારી રજૂઆત", "શુભ સવાર, અમે મદદ કરી શકીએ છીએ.")]
    public async Task Other_alphabets_arrive_as_they_were_written(string language, string subject, string text)
    {
        using var smtp = Smtp();
        var message = Message(new RenderedMessage(Channel.Email, "somebody@example.org", "ઝોયા", language, language == "ar", subject, text, null, "x@1"));
        Assert.IsType<SendResult.Accepted>(await smtp.SendAsync(message, default));
        var mail = Assert.Single(server.Received);
        Assert.Equal((subject, text, language), (mail.Subject, mail.Text, mail.Header("Content-Language")));
        Assert.DoesNotContain(mail.Raw.ToArray(), octet => octet > 127);
    }

    [Fact]
    public async Task The_same_message_has_the_same_id_however_often_it_is_sent()
    {
        using var smtp = Smtp();
        await smtp.SendAsync(Message(), default);
        await smtp.SendAsync(Message(), default);
        Assert.Single(server.Received.Select(mail => mail.MessageId).Distinct());
    }

    [Fact]
    public async Task An_address_that_does_not_exist_is_refused_for_good()
    {
        server.Behaviour = _ => MailBehaviour.RefuseAddress;
        using var smtp = Smtp();
        Assert.Equal(new SendResult.Refused("no-such-address", IsAddressDead: true), await smtp.SendAsync(Message(), default));
        Assert.Empty(server.Received);
    }

    [Fact]
    public async Task A_server_that_says_not_now_is_tried_again_later()
    {
        server.Behaviour = _ => MailBehaviour.NotNow;
        using var smtp = Smtp();
        Assert.Equal(new SendResult.NotSent("mail-server-not-now"), await smtp.SendAsync(Message(), default));
    }

    [Fact]
    public async Task A_line_that_breaks_before_the_content_left_nothing_behind()
    {
        server.Behaviour = _ => MailBehaviour.HangUpBeforeContent;
        using var smtp = Smtp();
        Assert.IsType<SendResult.NotSent>(await smtp.SendAsync(Message(), default));
        Assert.Empty(server.Received);
    }

    [Fact]
    public async Task A_line_that_breaks_after_the_content_leaves_it_unclear()
    {
        server.Behaviour = _ => MailBehaviour.HangUpAfterContent;
        using var smtp = Smtp();
        Assert.IsType<SendResult.Unclear>(await smtp.SendAsync(Message(), default));
        Assert.Single(server.Received);
    }

    [Fact]
    public async Task A_server_that_never_answers_leaves_it_unclear()
    {
        server.Behaviour = _ => MailBehaviour.SayNothingAfterContent;
        using var smtp = Smtp();
        using var limit = new CancellationTokenSource(NotLong);
        Assert.Equal(new SendResult.Unclear("no-answer"), await smtp.SendAsync(Message(), limit.Token));
    }

    [Fact]
    public async Task A_server_that_is_away_or_never_greets_left_nothing_behind()
    {
        using (var nobody = Smtp(port: 9))
            Assert.Equal("mail-server-away", Assert.IsType<SendResult.NotSent>(await nobody.SendAsync(Message(), default)).Reason);

        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var smtp = Smtp(port: ((IPEndPoint)silent.LocalEndpoint).Port);
        using var limit = new CancellationTokenSource(NotLong);
        Assert.Equal("mail-server-silent", Assert.IsType<SendResult.NotSent>(await smtp.SendAsync(Message(), limit.Token)).Reason);
    }

    [Fact]
    public async Task A_line_that_was_hung_up_on_while_idle_costs_nothing()
    {
        using var smtp = Smtp();
        await smtp.SendAsync(Message(), default);
        await server.DisposeAsync();
        await using var again = LocalMailServer.Start(server.Port);
        Assert.IsType<SendResult.Accepted>(await smtp.SendAsync(Message(), default));
        Assert.Single(again.Received);
    }

    [Fact]
    public async Task Nothing_is_sent_over_a_line_that_should_be_encrypted_and_is_not()
    {
        using var smtp = Smtp(isEncrypted: true);
        Assert.Equal("mail-server-not-encrypted", Assert.IsType<SendResult.NotSent>(await smtp.SendAsync(Message(), default)).Reason);
        Assert.Empty(server.Received);
    }

    [Fact]
    public async Task Nothing_is_sent_to_a_server_that_cannot_show_who_it_is()
    {
        using var certificate = Certificate();
        await using var secure = LocalMailServer.Start(certificate: certificate);
        using var smtp = Smtp(secure.Port, isEncrypted: true);
        Assert.Equal("mail-server-not-trusted", Assert.IsType<SendResult.NotSent>(await smtp.SendAsync(Message(), default)).Reason);
        Assert.Empty(secure.Received);
    }

    [Fact]
    public async Task A_server_that_is_trusted_takes_mail_over_an_encrypted_line()
    {
        using var certificate = Certificate();
        using var trusted = new X509Store(StoreName.Root, StoreLocation.CurrentUser);
        trusted.Open(OpenFlags.ReadWrite);
        using var shown = X509CertificateLoader.LoadCertificate(certificate.RawData);
        trusted.Add(shown);
        try
        {
            await using var secure = LocalMailServer.Start(certificate: certificate);
            using var smtp = Smtp(secure.Port, isEncrypted: true);
            Assert.IsType<SendResult.Accepted>(await smtp.SendAsync(Message(), default));
            Assert.True(Assert.Single(secure.Received).WasEncrypted);
        }
        finally
        {
            trusted.Remove(shown);
        }
    }

    [Fact]
    public async Task Many_messages_share_a_few_lines_and_each_arrives_once()
    {
        using var smtp = Smtp();
        var messages = Enumerable.Range(0, 200).Select(i => Message() with { Reference = new MessageReference("llr", MessageId.For("llr", $"R/{i}")) })
            .ToArray();
        await Parallel.ForEachAsync(
            messages, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (message, cancellationToken) =>
            Assert.IsType<SendResult.Accepted>(await smtp.SendAsync(message, cancellationToken)));
        Assert.Equal(messages.Select(message => $"{message.Reference}@workwell.example.org").Order(), server.Received.Select(mail => mail.MessageId).Order());
    }

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }

    private SmtpTransport Smtp(int? port = null, bool isEncrypted = false) => new(
        new MailOptions
        {
            From = "hello@workwell.example.org",
            BounceAddress = "bounces@workwell.example.org",
            StopAddress = "stop@workwell.example.org",
            Host = "127.0.0.1",
            Port = port ?? server.Port,
            IsEncrypted = isEncrypted,
        },
        TimeProvider.System);

    private static OutgoingMessage Message(RenderedMessage? words = null) => new()
    {
        Reference = new MessageReference("llr", MessageId.For("llr", "R/acknowledge/1")),
        Words = words ?? new RenderedMessage(
            Channel.Email, "somebody@example.org", "Zoë O'Neill", "en", false, "Your referral – WW-7K3M-P9QX",
            "Good morning Zoë,\nwe can help.\n.\nA line of its own.",
            "<p>Good morning Zoë</p>", "national/en/x.email@1"),
    };
}
