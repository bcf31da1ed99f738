using System.Globalization;
using System.Text.RegularExpressions;

namespace WorkWell.Communications.Transports;

/// <summary>An enhanced mail status such as 5.1.1 (RFC 3463, RFC 7372): class, subject, detail.</summary>
internal readonly partial record struct MailStatus(int Class, int Subject, int Detail)
{
    public bool IsPermanent => Class == 5;

    /// <summary>
    /// Whether later messages to this address would fail too: it or its domain does not exist, its mailbox is closed, or it has a new owner.
    /// </summary>
    public bool IsAddressDead => IsPermanent && (Subject, Detail) is (1, 1 or 2 or 3 or 6 or 10) or (2, 1) or (4, 4) or (7, 13 or 17 or 18);

    /// <summary>Whether the sender is the cause: its address, a policy, a failed check or a protocol error.</summary>
    public bool IsAboutSender => IsPermanent && !IsAddressDead && ((Subject, Detail) is (1, 7 or 8) || Subject is 5 or 7);

    /// <summary>Whether it gives no detail.</summary>
    public bool IsGeneral => (Subject, Detail) is (0, 0);

    public static MailStatus? Parse(string? text)
    {
        var match = Pattern().Match(text ?? "");
        return match.Success ? new(Number(match.Groups[1]), Number(match.Groups[2]), Number(match.Groups[3])) : null;
    }

    private static int Number(Group digits) => int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])")]
    private static partial Regex Pattern();
}
