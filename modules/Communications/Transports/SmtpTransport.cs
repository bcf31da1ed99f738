using System.Collections.Concurrent;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace WorkWell.Communications.Transports;

/// <summary>
/// Sends e-mails to a mail server over pooled connections. It cannot be asked for the outcome later, unless its log can be read
/// (<see cref="LoggedMailTransport"/>).
/// </summary>
internal sealed class SmtpTransport(MailOptions options, TimeProvider clock) : ITransport, IDisposable
{
    // Mail servers close connections that are idle for minutes.
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
                // The server may have closed the idle connection; nothing was sent, so a new one is opened.
                if (result is not SendResult.NotSent { Reason: "line-broken" or "mail-server-busy" }) return result;
            }
            var (client, failure) = await ConnectAsync(cancellationToken);
            return failure ?? await SendAsync(client, mail, message, cancellationToken);
        }
    }

    /// <summary>Connects and says goodbye, so that the server has something to log.</summary>
    public async Task KnockAsync(CancellationToken cancellationToken)
    {
        var (client, failure) = await ConnectAsync(cancellationToken);
        if (failure is null) await client.DisconnectAsync(quit: true, cancellationToken);
        client.Dispose();
    }

    public void Dispose()
    {
        while (idle.TryTake(out var connection)) connection.Client.Dispose();
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
            // Any exception becomes a result for this message. After a plain rejection the connection is still usable.
            if (failure is SmtpCommandException && client.IsConnected) Return(client);
            else client.Dispose();
            return SmtpFailure.OfSending(failure, content.IsWritten);
        }
    }

    private async Task<(SmtpClient Client, SendResult.NotSent? Failure)> ConnectAsync(CancellationToken cancellationToken)
    {
        // Revocation lists are on the public internet, which a worker may not reach. The certificate's chain and name are checked.
        var client = new SmtpClient { CheckCertificateRevocation = false };
        var isConnected = false;
        try
        {
            await client.ConnectAsync(
                options.Host, options.Port, options.IsEncrypted ? SecureSocketOptions.StartTls : SecureSocketOptions.None, cancellationToken);
            isConnected = true;
            // BDAT has no closing dot, from which we know whether a message may have been accepted.
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
        while (idle.TryTake(out var connection))
        {
            if (clock.GetElapsedTime(connection.UsedAt) < MaxIdle && connection.Client.IsConnected) return connection.Client;
            connection.Client.Dispose();
        }
        return null;
    }

    private void Return(SmtpClient client) => idle.Add((client, clock.GetTimestamp()));

    // The client reports the content's bytes as it writes them, and the closing dot comes after the last. Escaped dots can make the content look complete too
    // early, in which case a person decides, but never too late.
    private sealed class ContentProgress : ITransferProgress
    {
        public bool IsWritten { get; private set; }

        public void Report(long bytesTransferred, long totalSize) => IsWritten |= bytesTransferred >= totalSize;

        public void Report(long bytesTransferred) => IsWritten = true;
    }
}
