using WorkWell.Communications.Texts;

namespace WorkWell.Communications.Templates;

/// <summary>The kinds of token.</summary>
internal enum TokenKind
{
    Text,
    Value,
    If,
    IfNot,
    For,
    Else,
    End,
    Note,
}

/// <summary>A token of a template.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Raw">Its source.</param>
/// <param name="Name">The field it names, if any.</param>
/// <param name="Line">The line it begins on, from 1.</param>
internal readonly record struct TemplateToken(TokenKind Kind, string Raw, string? Name, int Line)
{
    /// <summary>Whether it opens a block.</summary>
    public bool IsOpening => Kind is TokenKind.If or TokenKind.IfNot or TokenKind.For;
}

/// <summary>The tokens of a template and its errors.</summary>
internal sealed record TemplateTokens(IReadOnlyList<TemplateToken> Tokens, IReadOnlyList<TextValidationError> Errors);
