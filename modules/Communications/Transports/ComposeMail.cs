using System.Text;
using MimeKit;
using MimeKit.Text;
using WorkWell.Communications.Outbox;
using WorkWell.Platform;

namespace WorkWell.Communications.Transports;

/// <summary>Builds the MIME message of an e-mail: UTF-8 text and HTML, and only ASCII on the wire.</summary>
internal static class ComposeMail
{
    public static FormatOptions Format { get; } = MakeFormat();

    /// <summary>Composes.</summary>
    /// <exception cref="FormatException">The recipient's address is not valid.</exception>
    public static MimeMessage Of(OutgoingMessage message, MailOptions options)
    {
        var words = message.Words;
        if (!EmailAddress.IsValid(words.To)) throw new FormatException("The recipient's address is not valid.");
        var mail = new MimeMessage { Subject = words.Subject ?? "", MessageId = $"{message.Reference}@{options.Domain}" };
        mail.From.Add(new MailboxAddress(Encoding.UTF8, message.SenderName, options.From));
        mail.To.Add(new MailboxAddress(Encoding.UTF8, words.ToName, words.To));
        if (message.ReplyTo is { } replyTo && EmailAddress.IsValid(replyTo)) mail.ReplyTo.Add(new MailboxAddress(null, replyTo));
        // Suppresses automatic replies.
        mail.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        if (message.OffersStop && options.StopAddress is { } stop)
            mail.Headers.Add(HeaderId.ListUnsubscribe, $"<mailto:{stop}?subject=stop%20{message.Reference}>");

        // Plain text first: mail programs show the last part they understand.
        var text = Part(TextFormat.Plain, words.Text);
        mail.Body = words.Html is null ? text : new MultipartAlternative(text, Part(TextFormat.Html, words.Html));
        mail.Body.Headers.Add(HeaderId.ContentLanguage, words.Language);
        return mail;
    }

    /// <summary>The envelope sender, to which a message bounces.</summary>
    public static MailboxAddress EnvelopeSender(MessageReference reference, MailOptions options)
    {
        var address = options.BounceAddress ?? options.From;
        var at = address.LastIndexOf('@');
        return new MailboxAddress(null, options.BounceAddress is null ? address : $"{address[..at]}+{reference}{address[at..]}");
    }

    private static TextPart Part(TextFormat format, string text)
    {
        var part = new TextPart(format) { ContentTransferEncoding = ContentEncoding.Base64 };
        part.SetText(Encoding.UTF8, text);
        return part;
    }

    private static FormatOptions MakeFormat()
    {
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        return format;
    }
}
