using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace WorkWell.Communications.Transports;

/// <summary>
/// Classifies SMTP failures. Until the connection is set up, and for the sender's address, the cause is the carrier or our settings. From the recipient on the
/// message may be the cause, so only that message is affected, even by a broken connection or a 421.
/// </summary>
internal static class SmtpFailure
{
    private static readonly TimeSpan RetryAfterUnavailable = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan WhenMisconfigured = TimeSpan.FromMinutes(1);

    /// <summary>A failure while connecting: greeting, EHLO or STARTTLS.</summary>
    public static SendResult.NotSent OfConnecting(Exception failure) => failure switch
    {
        SslHandshakeException => Ours("mail-server-not-trusted"),
        NotSupportedException => Ours("mail-server-not-encrypted"),
        SmtpCommandException { StatusCode: >= (SmtpStatusCode)500 } => Ours("mail-server-refuses-us"),
        SmtpCommandException => Carrier("mail-server-busy"),
        OperationCanceledException or TimeoutException => Carrier("mail-server-silent"),
        SocketException => Carrier("mail-server-away"),
        _ => Carrier("line-broken"),
    };

    /// <summary>A failure while signing in.</summary>
    public static SendResult.NotSent OfSigningIn(Exception failure) => failure switch
    {
        OperationCanceledException or TimeoutException => Carrier("mail-server-silent"),
        SmtpCommandException { StatusCode: < (SmtpStatusCode)500 } => Carrier("mail-server-busy"),
        IOException or SocketException or ProtocolException => Carrier("line-broken"),
        _ => Ours("mail-server-sign-in"),
    };

    /// <summary>A failure while sending a message.</summary>
    /// <param name="failure">The exception.</param>
    /// <param name="mayHaveLeft">Whether all of the content was written, so that at most its closing dot is missing.</param>
    public static SendResult OfSending(Exception failure, bool mayHaveLeft) => failure switch
    {
        ServiceNotAuthenticatedException => Ours("mail-server-sign-in"),
        SmtpCommandException said => OfReply(said.ErrorCode, (int)said.StatusCode, said.Message),
        _ when mayHaveLeft => new SendResult.Unclear(failure is OperationCanceledException ? "no-answer" : "line-broken"),
        OperationCanceledException or TimeoutException => new SendResult.NotSent("mail-server-silent"),
        IOException or SocketException or ProtocolException or ServiceNotConnectedException => new SendResult.NotSent("line-broken"),
        _ => new SendResult.Unusable("could-not-be-sent"),
    };

    private static SendResult OfReply(SmtpErrorCode stage, int reply, string words)
    {
        var status = MailStatus.Parse(words);
        if (reply is 530 or 534 or 535 or 538) return Ours("mail-server-sign-in");
        if (stage != SmtpErrorCode.SenderNotAccepted)
            return reply < 500 ? new SendResult.NotSent("mail-server-not-now") : MailReply.Refusal(reply, status, words);

        // MAIL FROM also announces the size, which is the message's.
        var isSize = reply is 452 or 552 || status is (_, 3, 4) or (_, 2, 3);
        if (reply >= 500) return isSize ? MailReply.TooLarge : Ours("sender-refused");
        return isSize ? new SendResult.NotSent("mail-server-not-now") : Carrier("mail-server-busy");
    }

    private static SendResult.NotSent Carrier(string reason) => new(reason) { Pause = RetryAfterUnavailable };

    private static SendResult.NotSent Ours(string reason) => new(reason) { Pause = WhenMisconfigured, IsOurs = true };
}
