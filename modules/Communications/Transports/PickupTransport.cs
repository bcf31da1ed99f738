using System.Text;
using WorkWell.Communications.Outbox;
using WorkWell.People.Contracts;

namespace WorkWell.Communications.Transports;

/// <summary>
/// Writes each message to a file named after it, e-mails as .eml and others as .txt, for a mail system that collects them or for development. Files appear
/// atomically.
/// </summary>
internal sealed class PickupTransport(string folder, MailOptions? mail) : IAnsweringTransport
{
    private readonly MailOptions mail = mail ?? new MailOptions { From = "workwell@localhost.invalid" };

    public string Name => "pickup";

    public int Connections => 8;

    public int PerMinute => 0;

    public async Task<SendResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        // Composed first, because an invalid message is not a failure of the folder.
        if (Content(message) is not { } content) return new SendResult.Refused("no-such-address", IsAddressDead: true);
        try
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
            else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            var path = PathOf(message.Reference, message.Words.Channel);
            if (File.Exists(path)) return new SendResult.Accepted();
            var unfinished = Unfinished(path);
            await WriteAsync(unfinished, content, cancellationToken);
            File.Move(unfinished, path, overwrite: true);
            return new SendResult.Accepted();
        }
        catch (OperationCanceledException)
        {
            return new SendResult.NotSent("folder-silent") { Pause = TimeSpan.FromSeconds(10) };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new SendResult.NotSent("folder-not-writable") { Pause = TimeSpan.FromSeconds(10) };
        }
    }

    // A missing file may have been collected or never written, so a person has to decide.
    public Task<SendResult> AskAsync(MessageReference reference, DateTimeOffset begunAt, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var paths = Enum.GetValues<Channel>().Select(channel => PathOf(reference, channel)).Distinct().ToArray();
        return Task.FromResult<SendResult>(
            paths.Any(File.Exists) ? new SendResult.Accepted()
            : paths.Any(path => File.Exists(Unfinished(path))) ? new SendResult.NotSent("host-stopped")
            : new SendResult.Unclear("file-not-there") { IsFinal = true });
    }

    // Messages are about people's health: nobody else on the machine reads them.
    private static async Task WriteAsync(string path, byte[] content, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var file = new FileStream(path, options);
        await file.WriteAsync(content, cancellationToken);
    }

    private static string Unfinished(string path) => path + ".unfinished";

    private string PathOf(MessageReference reference, Channel channel) =>
        Path.Combine(folder, $"{reference}.{(channel == Channel.Email ? "eml" : "txt")}");

    private byte[]? Content(OutgoingMessage message)
    {
        if (message.Words.Channel != Channel.Email)
            return Encoding.UTF8.GetBytes($"To: {message.Words.To.ReplaceLineEndings(", ")}\nReference: {message.Reference}\n\n{message.Words.Text}\n");
        try
        {
            using var composed = ComposeMail.Of(message, mail);
            // The envelope, in the headers that Windows pickup folders use.
            composed.Headers.Insert(0, "X-Receiver", message.Words.To);
            composed.Headers.Insert(0, "X-Sender", ComposeMail.EnvelopeSender(message.Reference, mail).Address);
            using var content = new MemoryStream();
            composed.WriteTo(ComposeMail.Format, content);
            return content.ToArray();
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
