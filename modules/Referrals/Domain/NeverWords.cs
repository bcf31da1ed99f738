using System.Collections.Frozen;
using System.Text.RegularExpressions;
using WorkWell.People.Contracts;

namespace WorkWell.Referrals;

/// <summary>What must never be done to reach a person: the codes, and how people write them among the times that are safe.</summary>
internal static partial class NeverWords
{
    public const string Call = "call";

    /// <summary>Every code.</summary>
    public static IReadOnlyList<string> All { get; } = [Call, "text", "email", "letter"];

    /// <summary>The channels that codes close.</summary>
    public static IEnumerable<Channel> Channels(IEnumerable<string> codes) => codes.Where(code => code != Call).Select(code => code switch
    {
        "text" => Channel.Sms,
        "email" => Channel.Email,
        _ => Channel.Letter,
    });

    /// <summary>
    /// Finds sentences that say nothing else, such as "Never text." or "No calls or letters". "No calls before 9" is about a time, and stays words.
    /// </summary>
    /// <returns>The codes; empty where no sentence is one.</returns>
    public static IReadOnlyList<string> In(string? words) => words is null ? []
        : [.. words.Split(['.', ';', '!', ',', '\n', '؛', '،'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .SelectMany(CodesOf).Distinct()];

    private static IEnumerable<string> CodesOf(string sentence)
    {
        var plain = Emphasis.Aggregate(sentence, (text, word) => text.Replace(word, "", StringComparison.Ordinal)).Trim();
        if (InOtherLanguages.TryGetValue(plain, out var code)) return [code];
        return English().Match(sentence.Replace('’', '\'')) is { Success: true } found
            ? found.Groups["what"].Captures.Select(what => CodeOf(what.Value)) : [];
    }

    private static string CodeOf(string what) => what.ToLowerInvariant() switch
    {
        ['t', 'e', 'x', ..] or ['s', 'm', 's', ..] or ['m', 'e', 's', ..] => "text",
        ['e', ..] => "email",
        ['c', ..] or ['r', ..] or ['p', 'h', ..] or ['t', 'e', 'l', ..] => Call,
        _ => "letter",
    };

    // As our own pages say it, which people copy. With a time beside them, such as "at night", they are about a time.
    private static readonly FrozenDictionary<string, string> InOtherLanguages = new Dictionary<string, string>
    {
        ["ફોન કરશો નહીં"] = Call, ["ટેક્સ્ટ મેસેજ મોકલશો નહીં"] = "text", ["મેસેજ મોકલશો નહીં"] = "text", ["મેસેજ કરશો નહીં"] = "text",
        ["ઇમેઇલ મોકલશો નહીં"] = "email", ["ઈમેલ મોકલશો નહીં"] = "email", ["પત્ર મોકલશો નહીં"] = "letter",
        ["لا تتصلوا"] = Call, ["لا تتصلوا بي"] = Call, ["لا ترسلوا رسائل نصية"] = "text", ["لا ترسلوا رسالة نصية"] = "text",
        ["لا ترسلوا بريدًا إلكترونيًا"] = "email", ["لا ترسلوا رسالة بالبريد"] = "letter", ["لا ترسلوا رسائل بالبريد"] = "letter",
    }.ToFrozenDictionary();

    private static readonly string[] Emphasis = ["ક્યારેય", "કૃપા કરીને", "أبدًا", "أبداً", "أبدا", "من فضلكم"];

    private const string What =
        @"(?<what>text(?:s|ing|\s+messages?)?|sms|messages?|calls?|calling|ring|phone(?:\s+calls?)?|telephone|e-?mails?|letters?|post|write)";

    [GeneratedRegex(
        @"^(?:please\s+)?(?:never|no|do\s+not|don't|dont)\s+(?:ever\s+)?(?:(?:send|use)\s+)?(?:me\s+|her\s+|him\s+|them\s+)?"
        + @"(?:(?:any|a|an|by)\s+)?" + What + @"(?:(?:\s*/\s*|\s+(?:or|and|nor)\s+)" + What + @")*(?:\s+(?:to\s+)?(?:me|her|him|them))?(?:\s+please)?\s*$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex English();
}
