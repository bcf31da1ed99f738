using WorkWell.Communications.Contracts;
using WorkWell.Communications.Texts;

namespace WorkWell.Communications.Templates;

/// <summary>
/// The rules for templates: optional fields are tested, blocks are closed, and limits are kept. Checked when a file is read, before any message is due.
/// <see cref="TemplateScript"/> checks that only declared fields are used.
/// </summary>
internal static class TemplateRules
{
    /// <summary>Checks the tokens of one part of a message.</summary>
    public static IReadOnlyList<TextValidationError> Check(IReadOnlyList<TemplateToken> tokens, TemplateFields fields, bool isHtml = false)
    {
        var errors = new List<TextValidationError>();
        var open = new Stack<TemplateToken>();
        var lists = 0;
        for (var i = 0; i < tokens.Count && errors.Count < TemplateLimits.Errors; i++)
        {
            var token = tokens[i];
            CheckBlankSpace(tokens, i, errors);
            switch (token.Kind)
            {
                case TokenKind.Text:
                    CheckText(token, errors);
                    break;
                case TokenKind.Value:
                    CheckValue(token, open, fields, errors);
                    if (!isHtml) CheckLink(tokens, i, fields, errors);
                    break;
                case TokenKind.If or TokenKind.IfNot or TokenKind.For:
                    if (token.Kind == TokenKind.For && ++lists > TemplateLimits.Lists)
                        errors.Add(new(token.Line, $"There are more than {TemplateLimits.Lists} lists."));
                    CheckOpening(token, open, fields, errors);
                    open.Push(token);
                    if (open.Count > TemplateLimits.Depth)
                    {
                        errors.Add(new(token.Line, $"Blocks are more than {TemplateLimits.Depth} deep."));
                        return errors;
                    }
                    break;
                case TokenKind.Else:
                    CheckElse(token, open, errors);
                    break;
                case TokenKind.End:
                    CheckEnd(token, open, errors);
                    break;
            }
        }
        foreach (var left in open.Where(token => token.Kind != TokenKind.Else)) errors.Add(new(left.Line, $"'{left.Raw}' is never ended."));
        return errors;
    }

    // A tag alone on its line must remove the line; any other tag must keep the spaces beside it.
    private static void CheckBlankSpace(IReadOnlyList<TemplateToken> tokens, int at, List<TextValidationError> errors)
    {
        var token = tokens[at];
        if (token.Kind == TokenKind.Text) return;
        var takesItsLine = token.Raw.StartsWith("{{~", StringComparison.Ordinal) && token.Raw.EndsWith("~}}", StringComparison.Ordinal);
        if (token.Kind == TokenKind.Value || !IsAlone(tokens, at))
        {
            if (token.Raw.Contains('~', StringComparison.Ordinal))
                errors.Add(new(token.Line, $"'{token.Raw}' would swallow the spaces beside it: leave out the '~'."));
        }
        else if (!takesItsLine)
            errors.Add(new(token.Line,
            $"'{token.Raw}' stands alone on its line and would leave an empty one behind: write '{{{{~ {token.Raw.Trim('{', '}', '~', ' ')} ~}}}}'."));
    }

    private static bool IsAlone(IReadOnlyList<TemplateToken> tokens, int at)
    {
        var before = at == 0 ? "\n" : tokens[at - 1].Kind == TokenKind.Text ? tokens[at - 1].Raw : "x";
        var after = at == tokens.Count - 1 ? "\n" : tokens[at + 1].Kind == TokenKind.Text ? tokens[at + 1].Raw : "x";
        if (at == 1) before = "\n" + before;
        if (at == tokens.Count - 2) after += "\n";
        return before.TrimEnd(' ').EndsWith('\n') && after.TrimStart(' ').StartsWith('\n');
    }

    private static void CheckValue(TemplateToken token, Stack<TemplateToken> open, TemplateFields fields, List<TextValidationError> errors)
    {
        var inList = open.Any(block => block.Kind == TokenKind.For);
        if (token.Name == TemplateReader.Entry)
        {
            if (!inList) errors.Add(new(token.Line, "'{{ item }}' belongs inside '{{ for item in list }}'."));
        }
        else if (inList) errors.Add(new(token.Line, $"Inside a list there is only '{{{{ item }}}}': move '{token.Raw}' out of it."));
        else if (fields.Lists.Contains(token.Name)) errors.Add(new(token.Line, $"'{token.Name}' is a list: use '{{{{ for item in {token.Name} }}}}'."));
        else if (fields.Find(token.Name!) is { IsOptional: true } field && !IsAskedFor(field.Name, open))
            errors.Add(new(token.Line, $"'{field.Name}' may be empty: put it inside '{{{{ if {field.Name} }}}}'."));
    }

