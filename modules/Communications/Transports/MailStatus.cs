using System.Globalization;
using System.Text.RegularExpressions;

namespace WorkWell.Communications.Transports;

/// <summary>A status of mail systems such as 5.1.1 (RFC 3463): class, subject, detail.</summary>
internal readonly partial record struct MailStatus(int Class, int Subject, int Detail)
{
    public bool IsPermanent => Class == 5;

    /// <summary>Whether no later message to this address would arrive either: it does not exist, or the mailbox is closed.</summary>
    public bool IsAddressDead => Class == 5 && (Subject == 1 || (Subject, Detail) is (2, 1));

    public SendResult.Refused Refusal => new(
        IsAddressDead ? "no-such-address" : (Subject, Detail) is (2, 2) ? "mailbox-full" : "refused-by-mail-server", IsAddressDead);

    /// <summary>Finds a permanent status in a mail server's answer.</summary>
    public static MailStatus? Find(string answer) => Parse(answer) is { IsPermanent: true } status ? status : null;

    public static MailStatus? Parse(string? text)
    {
        var match = Pattern().Match(text ?? "");
        return match.Success ? new(Number(match.Groups[1]), Number(match.Groups[2]), Number(match.Groups[3])) : null;
    }

    /// <summary>What a plain answer means that carries no such status.</summary>
    public static SendResult.Refused Plain(int answer) => answer switch
    {
        550 or 551 or 553 => new("no-such-address", IsAddressDead: true),
        552 => new("mailbox-full", IsAddressDead: false),
        _ => new("refused-by-mail-server", IsAddressDead: false),
    };

    private static int Number(Group digits) => int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])")]
    private static partial Regex Pattern();
}
