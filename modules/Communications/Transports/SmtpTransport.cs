using System.Collections.Concurrent;
using System.Net;
using System.Net.Mail;
using System.Net.Sockets;
using System.Security.Authentication;

namespace WorkWell.Communications.Transports;

/// <summary>Hands e-mails to a mail server. It cannot be asked afterwards what it took.</summary>
internal sealed class SmtpTransport(MailOptions options, TimeProvider clock) : ITransport, IDisposable
{
    private static readonly TimeSpan WhenAway = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan WhenMisconfigured = TimeSpan.FromMinutes(1);

    // Mail servers hang up on lines that are quiet for minutes.
    private static readonly TimeSpan LongestIdle = TimeSpan.FromSeconds(30);

    private readonly ConcurrentBag<(SmtpClient Client, long UsedAt)> idle = [];

    public string Name => "smtp";

    public int Connections => options.Connections;

    public int PerMinute => options.PerMinute;

    public async Task<SendResult> SendAsync(OutgoingMessage message, CancellationToken stop)
    {
        var (client, wasUsed) = Take();
        var result = await SendAsync(client, message, stop);
        // A line that stood idle may have been hung up on. That costs nothing but a second line.
        if (wasUsed && result is SendResult.NotSent { Pause: not null }) result = await SendAsync(Fresh(), message, stop);
        return result;
    }

    public void Dispose()
    {
        while (idle.TryTake(out var line)) line.Client.Dispose();
    }

    private async Task<SendResult> SendAsync(SmtpClient client, OutgoingMessage message, CancellationToken stop)
    {
        ComposedMail mail;
        try
        {
            mail = ComposedMail.Of(message, options);
        }
        catch (FormatException)
        {
            Return(client);
            return new SendResult.Refused("no-such-address", IsAddressDead: true);
        }
        var sending = client.SendMailAsync(mail.Mail, stop);
        try
        {
            // The client itself may go on long after it was told to stop.
            await sending.WaitAsync(stop);
            Return(client);
            mail.Dispose();
            return new SendResult.Accepted();
        }
        catch (Exception failure) when (failure is SmtpException or OperationCanceledException or InvalidOperationException or IOException)
        {
            var mayHaveLeft = !mail.TryHoldBack();
            _ = sending.ContinueWith(_ => { client.Dispose(); mail.Dispose(); }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            return Meaning(failure, mayHaveLeft);
        }
    }

    private static SendResult Meaning(Exception failure, bool mayHaveLeft) => failure switch
    {
        // The server's own words count, whenever they come: it said no.
        SmtpException { StatusCode: not SmtpStatusCode.GeneralFailure and var status } said => Refusal((int)status, said.Message),
        _ when mayHaveLeft => new SendResult.Unclear(failure is OperationCanceledException ? "no-answer" : "line-broken"),
        SmtpException { InnerException: AuthenticationException } => new SendResult.NotSent("mail-server-not-trusted") { Pause = WhenMisconfigured },
        SmtpException { InnerException: SocketException } => new SendResult.NotSent("mail-server-away") { Pause = WhenAway },
        SmtpException { InnerException: null } => new SendResult.NotSent("mail-server-not-encrypted") { Pause = WhenMisconfigured },
        OperationCanceledException => new SendResult.NotSent("mail-server-silent") { Pause = WhenAway },
        _ => new SendResult.NotSent("line-broken") { Pause = WhenAway },
    };

    private static SendResult Refusal(int status, string answer) => status switch
    {
        // 421 is the server closing down; other codes of the 400s are about this message or mailbox.
        421 => new SendResult.NotSent("mail-server-busy") { Pause = WhenAway },
        >= 400 and < 500 => new SendResult.NotSent("mail-server-not-now"),
        530 or 534 or 535 or 538 => new SendResult.NotSent("mail-server-sign-in") { Pause = WhenMisconfigured },
        >= 500 and < 600 => MailStatus.Find(answer) is { } said ? said.Refusal : MailStatus.Plain(status),
        _ => new SendResult.NotSent("mail-server-not-now"),
    };

    private (SmtpClient Client, bool WasUsed) Take()
    {
        while (idle.TryTake(out var line))
        {
            if (clock.GetElapsedTime(line.UsedAt) < LongestIdle) return (line.Client, true);
            line.Client.Dispose();
        }
        return (Fresh(), false);
    }

    private void Return(SmtpClient client) => idle.Add((client, clock.GetTimestamp()));

    private SmtpClient Fresh() => new(options.Host, options.Port)
    {
        EnableSsl = options.IsEncrypted,
        Credentials = options.User is null ? null : new NetworkCredential(options.User, options.Password),
    };
}