    private static void CheckOpening(TemplateToken token, Stack<TemplateToken> open, TemplateFields fields, List<TextValidationError> errors)
    {
        if (token.Kind == TokenKind.For && fields.Find(token.Name!) is not null) errors.Add(new(token.Line, $"'{token.Name}' is not a list."));
        if (open.Any(block => block.Kind == TokenKind.For))
            errors.Add(new(token.Line, $"'{token.Raw}' stands inside a list, where only '{{{{ item }}}}' may."));
    }

    private static void CheckLink(IReadOnlyList<TemplateToken> tokens, int at, TemplateFields fields, List<TextValidationError> errors)
    {
        var token = tokens[at];
        if (fields.Find(token.Name!)?.Kind == FieldKind.Link && !EndsItsLine(tokens, at))
            errors.Add(new(token.Line, $"A link ends its line, or mail programs take what follows for a part of it: put nothing after '{token.Raw}'."));
    }

    private static void CheckElse(TemplateToken token, Stack<TemplateToken> open, List<TextValidationError> errors)
    {
        if (open.Count == 0 || open.Peek().Kind is TokenKind.For or TokenKind.Else)
            errors.Add(new(token.Line, "'{{ else }}' belongs inside '{{ if field }}', once."));
        else open.Push(token);
    }

    private static void CheckEnd(TemplateToken token, Stack<TemplateToken> open, List<TextValidationError> errors)
    {
        if (open.TryPeek(out var top) && top.Kind == TokenKind.Else) open.Pop();
        if (!open.TryPop(out _)) errors.Add(new(token.Line, $"'{token.Raw}' ends nothing."));
    }

    // Inside {{ if x }} and before its {{ else }}, x has a value.
    private static bool IsAskedFor(string name, Stack<TemplateToken> open)
    {
        var afterElse = false;
        foreach (var block in open)
        {
            if (block.Kind == TokenKind.Else) afterElse = true;
            else
            {
                if (block.Name == name && block.Kind == (afterElse ? TokenKind.IfNot : TokenKind.If)) return true;
                afterElse = false;
            }
        }
        return false;
    }

    // Ends of blocks and the other branch are not rendered after the link, so they are skipped.
    private static bool EndsItsLine(IReadOnlyList<TemplateToken> tokens, int at)
    {
        var depth = 0;
        var isLeftOut = false;
        for (var i = at + 1; i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (token.IsOpening)
            {
                if (!isLeftOut) return false;
                depth++;
            }
            else if (token.Kind == TokenKind.End && depth > 0) depth--;
            else if (token.Kind == TokenKind.End) isLeftOut = false;
            else if (token.Kind == TokenKind.Else && depth == 0) isLeftOut = true;
            else if (!isLeftOut && token.Kind is TokenKind.Text) return token.Raw.TrimStart(' ').StartsWith('\n');
            else if (!isLeftOut && token.Kind is TokenKind.Value) return false;
        }
        return true;
    }

    private static void CheckText(TemplateToken token, List<TextValidationError> errors)
    {
        var line = token.Line;
        foreach (var c in token.Raw)
        {
            if (c == '\n') line++;
            else if (char.IsControl(c)) errors.Add(new(line, $"There is a control character (U+{(int)c:X4})."));
            else if (c == '\uFFFD' || char.IsSurrogate(c))
                errors.Add(
                new(line,
                "There is a broken letter: the file was saved in a wrong encoding, or holds an emoji, which many phones and screen readers do not show."));
            else if (c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'))
                errors.Add(new(line, $"There is a hidden direction mark (U+{(int)c:X4}): direction is set for you."));
            else continue;
            if (c != '\n') return;
        }
        if (token.Raw.IndexOf("http://", StringComparison.OrdinalIgnoreCase) is var link and >= 0)
            errors.Add(new(LineAt(link), "What goes over 'http://' can be read and changed on its way: write 'https://'."));
        if (token.Raw.IndexOf("((", StringComparison.Ordinal) is var bracket and >= 0)
            errors.Add(new(LineAt(bracket), "'((' means a field to GOV.UK Notify: leave a space between the brackets."));
        if (!token.Raw.IsNormalized())
            errors.Add(new(token.Line + Math.Max(0, Array.FindIndex(token.Raw.Split('\n'), part => !part.IsNormalized())),
                "Some letters are made of loose parts: save the text in Unicode form NFC."));

        int LineAt(int index) => token.Line + token.Raw.AsSpan(0, index).Count('\n');
    }
}
