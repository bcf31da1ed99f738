using System.Text;
using System.Text.RegularExpressions;

namespace WorkWell.Communications.Receipts;

/// <summary>
/// A message, or a part of one, as it is written down (RFC 2045): headers, content, parts within. Reads what comes from outside, so parts, depth and
/// sizes are bounded; what is broken is read as far as it goes.
/// </summary>
internal sealed partial class MimePart
{
    private const int Deepest = 8;
    private const int MostParts = 100;

    private readonly List<(string Name, string Value)> headers;
    private readonly string body;

    private MimePart(List<(string Name, string Value)> headers, string body, IReadOnlyList<MimePart> parts)
    {
        this.headers = headers;
        this.body = body;
        Parts = parts;
    }

    public IReadOnlyList<MimePart> Parts { get; }

    /// <summary>Such as "text/plain".</summary>
    public string MediaType => (Raw("Content-Type") ?? "text/plain").Split(';')[0].Trim().ToLowerInvariant();

    /// <summary>The content in plain characters.</summary>
    public string Text => Decoded();

    // Bytes are kept as characters of the same number until their encoding is known. So only these two are line ends: 0x85, which also is one in Latin-1,
    // is half of an Arabic letter here.
    public static MimePart Read(ReadOnlyMemory<byte> raw) => Read(Encoding.Latin1.GetString(raw.Span).Replace("\r\n", "\n", StringComparison.Ordinal), Deepest);

    /// <summary>This part or the first within it of a media type.</summary>
    public MimePart? Find(string mediaType) => MediaType == mediaType ? this : Parts.Select(part => part.Find(mediaType)).FirstOrDefault(found => found is not null);

    public string? Header(string name) => Raw(name) is { } value ? Words(value) : null;

    /// <summary>The content read as blocks of headers with empty lines between them: what a delivery report is made of.</summary>
    public IEnumerable<MimePart> Blocks() => body.Split("\n\n", MostParts, StringSplitOptions.RemoveEmptyEntries).Select(block => Read(block.TrimStart('\n'), depth: 1));

    public override string ToString() => MediaType;

    private static MimePart Read(string text, int depth)
    {
        var headers = new List<(string, string)>();
        var at = 0;
        while (at < text.Length)
        {
            var end = text.IndexOf('\n', at);
            if (end < 0) end = text.Length;
            var line = text[at..end];
            at = Math.Min(end + 1, text.Length);
            if (line.Length == 0) break;
            if (line[0] is ' ' or '\t' && headers.Count > 0)
            {
                headers[^1] = (headers[^1].Item1, headers[^1].Item2 + " " + line.Trim());
                continue;
            }
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0) headers.Add((line[..colon].Trim(), line[(colon + 1)..].Trim()));
        }
        var body = text[at..];
        var type = headers.FirstOrDefault(header => header.Item1.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)).Item2;
        return new MimePart(headers, body, Within(type, body, depth));
    }

    private static IReadOnlyList<MimePart> Within(string? type, string body, int depth)
    {
        if (depth <= 1 || type is null) return [];
        if (type.StartsWith("message/rfc822", StringComparison.OrdinalIgnoreCase) || type.StartsWith("text/rfc822-headers", StringComparison.OrdinalIgnoreCase))
            return [Read(body.TrimStart('\n'), depth - 1)];
        if (!type.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) || Parameter(type, "boundary") is not { Length: > 0 } boundary) return [];
        var pieces = ("\n" + body).Split($"\n--{boundary}", MostParts);
        return [.. pieces.Skip(1).TakeWhile(piece => !piece.StartsWith("--", StringComparison.Ordinal)).Select(piece => Read(piece.TrimStart(' ', '\t') is ['\n', .. var rest] ? rest : piece, depth - 1))];
    }

    private string? Raw(string name) => headers.FirstOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    private static string? Parameter(string header, string name)
    {
        foreach (var piece in header.Split(';').Skip(1))
        {
            var pair = piece.Split('=', 2);
            if (pair.Length == 2 && pair[0].Trim().Equals(name, StringComparison.OrdinalIgnoreCase)) return pair[1].Trim().Trim('"');
        }
        return null;
    }

    private string Decoded()
    {
        var bytes = (Raw("Content-Transfer-Encoding") ?? "").ToLowerInvariant() switch
        {
            "base64" => FromBase64(body),
            "quoted-printable" => FromQuotedPrintable(body),
            _ => Encoding.Latin1.GetBytes(body),
        };
        var isLatin = Parameter(Raw("Content-Type") ?? "", "charset")?.Equals("iso-8859-1", StringComparison.OrdinalIgnoreCase) == true;
        return (isLatin ? Encoding.Latin1 : Encoding.UTF8).GetString(bytes).TrimEnd('\n');
    }

    private static byte[] FromBase64(string text)
    {
        var clean = string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
        var buffer = new byte[(clean.Length / 4 * 3) + 3];
        return Convert.TryFromBase64String(clean, buffer, out var written) ? buffer[..written] : [];
    }

    private static byte[] FromQuotedPrintable(string text)
    {
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '=') bytes.Add((byte)text[i]);
            else if (i + 1 < text.Length && text[i + 1] == '\n') i++;
            else if (i + 2 < text.Length && byte.TryParse(text.AsSpan(i + 1, 2), System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture, out var value))
            {
                bytes.Add(value);
                i += 2;
            }
        }
        return [.. bytes];
    }

    // Headers in other alphabets travel as =?utf-8?B?...?= (RFC 2047). Space between two such words is not part of the text; a letter may be cut in two.
    private static string Words(string value)
    {
        var text = new StringBuilder();
        var bytes = new List<byte>();
        var at = 0;
        foreach (Match word in EncodedWord().Matches(value))
        {
            var between = value[at..word.Index];
            if (bytes.Count == 0 || !string.IsNullOrWhiteSpace(between)) text.Append(Take(bytes)).Append(Utf8(between));
            bytes.AddRange(word.Groups[1].ValueSpan is "B" or "b" ? FromBase64(word.Groups[2].Value) : FromQuotedPrintable(word.Groups[2].Value.Replace('_', ' ')));
            at = word.Index + word.Length;
        }
        return text.Append(Take(bytes)).Append(Utf8(value[at..])).ToString();
    }

    private static string Take(List<byte> bytes)
    {
        var text = Encoding.UTF8.GetString([.. bytes]);
        bytes.Clear();
        return text;
    }

    private static string Utf8(string text) => Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(text));

    [GeneratedRegex(@"=\?utf-8\?([BbQq])\?([^?\s]*)\?=", RegexOptions.IgnoreCase)]
    private static partial Regex EncodedWord();
}
