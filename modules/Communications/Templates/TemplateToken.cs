using WorkWell.Communications.Texts;

namespace WorkWell.Communications.Templates;

/// <summary>What stands in a template.</summary>
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

/// <summary>One piece of a template.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Raw">How it is written.</param>
/// <param name="Name">The field it names, if it names one.</param>
/// <param name="Line">The line it begins on, from 1.</param>
internal readonly record struct TemplateToken(TokenKind Kind, string Raw, string? Name, int Line)
{
    /// <summary>Whether a block begins here.</summary>
    public bool IsOpening => Kind is TokenKind.If or TokenKind.IfNot or TokenKind.For;
}

/// <summary>A template in pieces, with what is wrong with it.</summary>
internal sealed record TemplateTokens(IReadOnlyList<TemplateToken> Tokens, IReadOnlyList<TextValidationError> Errors);
