using WorkWell.Areas.Sdk;
using WorkWell.Communications.Contracts;
using WorkWell.Communications.Texts;
using WorkWell.People.Contracts;

namespace WorkWell.Communications.Templates;

/// <summary>The kind of a template file, from the middle part of its name.</summary>
internal enum TemplatePart
{
    EmailText,
    EmailHtml,
    Sms,
    Letter,
}

/// <summary>A valid template file.</summary>
internal sealed class TemplateFile
{
    /// <summary>The file name extension of templates.</summary>
    public const string Extension = ".scriban";

    private readonly Lazy<TemplateScript>? html;

    private TemplateFile(MessageType type, TemplatePart part, string source, TemplateScript? subject, TemplateScript body, string? htmlSource)
    {
        Type = type;
        Part = part;
        Hash = TextHash.Of(source);
        Source = source;
        Subject = subject;
        Body = body;
        // Lazy because every text is read at each start and most e-mails are not sent that day.
        if (htmlSource is not null)
            html = new(() => TemplateScript.Parse(htmlSource, TemplateFields.Of(type)).Script
            ?? throw new InvalidOperationException($"The HTML made from '{type.Code}' cannot be read."));
    }

    public MessageType Type { get; }

    public TemplatePart Part { get; }

    /// <summary>The version, for approvals and for the record of sent messages.</summary>
    public string Hash { get; }

    public string Source { get; }

    /// <summary>The subject of an e-mail or heading of a letter.</summary>
    public TemplateScript? Subject { get; }

    /// <summary>The text; for an .email.html file the HTML.</summary>
    public TemplateScript Body { get; }

    /// <summary>The HTML generated from an e-mail's text.</summary>
    public TemplateScript? Html => html?.Value;

    /// <summary>The middle part of the file name.</summary>
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
    /// <param name="name">Its name without extension, such as "one-time-code.sms".</param>
    /// <param name="source">Its text, normalised by <see cref="TextHash.Normalise"/>.</param>
    /// <param name="own">The area's own messages.</param>
    public static (TemplateFile? File, IReadOnlyList<TextValidationError> Errors) Read(string name, string source, IReadOnlyList<OwnMessage>? own = null)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0) return Refuse(0, "The name says no channel: it is MESSAGE.CHANNEL, and the channel is email.txt, email.html, sms or letter.");
        if ((MessageTypes.Find(name[..dot]) ?? MessageTypes.Find(name[..dot], own ?? [])) is not { } type)
            return Refuse(0, $"There is no message type '{name[..dot]}'.");
        if (PartOf(name[(dot + 1)..]) is not { } part) return Refuse(0, $"'{name[(dot + 1)..]}' is not a channel: use email.txt, email.html, sms or letter.");
        if (!type.Channels.Contains(ChannelOf(part))) return Refuse(0, $"A '{type.Code}' message never goes by {name[(dot + 1)..]}.");
        if (source.Length > TemplateLimits.Source) return Refuse(0, $"The file is over {TemplateLimits.Source} characters.");
        if (part is TemplatePart.Sms or TemplatePart.EmailHtml) return Read(type, part, source, subject: null, source, bodyLine: 1);

        // E-mails and letters start with "Subject: ..." and a blank line.
        var end = source.IndexOf('\n', StringComparison.Ordinal);
        if (!source.StartsWith("Subject: ", StringComparison.Ordinal) || end < 0 || end + 1 >= source.Length || source[end + 1] != '\n')
            return Refuse(1, "The first line is 'Subject: ...' and the second is empty.");
        return Read(type, part, source, source[9..end].Trim(), source[(end + 2)..], bodyLine: 3);

        static (TemplateFile?, IReadOnlyList<TextValidationError>) Refuse(int line, string message) => (null, [new(line, message)]);
    }

    private static (TemplateFile? File, IReadOnlyList<TextValidationError> Errors) Read(
        MessageType type, TemplatePart part, string source, string? subject, string body, int bodyLine)
    {
        var fields = TemplateFields.Of(type);
        var bodyTokens = Check(body, fields, isHtml: part == TemplatePart.EmailHtml, bodyLine);
        var errors = new List<TextValidationError>(bodyTokens.Errors);
        if (subject is not null) errors.AddRange(Check(subject, fields, isHtml: true, 1).Errors);
        if (errors.Count == 0 && part == TemplatePart.EmailHtml) errors.AddRange(HtmlAllowList.Check(bodyTokens.Tokens, fields));
        string? html = null;
        if (errors.Count == 0 && part == TemplatePart.EmailText)
        {
            (html, var problems) = HtmlFromText.Make(bodyTokens.Tokens, fields);
            errors.AddRange(problems);
        }
        if (errors.Count > 0) return (null, errors);

        var subjectScript = subject is null ? default : TemplateScript.Parse(subject, fields);
        var bodyScript = TemplateScript.Parse(body, fields, bodyLine);
        return bodyScript.Script is not { } read || subjectScript.Errors is { Count: > 0 }
            ? (null, [.. subjectScript.Errors ?? [], .. bodyScript.Errors])
            : (new TemplateFile(type, part, source, subjectScript.Script, read, html), []);
    }

    private static TemplateTokens Check(string source, TemplateFields fields, bool isHtml, int firstLine)
    {
        var read = TemplateReader.Read(source, firstLine);
        return read.Errors.Count > 0 ? read : read with { Errors = TemplateRules.Check(read.Tokens, fields, isHtml) };
    }

    private static TemplatePart? PartOf(string name) =>
        Enum.GetValues<TemplatePart>().Where(part => NameOf(part) == name).Select(part => (TemplatePart?)part).FirstOrDefault();
}
