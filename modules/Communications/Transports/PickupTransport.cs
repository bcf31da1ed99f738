using System.Net.Mail;
using System.Text;
using WorkWell.Communications.Outbox;
using WorkWell.People.Contracts;

namespace WorkWell.Communications.Transports;

/// <summary>
/// Puts messages into a folder, one file each, named after the message: e-mails as .eml, texts and letters as .txt. For a mail system that collects them
/// there, and for looking at them in development. A file appears whole or not at all.
/// </summary>
internal sealed class PickupTransport(string folder, MailOptions? mail) : IAnsweringTransport
{
    private readonly MailOptions mail = mail ?? new MailOptions { From = "workwell@localhost.invalid" };

    public string Name => "pickup";

    public int Connections => 8;

    public int PerMinute => 0;

    public async Task<SendResult> SendAsync(OutgoingMessage message, CancellationToken stop)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var path = PathOf(message.Reference, message.Words.Channel);
            if (File.Exists(path)) return new SendResult.Accepted();
            var unfinished = Unfinished(path);
            if (message.Words.Channel == Channel.Email) await WriteMailAsync(message, unfinished, stop);
            else await File.WriteAllTextAsync(unfinished, $"To: {message.Words.To.ReplaceLineEndings(", ")}\nReference: {message.Reference}\n\n{message.Words.Text}\n", Encoding.UTF8, stop);
            File.Move(unfinished, path, overwrite: true);
            return new SendResult.Accepted();
        }
        catch (FormatException)
        {
            return new SendResult.Refused("no-such-address", IsAddressDead: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or SmtpException)
        {
            return new SendResult.NotSent("folder-not-writable") { Pause = TimeSpan.FromSeconds(10) };
        }
    }

    // A file that is gone may have been collected, or may never have been there: then a person decides.
    public Task<SendResult> AskAsync(MessageReference reference, DateTimeOffset begunAt, DateTimeOffset now, CancellationToken stop)
    {
        var paths = Enum.GetValues<Channel>().Select(channel => PathOf(reference, channel)).Distinct().ToArray();
        return Task.FromResult<SendResult>(
            paths.Any(File.Exists) ? new SendResult.Accepted()
            : paths.Any(path => File.Exists(Unfinished(path))) ? new SendResult.NotSent("host-stopped")
            : new SendResult.Unclear("file-not-there") { IsFinal = true });
    }

    private static string Unfinished(string path) => path + ".unfinished";

    private string PathOf(MessageReference reference, Channel channel) =>
        Path.Combine(folder, $"{reference}.{(channel == Channel.Email ? "eml" : "txt")}");

    // The framework writes .eml files under a name of its own, so it gets a folder of its own: beside the target, because only then is a move a rename.
    private async Task WriteMailAsync(OutgoingMessage message, string path, CancellationToken stop)
    {
        var own = Directory.CreateDirectory($"{path}.{Guid.NewGuid():n}");
        try
        {
            using var composed = ComposedMail.Of(message, mail);
            using var writer = new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = own.FullName };
            await writer.SendMailAsync(composed.Mail, stop);
            File.Move(own.EnumerateFiles("*.eml").Single().FullName, path, overwrite: true);
        }
        finally
        {
            own.Delete(recursive: true);
        }
    }
}
