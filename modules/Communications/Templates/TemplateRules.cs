using WorkWell.Communications.Contracts;
using WorkWell.Communications.Rendering;

namespace WorkWell.Communications.Templates;

/// <summary>
/// What every template must keep to, whatever its language: declared fields only, optional ones asked for first, blocks that close, and the limits. Checked when
/// a file is read, so that nothing can turn out wrong when a message is due.
/// </summary>
internal static class TemplateRules
{
    /// <summary>Checks the pieces of one part of a message.</summary>
    public static IReadOnlyList<TemplateFault> Check(IReadOnlyList<TemplateToken> tokens, TemplateFields fields, bool isHtml = false)
    {
        var faults = new List<TemplateFault>();
        var open = new Stack<TemplateToken>();
        int tags = 0, lists = 0;
        for (var i = 0; i < tokens.Count && faults.Count < 20; i++)
        {
            var token = tokens[i];
            if (token.Kind is TokenKind.Text or TokenKind.Comment)
            {
                if (token.Kind == TokenKind.Text) CheckText(token, faults);
                continue;
            }
            if (++tags > RenderLimits.Tags)
            {
                faults.Add(new(token.Line, $"There are more than {RenderLimits.Tags} tags."));
                break;
            }
            switch (token.Kind)
            {
                case TokenKind.Value:
                    CheckValue(token, open, fields, faults);
                    if (!isHtml && fields.Find(token.Name!)?.Kind == FieldKind.Link && !EndsItsLine(tokens, i))
                        faults.Add(new(token.Line, $"A link ends its line, or mail programs take what follows for a part of it: put nothing after '{token.Raw}'."));
                    break;
                case TokenKind.If or TokenKind.Unless or TokenKind.Each:
                    if (token.Kind == TokenKind.Each && ++lists > RenderLimits.Lists) faults.Add(new(token.Line, $"There are more than {RenderLimits.Lists} lists."));
                    CheckOpening(token, open, fields, faults);
                    open.Push(token);
                    if (open.Count > RenderLimits.Depth)
                    {
                        faults.Add(new(token.Line, $"Blocks are more than {RenderLimits.Depth} deep."));
                        return faults;
                    }
                    break;
                case TokenKind.Else:
                    if (open.Count == 0 || open.Peek().Kind is TokenKind.Each or TokenKind.Else) faults.Add(new(token.Line, "'{{else}}' belongs inside '{{#if}}' or '{{#unless}}', once."));
                    else open.Push(token);
                    break;
                case TokenKind.End:
                    CheckEnd(token, open, faults);
                    break;
            }
        }
        foreach (var left in open.Where(token => token.Kind != TokenKind.Else)) faults.Add(new(left.Line, $"'{left.Raw}' is never ended."));
        return faults;
    }

    private static void CheckValue(TemplateToken token, Stack<TemplateToken> open, TemplateFields fields, List<TemplateFault> faults)
    {
        var inList = open.Any(block => block.Kind == TokenKind.Each);
        if (token.Name == "this")
        {
            if (!inList) faults.Add(new(token.Line, "'{{this}}' belongs inside '{{#each}}'."));
        }
        else if (inList) faults.Add(new(token.Line, $"Inside '{{{{#each}}}}' there is only '{{{{this}}}}': move '{token.Raw}' out of the list."));
        else if (fields.Lists.Contains(token.Name)) faults.Add(new(token.Line, $"'{token.Name}' is a list: use '{{{{#each {token.Name}}}}}'."));
        else if (fields.Find(token.Name!) is not { } field) faults.Add(Unknown(token, fields));
        else if (field.IsOptional && !IsAskedFor(field.Name, open)) faults.Add(new(token.Line, $"'{field.Name}' may be empty: put it inside '{{{{#if {field.Name}}}}}'."));
    }

    private static void CheckOpening(TemplateToken token, Stack<TemplateToken> open, TemplateFields fields, List<TemplateFault> faults)
    {
        var isList = fields.Lists.Contains(token.Name);
        if (!isList && fields.Find(token.Name!) is null) faults.Add(Unknown(token, fields));
        else if (token.Kind == TokenKind.Each && !isList) faults.Add(new(token.Line, $"'{token.Name}' is not a list."));
        if (open.Any(block => block.Kind == TokenKind.Each)) faults.Add(new(token.Line, $"'{token.Raw}' stands inside a list, where only '{{{{this}}}}' may."));
    }

    private static void CheckEnd(TemplateToken token, Stack<TemplateToken> open, List<TemplateFault> faults)
    {
        if (open.TryPeek(out var top) && top.Kind == TokenKind.Else) open.Pop();
        if (!open.TryPop(out var block)) faults.Add(new(token.Line, $"'{token.Raw}' ends nothing."));
        else if (!string.Equals(block.Kind.ToString(), token.Name, StringComparison.OrdinalIgnoreCase)) faults.Add(new(token.Line, $"'{token.Raw}' does not end '{block.Raw}' of line {block.Line}."));
    }

    // Inside {{#if x}} before its {{else}}: there x has a value.
    private static bool IsAskedFor(string name, Stack<TemplateToken> open)
    {
        var afterElse = false;
        foreach (var block in open)
        {
            if (block.Kind == TokenKind.Else) afterElse = true;
            else
            {
                if (block.Name == name && block.Kind == (afterElse ? TokenKind.Unless : TokenKind.If)) return true;
                afterElse = false;
            }
        }
        return false;
    }

    // What is left out after the link, the other branch and ends of blocks, is not in its way.
    private static bool EndsItsLine(IReadOnlyList<TemplateToken> tokens, int at)
    {
        var depth = 0;
        var isLeftOut = false;
        for (var i = at + 1; i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (token.Kind is TokenKind.If or TokenKind.Unless or TokenKind.Each)
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

    private static void CheckText(TemplateToken token, List<TemplateFault> faults)
    {
        var line = token.Line;
        foreach (var c in token.Raw)
        {
            if (c == '\n') line++;
            else if (char.IsControl(c)) faults.Add(new(line, $"There is a control character (U+{(int)c:X4})."));
            else if (c == '\uFFFD' || char.IsSurrogate(c)) faults.Add(new(line, "There is a broken letter: the file was saved in a wrong encoding, or holds an emoji, which many phones and screen readers do not show."));
            else if (c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069')) faults.Add(new(line, $"There is a hidden direction mark (U+{(int)c:X4}): direction is set for you."));
            else continue;
            if (c != '\n') return;
        }
        if (token.Raw.Contains("((", StringComparison.Ordinal)) faults.Add(new(token.Line, "'((' means a field to GOV.UK Notify: leave a space between the brackets."));
        if (!token.Raw.IsNormalized()) faults.Add(new(token.Line, "Some letters are made of loose parts: save the text in Unicode form NFC."));
    }

    private static TemplateFault Unknown(TemplateToken token, TemplateFields fields) =>
        new(token.Line, $"There is no field '{token.Name}'. This message has: {string.Join(", ", fields.All.Select(field => field.Name).Concat(fields.Lists))}.");
}
