namespace WorkWell.Communications.Rendering;

/// <summary>
/// One template language, chosen by the ending of a file. An engine reads a source into tokens, so that our own rules (fields, nesting, loops, HTML) hold
/// whatever the language, and compiles it. It never sees anything but plain text and lists of plain text.
/// </summary>
internal interface ITemplateEngine
{
    /// <summary>The ending of its files, such as ".hbs".</summary>
    string Ending { get; }

    /// <summary>Reads a source into tokens. Anything the language knows beyond values, conditions and lists is a fault.</summary>
    TemplateTokens Read(string source);

    /// <summary>Compiles a source that was read without a fault.</summary>
    CompiledTemplate Compile(string source, bool escapesHtml);
}

/// <summary>Writes a message with these values: text, or lists of text.</summary>
internal delegate void CompiledTemplate(TextWriter writer, Dictionary<string, object> values);

/// <summary>What stands in a template.</summary>
internal enum TokenKind
{
    Text,
    Value,
    If,
    Unless,
    Each,
    Else,
    End,
    Comment,
}

/// <summary>One piece of a template.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Raw">How it is written.</param>
/// <param name="Name">The field it names, if it names one.</param>
/// <param name="Line">The line it begins on, from 1.</param>
internal readonly record struct TemplateToken(TokenKind Kind, string Raw, string? Name, int Line);

/// <summary>A template in pieces, with what is wrong with it.</summary>
internal sealed record TemplateTokens(IReadOnlyList<TemplateToken> Tokens, IReadOnlyList<TemplateFault> Faults);

/// <summary>What is wrong with a template, and where.</summary>
/// <param name="Line">The line, from 1; 0 for the whole file.</param>
/// <param name="Says">What to change, in plain words.</param>
internal readonly record struct TemplateFault(int Line, string Says);
