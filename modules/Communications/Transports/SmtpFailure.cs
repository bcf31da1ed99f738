using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace WorkWell.Communications.Transports;

/// <summary>
/// What a failed SMTP exchange means. Until the line stands it can only be the carrier or our settings, and so for the sender's address, which is ours. From
/// the recipient
/// on it can come from the message, and counts against that message alone, even when it is a broken line or a 421.
/// </summary>
internal static class SmtpFailure
{
    private static readonly TimeSpan RetryAfterUnavailable = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan WhenMisconfigured = TimeSpan.FromMinutes(1);

    /// <summary>Connecting, the greeting, EHLO and STARTTLS.</summary>
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

    /// <summary>Signing in.</summary>
    public static SendResult.NotSent OfSigningIn(Exception failure) => failure switch
    {
        OperationCanceledException or TimeoutException => Carrier("mail-server-silent"),
        SmtpCommandException { StatusCode: < (SmtpStatusCode)500 } => Carrier("mail-server-busy"),
        IOException or SocketException or ProtocolException => Carrier("line-broken"),
        _ => Ours("mail-server-sign-in"),
    };

    /// <summary>Handing a message over.</summary>
    /// <param name="failure">What the client threw.</param>
    /// <param name="mayHaveLeft">Whether the whole content was written, so that only its closing dot can be missing.</param>
    public static SendResult OfSending(Exception failure, bool mayHaveLeft) => failure switch
    {
        // The server's own words count, whenever they come: it said no.
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

        // The size is said with the sender's address, and is the message's.
        var isSize = reply is 452 or 552 || status is (_, 3, 4) or (_, 2, 3);
        if (reply >= 500) return isSize ? MailReply.TooLarge : Ours("sender-refused");
        return isSize ? new SendResult.NotSent("mail-server-not-now") : Carrier("mail-server-busy");
    }

    private static SendResult.NotSent Carrier(string reason) => new(reason) { Pause = RetryAfterUnavailable };

    private static SendResult.NotSent Ours(string reason) => new(reason) { Pause = WhenMisconfigured, IsOurs = true };
}
