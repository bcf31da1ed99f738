using System.Text;
using WorkWell.Communications.Contracts;
using WorkWell.Communications.Texts;

namespace WorkWell.Communications.Templates;

/// <summary>
/// Generates an e-mail's HTML template from its text template, which leaves one text to write, translate and approve. It works on the template, never on a
/// rendered message, so no value can become a list, a link or a tag. Blank lines separate paragraphs, "- " starts a list item, link fields become links, and a
/// line of words, a colon and what the reader can do becomes a button.
/// </summary>
internal sealed class HtmlFromText
{
    private readonly TemplateFields fields;
    private readonly StringBuilder html = new();
    private readonly List<TextValidationError> errors = [];
    private bool inParagraph;
    private bool inList;

    private HtmlFromText(TemplateFields fields) => this.fields = fields;

    /// <summary>Generates the source of the HTML template, or returns errors.</summary>
    public static (string Source, IReadOnlyList<TextValidationError> Errors) Make(IReadOnlyList<TemplateToken> tokens, TemplateFields fields)
    {
        var maker = new HtmlFromText(fields);
        var lines = new Queue<List<TemplateToken>>(Lines(tokens));
        maker.Write(Blocks(lines, maker.errors));
        maker.Close();
        return (maker.html.ToString(), maker.errors);
    }

    /// <summary>A line without block tags, or a block and the lines inside it.</summary>
    private sealed record Node(IReadOnlyList<TemplateToken> Line)
    {
        public TemplateToken? Open { get; init; }
        public IReadOnlyList<Node> Then { get; init; } = [];
        public TemplateToken? Else { get; set; }
        public IReadOnlyList<Node> Otherwise { get; set; } = [];
        public TemplateToken? End { get; set; }

        public bool IsBlank => Open is null && Line.All(token => token.Kind == TokenKind.Text && string.IsNullOrWhiteSpace(token.Raw));

        public bool IsItem => Open is null ? Line is [{ Kind: TokenKind.Text } first, ..] && first.Raw.StartsWith("- ", StringComparison.Ordinal)
            : Then.Concat(Otherwise).Any(node => !node.IsBlank) && Then.Concat(Otherwise).All(node => node.IsBlank || node.IsItem);
    }

    private static IEnumerable<List<TemplateToken>> Lines(IReadOnlyList<TemplateToken> tokens)
    {
        var line = new List<TemplateToken>();
        foreach (var token in tokens.Where(token => token.Kind != TokenKind.Note))
        {
            if (token.Kind != TokenKind.Text)
            {
                line.Add(token);
                continue;
            }
            var pieces = token.Raw.Split('\n');
            for (var i = 0; i < pieces.Length; i++)
            {
                if (i > 0)
                {
                    yield return line;
                    line = [];
                }
                if (pieces[i].Length > 0) line.Add(token with { Raw = pieces[i], Line = token.Line + i });
            }
        }
        if (line.Count > 0) yield return line;
    }

    private static List<Node> Blocks(Queue<List<TemplateToken>> lines, List<TextValidationError> errors)
    {
        var nodes = new List<Node>();
        while (lines.TryPeek(out var line))
        {
            var alone = Alone(line);
            if (alone?.Kind is TokenKind.End or TokenKind.Else) return nodes;
            lines.Dequeue();
            if (alone is { Kind: TokenKind.If or TokenKind.IfNot or TokenKind.For } open)
            {
                var node = new Node([]) { Open = open, Then = Blocks(lines, errors) };
                if (lines.TryPeek(out var next) && Alone(next)?.Kind == TokenKind.Else)
                {
                    node.Else = Alone(lines.Dequeue());
                    node.Otherwise = Blocks(lines, errors);
                }
                node.End = lines.TryDequeue(out var last) ? Alone(last) : null;
                nodes.Add(node);
                continue;
            }
            if (line.Count(token => token.IsOpening) != line.Count(token => token.Kind == TokenKind.End))
                errors.Add(new(line[0].Line, "A block begins and ends on one line, or its tags stand on lines of their own."));
            nodes.Add(new Node(line));
        }
        return nodes;
    }

    private static TemplateToken? Alone(List<TemplateToken> line)
    {
        TemplateToken? block = null;
        foreach (var token in line)
        {
            if (token.Kind == TokenKind.Text && string.IsNullOrWhiteSpace(token.Raw)) continue;
            if (block is not null || token.Kind is TokenKind.Text or TokenKind.Value) return null;
            block = token;
        }
        return block;
    }

    private void Write(IReadOnlyList<Node> nodes)
    {
        foreach (var node in nodes)
        {
            if (node.IsBlank)
            {
                if (!inList) Close();
            }
            else if (node.Open is { } open)
            {
                // A block of list items stays inside the surrounding list.
                var isItem = node.IsItem;
                if (isItem) OpenList();
                else Close();
                html.Append(open.Raw).Append('\n');
                WriteInside(node.Then, isItem);
                if (node.Else is { } otherwise)
                {
                    html.Append(otherwise.Raw).Append('\n');
                    WriteInside(node.Otherwise, isItem);
                }
                html.Append(node.End?.Raw).Append('\n');
            }
            else if (node.IsItem)
            {
                OpenList();
                html.Append("<li>");
                WriteLine(node.Line, skip: 2);
                html.Append("</li>\n");
            }
            else if (ActionOf(node.Line) is var (words, link))
            {
                Close();
                html.Append("<p>").Append(EmailStyle.Button(HtmlEscaping.Escape(words), link.Raw)).Append("</p>\n");
            }
            else
            {
                if (inList) Close();
                html.Append(inParagraph ? "<br>\n" : "<p>");
                inParagraph = true;
                WriteLine(node.Line, skip: 0);
            }
        }
    }

    private (string Words, TemplateToken Link)? ActionOf(IReadOnlyList<TemplateToken> line) =>
        line is [{ Kind: TokenKind.Text, Raw: var words }, { Kind: TokenKind.Value } link] && fields.Find(link.Name!)?.IsAction == true
            && words.TrimEnd() is [.. var label, ':'] ? (label, link) : null;

    private void WriteInside(IReadOnlyList<Node> nodes, bool isItem)
    {
        Write(nodes);
        if (!isItem) Close();
    }

    private void WriteLine(IReadOnlyList<TemplateToken> line, int skip)
    {
        foreach (var token in line)
        {
            if (token.Kind == TokenKind.Text)
            {
                html.Append(HtmlEscaping.Escape(token.Raw[skip..]));
                skip = 0;
            }
            else if (token.Kind != TokenKind.Value || token.Name == TemplateReader.Entry) html.Append(token.Raw);
            else
            {
                html.Append(fields.Find(token.Name!)?.Kind switch
                {
                    FieldKind.Link => $"<a href=\"{token.Raw}\" dir=\"ltr\">{token.Raw}</a>",
                    FieldKind.Email => $"<a href=\"mailto:{token.Raw}\"><bdi dir=\"ltr\">{token.Raw}</bdi></a>",
                    FieldKind.Reference or FieldKind.Phone => $"<bdi dir=\"ltr\">{token.Raw}</bdi>",
                    FieldKind.Date or FieldKind.Time or FieldKind.Length => token.Raw,
                    _ => $"<bdi>{token.Raw}</bdi>",
                });
            }
        }
    }

    private void OpenList()
    {
        if (inList) return;
        Close();
        html.Append("<ul>\n");
        inList = true;
    }

    private void Close()
    {
        if (inParagraph) html.Append("</p>\n");
        if (inList) html.Append("</ul>\n");
        inParagraph = inList = false;
    }
}
