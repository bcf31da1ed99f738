using System.Text.RegularExpressions;

namespace WorkWell.Communications.Transports;

/// <summary>
/// What a mail system's "no" is about: the reader's address, this message, or us as a sender. Its enhanced status (RFC 3463) decides, and its words where the
/// status says too little. An address counts as dead only when the answer says so: a wrong stop costs a person their messages.
/// </summary>
internal static partial class MailReply
{
    /// <summary>Decides about a permanent refusal.</summary>
    /// <param name="reply">The three-digit reply; null for a report that has none.</param>
    /// <param name="status">The enhanced status; null when there is none.</param>
    /// <param name="words">What the mail system says besides.</param>
    public static SendResult.Refused Refusal(int? reply, MailStatus? status, string words)
    {
        if (SpeaksOfSender().IsMatch(words)) return OfUs;
        if (status is { } said)
        {
            if (said.IsAddressDead) return NoSuchAddress;
            if (said.IsAboutSender) return OfUs;
            if ((said.Subject, said.Detail) is (2, 2)) return MailboxFull;
            if ((said.Subject, said.Detail) is (2, 3) or (3, 4)) return TooLarge;
            if (said.Subject == 6) return new SendResult.Refused("content-refused", IsAddressDead: false) { Of = FailureOf.Message };
            if (said.Subject is not (0 or 1 or 2)) return Other;
        }
        if (SpeaksOfMailbox().IsMatch(words)) return NoSuchAddress;
        return reply == 552 ? MailboxFull : Other;
    }

    public static SendResult.Refused TooLarge => new("message-too-large", IsAddressDead: false) { Of = FailureOf.Message };

    private static SendResult.Refused NoSuchAddress => new("no-such-address", IsAddressDead: true);

    private static SendResult.Refused MailboxFull => new("mailbox-full", IsAddressDead: false);

    private static SendResult.Refused OfUs => new("refused-as-sender", IsAddressDead: false) { Of = FailureOf.Us };

    private static SendResult.Refused Other => new("refused-by-mail-server", IsAddressDead: false);

    [GeneratedRegex(
        @"block(ed|ing)? (using|by|list)|black ?list|block ?list|dnsbl|\brbl\b|spamhaus|spamcop|barracuda|\bspf\b|"
        + @"\bdkim\b|\bdmarc\b|reputation|\bspam\b|\bpolic(y|ies)\b|relay|not authori[sz]ed to send|"
        + @"sender (address )?(rejected|denied|verify)|poor sender|unsolicited|reverse dns|\bptr\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SpeaksOfSender();

    [GeneratedRegex(
        @"(user|mailbox|recipient|address|account)( \S+)?( address)? ?(is )?"
        + @"(unknown|not found|does not exist|doesn't exist|invalid|disabled|inactive|unavailable)|"
        + @"(no such|unknown|invalid|non-?existent) (user|mailbox|recipient|address|account|person)|no mailbox|"
        + @"does not have an? \S+ account|user unknown",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SpeaksOfMailbox();
}
