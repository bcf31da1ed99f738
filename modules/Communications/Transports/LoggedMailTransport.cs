using WorkWell.Communications.Outbox;

namespace WorkWell.Communications.Transports;

/// <summary>A mail server whose log this host can read. After a crash the log says whether the server took a message.</summary>
internal sealed class LoggedMailTransport(SmtpTransport smtp, MailOptions options) : IAnsweringTransport, IDisposable
{
    // What is older may have been rotated away, after a restore for example.
    private static readonly TimeSpan LogIsKept = TimeSpan.FromDays(1);

    private readonly MailLog log = new(options.Log!);

    public string Name => smtp.Name;

    public int Connections => smtp.Connections;

    public int PerMinute => smtp.PerMinute;

    public Task<SendResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken) => smtp.SendAsync(message, cancellationToken);

    public async Task<SendResult> AskAsync(MessageReference reference, DateTimeOffset begunAt, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            // In this order: what is written while the log is read must not make it look complete.
            var isComplete = log.WrittenAt() >= begunAt + options.CertainAfter;
            if (await log.TookAsync($"{reference}@{options.Domain}", cancellationToken)) return new SendResult.Accepted();
            if (now - begunAt <= options.CertainAfter) return new SendResult.Unclear("mail-log-not-seen-yet");
            if (now - begunAt > LogIsKept) return new SendResult.Unclear("mail-log-forgets") { IsFinal = true };
            if (isComplete) return new SendResult.NotSent("mail-server-never-got-it");
            // A log that stands still may be a quiet server's or a broken one's.
            await smtp.KnockAsync(cancellationToken);
            return new SendResult.Unclear("mail-log-stands-still");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            return new SendResult.Unclear("mail-log-not-readable");
        }
    }

    public void Dispose() => smtp.Dispose();
}
