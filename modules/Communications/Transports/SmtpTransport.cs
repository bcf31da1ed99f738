using System.Collections.Concurrent;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace WorkWell.Communications.Transports;

/// <summary>Hands e-mails to a mail server, several over one line. It cannot be asked afterwards what it took.</summary>
internal sealed class SmtpTransport(MailOptions options, TimeProvider clock) : ITransport, IDisposable
{
    // Mail servers hang up on lines that are quiet for minutes.
    private static readonly TimeSpan MaxIdle = TimeSpan.FromSeconds(30);

    private readonly ConcurrentBag<(SmtpClient Client, long UsedAt)> idle = [];

    public string Name => "smtp";

    public int Connections => options.Connections;

    public int PerMinute => options.PerMinute;

    public async Task<SendResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        MimeMessage mail;
        try
        {
            mail = ComposeMail.Of(message, options);
        }
        catch (FormatException)
        {
            return new SendResult.Refused("no-such-address", IsAddressDead: true);
        }
        using (mail)
        {
            if (TakeIdle() is { } used)
            {
                var result = await SendAsync(used, mail, message, cancellationToken);
                // A line that stood idle may have been hung up on. That costs nothing but a second line.
                if (result is not SendResult.NotSent { Reason: "line-broken" or "mail-server-busy" }) return result;
            }
            var (client, failure) = await ConnectAsync(cancellationToken);
            return failure ?? await SendAsync(client, mail, message, cancellationToken);
        }
    }

    public void Dispose()
    {
        while (idle.TryTake(out var line)) line.Client.Dispose();
    }

    private async Task<SendResult> SendAsync(SmtpClient client, MimeMessage mail, OutgoingMessage message, CancellationToken cancellationToken)
    {
        var content = new ContentProgress();
        try
        {
            await client.SendAsync(ComposeMail.Format, mail, ComposeMail.EnvelopeSender(message.Reference, options), [(MailboxAddress)mail.To[0]],
                cancellationToken, content);
            Return(client);
            return new SendResult.Accepted();
        }
        catch (Exception failure)
        {
            // An edge: whatever it was has to become an answer about this message. After a plain "no" the line is still good.
            if (failure is SmtpCommandException && client.IsConnected) Return(client);
            else client.Dispose();
            return SmtpFailure.OfSending(failure, content.IsWritten);
        }
    }

    private async Task<(SmtpClient Client, SendResult.NotSent? Failure)> ConnectAsync(CancellationToken cancellationToken)
    {
        // Revocation lists are fetched over the open internet, which a worker's network may not allow; trust and name of the certificate are checked.
        var client = new SmtpClient { CheckCertificateRevocation = false };
        var isConnected = false;
        try
        {
            await client.ConnectAsync(
                options.Host, options.Port, options.IsEncrypted ? SecureSocketOptions.StartTls : SecureSocketOptions.None, cancellationToken);
            isConnected = true;
            // How far a message got is told by its closing dot, which BDAT has not.
            client.Capabilities &= ~SmtpCapabilities.Chunking;
            if (options.User is { } user) await client.AuthenticateAsync(user, options.Password ?? "", cancellationToken);
            return (client, null);
        }
        catch (Exception failure)
        {
            client.Dispose();
            return (client, isConnected ? SmtpFailure.OfSigningIn(failure) : SmtpFailure.OfConnecting(failure));
        }
    }

    private SmtpClient? TakeIdle()
    {
        while (idle.TryTake(out var line))
        {
            if (clock.GetElapsedTime(line.UsedAt) < MaxIdle && line.Client.IsConnected) return line.Client;
            line.Client.Dispose();
        }
        return null;
    }

    private void Return(SmtpClient client) => idle.Add((client, clock.GetTimestamp()));

    // The client reports bytes of the content as it writes them, and writes the closing dot only after the last of them. Dots that are doubled can only make it
    // look
    // written too early, which a person is then asked about; never too late.
    private sealed class ContentProgress : ITransferProgress
    {
        public bool IsWritten { get; private set; }

        public void Report(long bytesTransferred, long totalSize) => IsWritten |= bytesTransferred >= totalSize;

        public void Report(long bytesTransferred) => IsWritten = true;
    }
}
