using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using WorkWell.Communications.Outbox;
using WorkWell.Communications.Rendering;
using WorkWell.Platform;

namespace WorkWell.Communications.Transports;

/// <summary>An e-mail in its outer form: headers, text and HTML in UTF-8.</summary>
internal sealed class ComposedMail : IDisposable
{
    private readonly ReadOnceContent lastPart;

    private ComposedMail(MailMessage mail, ReadOnceContent lastPart)
    {
        Mail = mail;
        this.lastPart = lastPart;
    }

    public MailMessage Mail { get; }

    /// <summary>Keeps it from leaving from now on.</summary>
    /// <returns>False when it is too late: a server may have the whole of it.</returns>
    public bool TryHoldBack() => lastPart.TryHoldBack();

    /// <summary>Composes.</summary>
    /// <exception cref="FormatException">The address is none.</exception>
    public static ComposedMail Of(OutgoingMessage message, MailOptions options)
    {
        var words = message.Words;
        if (!EmailAddress.IsValid(words.To)) throw new FormatException("The address is none.");
        var mail = new MailMessage
        {
            From = new MailAddress(options.From, message.SenderName, Encoding.UTF8),
            Subject = words.Subject ?? "",
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
        };
        mail.To.Add(words.ToName is { Length: > 0 } name ? new MailAddress(words.To, name, Encoding.UTF8) : new MailAddress(words.To));
        if (EmailAddress.IsValid(message.ReplyTo)) mail.ReplyToList.Add(new MailAddress(message.ReplyTo!));
        if (options.BounceAddress is { } bounces) mail.Sender = new MailAddress(BounceAddress(bounces, message.Reference));
        mail.Headers.Add("Message-ID", MessageIdHeader(message.Reference, options));
        mail.Headers.Add("Content-Language", words.Language);
        // Tells holiday answers and mailing lists that nobody is there to read them.
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        if (message.OffersStop && options.StopAddress is { } stop) mail.Headers.Add("List-Unsubscribe", $"<mailto:{stop}?subject=stop%20{message.Reference}>");

        var parts = Parts(words);
        foreach (var (content, type) in parts)
        {
            mail.AlternateViews.Add(new AlternateView(content, type) { TransferEncoding = TransferEncoding.Base64 });
        }
        return new ComposedMail(mail, parts[^1].Content);
    }

    /// <summary>The id of an e-mail: the same however often it is composed, so that mail programs show it once.</summary>
    public static string MessageIdHeader(MessageReference reference, MailOptions options) => $"<{reference}@{options.Domain}>";

    public void Dispose() => Mail.Dispose();

    private static string BounceAddress(string address, MessageReference reference)
    {
        var at = address.LastIndexOf('@');
        return $"{address[..at]}+{reference}{address[at..]}";
    }

    // The plain text comes first: a reader's program shows the last part it understands.
    private static IReadOnlyList<(ReadOnceContent Content, ContentType Type)> Parts(RenderedMessage words)
    {
        var text = (new ReadOnceContent(Encoding.UTF8.GetBytes(words.Text)), new ContentType(MediaTypeNames.Text.Plain) { CharSet = "utf-8" });
        return words.Html is null ? [text] : [text, (new ReadOnceContent(Encoding.UTF8.GetBytes(words.Html)), new ContentType(MediaTypeNames.Text.Html) { CharSet = "utf-8" })];
    }
}
