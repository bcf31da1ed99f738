using System.Text.RegularExpressions;

namespace WorkWell.Communications.Transports;

/// <summary>
/// Classifies a permanent rejection as caused by the address, the message or the sender, from its enhanced status (RFC 3463) or, where that is too general, its
/// text. An address counts as dead only if the answer says so, because a channel stopped by mistake costs a person their messages.
/// </summary>
internal static partial class MailReply
{
    /// <summary>Classifies a permanent rejection.</summary>
    /// <param name="reply">The three-digit reply, if any.</param>
    /// <param name="status">The enhanced status, if any.</param>
    /// <param name="words">The text of the answer.</param>
    public static SendResult.Refused Refusal(int? reply, MailStatus? status, string words)
    {
        if (NamesSender().IsMatch(words)) return OfUs;
        if (status is { } said)
        {
            if (said.IsAddressDead) return NoSuchAddress;
            if (said.IsAboutSender) return OfUs;
            if ((said.Subject, said.Detail) is (2, 2)) return MailboxFull;
            if ((said.Subject, said.Detail) is (2, 3) or (3, 4)) return TooLarge;
            if (said.Subject == 6) return new SendResult.Refused("content-refused", IsAddressDead: false) { Of = FailureOf.Message };
            if (said.Subject is not (0 or 1 or 2)) return Other;
        }
        if (NamesMailbox().IsMatch(words)) return NoSuchAddress;
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
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex NamesSender();

    [GeneratedRegex(
        @"(user|mailbox|recipient|address|account)( \S+)?( address)? ?(is )?"
        + @"(unknown|not found|does not exist|doesn't exist|invalid|disabled|inactive|unavailable)|"
        + @"(no such|unknown|invalid|non-?existent) (user|mailbox|recipient|address|account|person)|no mailbox|"
        + @"does not have an? \S+ account|user unknown",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex NamesMailbox();
}
