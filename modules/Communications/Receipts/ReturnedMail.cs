using System.Text.RegularExpressions;
using MimeKit;
using WorkWell.Communications.Outbox;
using WorkWell.Communications.Transports;

namespace WorkWell.Communications.Receipts;

/// <summary>The meaning of a returned e-mail.</summary>
internal abstract partial record ReturnedMail
{
    private const int MaxParts = 100;
    private const int MaxDepth = 8;

    private ReturnedMail()
    {
    }

    /// <summary>A message could not be delivered.</summary>
    internal sealed record Bounce(MessageReference Message, SendResult.Refused Meaning) : ReturnedMail;

    /// <summary>A message was delivered.</summary>
    internal sealed record Arrived(MessageReference Message) : ReturnedMail;

    /// <summary>The reader unsubscribed.</summary>
    internal sealed record AskedToStop(MessageReference Message) : ReturnedMail;

    /// <summary>Nothing to do: a delay or an automatic reply.</summary>
    internal sealed record Nothing : ReturnedMail;

    /// <summary>The message it is about, or its meaning, cannot be determined.</summary>
    internal sealed record NotUnderstood : ReturnedMail;

    /// <summary>
    /// Reads a delivery report (RFC 3464) or an unsubscribe request. The message is identified by the address it was returned to, else by the Message-ID of the
    /// enclosed message.
    /// </summary>
    public static ReturnedMail Read(byte[] raw)
    {
        using var mail = Parse(raw);
        if (mail is null) return new NotUnderstood();
        var about = Reference(mail.Headers[HeaderId.To]) ?? Reference(mail.Headers["Delivered-To"]) ?? Reference(mail.Headers["X-Original-To"]);
        var parts = mail.BodyParts.Take(MaxParts).ToArray();
        if (parts.OfType<MessageDeliveryStatus>().FirstOrDefault() is { } report) return ReadReport(report, about ?? Enclosed(parts));
        if (mail.Subject is { } subject && Stop().Match(subject) is { Success: true } stop && MessageReference.TryParse(stop.Groups[1].Value, out var message))
            return new AskedToStop(message);
        return mail.Headers[HeaderId.AutoSubmitted] is { } sent && !sent.StartsWith("no", StringComparison.OrdinalIgnoreCase) ? new Nothing()
            : new NotUnderstood();
    }

    // Untrusted input: the nesting depth is limited, and what cannot be parsed is left to a person.
    private static MimeMessage? Parse(byte[] raw)
    {
        try
        {
            var options = ParserOptions.Default.Clone();
            options.MaxMimeDepth = MaxDepth;
            return MimeMessage.Load(options, new MemoryStream(raw));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static ReturnedMail ReadReport(MessageDeliveryStatus report, MessageReference? about)
    {
        // The first block describes the report and each further one a recipient; our messages have one.
        var recipient = report.StatusGroups.LastOrDefault(block => block["Action"] is not null);
        if (recipient?["Action"] is not { } action || about is not { } message) return new NotUnderstood();
        return action.Trim().ToLowerInvariant() switch
        {
            "failed" => new Bounce(message, Refusal(MailStatus.Parse(recipient["Status"]), recipient["Diagnostic-Code"] ?? "")),
            "delivered" => new Arrived(message),
            "delayed" or "relayed" or "expanded" => new Nothing(),
            _ => new NotUnderstood(),
        };
    }

    private static SendResult.Refused Refusal(MailStatus? status, string words)
    {
        // The mail system gave up after days: not delivered, but the address may be right.
        if (status is { IsPermanent: false }) return new SendResult.Refused("refused-by-mail-server", IsAddressDead: false);
        // Many reports say only 5.0.0; the server's own answer is more specific.
        if (status is null or { IsGeneral: true } && MailStatus.Parse(words) is { IsPermanent: true } said) status = said;
        return MailReply.Refusal(reply: null, status, words);
    }

    private static MessageReference? Enclosed(IReadOnlyList<MimeEntity> parts)
    {
        foreach (var part in parts)
        {
            // A copy of the message, or of its headers alone.
            if (part is MessagePart { Message: { } original } && Reference(original.Headers[HeaderId.MessageId]) is { } found) return found;
        }
        return null;
    }

    // "bounces+llr.018f...@example.org", or "<llr.018f...@example.org>".
    private static MessageReference? Reference(string? header) =>
        header is not null && InAddress().Match(header) is { Success: true } found && MessageReference.TryParse(found.Groups[1].Value, out var message)
        ? message : null;

    [GeneratedRegex(@"([a-z0-9-]{1,40}\.[0-9a-f]{32})@", RegexOptions.IgnoreCase)]
    private static partial Regex InAddress();

    [GeneratedRegex(@"^\s*stop\s+(\S+)\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Stop();
}
