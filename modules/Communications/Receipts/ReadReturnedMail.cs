using Microsoft.Extensions.Logging;
using WorkWell.Communications.Dispatch;
using WorkWell.Communications.Transports;
using WorkWell.Platform;

namespace WorkWell.Communications.Receipts;

/// <summary>
/// Reads returned e-mails from the folder where the mail system stores them. A file that was understood is deleted because it contains an address; any other is
/// moved to the folder not-understood for a person.
/// </summary>
internal sealed class ReadReturnedMail(MailOptions options, DeliveryReceipts receipts, Unsubscribe unsubscribe, ILogger<ReadReturnedMail> log) : IRecurringJob
{
    public const string Key = "communications.read-returned-mail";
    private const long MaxMailSize = 5 * 1024 * 1024;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (options.ReturnedFolder is not { } folder || !Directory.Exists(folder)) return;
        int all = 0, bounced = 0, stopped = 0, unread = 0;
        foreach (var file in Directory.EnumerateFiles(folder, "*.eml").Order(StringComparer.Ordinal).Take(1000))
        {
            var mail = await ReadAsync(file, cancellationToken);
            all++;
            switch (mail)
            {
                case ReturnedMail.Bounce bounce:
                    bounced++;
                    await receipts.ReceiveAsync(bounce.Message, bounce.Meaning, cancellationToken);
                    break;
                case ReturnedMail.Arrived arrived:
                    await receipts.ReceiveAsync(arrived.Message, new SendResult.Delivered(), cancellationToken);
                    break;
                case ReturnedMail.AskedToStop asked:
                    stopped++;
                    await unsubscribe.StopAsync(asked.Message, cancellationToken);
                    break;
                case ReturnedMail.NotUnderstood:
                    unread++;
                    Directory.CreateDirectory(Path.Combine(folder, "not-understood"));
                    File.Move(file, Path.Combine(folder, "not-understood", Path.GetFileName(file)), overwrite: true);
                    continue;
            }
            // Deleted last: after a crash it is read again, which is harmless.
            File.Delete(file);
        }
        if (all > 0) log.ReturnedMailRead(all, bounced, stopped, unread);
    }

    private static async Task<ReturnedMail> ReadAsync(string file, CancellationToken cancellationToken)
    {
        if (new FileInfo(file).Length > MaxMailSize) return new ReturnedMail.NotUnderstood();
        return ReturnedMail.Read(await File.ReadAllBytesAsync(file, cancellationToken));
    }
}
