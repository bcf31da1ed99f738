using System.Security.Cryptography;
using System.Text;
using WorkWell.Communications.Contracts;
using WorkWell.Communications.Rendering;
using WorkWell.People.Contracts;

namespace WorkWell.Communications.Templates;

/// <summary>What one template file holds, by the middle of its name.</summary>
internal enum TemplatePart
{
    EmailText,
    EmailHtml,
    Sms,
    Letter,
}

/// <summary>One template file that was read without a fault. It compiles when it is first used; what is compiled stays.</summary>
internal sealed class TemplateFile
{
    private readonly Lazy<CompiledTemplate?> subject;
    private readonly Lazy<CompiledTemplate> body;
    private readonly Lazy<CompiledTemplate>? html;

    private TemplateFile(MessageType type, TemplatePart part, string source, ITemplateEngine engine, string? subjectSource, string bodySource, string? htmlSource)
    {
        Type = type;
        Part = part;
        Hash = TextHash.Of(source);
        Source = source;
        subject = new(() => subjectSource is null ? null : engine.Compile(subjectSource, escapesHtml: false));
        body = new(() => engine.Compile(bodySource, escapesHtml: part == TemplatePart.EmailHtml));
        html = htmlSource is null ? null : new(() => engine.Compile(htmlSource, escapesHtml: true));
    }

    public MessageType Type { get; }

    public TemplatePart Part { get; }

    /// <summary>Which text this is, for approvals and the record of what was sent.</summary>
    public string Hash { get; }

    public string Source { get; }

    /// <summary>The subject of an e-mail or heading of a letter.</summary>
    public CompiledTemplate? Subject => subject.Value;

    /// <summary>The text; for an .email.html file the HTML.</summary>
    public CompiledTemplate Body => body.Value;

    /// <summary>The HTML made from an e-mail's text.</summary>
    public CompiledTemplate? Html => html?.Value;

    /// <summary>The middle of a file's name.</summary>
    public static string NameOf(TemplatePart part) => part switch
    {
        TemplatePart.EmailText => "email.txt",
        TemplatePart.EmailHtml => "email.html",
        TemplatePart.Sms => "sms",
        _ => "letter",
    };

    public static Channel ChannelOf(TemplatePart part) => part switch
    {
        TemplatePart.Sms => Channel.Sms,
        TemplatePart.Letter => Channel.Letter,
        _ => Channel.Email,
    };

    /// <summary>Reads and checks one file.</summary>
    /// <param name="name">Its name without the engine's ending: "one-time-code.sms".</param>
    /// <param name="source">Its text, already in one form (<see cref="TextHash.OneForm"/>).</param>
    /// <param name="engine">The engine of its ending.</param>
    public static (TemplateFile? File, IReadOnlyList<TemplateFault> Faults) Read(string name, string source, ITemplateEngine engine)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0) return Refuse(0, "The name says no channel: it is MESSAGE.CHANNEL, and the channel is email.txt, email.html, sms or letter.");
        if (MessageTypes.Find(name[..dot]) is not { } type) return Refuse(0, $"There is no message type '{name[..dot]}'.");
        if (PartOf(name[(dot + 1)..]) is not { } part) return Refuse(0, $"'{name[(dot + 1)..]}' is not a channel: use email.txt, email.html, sms or letter.");
        if (!type.Channels.Contains(ChannelOf(part))) return Refuse(0, $"A '{type.Code}' message never goes by {name[(dot + 1)..]}.");
        if (source.Length > RenderLimits.Source) return Refuse(0, $"The file is over {RenderLimits.Source} characters.");

        var read = engine.Read(source);
        if (read.Faults.Count > 0) return (null, read.Faults);
        var fields = TemplateFields.Of(type);
        var (subjectSource, bodySource, tokens, fault) = SplitSubject(part, source, read.Tokens, engine);
        if (fault is { } wrong) return (null, [wrong]);

        List<TemplateFault> faults = [.. TemplateRules.Check(tokens, fields, isHtml: part == TemplatePart.EmailHtml)];
        if (subjectSource is not null) faults.AddRange(CheckSubject(engine.Read(subjectSource), fields));
        if (part == TemplatePart.EmailHtml) faults.AddRange(HtmlAllowList.Check(tokens, fields));
        string? html = null;
        if (part == TemplatePart.EmailText && faults.Count == 0)
        {
            (html, var unmade) = HtmlFromText.Make(tokens, fields);
            faults.AddRange(unmade);
        }
        return faults.Count > 0 ? (null, faults) : (new TemplateFile(type, part, source, engine, subjectSource, bodySource, html), []);

        static (TemplateFile?, IReadOnlyList<TemplateFault>) Refuse(int line, string says) => (null, [new(line, says)]);
    }

    private static IEnumerable<TemplateFault> CheckSubject(TemplateTokens subject, TemplateFields fields) =>
        subject.Faults.Count > 0 ? subject.Faults : TemplateRules.Check(subject.Tokens, fields, isHtml: true);

    private static TemplatePart? PartOf(string name) => Enum.GetValues<TemplatePart>().Where(part => NameOf(part) == name).Select(part => (TemplatePart?)part).FirstOrDefault();

    /// <summary>The first line of an e-mail or letter is "Subject: ...", and a blank line follows.</summary>
    private static (string? Subject, string Body, IReadOnlyList<TemplateToken> Tokens, TemplateFault? Fault) SplitSubject(
        TemplatePart part, string source, IReadOnlyList<TemplateToken> tokens, ITemplateEngine engine)
    {
        if (part is TemplatePart.Sms or TemplatePart.EmailHtml) return (null, source, tokens, null);
        var end = source.IndexOf('\n', StringComparison.Ordinal);
        if (!source.StartsWith("Subject: ", StringComparison.Ordinal) || end < 0 || end + 1 >= source.Length || source[end + 1] != '\n')
            return (null, source, tokens, new(1, "The first line is 'Subject: ...' and the second is empty."));
        var body = source[(end + 2)..];
        var read = engine.Read(body);
        // Lines are counted in the whole file, so that a fault is found where an editor shows it.
        return (source[9..end].Trim(), body, [.. read.Tokens.Select(token => token with { Line = token.Line + 2 })], read.Faults.Count > 0 ? new(1, "The subject is one line with nothing left open.") : null);
    }
}

/// <summary>The one form in which texts are kept and compared.</summary>
internal static class TextHash
{
    /// <summary>The text without a byte order mark and with plain line ends.</summary>
    public static string OneForm(string text) => text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal);

    /// <summary>Sixteen hexadecimal digits of the SHA-256 of a text.</summary>
    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
}
