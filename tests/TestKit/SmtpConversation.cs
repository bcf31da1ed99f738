using System.Buffers;
using System.IO.Pipelines;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace WorkWell.TestKit;

/// <summary>A connection to the local mail server: the part of SMTP (RFC 5321) that a sending client needs.</summary>
internal sealed class SmtpConversation(LocalMailServer server, TcpClient line, X509Certificate2? certificate)
{
    private const int LargestLine = 4096;
    private const int LargestMessage = 10 * 1024 * 1024;

    private Stream stream = Stream.Null;
    private PipeReader reader = null!;
    private bool isEncrypted;
    private string? from;
    private List<string> to = [];
    private MailBehaviour behaviour;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var open = line;
        // Closing the connection ends a blocked read.
        await using var hangUp = cancellationToken.Register(line.Close);
        try
        {
            Use(line.GetStream());
            server.Note("smtpd[9]: connect from localhost[127.0.0.1]");
            if (!await OrAsAskedAsync(MailStage.Greeting, "220 localhost WorkWell local mail server", cancellationToken)) return;
            while (await ReadLineAsync(cancellationToken) is { } command && await AnswerAsync(command, cancellationToken))
            {
                // The conversation goes on.
            }
        }
        catch (Exception brokenOff) when (
            brokenOff is IOException or SocketException or ObjectDisposedException or OperationCanceledException or AuthenticationException
            or InvalidDataException or InvalidOperationException)
        {
            // The client hung up, or the server was stopped.
        }
    }

    private async Task<bool> AnswerAsync(string command, CancellationToken cancellationToken)
    {
        var verb = command.Split([' ', ':'], 2)[0].ToUpperInvariant();
        switch (verb)
        {
            case "EHLO":
                var offersTls = certificate is not null && !isEncrypted;
                return await OrAsAskedAsync(
                    MailStage.Hello, $"250-localhost\r\n250-8BITMIME\r\n250-AUTH PLAIN\r\n{(offersTls ? "250-STARTTLS\r\n" : "")}250 ENHANCEDSTATUSCODES",
                    cancellationToken);
            case "HELO":
                return await OrAsAskedAsync(MailStage.Hello, "250 localhost", cancellationToken);
            case "STARTTLS" when certificate is not null && !isEncrypted:
                if (server.Answer?.Invoke(MailStage.StartTls) is { } refusal) return await SayAsAskedAsync(refusal, cancellationToken);
                await SayAsync("220 Go ahead", cancellationToken);
                await EncryptAsync(certificate, cancellationToken);
                return true;
            case "AUTH":
                return await OrAsAskedAsync(MailStage.SignIn, "235 2.7.0 Signed in", cancellationToken);
            case "MAIL":
                if (server.Answer?.Invoke(MailStage.Sender) is { } noSender) return await SayAsAskedAsync(noSender, cancellationToken);
                (from, to) = (Address(command), []);
                await SayAsync("250 OK", cancellationToken);
                return true;
            case "RCPT" when from is not null:
                return server.Answer?.Invoke(MailStage.Recipient) is { } noRecipient ? await SayAsAskedAsync(noRecipient, cancellationToken)
                    : await TakeRecipientAsync(Address(command), cancellationToken);
            case "DATA" when to.Count > 0:
                return server.Answer?.Invoke(MailStage.Data) is { } noData ? await SayAsAskedAsync(noData, cancellationToken)
                    : await TakeContentAsync(cancellationToken);
            case "RSET":
                (from, to) = (null, []);
                await SayAsync("250 OK", cancellationToken);
                return true;
            case "NOOP":
                await SayAsync("250 OK", cancellationToken);
                return true;
            case "QUIT":
                await SayAsync("221 Bye", cancellationToken);
                return false;
            default:
                await SayAsync(verb is "RCPT" or "DATA" ? "503 5.5.1 Not now" : "502 5.5.2 Not known here", cancellationToken);
                return true;
        }
    }

    private Task<bool> OrAsAskedAsync(MailStage stage, string usual, CancellationToken cancellationToken) =>
        SayAsAskedAsync(server.Answer?.Invoke(stage) ?? usual, cancellationToken);

    // After 421 a server closes the connection.
    private async Task<bool> SayAsAskedAsync(string answer, CancellationToken cancellationToken)
    {
        if (answer == LocalMailServer.HangUp) return false;
        await SayAsync(answer, cancellationToken);
        return !answer.StartsWith("421", StringComparison.Ordinal);
    }

    private async Task<bool> TakeRecipientAsync(string address, CancellationToken cancellationToken)
    {
        behaviour = server.Behaviour?.Invoke(new MailEnvelope(from!, address)) ?? MailBehaviour.Accept;
        switch (behaviour)
        {
            case MailBehaviour.RefuseAddress:
                await SayAsync("550 5.1.1 No such mailbox", cancellationToken);
                return true;
            case MailBehaviour.NotNow:
                await SayAsync("451 4.3.0 Not now", cancellationToken);
                return true;
            case MailBehaviour.HangUpBeforeContent:
                return false;
            default:
                to.Add(address);
                await SayAsync("250 OK", cancellationToken);
                return true;
        }
    }

    private async Task<bool> TakeContentAsync(CancellationToken cancellationToken)
    {
        await SayAsync("354 Go ahead", cancellationToken);
        var mail = new ReceivedMail(from!, to, await ReadContentAsync(cancellationToken)) { WasEncrypted = isEncrypted };
        (from, to) = (null, []);
        if (server.Answer?.Invoke(MailStage.Content) is { } refusal and not LocalMailServer.HangUp) return await SayAsAskedAsync(refusal, cancellationToken);
        server.Keep(mail);
        if (server.Answer?.Invoke(MailStage.Content) is not null) return false;
        if (behaviour == MailBehaviour.HangUpAfterContent) return false;
        if (behaviour == MailBehaviour.HoldAfterContent) await server.Release.Task.WaitAsync(cancellationToken);
        if (behaviour == MailBehaviour.SayNothingAfterContent) await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        await SayAsync("250 OK", cancellationToken);
        return true;
    }

    private async Task EncryptAsync(X509Certificate2 with, CancellationToken cancellationToken)
    {
        var encrypted = new SslStream(stream, leaveInnerStreamOpen: false);
        await encrypted.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = with }, cancellationToken);
        Use(encrypted);
        isEncrypted = true;
    }

    private void Use(Stream next)
    {
        stream = next;
        reader = PipeReader.Create(next);
    }

    private static string Address(string command)
    {
        var start = command.IndexOf('<', StringComparison.Ordinal);
        var end = command.IndexOf('>', start + 1);
        return start >= 0 && end > start ? command[(start + 1)..end] : "";
    }

    private async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            var position = read.Buffer.PositionOf((byte)'\n');
            if (position is { } end)
            {
                var text = Encoding.UTF8.GetString(read.Buffer.Slice(0, end)).TrimEnd('\r');
                reader.AdvanceTo(read.Buffer.GetPosition(1, end));
                return text;
            }
            if (read.IsCompleted) return null;
            if (read.Buffer.Length > LargestLine) throw new InvalidDataException("The line is too long.");
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    // Up to the line with a single dot; dots that escape a leading dot are removed.
    private async Task<byte[]> ReadContentAsync(CancellationToken cancellationToken)
    {
        var content = new ArrayBufferWriter<byte>();
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            var rest = read.Buffer;
            while (rest.PositionOf((byte)'\n') is { } end)
            {
                var next = rest.Slice(0, rest.GetPosition(1, end));
                rest = rest.Slice(next.End);
                if (IsDot(next))
                {
                    reader.AdvanceTo(rest.Start);
                    return content.WrittenSpan.ToArray();
                }
                var bytes = next.FirstSpan[0] == (byte)'.' ? next.Slice(1) : next;
                foreach (var segment in bytes) content.Write(segment.Span);
                if (content.WrittenCount > LargestMessage) throw new InvalidDataException("The message is too large.");
            }
            if (read.IsCompleted) throw new IOException("The line broke within a message.");
            reader.AdvanceTo(rest.Start, read.Buffer.End);
        }
    }

    private static bool IsDot(ReadOnlySequence<byte> text) =>
        text.Length is 2 or 3 && text.FirstSpan[0] == (byte)'.' && (text.Length == 2 || text.Slice(1, 1).FirstSpan[0] == (byte)'\r');

    private async Task SayAsync(string text, CancellationToken cancellationToken) =>
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text + "\r\n"), cancellationToken);
}
