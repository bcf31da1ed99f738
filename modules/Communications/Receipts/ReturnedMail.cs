using System.Text.RegularExpressions;
using WorkWell.Communications.Outbox;
using WorkWell.Communications.Transports;

namespace WorkWell.Communications.Receipts;

/// <summary>What an e-mail that came back says.</summary>
internal abstract partial record ReturnedMail
{
    private ReturnedMail()
    {
    }

    /// <summary>A message did not arrive and will not.</summary>
    internal sealed record Bounce(MessageReference Message, MailStatus Status) : ReturnedMail;

    /// <summary>A mail system says that a message arrived.</summary>
    internal sealed record Arrived(MessageReference Message) : ReturnedMail;

    /// <summary>The reader does not want such e-mails.</summary>
    internal sealed record AskedToStop(MessageReference Message) : ReturnedMail;

    /// <summary>Nothing to do: a delay, a holiday answer.</summary>
    internal sealed record Nothing : ReturnedMail;

    /// <summary>It cannot be told which message it is about, or what it says.</summary>
    internal sealed record NotUnderstood : ReturnedMail;

    /// <summary>
    /// Reads an e-mail: a report by RFC 3464, or a request to stop. Which message it is about is known by the address it came back to, else by the id of
    /// the message it encloses.
    /// </summary>
    public static ReturnedMail Read(ReadOnlyMemory<byte> raw)
    {
        var mail = MimePart.Read(raw);
        var about = Reference(mail.Header("To")) ?? Reference(mail.Header("Delivered-To")) ?? Reference(mail.Header("X-Original-To"));
        if (mail.Find("message/delivery-status") is { } report) return ReadReport(report, about ?? Enclosed(mail));
        if (mail.Header("Subject") is { } subject && Stop().Match(subject) is { Success: true } stop && MessageReference.TryParse(stop.Groups[1].Value, out var message))
            return new AskedToStop(message);
        return mail.Header("Auto-Submitted") is { } sent && !sent.StartsWith("no", StringComparison.OrdinalIgnoreCase) ? new Nothing() : new NotUnderstood();
    }

    private static ReturnedMail ReadReport(MimePart report, MessageReference? about)
    {
        // The first block is about the report, each further one about one recipient; our messages have one.
        var recipient = report.Blocks().LastOrDefault(block => block.Header("Action") is not null);
        if (recipient is null || about is not { } message) return new NotUnderstood();
        return recipient.Header("Action")!.Trim().ToLowerInvariant() switch
        {
            "failed" when MailStatus.Parse(recipient.Header("Status")) is { IsPermanent: true } status => new Bounce(message, status),
            // Given up after days of trying: not a dead address, and not delivered either.
            "failed" => new Bounce(message, new MailStatus(5, 4, 7)),
            "delivered" => new Arrived(message),
            "delayed" or "relayed" or "expanded" => new Nothing(),
            _ => new NotUnderstood(),
        };
    }

    private static MessageReference? Enclosed(MimePart mail)
    {
        var original = mail.Find("message/rfc822") ?? mail.Find("text/rfc822-headers");
        return Reference(original?.Parts.FirstOrDefault()?.Header("Message-ID"));
    }

    // "bounces+llr.018f...@example.org", or "<llr.018f...@example.org>".
    private static MessageReference? Reference(string? header) =>
        header is not null && InAddress().Match(header) is { Success: true } found && MessageReference.TryParse(found.Groups[1].Value, out var message) ? message : null;

    [GeneratedRegex(@"([a-z0-9-]{1,40}\.[0-9a-f]{32})@", RegexOptions.IgnoreCase)]
    private static partial Regex InAddress();

    [GeneratedRegex(@"^\s*stop\s+(\S+)\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Stop();
}
